"""Deciding: approve one or several, return one; done before the queue is drawn."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from hrss.accounts import ReviewState
from hrss.service import gate
from hrss.sheets import KIND_LABELS
from hrss.store import UnknownSubmissionError
from hrss.web.accounts import acting
from hrss.web.asked import Outcome, asks
from hrss.web.plain_text import plain
from hrss.web.session import store

_NEXT = "review_next"
_LONGEST_COMMENT = 500
_SUMMED = {
    "rows_valid": "行数",
    "changed_count": "变化",
    "newly_complete_count": "其中新建成",
    "no_longer_complete_count": "由建成变为未建成",
    "warning_count": "提示",
    "oddity_count": "异常",
}


def take_next_number() -> int | None:
    """The submission to be looked at after a decision, once; None without one."""
    number: int | None = st.session_state.pop(_NEXT, None)
    return number


def decision_form(number: int, *, place: str, after: int | None) -> None:
    """Ask for a comment, and approve or return a submission.

    Parameters
    ----------
    after : the submission that is looked at next.
    """
    field = f"comment_{number}"
    with st.form(f"review_{number}", border=True, enter_to_submit=False):
        st.text_area(
            "审核意见",
            max_chars=_LONGEST_COMMENT,
            placeholder="退回时必填，报送单位据此修改；通过时可以不填",
            height=96,
            key=field,
        )
        what = f"报送编号 {number}（{plain(place)}）"
        with st.container(horizontal=True):
            st.form_submit_button(
                "通过",
                type="primary",
                on_click=asks(_approval([number], f"{what}已通过。", after), field),
            )
            st.form_submit_button(
                "退回修改",
                on_click=asks(_return(number, f"{what}已退回。", after), field),
            )


def return_form(number: int) -> None:
    """Return a submission that was approved before."""
    field = f"return_comment_{number}"
    with st.form(f"return_{number}", border=True, enter_to_submit=False):
        st.text_input(
            f"退回已通过的报送编号 {number}，原因",
            max_chars=_LONGEST_COMMENT,
            key=field,
        )
        deed = _return(number, f"报送编号 {number} 已退回，不再计入。")
        st.form_submit_button("退回修改", on_click=asks(deed, field))


def approve_several(chosen: pd.DataFrame) -> None:
    """What the approval of all of them would do, and one button for it."""
    numbers = chosen.index.tolist()
    kinds = chosen["kind"].map(dict(KIND_LABELS)).value_counts()
    words = "、".join(f"{kind} {count} 份" for kind, count in kinds.items())
    st.markdown(f"##### 已选 {len(numbers)} 份：{words}")
    sums = chosen[list(_SUMMED)].sum()
    counts = [f"{word} {sums[name]:,}" for name, word in _SUMMED.items()]
    st.write("，".join(counts) + "。")
    field = "comment_several"
    with st.form("review_several", border=True, enter_to_submit=False):
        st.text_input("审核意见（可以不填）", max_chars=_LONGEST_COMMENT, key=field)
        deed = _approval(numbers, f"所选{len(numbers)}份已通过。")
        st.form_submit_button(
            f"通过所选{len(numbers)}份", type="primary", on_click=asks(deed, field)
        )
    st.caption("全部通过或全部不通过；要退回的请逐份勾选，分别写明原因。")


def _approval(
    numbers: Sequence[int], said: str, after: int | None = None
) -> partial[Outcome]:
    return partial(_decide, numbers, ReviewState.APPROVED, said, after)


def _return(number: int, said: str, after: int | None = None) -> partial[Outcome]:
    return partial(_decide, [number], ReviewState.RETURNED, said, after)


def _decide(
    numbers: Sequence[int],
    decision: ReviewState,
    said: str,
    after: int | None,
    comment: str | None,
) -> Outcome:
    """Decide on what the visitor saw, or say why that cannot be."""
    st.session_state[_NEXT] = after
    try:
        gate.review(store(), acting(""), numbers, decision, comment=comment or "")
    except gate.RefusedError as refusal:
        return Outcome(plain(str(refusal)), is_done=False)
    except UnknownSubmissionError:
        return Outcome("所选报表刚刚已被清除，没有审核。", is_done=False)
    return Outcome(said)
