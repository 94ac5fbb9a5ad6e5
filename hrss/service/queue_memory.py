"""What was worked out for the queue of reviews, kept while it holds.

Comes in: what waits, and which submissions a result rests on. Goes out: differences and
oddities, worked out anew only where one of those submissions is another.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from hrss import metrics
from hrss.accounts import ReviewState
from hrss.service import trust
from hrss.service.differences import load_differences
from hrss.sheets import SheetKind
from hrss.store import Store, fetch_snapshot, parse_version

_COUNTS_AS_APPROVED = [ReviewState.APPROVED.value, ReviewState.NOT_NEEDED.value]
_NOTHING_ODD = pd.DataFrame(
    {
        name: pd.Series([], dtype=dtype)
        for name, dtype in (metrics.ODDITY_DTYPES | {"submission_id": "Int64"}).items()
    }
)


@dataclass(slots=True)
class QueueMemory:
    """What was worked out for a queue, kept while it still holds.

    A decision changes what hangs on the other submissions of its prefectures alone;
    a reviewer who goes through a queue waits for nothing else to be worked out again.
    """

    differences: dict[Hashable, pd.DataFrame] = field(default_factory=dict)
    oddities: dict[Hashable, pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Which submissions it is that something rests on, so that it still holds."""

    version: str
    submissions: pd.DataFrame

    def of_differences(self, number: int) -> Hashable:
        """What is approved of the kind and the prefectures, up to the day."""
        own = self.submissions.loc[number]
        until = pd.Timestamp(str(own["as_of"]))
        rows = self.submissions[self.submissions["kind"] == own["kind"]]
        rows = rows[rows["review_state"].isin(_COUNTS_AS_APPROVED)]
        own_codes = set(str(own["prefecture_codes"]).split(" "))
        is_near = [
            not own_codes.isdisjoint(codes.split(" "))
            for codes in rows["prefecture_codes"]
        ]
        near = rows[pd.Series(is_near, index=rows.index, dtype=bool)]
        return number, *self._roster(), *self._until(near, until)

    def of_oddities(self, as_of: pd.Timestamp) -> Hashable:
        """What came in of offices, up to the day."""
        rows = self.submissions[self.submissions["kind"] == SheetKind.OFFICE]
        rows = rows[rows["review_state"] != ReviewState.RETURNED]
        return as_of, *self._roster(), *self._until(rows, as_of)

    def _until(self, rows: pd.DataFrame, as_of: pd.Timestamp) -> list[int]:
        is_in_force = ~rows["is_withdrawn"] & (rows["as_of"] <= as_of)
        return rows.index[is_in_force].tolist()

    def _roster(self) -> tuple[int, int]:
        known = parse_version(self.version)
        return known.roster_id, known.clear_count


def remembered_differences(
    store: Store, waiting: pd.DataFrame, rests_on: Grounds, memory: QueueMemory
) -> pd.DataFrame:
    """Differences of all that wait (`load_differences`)."""
    keys = {number: rests_on.of_differences(number) for number in waiting.index}
    # Another visitor's queue may put its own in their place meanwhile.
    known = memory.differences
    unknown = [number for number, key in keys.items() if key not in known]
    fresh = load_differences(store, waiting.loc[unknown])
    by_number = dict(tuple(fresh.groupby("submission_id")))
    found = {
        key: known[key] if key in known else by_number.get(number, fresh.iloc[:0])
        for number, key in keys.items()
    }
    memory.differences = found
    return pd.concat([fresh.iloc[:0], *found.values()], ignore_index=True)


def remembered_oddities(
    store: Store,
    waiting: pd.DataFrame,
    rests_on: Grounds,
    memory: QueueMemory,
    delta_codes: frozenset[str] | None,
) -> pd.DataFrame:
    """Oddities of each waiting day, by the submissions of that day they rest on."""
    everything = replace(store, is_approved_only=False)
    offices = waiting[waiting["kind"] == SheetKind.OFFICE]
    known = memory.oddities
    kept: dict[Hashable, pd.DataFrame] = {}
    found = [_NOTHING_ODD]
    for moment in offices["as_of"].unique():
        as_of = pd.Timestamp(moment)
        key = rests_on.of_oddities(as_of)
        odd = known.get(key)
        if odd is None:
            odd = _odd_on(everything, as_of.date(), delta_codes)
        kept[key] = odd
        numbers = offices.index[offices["as_of"] == as_of]
        found.append(odd[odd["submission_id"].isin(numbers)])
    memory.oddities = kept
    return pd.concat(found, ignore_index=True)


def _odd_on(
    store: Store, day: date, delta_codes: frozenset[str] | None
) -> pd.DataFrame:
    """Oddities of a day, once for each submission that they rest on."""
    snapshot = fetch_snapshot(store, as_of=day, delta_codes=delta_codes)
    odd = trust.load_oddities(store, snapshot)
    numbers = odd["submission_ids"].str.split(" ")
    each = odd.assign(submission_id=numbers).explode("submission_id")
    return each.assign(submission_id=each["submission_id"].astype("Int64"))
