"""What was decided, what came back, and how many wait.

Comes in: frames of the store. Goes out: those of them that somebody asks about.
"""

from datetime import date

import pandas as pd

from hrss.accounts import Place, ReviewState
from hrss.decree import PROVINCE_CODE
from hrss.service.places_of import place_name, places_in_submissions
from hrss.store import Store, fetch_reviews, fetch_submissions, find_closure

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


def returned_to(
    store: Store, submissions: pd.DataFrame, account_id: int
) -> pd.DataFrame:
    """What came back to an account and can still be mended, the newest first.

    It is mended once another of the kind came in, for whatever day (the day may have
    been what was wrong), that was not returned or withdrawn as well: of the same
    account about one of the prefectures, or a colleague's about one of the places.
    In a period that is closed there is nothing to mend.
    """
    in_force = submissions[~submissions["is_withdrawn"]].sort_index(ascending=False)
    is_returned = in_force["review_state"] == ReviewState.RETURNED
    is_own = (in_force["sender_account_id"] == account_id).fillna(False)
    returned, good = in_force[is_returned & is_own], in_force[~is_returned]
    left = [
        number
        for number, row in returned.iterrows()
        if not is_closed(store, row)
        and not _is_mended(store, good[good.index > number], row, account_id)
    ]
    return returned.loc[left]


def is_closed(store: Store, submission: pd.Series) -> bool:
    """Whether an edition has told of a submission's day, for one of its places."""
    day = submission["as_of"].date()
    codes = str(submission["prefecture_codes"]).split(" ")
    return any(find_closure(store, code, day) is not None for code in codes)


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


def _is_mended(
    store: Store, later: pd.DataFrame, returned: pd.Series, account_id: int
) -> bool:
    own = set(str(returned["prefecture_codes"]).split(" "))
    later = later[later["kind"] == returned["kind"]]
    codes = later["prefecture_codes"].str.split(" ")
    is_near = [not own.isdisjoint(each) for each in codes]
    later = later[pd.Series(is_near, index=later.index, dtype=bool)]
    if (later["sender_account_id"] == account_id).any():
        return True
    number = int(str(returned.name))
    places = places_in_submissions(store, [number, *later.index.tolist()])
    own_places = places.pop(number)
    return any(not own_places.isdisjoint(each) for each in places.values())
