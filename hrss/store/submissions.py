"""Submissions: what was received, kept for good, in one transaction each.

Comes in: a `CheckedSubmission` with the bytes that it was read from. Goes out: a
receipt. A correction is a new submission; a withdrawal is an entry of its own.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from hrss.accounts import Role
from hrss.sheets import CheckedSubmission
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import (
    Version,
    advance_clock,
    lock_clock,
    next_moment,
    parse_version,
)
from hrss.store.closing import refuse_closed
from hrss.store.contents import contents_of, find_same, insert_contents
from hrss.store.digests import Entry
from hrss.store.engine import Store
from hrss.store.files import keep_file
from hrss.store.reports import returned_ids
from hrss.store.tables import submission, withdrawal


class OutdatedPreviewError(RuntimeError):
    """Something came in since the preview that it does not show."""


@dataclass(frozen=True, slots=True)
class AwaitedReview:
    """That a submission waits for a review, and who sent it.

    Both are None for what no account sent.
    """

    account_id: int | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told: the sheet is kept, under this number.

    `is_duplicate` means that the same file for the same day was here already and said
    the same; the rest is then what was said the first time. `rows_held_back` are rows
    with an error, which the sender keeps to mend.
    """

    submission_id: int
    received_at: datetime
    as_of: date
    rows: int
    warnings: int
    is_duplicate: bool
    rows_held_back: int = 0


def append_submission(
    store: Store,
    checked: CheckedSubmission,
    *,
    content: bytes,
    as_of: date,
    sender: str,
    is_simulated: bool = False,
    roster_id: int | None = None,
    expected_version: str | None = None,
    only_valid_rows: bool = False,
    review: AwaitedReview | None = None,
    log: LogEntry | None = None,
) -> Receipt:
    """Keep a checked sheet and its bytes, all or nothing.

    The same file of the same kind for the same day is one submission, unless the
    first was withdrawn or returned: sending it again gives the first receipt. A file
    that says more now, because a name was confirmed or a header explained since, is
    another submission.

    Parameters
    ----------
    content : the bytes that `checked` was read from.
    as_of : the day that the sheet describes.
    roster_id : the roster that it was checked against.
    expected_version : `data_version` as the preview showed it; None asks no
        questions.
    only_valid_rows : keep the rows without an error of a sheet that has errors, where
        `CheckedSubmission.can_send_valid_rows`; all its issues are kept beside them.
    review : whose submission it is, where it counts as approved only after a review
        and what is published is closed; None where there is no review.
    log : what the log says of it, in the same transaction; its number is added.

    Raises
    ------
    ValueError : the sheet has errors, or the bytes are not those that were read.
    OutdatedPreviewError : since `expected_version` a submission came, was withdrawn
        or returned that touches one of the same prefectures, or the roster changed,
        or the simulation was cleared.
    ClosedPeriodError : an edition has told of the day, and there is a review.
    """
    _refuse_unfit(checked, content, as_of, only_valid_rows=only_valid_rows)
    contents = contents_of(checked, as_of)
    prefectures = contents.prefectures
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        same = find_same(connection, checked, contents)
        if same is not None:
            first = _first_receipt(same)
            _log(store, connection, log, first)
            return first
        if review is not None:
            refuse_closed(connection, prefectures, as_of)
        if expected_version is not None:
            _refuse_outdated(connection, expected_version, version, set(prefectures))
        receipt = Receipt(
            submission_id=version.submission_id + 1,
            received_at=next_moment(store, version),
            as_of=as_of,
            rows=checked.rows_valid,
            warnings=checked.warning_count,
            is_duplicate=False,
            rows_held_back=checked.rows_held_back,
        )
        entry = {
            "id": receipt.submission_id,
            "kind": checked.kind,
            "as_of": as_of,
            "received_at": receipt.received_at,
            "sender": sender,
            "file_sha256": keep_file(connection, content, checked.sha256),
            "file_name": checked.file_name,
            "reporting_unit": checked.reporting_unit,
            "prefecture_codes": prefectures,
            "rows_valid": receipt.rows,
            "warning_count": receipt.warnings,
            "rows_held_back": receipt.rows_held_back,
            "is_simulated": is_simulated,
            "roster_id": roster_id,
            "needs_review": review is not None,
            "sender_account_id": review.account_id if review else None,
            "sender_role": review.role if review else None,
        }
        insert_contents(connection, entry, contents)
        _log(store, connection, log, receipt)
        _advance(connection, version, receipt)
    return receipt


def _refuse_unfit(
    checked: CheckedSubmission, content: bytes, as_of: date, *, only_valid_rows: bool
) -> None:
    if checked.has_errors and not (only_valid_rows and checked.can_send_valid_rows):
        raise ValueError(f"{checked.file_name}: a sheet with errors is not stored")
    if isinstance(as_of, datetime):
        raise ValueError(f"as_of is a day, not a moment: {as_of!r}")
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != checked.sha256:
        message = (
            f"{checked.file_name}: expected the bytes that were checked "
            f"(sha256 {checked.sha256}), got {sha256}"
        )
        raise ValueError(message)


def _first_receipt(entry: Entry) -> Receipt:
    """What the sender of the same was told, and is told again."""
    return Receipt(
        submission_id=entry["id"],
        received_at=entry["received_at"],
        as_of=entry["as_of"],
        rows=entry["rows_valid"],
        warnings=entry["warning_count"],
        is_duplicate=True,
        rows_held_back=entry["rows_held_back"],
    )


def _refuse_outdated(
    connection: Connection, expected: str, now: Version, prefectures: set[str]
) -> None:
    then = parse_version(expected)
    if (then.roster_id, then.clear_count) != (now.roster_id, now.clear_count):
        raise OutdatedPreviewError("the roster or the simulation changed since")
    codes = select(submission.c.prefecture_codes)
    came = codes.where(submission.c.id > then.submission_id)
    went = codes.join(withdrawal, withdrawal.c.submission_id == submission.c.id)
    went = went.where(withdrawal.c.id > then.withdrawal_id)
    sent_back = codes.where(submission.c.id.in_(returned_ids(since=then.review_id)))
    for query in (came, went, sent_back):
        for touched in connection.execute(query).scalars():
            if prefectures & set(touched):
                names = ", ".join(sorted(prefectures & set(touched)))
                raise OutdatedPreviewError(f"{names} changed since the preview")


def _log(
    store: Store, connection: Connection, log: LogEntry | None, receipt: Receipt
) -> None:
    if log is not None and receipt.is_duplicate:
        log = replace(log, detail=f"{log.detail}，重复")
    write_log_of(store, connection, log, submission_id=receipt.submission_id)


def _advance(connection: Connection, version: Version, receipt: Receipt) -> None:
    moved_on = replace(
        version, submission_id=receipt.submission_id, last_at=receipt.received_at
    )
    advance_clock(connection, moved_on)
