"""Accounts on the page of administration: the list, a new one, changes of one."""

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from hrss.accounts import LEAST_PASSWORD, Rights, Role
from hrss.places import load_counties, load_prefectures
from hrss.service import LOCAL_TIME, gate
from hrss.service.places_of import own_place_name
from hrss.store import Account, fetch_accounts, fetch_last_sign_ins
from hrss.web.accounts import acting
from hrss.web.chosen_rows import choose_rows
from hrss.web.plain_text import plain
from hrss.web.session import store

_MESSAGE, _PASSWORD = "admin_message", "admin_password"
_MADE = "admin_accounts_made"
_LONGEST_NAME = 40
_WHOLE = 9
"""Accounts up to which the list is shown whole, without a bar to scroll."""
_WIDTHS = {
    **{"用户名": 110, "姓名或单位": 200, "角色": 90, "地区": 130, "状态": 70},
    **{"最近登录": 135, "锁定至": 135, "登录方式": 100},
}


def accounts_panel() -> None:
    """The accounts, what can be done with the chosen one, and a form for another."""
    _show_outcome()
    accounts = fetch_accounts(store())
    chosen = _account_table(accounts)
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        if chosen is None:
            st.markdown("##### 修改账号")
            st.caption("在上表中选中一行，可停用或启用账号、重设密码、改变角色。")
        else:
            _change_form(chosen)
    with right, st.container(border=True):
        _new_account_form(st.session_state.get(_MADE, 0))


def _account_table(accounts: list[Account]) -> Account | None:
    """Show the accounts; the one that was chosen."""
    active = sum(not each.is_disabled for each in accounts)
    st.markdown(f"##### 账号（{len(accounts)}个，有效{active}个）")
    signed_in = fetch_last_sign_ins(store())
    rows = [_row(each, signed_in.get(each.id)) for each in accounts]
    chosen = choose_rows(
        pd.DataFrame(rows),
        [each.id for each in accounts],
        key="admin_accounts",
        height="content" if len(rows) <= _WHOLE else 320,
        placeholder="—",
        columns={
            name: st.column_config.TextColumn(width=width)
            for name, width in _WIDTHS.items()
        },
    )
    return next((each for each in accounts if [each.id] == chosen), None)


def _row(account: Account, signed_in_at: datetime | None) -> dict[str, str | None]:
    locked = account.locked_until
    if locked is not None and locked <= datetime.now(UTC):
        locked = None
    return {
        "用户名": account.user_name,
        "姓名或单位": account.display_name,
        "角色": account.rights.role.label,
        "地区": own_place_name(account.rights),
        "状态": "已停用" if account.is_disabled else "有效",
        "最近登录": None if signed_in_at is None else _local(signed_in_at),
        "锁定至": None if locked is None else _local(locked),
        "登录方式": _way_in(account),
    }


def _way_in(account: Account) -> str:
    if not account.has_password:
        return "统一身份认证"
    return "初始密码" if account.has_given_password else "密码"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL_TIME):%Y-%m-%d %H:%M}"


def _change_form(account: Account) -> None:
    name = account.user_name
    st.markdown(f"##### 修改账号“{plain(name)}”")
    is_disabled = account.is_disabled
    with st.container(horizontal=True):
        # Another key for each: a click on one is never taken for the other.
        shut = ("启用", f"open_{name}") if is_disabled else ("停用", f"shut_{name}")
        if st.button(shut[0], key=shut[1]):
            _do(lambda: _shut_out(name, is_disabled=not is_disabled))
        if st.button(
            "重设密码",
            key=f"renew_{name}",
            help="生成新密码，只显示一次，本人登录时须先修改；此前的登录全部失效",
        ):
            _do(lambda: _renew(name))
    role, prefecture, county = _pick_rights(f"change_{name}", account.rights)
    if st.button("改变角色", key=f"role_{name}"):
        _do(lambda: _give(name, role, prefecture, county))
    st.caption("停用、重设密码、改变角色都立即生效，该账号此前的登录随即失效。")


