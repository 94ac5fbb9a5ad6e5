"""Approving and returning what was sent, and opening a published period again."""

from collections.abc import Collection
from datetime import date

from hrss.accounts import (
    Action,
    LogAction,
    Place,
    ReviewState,
    Sender,
    review_refusal,
)
from hrss.decree import PROVINCE_CODE
from hrss.service.gate.actor import Actor, RefusedError, entry, log_refusal, refuse
from hrss.service.gate.closed import closed_sentence
from hrss.service.in_force import LOCAL_TIME
from hrss.service.places_of import place_name, places_in_submissions
from hrss.store import (
    AlreadyReviewedError,
    AlreadyWithdrawnError,
    ClosedPeriodError,
    NoReviewNeededError,
    OpenPeriodError,
    Reviewer,
    Store,
    append_reopening,
    append_reviews,
    fetch_sender,
)

_LOGGED = {
    ReviewState.APPROVED: LogAction.APPROVE,
    ReviewState.RETURNED: LogAction.RETURN,
}


def may_review(actor: Actor, sender: Sender, places: Collection[Place]) -> str | None:
    """Why the actor may not review what that sender sent; None when it may."""
    if actor.account is None:
        return None if actor.is_one_of_many else "没有启用账号，不设审核。"
    return review_refusal(actor.account.rights, actor.account.id, sender, places)


def review(
    store: Store,
    actor: Actor,
    numbers: Collection[int],
    decision: ReviewState,
    *,
    comment: str,
) -> None:
    """Approve or return submissions, all or none.

    Raises
    ------
    RefusedError : the actor may not, or there is nothing to decide any more; who
        returns says why.
    hrss.store.UnknownSubmissionError : no submission has a number.
    """
    for number, places in places_in_submissions(store, numbers).items():
        _refuse_reviewer(store, actor, number, places)
    if decision is ReviewState.RETURNED and not comment.strip():
        raise RefusedError("退回应写明原因，报送单位据此修改。")
    account_id = None if actor.account is None else actor.account.id
    try:
        append_reviews(
            store,
            numbers,
            decision,
            reviewer=Reviewer(actor.name, account_id),
            comment=comment,
            log=entry(actor, _LOGGED[decision]),
        )
    except NoReviewNeededError as unneeded:
        raise RefusedError(f"报送编号{unneeded.number}无需审核。") from None
    except AlreadyWithdrawnError:
        raise RefusedError("所选报表已由报送单位撤回，请刷新后再审核。") from None
    except AlreadyReviewedError as done:
        when = f"{done.at.astimezone(LOCAL_TIME):%Y-%m-%d %H:%M}"
        raise RefusedError(
            f"报送编号{done.number}已由{done.by}于{when}审核，{done.state.label}。"
        ) from None
    except ClosedPeriodError as closed:
        raise RefusedError(closed_sentence(closed.closure)) from None


def _refuse_reviewer(
    store: Store, actor: Actor, number: int, places: Collection[Place]
) -> None:
    refusal = may_review(actor, fetch_sender(store, number), places)
    if refusal is None:
        return
    if actor.is_one_of_many:
        subject = f"报送编号{number}"
        log_refusal(store, actor, Action.REVIEW, subject=subject, number=number)
    raise RefusedError(refusal)


def reopen_period(
    store: Store,
    actor: Actor,
    *,
    area_code: str,
    first_day: date,
    last_day: date,
    reason: str,
) -> None:
    """Let what was published be corrected, until the next edition.

    Raises
    ------
    RefusedError : the actor may not, no reason is given, or the period is open.
    """
    area = "全省" if area_code == PROVINCE_CODE else place_name(Place(area_code))
    subject = f"{area}截至{last_day}"
    refuse(store, actor, Action.REOPEN, None, subject=subject)
    if not reason.strip():
        raise RefusedError("重新开放应写明原因。")
    try:
        append_reopening(
            store,
            area_code=area_code,
            first_day=first_day,
            last_day=last_day,
            by=actor.name,
            reason=reason,
            account_id=None if actor.account is None else actor.account.id,
            log=entry(actor, LogAction.REOPEN, subject=subject, detail=reason.strip()),
        )
    except OpenPeriodError:
        raise RefusedError(f"{subject}的数据没有关闭，无需重新开放。") from None
