"""What the log can say was done."""

from enum import StrEnum


class LogAction(StrEnum):
    """One kind of entry of the log."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    ADD_ACCOUNT = "add_account"
    DISABLE_ACCOUNT = "disable_account"
    ENABLE_ACCOUNT = "enable_account"
    CHANGE_PASSWORD = "change_password"
    CHANGE_RIGHTS = "change_rights"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CONFIRM_NAME = "confirm_name"
    REVOKE_NAME = "revoke_name"
    EXPLAIN_HEADERS = "explain_headers"
    NOTE = "note"
    PUBLISH = "publish"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"
    IMPORT_ROSTER = "import_roster"
    CLEAR_SIMULATION = "clear_simulation"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return _LABELS[self]


_LABELS = {
    LogAction.SIGN_IN: "登录",
    LogAction.SIGN_IN_FAILED: "登录失败",
    LogAction.SIGN_OUT: "退出登录",
    LogAction.ADD_ACCOUNT: "新增账号",
    LogAction.DISABLE_ACCOUNT: "停用账号",
    LogAction.ENABLE_ACCOUNT: "启用账号",
    LogAction.CHANGE_PASSWORD: "修改密码",
    LogAction.CHANGE_RIGHTS: "修改权限",
    LogAction.SUBMIT: "报送",
    LogAction.WITHDRAW: "撤回",
    LogAction.CONFIRM_NAME: "确认名称",
    LogAction.REVOKE_NAME: "撤销名称",
    LogAction.EXPLAIN_HEADERS: "确认各列含义",
    LogAction.NOTE: "核实说明",
    LogAction.PUBLISH: "发布通报",
    LogAction.APPROVE: "审核通过",
    LogAction.RETURN: "审核退回",
    LogAction.REOPEN: "重新开放报告期",
    LogAction.IMPORT_ROSTER: "导入名册",
    LogAction.CLEAR_SIMULATION: "清除模拟数据",
    LogAction.REFUSED: "无权操作",
}
