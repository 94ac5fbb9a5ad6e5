"""Withdrawals: a submission leaves the figures, and stays in the store."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from hrss.accounts import ReviewState
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import advance_clock, lock_clock, next_moment
from hrss.store.closing import refuse_closed
from hrss.store.engine import Store
from hrss.store.tables import review, submission, withdrawal


class UnknownSubmissionError(LookupError):
    """No submission has this number."""


class AlreadyWithdrawnError(RuntimeError):
    """The submission was withdrawn before."""


class ApprovedError(RuntimeError):
    """The submission was approved: who approved it may return it."""


def withdraw_submission(
    store: Store,
    submission_id: int,
    *,
    by: str,
    reason: str,
    has_review: bool = False,
    may_undo_approval: bool = True,
    log: LogEntry | None = None,
) -> datetime:
    """Take a submission out of the figures from now on; when that was.

    It stays in the store, and what was known before stays as it was. The same file
    may then come again.

    Parameters
    ----------
    has_review : whether what is published is closed.
    may_undo_approval : whether one that was approved may be taken out.
    log : what the log says of it, in the same transaction.

    Raises
    ------
    ValueError : nobody is named, or no reason.
    UnknownSubmissionError : no submission has this number.
    AlreadyWithdrawnError : it was withdrawn before.
    ApprovedError : it was approved, and may not be taken out.
    ClosedPeriodError : an edition has told of its day, and there is a review.
    """
    if not by.strip() or not reason.strip():
        raise ValueError("a withdrawal needs a name and a reason")
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        found = _refuse_withdrawal(connection, submission_id)
        if has_review:
            refuse_closed(connection, found.prefecture_codes, found.as_of)
        if not may_undo_approval and _is_approved(connection, submission_id):
            raise ApprovedError(f"submission {submission_id} was approved")
        moment = next_moment(store, version)
        number = version.withdrawal_id + 1
        connection.execute(
            insert(withdrawal).values(
                id=number,
                submission_id=submission_id,
                withdrawn_at=moment,
                withdrawn_by=by,
                reason=reason,
            )
        )
        write_log_of(store, connection, log, submission_id=submission_id)
        moved_on = replace(version, withdrawal_id=number, last_at=moment)
        advance_clock(connection, moved_on)
    return moment


def _refuse_withdrawal(connection: Connection, submission_id: int) -> Row[Any]:
    query = (
        select(submission, withdrawal.c.withdrawn_at)
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(submission.c.id == submission_id)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        raise UnknownSubmissionError(f"no submission has the number {submission_id}")
    if found.withdrawn_at is not None:
        message = f"submission {submission_id} was withdrawn at {found.withdrawn_at}"
        raise AlreadyWithdrawnError(message)
    return found


def _is_approved(connection: Connection, submission_id: int) -> bool:
    """Whether the newest of its reviews, which counts, is an approval."""
    query = select(review.c.decision).where(review.c.submission_id == submission_id)
    newest = query.order_by(review.c.id.desc()).limit(1)
    decision = connection.execute(newest).scalar_one_or_none()
    return decision == ReviewState.APPROVED.value
