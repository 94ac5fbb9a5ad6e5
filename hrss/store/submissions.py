"""Submissions: what was received, kept for good, in one transaction each.

Comes in: a `CheckedSubmission` with the bytes that it was read from. Goes out: a
receipt. A correction is a new submission; a withdrawal is an entry of its own.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from hrss.accounts import Role
from hrss.sheets import ROW_CODES, CheckedSubmission, SheetKind, value_columns
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import (
    Version,
    advance_clock,
    lock_clock,
    next_moment,
    parse_version,
)
from hrss.store.closing import refuse_closed
from hrss.store.engine import Store
from hrss.store.files import keep_file
from hrss.store.frames import to_records
from hrss.store.reports import returned_ids
from hrss.store.tables import (
    REPORT_TABLES,
    submission,
    submission_issue,
    submission_sheet,
    withdrawal,
)

REPORT_COLUMNS = ("sheet", "row", "raw")
ROW_COUNTS = (
    "rows_read",
    "rows_title",
    "rows_header",
    "rows_body",
    "rows_blank",
    "rows_total",
    "rows_footer",
)


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

    `is_duplicate` means that the same file for the same day was here already; the
    rest is then what was said the first time. `rows_held_back` are rows with an
    error, which the sender keeps to mend.
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
    first was withdrawn or returned: sending it again gives the first receipt.

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
    reports = _report_records(checked, as_of)
    prefectures = sorted({str(report["prefecture_code"]) for report in reports})
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        first = _find_first(connection, checked, as_of)
        if first is not None:
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
            rows=len(reports),
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
            "file_sha256": keep_file(connection, content),
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
        _insert(connection, entry, checked, reports)
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


def _report_records(checked: CheckedSubmission, as_of: date) -> list[dict[str, object]]:
    kind = SheetKind(checked.kind)
    names = [*ROW_CODES[kind], *REPORT_COLUMNS, *value_columns(kind)]
    records = to_records(checked.rows[names])
    for position, record in enumerate(records):
        record["as_of"] = as_of
        if kind is SheetKind.STATION:
            record["position"] = position
    return records


def _find_first(
    connection: Connection, checked: CheckedSubmission, as_of: date
) -> Receipt | None:
    query = (
        select(submission)
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(
            submission.c.file_sha256 == checked.sha256,
            submission.c.kind == checked.kind,
            submission.c.as_of == as_of,
            withdrawal.c.id.is_(None),
            submission.c.id.not_in(returned_ids()),
        )
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    return Receipt(
        submission_id=found.id,
        received_at=found.received_at,
        as_of=found.as_of,
        rows=found.rows_valid,
        warnings=found.warning_count,
        is_duplicate=True,
        rows_held_back=found.rows_held_back,
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


def _insert(
    connection: Connection,
    entry: dict[str, object],
    checked: CheckedSubmission,
    reports: list[dict[str, object]],
) -> None:
    connection.execute(insert(submission), entry)
    for table, records in (
        (submission_sheet, _sheet_records(checked)),
        (submission_issue, _issue_records(checked)),
        (REPORT_TABLES[SheetKind(checked.kind)], reports),
    ):
        for record in records:
            record["submission_id"] = entry["id"]
        if records:
            connection.execute(insert(table), records)


def _sheet_records(checked: CheckedSubmission) -> list[dict[str, object]]:
    return [
        {
            "position": position,
            "sheet": sheet.name,
            "header_rows": list(sheet.header_rows),
            "letters": dict(sheet.letters),
            **{name: getattr(sheet, name) for name in ROW_COUNTS},
        }
        for position, sheet in enumerate(checked.sheets)
    ]


def _issue_records(checked: CheckedSubmission) -> list[dict[str, object]]:
    return [
        {
            "seq": seq,
            "code": str(issue.code),
            "severity": str(issue.severity),
            "sheet": issue.sheet,
            "row": issue.row,
            "column": issue.column,
            "field": issue.field,
            "value": issue.value,
            "detail": issue.detail,
        }
        for seq, issue in enumerate(checked.issues)
    ]


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
