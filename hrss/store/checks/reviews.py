"""Reviews and reopenings: only what the store itself can have written."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, or_, select

from hrss.accounts import ReviewState, Role
from hrss.decree import PROVINCE_CODE
from hrss.places import list_prefectures
from hrss.store.tables import account, reopening, review, submission

_DECISIONS = (ReviewState.APPROVED.value, ReviewState.RETURNED.value)


def _impossible_decisions(connection: Connection) -> Iterator[str]:
    """No decision at all, or one that sends back and does not say why."""
    is_unsaid = and_(
        review.c.decision == ReviewState.RETURNED.value, review.c.comment == ""
    )
    query = select(review.c.id).where(
        or_(review.c.decision.not_in(_DECISIONS), is_unsaid)
    )
    for number in connection.execute(query.order_by(review.c.id)).scalars():
        yield f"第 {number} 号审核的结论不可能是本系统写下的"


def _reviews_of_what_needs_none(connection: Connection) -> Iterator[str]:
    query = (
        select(review.c.id, submission.c.id)
        .join(submission, submission.c.id == review.c.submission_id)
        .where(~submission.c.needs_review)
    )
    for number, sent in connection.execute(query.order_by(review.c.id)):
        yield f"第 {number} 号审核的第 {sent} 号上报无需审核"


def _reviews_after_a_return(connection: Connection) -> Iterator[str]:
    """What was returned stays returned; what was approved is not approved again."""
    earlier = review.alias("earlier")
    query = (
        select(review.c.id, review.c.submission_id)
        .join(earlier, earlier.c.submission_id == review.c.submission_id)
        .where(
            earlier.c.id < review.c.id,
            or_(
                earlier.c.decision == ReviewState.RETURNED.value,
                earlier.c.decision == review.c.decision,
            ),
        )
        .distinct()
    )
    for number, sent in connection.execute(query.order_by(review.c.id)):
        yield f"第 {sent} 号上报已审核，不应再有第 {number} 号审核"


def _reviews_before_receipt(connection: Connection) -> Iterator[str]:
    query = (
        select(review.c.id)
        .join(submission, submission.c.id == review.c.submission_id)
        .where(review.c.decided_at <= submission.c.received_at)
    )
    for number in connection.execute(query.order_by(review.c.id)).scalars():
        yield f"第 {number} 号审核早于所审上报的收到时间"


def _impossible_senders(connection: Connection) -> Iterator[str]:
    """An account that there is not, a role that is none, or one without the other."""
    query = (
        select(submission.c.id)
        .outerjoin(account, account.c.id == submission.c.sender_account_id)
        .where(
            or_(
                and_(
                    submission.c.sender_account_id.is_not(None), account.c.id.is_(None)
                ),
                submission.c.sender_role.not_in([each.value for each in Role]),
                submission.c.sender_account_id.is_(None)
                != submission.c.sender_role.is_(None),
            )
        )
    )
    for number in connection.execute(query.order_by(submission.c.id)).scalars():
        yield f"第 {number} 号上报的报送账号或角色不存在"


def _impossible_reopenings(connection: Connection) -> Iterator[str]:
    """Days out of order, or of an area that is none."""
    areas = [PROVINCE_CODE, *(each.code for each in list_prefectures())]
    query = select(reopening.c.id).where(
        or_(
            reopening.c.first_day > reopening.c.last_day,
            reopening.c.area_code.not_in(areas),
        )
    )
    for number in connection.execute(query.order_by(reopening.c.id)).scalars():
        yield f"第 {number} 号重新开放的日期或地区不可能是本系统写下的"


REVIEW_CHECKS = (
    _impossible_decisions,
    _reviews_of_what_needs_none,
    _reviews_after_a_return,
    _reviews_before_receipt,
    _impossible_senders,
    _impossible_reopenings,
)
