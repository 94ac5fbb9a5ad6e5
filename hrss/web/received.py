"""What came in: the last submissions, and taking one back."""

from functools import partial

import pandas as pd
import streamlit as st

from hrss import service
from hrss.accounts import Action, ReviewState
from hrss.service import gate
from hrss.service.reviewed import prefecture_names, returned_to
from hrss.service.taking_back import withdrawal_refusal
from hrss.sheets import KIND_LABELS
from hrss.store import (
    AlreadyWithdrawnError,
    UnknownSubmissionError,
    fetch_submissions,
    has_simulated,
)
from hrss.web.accounts import acting, current_account, may
from hrss.web.asked import Outcome, asks
from hrss.web.chosen_rows import choose_rows
from hrss.web.plain_text import plain
from hrss.web.review_words import review_sentence_of, review_words
from hrss.web.session import settings, store

_MOST_SHOWN = 30


def store_is_simulated() -> bool:
    """Whether the store holds simulated reports."""
    return has_simulated(store())


def warn_of_simulation() -> None:
    """Say how to clear simulated data before real sheets come in."""
    if store_is_simulated():
        st.warning(
            "库中现有模拟数据，供试用。"
            "正式上报前请在安装目录运行 make clear-demo 清除。"
        )


def recent_submissions(sender: str) -> None:
    """What came in last; what was sent by mistake can be withdrawn.

    With accounts, what came back to the visitor's own stands above it, and what the
    account has sent comes first.
    """
    received = fetch_submissions(store()).sort_index(ascending=False)
    if received.empty:
        st.caption("还没有收到过报表。")
        return
    account = current_account()
    if account is not None:
        _returned_notice(returned_to(store(), received, account.id))
        is_own = (received["sender_account_id"] == account.id).fillna(False)
        received = pd.concat([received[is_own], received[~is_own]])
    st.markdown("##### 最近收到")
    shown = received.head(_MOST_SHOWN)
    numbers = choose_rows(
        _in_words(shown),
        shown.index.tolist(),
        key="received",
        height=420,
        placeholder="—",
    )
    if numbers:
        _detail(numbers[0], shown.loc[numbers].iloc[0], sender)
    else:
        seen = "选中一行可以看审核意见，也可以撤回" if account else "选中一行可以撤回"
        st.caption(f"{seen}；撤回后不再计入，记录仍然保留。")


def _in_words(shown: pd.DataFrame) -> pd.DataFrame:
    when = shown["received_at"].dt.tz_convert(service.LOCAL_TIME)
    state = {"审核": review_words(shown["review_state"])}
    return pd.DataFrame(
        {
            "编号": shown.index,
            "数据截至": shown["as_of"].dt.strftime("%Y-%m-%d"),
            **(state if settings().has_accounts else {}),
            "收到时间": when.dt.strftime("%Y-%m-%d %H:%M"),
            "填报单位": shown["reporting_unit"],
            "报送人": shown["sender"],
            "文件": shown["file_name"],
            "种类": shown["kind"].map(dict(KIND_LABELS)),
            "行数": shown["rows_valid"],
            "退回": shown["rows_held_back"],
            "提示": shown["warning_count"],
            "状态": _states(shown),
        }
    )


def _states(shown: pd.DataFrame) -> pd.Series:
    """Whether each submission counts."""
    states = shown["is_withdrawn"].map({True: "已撤回", False: "有效"})
    is_returned = shown["review_state"] == ReviewState.RETURNED
    return states.mask(is_returned & ~shown["is_withdrawn"], "不计入")


def _returned_notice(returned: pd.DataFrame) -> None:
    """What the visitor has to mend, and why."""
    if returned.empty:
        return
    lines = [
        f"- 报送编号 {number}　{plain(prefecture_names(row['prefecture_codes']))}"
        f"　数据截至{row['as_of']:%Y-%m-%d}　{plain(row['file_name'])}　"
        f"{plain(row['reviewed_by'])}：{plain(row['review_comment'])}"
        for number, row in returned.iterrows()
    ]
    st.warning(f"有{len(returned)}份被退回，请修改后重新上报。\n\n" + "\n".join(lines))


def _detail(number: int, chosen: pd.Series, sender: str) -> None:
    """How a submission stands, and a form to take it back where that is possible."""
    is_withdrawn = chosen["is_withdrawn"]
    waits = chosen["review_state"] == ReviewState.SUBMITTED
    # What was withdrawn before anybody reviewed it waits for nobody.
    said = None if is_withdrawn and waits else review_sentence_of(number, chosen)
    if said is not None:
        st.markdown(said)
    if is_withdrawn:
        when = chosen["withdrawn_at"].tz_convert(service.LOCAL_TIME)
        st.caption(
            f"报送编号 {number} 已由{plain(chosen['withdrawn_by'])}于"
            f"{when:%Y-%m-%d %H:%M}撤回，原因：{plain(chosen['withdrawal_reason'])}"
        )
        return
    if not may(Action.WITHDRAW):
        return
    refusal = withdrawal_refusal(store(), acting(sender), number, chosen)
    if refusal is not None:
        st.caption(plain(refusal))
        return
    _withdrawal_form(number, sender)


def _withdrawal_form(number: int, sender: str) -> None:
    """Ask why a submission is to be taken out of the figures."""
    field = f"withdrawal_reason_{number}"
    with st.form(f"withdrawal_{number}", border=True, enter_to_submit=False):
        st.text_input(f"撤回报送编号 {number} 的原因", key=field)
        st.form_submit_button(
            "撤回",
            disabled=not sender,
            on_click=asks(partial(_withdraw, number, sender), field),
        )
    if not sender:
        st.info("请先在上面填写报送人，再撤回。")


def _withdraw(number: int, sender: str, reason: str | None) -> Outcome:
    """Take out the submission that the visitor saw, or say why that cannot be."""
    why = (reason or "").strip()
    if not why:
        return Outcome("请写明撤回的原因。", is_done=False)
    try:
        gate.withdraw(store(), acting(sender), number, reason=why)
    except AlreadyWithdrawnError:
        return Outcome(f"报送编号 {number} 刚刚已被撤回。", is_done=False)
    except UnknownSubmissionError:
        return Outcome(f"报送编号 {number} 刚刚已被清除。", is_done=False)
    except gate.RefusedError as refusal:
        return Outcome(plain(str(refusal)), is_done=False)
    return Outcome(f"报送编号 {number} 已撤回，不再计入。")
