"""Which report counts: the one rule that every query of reports shares."""

from sqlalchemy import ColumnElement, Select, and_, or_, select

from hrss.accounts import ReviewState
from hrss.sheets import SheetKind
from hrss.store.clock import Horizon
from hrss.store.tables import (
    REPORT_TABLES,
    review,
    roster_unit,
    submission,
    withdrawal,
)

CLAIMS = {
    "is_delta": "claimed_is_delta",
    "is_central_town": "claimed_is_central_town",
}
"""What the sheet says of things that the roster decides, and its name beside it."""


def is_in_force(
    submission_id: ColumnElement[int], known: Horizon
) -> ColumnElement[bool]:
    """Received by then, and neither withdrawn nor returned by then.

    Where approved reports alone count, also approved by then, or received where
    there was no review. None of the lists depends on the surrounding row: the
    database makes each once.
    """
    withdrawn = select(withdrawal.c.submission_id).where(
        withdrawal.c.id <= known.withdrawal_id
    )
    conditions = [
        submission_id <= known.submission_id,
        submission_id.not_in(withdrawn),
    ]
    # A store without reviews pays nothing for them.
    if known.review_id:
        conditions.append(submission_id.not_in(_decided(ReviewState.RETURNED, known)))
    if known.is_approved_only:
        # What was approved and then returned is out by the condition above.
        approved = submission.c.id.in_(_decided(ReviewState.APPROVED, known))
        fit = select(submission.c.id).where(or_(~submission.c.needs_review, approved))
        conditions.append(submission_id.in_(fit))
    return and_(*conditions)


def returned_ids(*, since: int = 0) -> Select[tuple[int]]:
    """Submissions that were returned after a review's number; that is for good."""
    return _ids(ReviewState.RETURNED).where(review.c.id > since)


def _decided(decision: ReviewState, known: Horizon) -> Select[tuple[int]]:
    return _ids(decision).where(review.c.id <= known.review_id)


def _ids(decision: ReviewState) -> Select[tuple[int]]:
    return select(review.c.submission_id).where(review.c.decision == decision.value)


def newest_report_id(
    as_of: object, known: Horizon, kind: SheetKind = SheetKind.OFFICE
) -> Select[tuple[int]]:
    """Submission that counts for the township of the surrounding `roster_unit`.

    The newest by as-of, then by order of receipt; the index on (prefecture,
    township, as-of, submission) answers it with one step per township.
    """
    report = REPORT_TABLES[kind].alias("candidate")
    return (
        select(report.c.submission_id)
        .where(
            report.c.prefecture_code == roster_unit.c.prefecture_code,
            report.c.township_code == roster_unit.c.township_code,
            report.c.as_of <= as_of,
            is_in_force(report.c.submission_id, known),
        )
        .order_by(report.c.as_of.desc(), report.c.submission_id.desc())
        .limit(1)
        .correlate(roster_unit)
    )
