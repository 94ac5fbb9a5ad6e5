"""Sending what was previewed: one file or all at once, and what was said of each."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import streamlit as st

from hrss.accounts import ReviewState
from hrss.service import gate
from hrss.sheets import CheckedSubmission
from hrss.store import (
    OutdatedPreviewError,
    Receipt,
    fetch_submissions,
    parse_version,
)
from hrss.web.accounts import acting
from hrss.web.asked import Outcome, tell
from hrss.web.plain_text import plain
from hrss.web.session import settings, store
from hrss.web.uploads import Preview, forget_previews, read_again

_RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True)
class Sent:
    """A receipt of this visitor's, and how the submission stands now."""

    receipt: Receipt
    state: ReviewState


def sent_before(checked: CheckedSubmission) -> Sent | None:
    """What this visitor has sent as it was read, while it counts or waits.

    What was withdrawn or returned may be sent again, once it was held against what
    is stored since; and so may a file that is read otherwise than it was then: a
    name was confirmed, a header explained.
    """
    receipt = _receipts().get(_reading(checked))
    if receipt is None:
        return None
    submissions = fetch_submissions(store())
    if receipt.submission_id not in submissions.index:
        # Where reading lags behind writing it is not there yet.
        is_reviewed = settings().has_accounts
        return Sent(
            receipt, ReviewState.SUBMITTED if is_reviewed else ReviewState.NOT_NEEDED
        )
    now = submissions.loc[[receipt.submission_id]].iloc[0]
    state = ReviewState(now["review_state"])
    if now["is_withdrawn"] or state is ReviewState.RETURNED:
        del _receipts()[_reading(checked)]
        forget_previews()
        st.rerun()
    return Sent(receipt, state)


def keep(preview: Preview, sender: str) -> None:
    """Store the submission and remember its receipt."""
    try:
        with st.spinner("正在写入…"):
            _append(preview, sender)
    except OutdatedPreviewError:
        forget_previews()
        st.error(
            "在您核对期间又收到了同一地市的新报表，变化已重新计算，请再看一遍后确认。"
        )
        st.button("查看新的变化")
        return
    except gate.RefusedError as refusal:
        st.error(plain(str(refusal)))
        return
    st.rerun()


def confirm_all(previews: Sequence[Preview], sender: str) -> None:
    """Confirm every faultless file at once, where there are several."""
    fit = [
        preview
        for preview in previews
        if not preview.checked.has_errors and sent_before(preview.checked) is None
    ]
    if len(previews) < 2 or not fit:
        return
    label = f"提交全部无误的{len(fit)}个文件"
    if not st.button(label, type="primary", disabled=not sender, key="confirm_all"):
        return
    bar = st.progress(0.0)
    for number, preview in enumerate(fit, start=1):
        name = preview.checked.file_name
        bar.progress(number / len(fit), f"{number}/{len(fit)} {plain(name)}")
        why_not = _send_as_it_is_now(preview, sender)
        if why_not is not None:
            tell(Outcome(plain(f"{name}没有提交：{why_not}"), is_done=False))
    st.rerun()


def _send_as_it_is_now(preview: Preview, sender: str) -> str | None:
    """Send one of several; why it was not sent, None when it was.

    Files of one prefecture, county by county, follow upon each other: each is held
    against what the one before has changed.
    """
    current = read_again(preview)
    if isinstance(current, str):
        return current
    if _reading(current.checked) != _reading(preview.checked):
        forget_previews()
    if current.checked.has_errors:
        return "核对期间名册或名称对照有变动，表中现有错误，请再看一遍。"
    try:
        _append(current, sender)
    except OutdatedPreviewError:
        forget_previews()
        return "核对期间又收到了同一地市的新报表，请再看一遍后确认。"
    except gate.RefusedError as refusal:
        return str(refusal)
    return None


def _append(preview: Preview, sender: str) -> None:
    checked = preview.checked
    if checked.as_of is None:
        raise ValueError("a sheet without an as-of date is an error, never kept")
    _receipts()[_reading(checked)] = gate.submit(
        store(),
        acting(sender),
        checked,
        content=preview.content,
        as_of=checked.as_of,
        roster_id=parse_version(preview.version).roster_id,
        expected_version=preview.version,
        only_valid_rows=checked.has_errors,
    )


def _receipts() -> dict[Hashable, Receipt]:
    """What this visitor has sent: the receipt of each reading of a file."""
    kept: dict[Hashable, Receipt] = st.session_state.setdefault(_RECEIPTS, {})
    return kept


def _reading(checked: CheckedSubmission) -> Hashable:
    """What tells apart two readings of the same file."""
    columns = tuple(tuple(sorted(sheet.letters.items())) for sheet in checked.sheets)
    counts = checked.rows_valid, checked.rows_held_back
    return checked.sha256, checked.as_of, checked.kind, counts, columns
