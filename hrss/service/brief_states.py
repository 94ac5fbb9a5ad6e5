"""How far the area of a brief was on the days that it speaks of.

Comes in: a store and the settings. Goes out: states of the province, read once, and
the figures counted from them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from hrss import metrics
from hrss.metrics import Grouping
from hrss.reports.brief import Standing
from hrss.service.in_force import lights
from hrss.service.loading import (
    load_completions,
    load_snapshot,
    load_states,
    with_forecast,
)
from hrss.settings import Settings
from hrss.store import Store, fetch_as_of_dates

DayKnown = tuple[date, datetime]
"""A day, and a time at which it was known: what an edition is of."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the store says, of all of the province.

    Parameters
    ----------
    snapshot : of the day described.
    states : every reported day until then, that day, and those of `previous_day` and
        `edition` (`load_states`), by what is known now.
    reported : the days of `states` that the rise is drawn through.
    completed : `load_completions` of the snapshot.
    previous_day : the day that the change is counted from; None for none.
    edition : day and known-at time of the last edition, if there is one.
    published : the state of its day as it was known then.
    """

    as_of: date
    known_at: datetime
    snapshot: pd.DataFrame
    states: dict[date, pd.DataFrame]
    reported: tuple[date, ...]
    completed: pd.DataFrame
    previous_day: date | None
    edition: DayKnown | None
    published: pd.DataFrame | None


def load_days(
    store: Store,
    settings: Settings,
    *,
    as_of: date,
    known_at: datetime,
    previous: DayKnown | None,
) -> Loaded:
    """Read everything once: the day described, the days before, the last edition."""
    snapshot = load_snapshot(store, settings, as_of=as_of, known_at=known_at)
    earlier = [day for day in fetch_as_of_dates(store, known_at) if day < as_of]
    before = earlier[-1] if earlier else None
    published, asked = None, {*earlier, as_of}
    if previous is not None:
        day, moment = previous
        before = day if day < as_of else None
        asked.add(day)
        published = load_states(store, settings, days=[day], known_at=moment)[day]
    return Loaded(
        as_of=as_of,
        known_at=known_at,
        snapshot=snapshot,
        states=load_states(store, settings, days=sorted(asked), known_at=known_at),
        reported=(*earlier, as_of),
        completed=load_completions(store, snapshot, as_of=as_of, known_at=known_at),
        previous_day=before,
        edition=previous,
        published=published,
    )


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts states of one area, always by the thresholds in force."""

    settings: Settings
    loaded: Loaded
    prefecture: str | None

    def progress(
        self, state: pd.DataFrame, by: Grouping, *, as_of: date | None = None
    ) -> pd.DataFrame:
        """The figures of the pages."""
        return metrics.progress(
            state,
            as_of=as_of or self.loaded.as_of,
            by=by,
            lights=lights(self.settings),
        )

    @property
    def finest(self) -> Grouping:
        """Prefectures for the province, counties for a prefecture."""
        return Grouping.PREFECTURE if self.prefecture is None else Grouping.COUNTY

    def series(self) -> pd.DataFrame:
        """The rise of the area over the reported days."""
        days = self.loaded.reported
        return metrics.completion_series(
            {day: narrowed(self.loaded.states[day], self.prefecture) for day in days}
        )

    def now(self) -> Standing:
        """The day described, with forecasts."""
        snapshot, as_of = self.loaded.snapshot, self.loaded.as_of
        plain = self._standing(snapshot, as_of)
        own = narrowed(snapshot, self.prefecture)
        return replace(
            plain,
            regions=self.progress(own, Grouping.REGION),
            whole=self._ahead(plain.whole, Grouping.PROVINCE),
            batches=self._ahead(plain.batches, Grouping.BATCH),
            places=self._ahead(plain.places, self.finest),
        )

    def _ahead(self, table: pd.DataFrame, by: Grouping) -> pd.DataFrame:
        loaded = self.loaded
        own = narrowed(loaded.snapshot, self.prefecture).index
        completed = loaded.completed.loc[own]
        return with_forecast(table, completed, as_of=loaded.as_of, by=by)

    def before(self) -> Standing | None:
        """The day that the change is counted from, by what is known now."""
        day = self.loaded.previous_day
        return None if day is None else self._standing(self.loaded.states[day], day)

    def _standing(self, state: pd.DataFrame, as_of: date) -> Standing:
        own = narrowed(state, self.prefecture)
        prefectures = self.progress(state, Grouping.PREFECTURE, as_of=as_of)
        places = prefectures
        if self.prefecture is not None:
            places = self.progress(own, self.finest, as_of=as_of)
        return Standing(
            as_of=as_of,
            known_at=self.loaded.known_at,
            whole=self.progress(own, Grouping.PROVINCE, as_of=as_of),
            batches=self.progress(own, Grouping.BATCH, as_of=as_of),
            regions=None,
            places=places,
            prefectures=prefectures,
        )


def narrowed(state: pd.DataFrame, prefecture: str | None) -> pd.DataFrame:
    """The prefecture's part of a state; all of it for the province."""
    return (
        state if prefecture is None else state[state["prefecture_code"] == prefecture]
    )


def of_batch(state: pd.DataFrame, batch: str) -> pd.DataFrame:
    """Offices of one batch of `metrics.BATCH_LABELS`."""
    return state[state["batch"].astype("string").fillna("undesignated") == batch]
