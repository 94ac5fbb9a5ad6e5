"""What was decided, what came back, and how many wait.

Comes in: frames of the store. Goes out: those of them that somebody asks about.
"""

from datetime import date

import pandas as pd

from hrss.accounts import Place, ReviewState
from hrss.decree import PROVINCE_CODE
from hrss.service.places_of import place_name
from hrss.store import Store, fetch_reviews, fetch_submissions

_MOST_NAMED = 3


def waiting_of(submissions: pd.DataFrame) -> pd.DataFrame:
    """Those of `fetch_submissions` that wait for a review."""
    is_waiting = submissions["review_state"] == ReviewState.SUBMITTED
    return submissions[is_waiting & ~submissions["is_withdrawn"]]


def load_decisions(store: Store) -> pd.DataFrame:
    """Every decision, the newest first, with the submission that it is about.

    Returns
    -------
    Indexed by ``review_id``: the columns of `fetch_reviews` and those of
    `fetch_submissions`, whose ``review_state`` is how it stands now.
    """
    submissions = fetch_submissions(store)
    decisions: pd.DataFrame = fetch_reviews(store).join(submissions, on="submission_id")
    return decisions


def decisions_before(decisions: pd.DataFrame, submission: pd.Series) -> pd.DataFrame:
    """Decisions on what came for the same month and one of the same prefectures."""
    own = set(str(submission["prefecture_codes"]).split(" "))
    is_own = [
        not own.isdisjoint(codes.split(" ")) for codes in decisions["prefecture_codes"]
    ]
    month = pd.Timestamp(submission["as_of"]).to_period("M")
    is_same = decisions["as_of"].dt.to_period("M") == month
    is_kind = decisions["kind"] == submission["kind"]
    is_fit = is_same & is_kind & pd.Series(is_own, index=decisions.index, dtype=bool)
    found: pd.DataFrame = decisions[is_fit]
    return found


def returned_to(submissions: pd.DataFrame, account_id: int) -> pd.DataFrame:
    """What came back to an account and is not mended yet, the newest first.

    It is mended once the account has sent another of the kind, for the same day and
    one of the same prefectures, that was not returned or withdrawn as well.
    """
    own = submissions[submissions["sender_account_id"] == account_id]
    own = own[~own["is_withdrawn"]].sort_index(ascending=False)
    is_returned = own["review_state"] == ReviewState.RETURNED
    returned, good = own[is_returned], own[~is_returned]
    left = [
        number
        for number, row in returned.iterrows()
        if not _answers(good[good.index > number], row)
    ]
    return returned.loc[left]


def count_waiting(store: Store, *, area_code: str, as_of: date) -> int:
    """How many submissions of an area and of days up to one wait for a review."""
    waiting = waiting_of(fetch_submissions(store))
    waiting = waiting[waiting["as_of"] <= pd.Timestamp(as_of)]
    if area_code != PROVINCE_CODE:
        waiting = waiting[of_prefecture(waiting, area_code)]
    return len(waiting)


def of_prefecture(submissions: pd.DataFrame, prefecture_code: str) -> pd.Series:
    """Which submissions have a row of a prefecture."""
    codes = submissions["prefecture_codes"].str.split(" ")
    own = [prefecture_code in each for each in codes]
    return pd.Series(own, index=submissions.index, dtype=bool)


def prefecture_names(codes: str) -> str:
    """What the prefectures of a submission are called, the first few of many."""
    names = [place_name(Place(code)) for code in codes.split(" ")]
    more = f"等{len(names)}市" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more


def _answers(later: pd.DataFrame, returned: pd.Series) -> bool:
    own = set(str(returned["prefecture_codes"]).split(" "))
    same = (later["as_of"] == returned["as_of"]) & (later["kind"] == returned["kind"])
    codes = later.loc[same, "prefecture_codes"].str.split(" ")
    return any(not own.isdisjoint(each) for each in codes)
