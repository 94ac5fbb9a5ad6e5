"""One submission that waits: what it changes, what is odd, and the decision."""

import pandas as pd
import streamlit as st

from hrss.accounts import ReviewState, Role
from hrss.reports import oddity_place, oddity_sentence
from hrss.service import trust
from hrss.service.reviewed import decisions_before
from hrss.sheets import KIND_LABELS, Issue, SheetKind
from hrss.store import fetch_file, fetch_notes, fetch_submission_issues
from hrss.web.fault_table import fault_rows, fault_table
from hrss.web.plain_text import plain
from hrss.web.review_data import all_decisions, whole_queue
from hrss.web.review_forms import decision_form
from hrss.web.review_words import local_minute, local_minutes
from hrss.web.session import store
from hrss.web.submission_changes import show_differences
from hrss.web.trust_data import KIND_LABELS as ODDITY_LABELS

_MANY = 9
"""Rows beyond which a table has a bar to scroll."""


def show_case(submission: pd.Series, *, after: int | None) -> None:
    """The submission in full, and the form to decide on it.

    Parameters
    ----------
    submission : a row of the queue.
    after : the submission that is looked at next.
    """
    number = int(str(submission.name))
    left, right = st.columns([3, 2], gap="large")
    with right:
        _head(number, submission)
        if submission["is_closed"]:
            st.warning("该期已随通报发布，已关闭；请系统管理员重新开放后再审核。")
        else:
            decision_form(number, place=str(submission["place"]), after=after)
        _earlier(submission)
    with left:
        differences = whole_queue().differences
        show_differences(
            differences[differences["submission_id"] == number],
            kind=SheetKind(submission["kind"]),
            title="通过后的变化",
        )
        _odd(number)
    # What is said of a cell needs the whole width.
    _warnings(number)


def _head(number: int, submission: pd.Series) -> None:
    """Who sent what when, and the file itself."""
    day = f"{submission['as_of']:%Y-%m-%d}"
    kind = KIND_LABELS[SheetKind(submission["kind"])]
    st.markdown(
        f"##### 报送编号 {number}　{plain(submission['place'])}　{kind}表，截至{day}"
    )
    role = submission["sender_role"]
    sender = plain(submission["sender"])
    who = sender if role is pd.NA else f"{sender}（{Role(str(role)).label}）"
    unit = submission["reporting_unit"]
    st.caption(
        f"{who}于{local_minute(submission['received_at'])}报送，"
        f"填报单位：{'未写明' if unit is pd.NA else plain(unit)}"
    )
    sha256 = str(submission["file_sha256"])
    st.download_button(
        "下载原始文件",
        data=lambda: fetch_file(store(), sha256),
        file_name=str(submission["file_name"]),
        key=f"original_{number}",
        on_click="ignore",
        icon=":material/download:",
        help=plain(submission["file_name"]),
    )


def _warnings(number: int) -> None:
    stored = fetch_submission_issues(store(), number)
    if stored.empty:
        return
    records = stored.astype(object).where(stored.notna(), None).to_dict("records")
    issues = [Issue(**{str(name): each[name] for name in each}) for each in records]
    st.markdown(f"##### 收下时的提示 {len(issues)} 处")
    fault_table(fault_rows(issues))


def _odd(number: int) -> None:
    """What should be asked about, with what was found when somebody asked."""
    odd = whole_queue().oddities
    odd = odd[odd["submission_id"] == number].reset_index(drop=True)
    if odd.empty:
        return
    st.markdown(f"##### 需要核实的异常 {len(odd)} 处")
    noted = trust.with_notes(odd, fetch_notes(store()))
    rows = [row for _, row in noted.iterrows()]
    st.dataframe(
        pd.DataFrame(
            {
                "类别": noted["kind"].map(ODDITY_LABELS),
                "地区": [oddity_place(row) for row in rows],
                "为何要核实": [oddity_sentence(row) for row in rows],
                "核实说明": noted["note"].fillna(noted["former_note"]),
            }
        ),
        hide_index=True,
        height="content" if len(noted) <= _MANY else 360,
        placeholder="",
        column_config={
            "类别": st.column_config.TextColumn(width=104),
            "地区": st.column_config.TextColumn(width=150),
            "为何要核实": st.column_config.TextColumn(width=380),
        },
    )


def _earlier(submission: pd.Series) -> None:
    """What was decided of the same prefecture and period before."""
    decisions = decisions_before(all_decisions(), submission)
    if decisions.empty:
        return
    st.markdown("##### 本期此前的审核")
    st.dataframe(
        pd.DataFrame(
            {
                "编号": decisions["submission_id"],
                "结果": [ReviewState(each).label for each in decisions["decision"]],
                "审核人": decisions["decided_by"],
                "时间": local_minutes(decisions["decided_at"]),
                "意见": decisions["comment"],
            }
        ),
        hide_index=True,
        height="content" if len(decisions) <= _MANY else 360,
    )
