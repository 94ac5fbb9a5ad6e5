"""What came in: submissions, their warnings, and what each prefecture sent last.

Goes out: typed frames, withdrawn submissions included and marked.
"""

from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select

from hrss.accounts import ReviewState
from hrss.sheets import SheetKind
from hrss.store.clock import Horizon, horizon
from hrss.store.engine import Store
from hrss.store.frames import DAY, MOMENT, to_frame
from hrss.store.reports import is_in_force
from hrss.store.rosters import roster_in_force
from hrss.store.tables import (
    office_report,
    review,
    roster_unit,
    submission,
    submission_issue,
    withdrawal,
)

SUBMISSION_DTYPES = {
    "submission_id": "int64",
    "kind": "string",
    "as_of": DAY,
    "received_at": MOMENT,
    "sender": "string",
    "file_name": "string",
    "file_sha256": "string",
    "reporting_unit": "string",
    "prefecture_codes": "string",
    "rows_valid": "int64",
    "warning_count": "int64",
    "rows_held_back": "int64",
    "is_simulated": "boolean",
    "roster_id": "Int64",
    "is_withdrawn": "bool",
    "withdrawn_at": MOMENT,
    "withdrawn_by": "string",
    "withdrawal_reason": "string",
    "sender_account_id": "Int64",
    "sender_role": "string",
    "review_state": "string",
    "reviewed_at": MOMENT,
    "reviewed_by": "string",
    "review_comment": "string",
}
ISSUE_DTYPES = {
    "code": "string",
    "severity": "string",
    "sheet": "string",
    "row": "Int64",
    "column": "string",
    "field": "string",
    "value": "string",
    "detail": "string",
}
REPORTING_DTYPES = {
    "prefecture_code": "string",
    "prefecture_name": "string",
    "submission_id": "Int64",
    "report_as_of": DAY,
    "received_at": MOMENT,
    "rows": "Int64",
}


def fetch_submissions(store: Store, known_at: datetime | None = None) -> pd.DataFrame:
    """All submissions known at a time, newest first, withdrawn ones included.

    Returns
    -------
    Indexed by ``submission_id``. ``prefecture_codes`` are joined by spaces;
    ``withdrawn_at``, ``withdrawn_by`` and ``withdrawal_reason`` are NA unless
    ``is_withdrawn``; ``review_state`` is a value of `hrss.accounts.ReviewState`, and
    ``reviewed_at``, ``reviewed_by``, ``review_comment`` are NA before a review.
    """
    with store.read_engine.begin() as connection:
        known = horizon(store, connection, known_at)
        found = connection.execute(_submissions_query(known)).all()
    place = list(SUBMISSION_DTYPES).index("prefecture_codes")
    rows = [(*row[:place], " ".join(row[place]), *row[place + 1 :]) for row in found]
    return to_frame(rows, SUBMISSION_DTYPES).set_index("submission_id")


def has_simulated(store: Store) -> bool:
    """Whether anything simulated was ever received and not cleared since."""
    query = select(submission.c.id).where(submission.c.is_simulated).limit(1)
    with store.read_engine.begin() as connection:
        return connection.execute(query).one_or_none() is not None


def fetch_submission_issues(store: Store, submission_id: int) -> pd.DataFrame:
    """Warnings that a submission was accepted with, in sheet order."""
    query = (
        select(*(submission_issue.c[name] for name in ISSUE_DTYPES))
        .where(submission_issue.c.submission_id == submission_id)
        .order_by(submission_issue.c.seq)
    )
    with store.read_engine.begin() as connection:
        return to_frame(connection.execute(query).all(), ISSUE_DTYPES)


def fetch_as_of_dates(
    store: Store,
    known_at: datetime | None = None,
    *,
    kind: SheetKind = SheetKind.OFFICE,
) -> list[date]:
    """The days that reports of a kind in force at a time describe, oldest first."""
    with store.read_engine.begin() as connection:
        known = horizon(store, connection, known_at)
        query = select(submission.c.as_of).distinct().order_by(submission.c.as_of)
        query = query.where(
            submission.c.kind == kind, is_in_force(submission.c.id, known)
        )
        return list(connection.execute(query).scalars())


