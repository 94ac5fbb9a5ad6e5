"""Deciding: approve one or several, return one, and what is said afterwards."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from hrss.accounts import ReviewState
from hrss.service import gate
from hrss.sheets import KIND_LABELS
from hrss.web.accounts import acting
from hrss.web.plain_text import plain
from hrss.web.session import store

_MESSAGE, _NEXT = "review_done", "review_next"
_LONGEST_COMMENT = 500
_SUMMED = {
    "rows_valid": "行数",
    "changed_count": "变化",
    "newly_complete_count": "其中新建成",
    "no_longer_complete_count": "由建成变为未建成",
    "warning_count": "提示",
    "oddity_count": "异常",
}


def take_message() -> str | None:
    """What is to be said after a decision, once."""
    message: str | None = st.session_state.pop(_MESSAGE, None)
    return message


def say_next_time(message: str) -> None:
    """Have something said when the page is drawn again."""
    st.session_state[_MESSAGE] = message


def next_number() -> int | None:
    """The submission that is looked at after the last decision; None before one."""
    number: int | None = st.session_state.get(_NEXT)
    return number


def decision_form(number: int, *, place: str, after: int | None) -> None:
    """Ask for a comment, and approve or return a submission.

    Parameters
    ----------
    after : the submission that is looked at next.
    """
    with st.form(f"review_{number}", border=True):
        comment = st.text_area(
            "审核意见",
            max_chars=_LONGEST_COMMENT,
            placeholder="退回时必填，报送单位据此修改；通过时可以不填",
            height=96,
            key=f"comment_{number}",
        )
        with st.container(horizontal=True):
            is_approved = st.form_submit_button("通过", type="primary")
            is_returned = st.form_submit_button("退回修改")
    decision = ReviewState.APPROVED if is_approved else ReviewState.RETURNED
    if (is_approved or is_returned) and _decided([number], decision, comment):
        st.session_state[_NEXT] = after
        what = "已通过" if is_approved else "已退回"
        say_next_time(f"报送编号 {number}（{plain(place)}）{what}。")
        st.rerun()


def return_form(number: int) -> None:
    """Return a submission that was approved before."""
    with st.form(f"return_{number}", border=True):
        comment = st.text_input(
            f"退回已通过的报送编号 {number}，原因",
            max_chars=_LONGEST_COMMENT,
            key=f"return_comment_{number}",
        )
        is_returned = st.form_submit_button("退回修改")
    if is_returned and _decided([number], ReviewState.RETURNED, comment):
        say_next_time(f"报送编号 {number} 已退回，不再计入。")
        st.rerun()


def approve_several(chosen: pd.DataFrame) -> None:
    """What the approval of all of them would do, and one button for it."""
    numbers = chosen.index.tolist()
    kinds = chosen["kind"].map(dict(KIND_LABELS)).value_counts()
    words = "、".join(f"{kind} {count} 份" for kind, count in kinds.items())
    st.markdown(f"##### 已选 {len(numbers)} 份：{words}")
    sums = chosen[list(_SUMMED)].sum()
    counts = [f"{word} {sums[name]:,}" for name, word in _SUMMED.items()]
    st.write("，".join(counts) + "。")
    with st.form("review_several", border=True):
        comment = st.text_input(
            "审核意见（可以不填）", max_chars=_LONGEST_COMMENT, key="comment_several"
        )
        is_sent = st.form_submit_button(f"通过所选{len(numbers)}份", type="primary")
    st.caption("全部通过或全部不通过；要退回的请逐份勾选，分别写明原因。")
    if is_sent and _decided(numbers, ReviewState.APPROVED, comment):
        st.session_state[_NEXT] = None
        say_next_time(f"所选{len(numbers)}份已通过。")
        st.rerun()


def _decided(numbers: Sequence[int], decision: ReviewState, comment: str) -> bool:
    """Do it, or say why it cannot be done."""
    try:
        gate.review(store(), acting(""), numbers, decision, comment=comment)
    except gate.RefusedError as refusal:
        st.error(plain(str(refusal)))
        return False
    return True
