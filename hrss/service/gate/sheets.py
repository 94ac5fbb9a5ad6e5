"""Sending a sheet, and taking one back."""

from datetime import date, datetime

from hrss.accounts import Action, LogAction, Reach
from hrss.service.gate.actor import Actor, RefusedError, entry, refuse
from hrss.service.gate.closed import approved_sentence, closed_sentence
from hrss.service.places_of import places_in_sheet, places_in_submission
from hrss.sheets import CheckedSubmission
from hrss.store import (
    ApprovedError,
    AwaitedReview,
    ClosedPeriodError,
    Receipt,
    Store,
    append_submission,
    withdraw_submission,
)


def submit(
    store: Store,
    actor: Actor,
    checked: CheckedSubmission,
    *,
    content: bytes,
    as_of: date,
    expected_version: str,
    only_valid_rows: bool,
    roster_id: int | None = None,
) -> Receipt:
    """Keep a checked sheet, if all its rows are of places that the actor sends for.

    Where there are accounts it then waits for its review.

    Parameters
    ----------
    roster_id : the roster that it was checked against.

    Raises
    ------
    RefusedError : a row is of another place, or the period is closed.
    hrss.store.OutdatedPreviewError : see `hrss.store.append_submission`.
    """
    subject = checked.file_name
    if actor.account is not None:
        places = places_in_sheet(store, checked)
        refuse(store, actor, Action.SUBMIT, places, subject=subject)
    detail = f"截至{as_of}，{checked.rows_valid}行"
    try:
        return append_submission(
            store,
            checked,
            content=content,
            as_of=as_of,
            sender=actor.name,
            roster_id=roster_id,
            expected_version=expected_version,
            only_valid_rows=only_valid_rows,
            review=_awaited_review(actor),
            log=entry(actor, LogAction.SUBMIT, subject=subject, detail=detail),
        )
    except ClosedPeriodError as closed:
        raise RefusedError(closed_sentence(closed.closure, as_of)) from None


def withdraw(store: Store, actor: Actor, number: int, *, reason: str) -> datetime:
    """Take a submission out of the figures, if all its rows are of the own places.

    From when on is what it gives. What was approved is no clerk's to take out.

    Raises
    ------
    RefusedError : a row is of another place, it was approved, or its period is
        closed.
    hrss.store.AlreadyWithdrawnError, hrss.store.UnknownSubmissionError : see
        `hrss.store.withdraw_submission`.
    """
    is_clerk = False
    if actor.account is not None:
        places = places_in_submission(store, number)
        subject = f"报送编号{number}"
        refuse(store, actor, Action.WITHDRAW, places, subject=subject, number=number)
        is_clerk = actor.account.rights.reach(Action.WITHDRAW) is Reach.OWN
    try:
        return withdraw_submission(
            store,
            number,
            by=actor.name,
            reason=reason,
            has_review=actor.is_one_of_many,
            may_undo_approval=not is_clerk,
            log=entry(actor, LogAction.WITHDRAW),
        )
    except ApprovedError:
        raise RefusedError(approved_sentence(number)) from None
    except ClosedPeriodError as closed:
        raise RefusedError(closed_sentence(closed.closure)) from None


def _awaited_review(actor: Actor) -> AwaitedReview | None:
    if not actor.is_one_of_many:
        return None
    if actor.account is None:
        return AwaitedReview()
    return AwaitedReview(actor.account.id, actor.account.rights.role)
