"""Reviews: a submission is approved or returned, with a comment; append-only.

Comes in: a submission's number and a decision. What is returned leaves the figures for
good: what is mended comes in as another submission. What was approved may be returned
later, while its period is open.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, insert, select

from hrss.accounts import ReviewState, Role, Sender
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import advance_clock, lock_clock, next_moment
from hrss.store.closing import refuse_closed
from hrss.store.engine import Store, reading
from hrss.store.frames import MOMENT, to_frame
from hrss.store.tables import review, submission, withdrawal
from hrss.store.withdrawals import AlreadyWithdrawnError, UnknownSubmissionError

REVIEW_DTYPES = {
    "review_id": "int64",
    "submission_id": "int64",
    "decision": "string",
    "decided_at": MOMENT,
    "decided_by": "string",
    "comment": "string",
}


class AlreadyReviewedError(RuntimeError):
    """The submission was returned before, or approved before and so again.

    Parameters
    ----------
    number : the submission's.
    state : what was decided, by whom and when.
    """

    def __init__(self, number: int, state: ReviewState, by: str, at: datetime) -> None:
        super().__init__(f"submission {number}: {state.value} by {by} at {at}")
        self.number = number
        self.state = state
        self.by = by
        self.at = at


class NoReviewNeededError(RuntimeError):
    """The submission came in where there was no review."""

    def __init__(self, number: int) -> None:
        super().__init__(f"submission {number} needs no review")
        self.number = number


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides."""

    name: str
    account_id: int | None = None


def append_reviews(
    store: Store,
    submission_ids: Collection[int],
    decision: ReviewState,
    *,
    reviewer: Reviewer,
    comment: str,
    log: LogEntry | None = None,
) -> datetime:
    """Approve or return submissions from now on, all or none; when that was.

    Parameters
    ----------
    decision : approved or returned; who returns says why.
    log : what the log says of each, in the same transaction; its number is added.

    Raises
    ------
    ValueError : it is no decision, there is nothing to decide on, nobody is named,
        or it is returned without a comment.
    UnknownSubmissionError, AlreadyWithdrawnError : there is none in force of a
        number.
    NoReviewNeededError, AlreadyReviewedError : there is nothing to decide any more.
    ClosedPeriodError : its period is published.
    """
    if decision not in (ReviewState.APPROVED, ReviewState.RETURNED):
        raise ValueError(f"{decision} is no decision")
    if not reviewer.name.strip() or not submission_ids:
        raise ValueError("a review needs a name and a submission")
    if decision is ReviewState.RETURNED and not comment.strip():
        raise ValueError("who returns a submission says why")
    numbers = sorted(set(submission_ids))
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        moment = next_moment(store, version)
        entries = []
        for at, number in enumerate(numbers, version.review_id + 1):
            _refuse_unfit(connection, number, decision)
            entries.append(
                {
                    "id": at,
                    "submission_id": number,
                    "decision": decision.value,
                    "decided_at": moment,
                    "decided_by": reviewer.name.strip(),
                    "account_id": reviewer.account_id,
                    "comment": comment.strip(),
                }
            )
            write_log_of(store, connection, log, submission_id=number)
        connection.execute(insert(review), entries)
        last = version.review_id + len(numbers)
        advance_clock(connection, replace(version, review_id=last, last_at=moment))
    return moment


def fetch_sender(store: Store, submission_id: int) -> Sender:
    """Who sent a submission, as far as it bears on its review.

    Raises
    ------
    UnknownSubmissionError : no submission has this number.
    """
    query = select(submission.c.sender_account_id, submission.c.sender_role)
    query = query.where(submission.c.id == submission_id)
    # A right rests on it: not from a replica, which may be behind.
    with reading(store.engine).begin() as connection:
        found = connection.execute(query).one_or_none()
    if found is None:
        raise UnknownSubmissionError(f"no submission has the number {submission_id}")
    role = None if found.sender_role is None else Role(found.sender_role)
    return Sender(found.sender_account_id, role)


def fetch_reviews(store: Store, submission_id: int | None = None) -> pd.DataFrame:
    """Every review of a submission, or of all, the newest first.

    Returns
    -------
    Indexed by ``review_id``: ``submission_id``, ``decision`` (approved or returned),
    ``decided_at``, ``decided_by``, ``comment`` ("" where nothing was said).
    """
    query = select(review.c.id, *(review.c[name] for name in list(REVIEW_DTYPES)[1:]))
    if submission_id is not None:
        query = query.where(review.c.submission_id == submission_id)
    with store.read_engine.begin() as connection:
        rows = connection.execute(query.order_by(review.c.id.desc())).all()
    return to_frame(rows, REVIEW_DTYPES).set_index("review_id")


def _refuse_unfit(connection: Connection, number: int, decision: ReviewState) -> None:
    query = (
        select(submission, withdrawal.c.withdrawn_at)
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(submission.c.id == number)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        raise UnknownSubmissionError(f"no submission has the number {number}")
    if found.withdrawn_at is not None:
        raise AlreadyWithdrawnError(f"submission {number} was withdrawn")
    if not found.needs_review:
        raise NoReviewNeededError(number)
    last = _newest(connection, number)
    if last is not None and last.decision in (ReviewState.RETURNED, decision):
        raise AlreadyReviewedError(
            number, ReviewState(last.decision), last.decided_by, last.decided_at
        )
    refuse_closed(connection, found.prefecture_codes, found.as_of)


def _newest(connection: Connection, number: int) -> Row[Any] | None:
    query = select(review).where(review.c.submission_id == number)
    return connection.execute(query.order_by(review.c.id.desc()).limit(1)).one_or_none()
