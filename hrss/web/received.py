"""What came in: the last submissions, and taking one back."""

import pandas as pd
import streamlit as st

from hrss import service
from hrss.accounts import Action
from hrss.service import gate
from hrss.sheets import KIND_LABELS
from hrss.store import AlreadyWithdrawnError, fetch_submissions
from hrss.web.accounts import acting, may
from hrss.web.plain_text import plain
from hrss.web.session import store


def store_is_simulated() -> bool:
    """Whether the store holds simulated reports."""
    received = fetch_submissions(store())
    return bool(received["is_simulated"].any())


def warn_of_simulation() -> None:
    """Say how to clear simulated data before real sheets come in."""
    if store_is_simulated():
        st.warning(
            "库中现有模拟数据，供试用。"
            "正式上报前请在安装目录运行 make clear-demo 清除。"
        )


def recent_submissions(sender: str) -> None:
    """What came in last; what was sent by mistake can be withdrawn."""
    received = fetch_submissions(store()).sort_index(ascending=False)
    if received.empty:
        st.caption("还没有收到过报表。")
        return
    st.markdown("##### 最近收到")
    shown = received.head(30)
    when = shown["received_at"].dt.tz_convert(service.LOCAL_TIME)
    picked = st.dataframe(
        pd.DataFrame(
            {
                "编号": shown.index,
                "数据截至": shown["as_of"].dt.strftime("%Y-%m-%d"),
                "收到时间": when.dt.strftime("%Y-%m-%d %H:%M"),
                "填报单位": shown["reporting_unit"],
                "报送人": shown["sender"],
                "文件": shown["file_name"],
                "种类": shown["kind"].map(dict(KIND_LABELS)),
                "行数": shown["rows_valid"],
                "退回": shown["rows_held_back"],
                "提示": shown["warning_count"],
                "状态": shown["is_withdrawn"].map({True: "已撤回", False: "有效"}),
            }
        ),
        hide_index=True,
        height=420,
        placeholder="—",
        on_select="rerun",
        selection_mode="single-row",
        key="recent_submissions",
    )
    rows = picked["selection"]["rows"]
    if rows:
        number = int(shown.index[rows[0]])
        _withdrawal_form(number, shown.iloc[rows[0]], sender)
    else:
        st.caption("选中一行可以撤回；撤回后不再计入，记录仍然保留。")


def _withdrawal_form(number: int, chosen: pd.Series, sender: str) -> None:
    """Ask why, and take a submission out of the figures."""
    if chosen["is_withdrawn"]:
        when = chosen["withdrawn_at"].tz_convert(service.LOCAL_TIME)
        st.caption(
            f"报送编号 {number} 已由{plain(chosen['withdrawn_by'])}于"
            f"{when:%Y-%m-%d %H:%M}撤回，原因：{plain(chosen['withdrawal_reason'])}"
        )
        return
    if not may(Action.WITHDRAW):
        return
    with st.form("withdrawal", border=True):
        reason = st.text_input(f"撤回报送编号 {number} 的原因", key="withdrawal_reason")
        is_sent = st.form_submit_button("撤回", disabled=not sender)
    if not sender:
        st.info("请先在上面填写报送人，再撤回。")
    if not is_sent:
        return
    if not reason.strip():
        st.error("请写明撤回的原因。")
        return
    try:
        gate.withdraw(store(), acting(sender), number, reason=reason.strip())
    except AlreadyWithdrawnError:
        st.error(f"报送编号 {number} 刚刚已被撤回。")
        return
    except gate.RefusedError as refusal:
        st.error(plain(str(refusal)))
        return
    st.rerun()
