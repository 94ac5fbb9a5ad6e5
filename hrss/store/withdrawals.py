"""Withdrawals: a submission leaves the figures, and stays in the store."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from hrss.store.clock import advance_clock, lock_clock, next_moment
from hrss.store.engine import Store
from hrss.store.tables import submission, withdrawal


class UnknownSubmissionError(LookupError):
    """No submission has this number."""


class AlreadyWithdrawnError(RuntimeError):
    """The submission was withdrawn before."""


def withdraw_submission(
    store: Store, submission_id: int, *, by: str, reason: str
) -> datetime:
    """Take a submission out of the figures from now on; when that was.

    It stays in the store, and what was known before stays as it was. The same file
    may then come again.

    Raises
    ------
    ValueError : nobody is named, or no reason.
    UnknownSubmissionError : no submission has this number.
    AlreadyWithdrawnError : it was withdrawn before.
    """
    if not by.strip() or not reason.strip():
        raise ValueError("a withdrawal needs a name and a reason")
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        _refuse_withdrawal(connection, submission_id)
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
        moved_on = replace(version, withdrawal_id=number, last_at=moment)
        advance_clock(connection, moved_on)
    return moment


def _refuse_withdrawal(connection: Connection, submission_id: int) -> None:
    query = (
        select(submission.c.id, withdrawal.c.withdrawn_at)
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(submission.c.id == submission_id)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        raise UnknownSubmissionError(f"no submission has the number {submission_id}")
    if found.withdrawn_at is not None:
        message = f"submission {submission_id} was withdrawn at {found.withdrawn_at}"
        raise AlreadyWithdrawnError(message)
