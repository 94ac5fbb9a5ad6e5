"""Whether a submission can still be taken back, said before anybody tries."""

import pandas as pd

from hrss.accounts import Action, Reach, ReviewState
from hrss.service.gate import Actor
from hrss.service.gate.closed import approved_sentence, closed_sentence
from hrss.service.places_of import places_in_submission
from hrss.store import Store, find_closure


def withdrawal_refusal(
    store: Store, actor: Actor, number: int, submission: pd.Series
) -> str | None:
    """Why the actor cannot withdraw a submission; None when it can.

    The gate asks the same once more when it is done.

    Parameters
    ----------
    submission : its row of `hrss.store.fetch_submissions`.
    """
    if submission["review_state"] == ReviewState.RETURNED:
        return f"报送编号{number}已退回，不再计入，无需撤回；请修改后重新上报。"
    if actor.account is None:
        return None
    rights = actor.account.rights
    if rights.refused(Action.WITHDRAW, places_in_submission(store, number)):
        return "其他地区的上报由报送单位或省级撤回。"
    is_clerk = rights.reach(Action.WITHDRAW) is Reach.OWN
    if is_clerk and submission["review_state"] == ReviewState.APPROVED:
        return approved_sentence(number)
    day = submission["as_of"].date()
    for code in str(submission["prefecture_codes"]).split(" "):
        closure = find_closure(store, code, day)
        if closure is not None:
            return closed_sentence(closure, day)
    return None