def _new_account_form(number: int) -> None:
    """A form that is empty again once this visitor has made an account.

    Parameters
    ----------
    number : how many this visitor has made.
    """
    st.markdown("##### 新增账号")
    left, right = st.columns(2)
    name = left.text_input(
        "用户名",
        key=f"new_name_{number}",
        max_chars=_LONGEST_NAME,
        help="登录用；汉字、字母、数字或 . _ - @",
    )
    shown = right.text_input(
        "姓名或单位",
        key=f"new_shown_{number}",
        max_chars=_LONGEST_NAME,
        help="写在其报送、审核的数据旁",
    )
    role, prefecture, county = _pick_rights(f"new_{number}", None)
    if st.button("新增账号", type="primary", key=f"add_{number}"):
        _do(lambda: _add(name, shown, role, prefecture, county))
    st.caption(
        "密码由系统生成，只显示一次，请当面或另行告知本人，"
        f"本人首次登录时须先改成自己的（至少{LEAST_PASSWORD}个字符）。"
    )


def _pick_rights(key: str, now: Rights | None) -> tuple[Role, str | None, str | None]:
    """Role, prefecture and county, as far as the role has them."""
    roles = list(Role)
    role: Role = st.selectbox(
        "角色",
        roles,
        index=roles.index(Role.PREFECTURE_CLERK if now is None else now.role),
        format_func=lambda each: each.label,
        key=f"{key}_role",
    )
    prefecture = county = None
    if role in (Role.PREFECTURE_CLERK, Role.COUNTY_CLERK):
        names = _names(load_prefectures(), "prefecture")
        before = None if now is None else now.prefecture_code
        prefecture = _pick_place("地级市", names, f"{key}_prefecture", before)
    if role is Role.COUNTY_CLERK and prefecture is not None:
        table = load_counties()
        own = _names(table[table["prefecture_code"] == prefecture], "county")
        before = None if now is None else now.county_code
        county = _pick_place("县（市、区）", own, f"{key}_{prefecture}", before)
    return role, prefecture, county


def _names(table: pd.DataFrame, kind: str) -> dict[str, str]:
    return dict(zip(table[f"{kind}_code"], table[f"{kind}_name"], strict=True))


def _pick_place(
    label: str, names: dict[str, str], key: str, before: str | None
) -> str | None:
    codes = list(names)
    chosen: str | None = st.selectbox(
        label,
        codes,
        index=codes.index(before) if before in names else None,
        format_func=names.__getitem__,
        placeholder="请选择",
        key=key,
    )
    return chosen


def _add(
    name: str, shown: str, role: Role, prefecture: str | None, county: str | None
) -> tuple[str, str | None]:
    rights = gate.rights_of(role, prefecture, county)
    password = gate.open_account(
        store(), acting(""), name, display_name=shown, rights=rights
    )
    st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
    return (
        f"已新增账号“{name.strip()}”（{role.label}，{own_place_name(rights)}）",
        password,
    )


def _shut_out(name: str, *, is_disabled: bool) -> tuple[str, str | None]:
    gate.shut_out(store(), acting(""), name, is_disabled=is_disabled)
    return f"已{'停用' if is_disabled else '启用'}账号“{name}”", None


def _renew(name: str) -> tuple[str, str | None]:
    return f"已重设账号“{name}”的密码", gate.renew_password(store(), acting(""), name)


def _give(
    name: str, role: Role, prefecture: str | None, county: str | None
) -> tuple[str, str | None]:
    rights = gate.rights_of(role, prefecture, county)
    gate.give_rights(store(), acting(""), name, rights)
    return f"账号“{name}”现为{role.label}（{own_place_name(rights)}）", None


def _do(change: Callable[[], tuple[str, str | None]]) -> None:
    """Make a change; what came of it is said above the list, a refusal here."""
    try:
        said, password = change()
    except gate.RefusedError as refusal:
        st.error(plain(str(refusal)))
        return
    st.session_state[_MESSAGE] = said
    if password is not None:
        st.session_state[_PASSWORD] = password
    st.rerun()


def _show_outcome() -> None:
    """Say what was done; a password is shown this once and forgotten."""
    said = st.session_state.pop(_MESSAGE, None)
    password = st.session_state.pop(_PASSWORD, None)
    if said is not None:
        st.success(f"{plain(said)}。")
    if password is not None:
        st.warning("密码只在此显示一次，请立即记下并告知本人：")
        st.code(password, language=None)