def fetch_reporting(
    store: Store, *, as_of: date, known_at: datetime | None = None
) -> pd.DataFrame:
    """Last report of each rostered prefecture, described on or before a day.

    A prefecture that has sent nothing stays, with NA. ``rows`` counts its own rows
    in that submission, which may be of several prefectures, or of one county only.

    Returns
    -------
    Indexed by ``prefecture_code``, sorted by it: ``prefecture_name``,
    ``submission_id``, ``report_as_of``, ``received_at``, ``rows``.
    """
    with store.read_engine.begin() as connection:
        roster = roster_in_force(connection, known_at)
        last = _last_reports(as_of, horizon(store, connection, known_at))
        rostered = (
            select(roster_unit.c.prefecture_code, roster_unit.c.prefecture_name)
            .where(roster_unit.c.roster_id == roster.id)
            .distinct()
            .subquery()
        )
        is_last = and_(
            last.c.prefecture_code == rostered.c.prefecture_code, last.c.rank == 1
        )
        query = (
            select(rostered, last.c.id, last.c.as_of, last.c.received_at, last.c.rows)
            .outerjoin(last, is_last)
            .order_by(rostered.c.prefecture_code)
        )
        rows = connection.execute(query).all()
    return to_frame(rows, REPORTING_DTYPES).set_index("prefecture_code")


def _submissions_query(known: Horizon) -> Select[Any]:
    gone = and_(
        withdrawal.c.submission_id == submission.c.id,
        withdrawal.c.id <= known.withdrawal_id,
    )
    decided = and_(
        review.c.submission_id == submission.c.id,
        review.c.id.in_(_newest_review_ids(known)),
    )
    return (
        select(
            submission.c.id,
            submission.c.kind,
            submission.c.as_of,
            submission.c.received_at,
            submission.c.sender,
            submission.c.file_name,
            submission.c.file_sha256,
            submission.c.reporting_unit,
            submission.c.prefecture_codes,
            submission.c.rows_valid,
            submission.c.warning_count,
            submission.c.rows_held_back,
            submission.c.is_simulated,
            submission.c.roster_id,
            withdrawal.c.id.is_not(None),
            withdrawal.c.withdrawn_at,
            withdrawal.c.withdrawn_by,
            withdrawal.c.reason,
            submission.c.sender_account_id,
            submission.c.sender_role,
            review_state(),
            review.c.decided_at,
            review.c.decided_by,
            review.c.comment,
        )
        .outerjoin(withdrawal, gone)
        .outerjoin(review, decided)
        .where(submission.c.id <= known.submission_id)
        .order_by(submission.c.id.desc())
    )


def review_state() -> ColumnElement[str]:
    """How far a submission has come, beside the review of it that counts."""
    return case(
        (~submission.c.needs_review, ReviewState.NOT_NEEDED.value),
        (review.c.id.is_(None), ReviewState.SUBMITTED.value),
        else_=review.c.decision,
    )


def _newest_review_ids(known: Horizon) -> Select[tuple[int]]:
    """The review that counts of each submission that has one."""
    newest = select(func.max(review.c.id)).where(review.c.id <= known.review_id)
    return newest.group_by(review.c.submission_id)


def _last_reports(as_of: date, known: Horizon) -> Subquery:
    """Each prefecture's share of each submission, its newest ranked first."""
    sent = (
        select(
            office_report.c.prefecture_code,
            office_report.c.submission_id,
            func.count().label("rows"),
        )
        .group_by(office_report.c.submission_id, office_report.c.prefecture_code)
        .subquery()
    )
    newest_first = func.row_number().over(
        partition_by=sent.c.prefecture_code,
        order_by=(submission.c.as_of.desc(), submission.c.id.desc()),
    )
    return (
        select(
            sent.c.prefecture_code,
            submission.c.id,
            submission.c.as_of,
            submission.c.received_at,
            sent.c.rows,
            newest_first.label("rank"),
        )
        .join(submission, submission.c.id == sent.c.submission_id)
        .where(is_in_force(submission.c.id, known), submission.c.as_of <= as_of)
        .subquery()
    )
