"""Whether the reports came and can be believed, put together for command and page.

Comes in: a store and the settings. Goes out: timeliness by prefecture and period, and
oddities with the notes on them. Knows nothing of argparse or streamlit.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pandas as pd

from hrss import metrics
from hrss.decree import BEIJING_TIME
from hrss.service import reporting_calendar
from hrss.settings import Settings
from hrss.store import (
    Store,
    fetch_receipts,
    fetch_reported_offices,
    fetch_snapshot,
)

_NOTE = ["noted_by", "noted_at", "note"]


def judging_day(store: Store, known_at: datetime | None = None) -> date:
    """The day on which it is judged what is missing: in Beijing, by what is known."""
    moment = store.now() if known_at is None else known_at
    return moment.astimezone(BEIJING_TIME).date()


def load_timeliness(
    store: Store,
    settings: Settings,
    snapshot: pd.DataFrame,
    *,
    as_of: date,
    today: date,
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """Status of each prefecture of a snapshot in each period (`metrics.timeliness`).

    Parameters
    ----------
    snapshot : of that day and known-at time, or whole prefectures of it.
    today : the day on which it is judged (`judging_day`).
    """
    calendar = reporting_calendar(settings)
    periods = calendar.periods(as_of)
    edges = [calendar.begins_after(period) for period in periods[:1]]
    edges += [calendar.due_on(period) for period in periods]
    reported = fetch_reported_offices(store, edges, known_at=known_at)
    named = pd.Series(pd.DatetimeIndex(periods), dtype="datetime64[s]")
    return metrics.timeliness(
        fetch_receipts(store, known_at),
        reported.assign(period=named.reindex(reported["window"]).to_numpy()),
        snapshot,
        calendar=calendar,
        as_of=as_of,
        today=today,
    )


def previous_reports(
    snapshot: pd.DataFrame, load: Callable[[date], pd.DataFrame]
) -> pd.DataFrame:
    """For every office that has one, its report about a day before its present one.

    Parameters
    ----------
    snapshot : one row per rostered township.
    load : gives the snapshot of another day, known at the same time.
    """
    found = []
    for described in snapshot["report_as_of"].dropna().unique():
        own = snapshot.index[snapshot["report_as_of"] == described]
        earlier = load(pd.Timestamp(described).date() - timedelta(days=1))
        found.append(earlier[earlier.index.isin(own) & earlier["is_reported"]])
    return pd.concat(found) if found else snapshot.iloc[:0]


def load_oddities(
    store: Store, snapshot: pd.DataFrame, *, known_at: datetime | None = None
) -> pd.DataFrame:
    """Oddities of a snapshot (`metrics.oddities`).

    Parameters
    ----------
    snapshot : known at that time; whole prefectures.
    """
    previous = previous_reports(
        snapshot, lambda day: fetch_snapshot(store, as_of=day, known_at=known_at)
    )
    return metrics.oddities(snapshot, previous)


def with_notes(oddities: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Oddities with the newest note on each, and the newest on the one before.

    Parameters
    ----------
    oddities : rows of `metrics.oddities`.
    notes : rows of `store.fetch_notes`, the newest first.

    Returns
    -------
    `oddities` with ``is_looked_at``, ``noted_by``, ``noted_at``, ``note`` (NA
    unless looked at), ``note_count``, and ``former_note``: what was said of the
    same kind, place and field when older reports showed it.
    """
    newest = notes[~notes["is_superseded"]].set_index("oddity_key")[_NOTE]
    counts = notes.groupby("oddity_key").size()
    keys = oddities["oddity_key"]
    found = oddities.join(newest, on="oddity_key").assign(
        is_looked_at=keys.isin(newest.index),
        note_count=counts.reindex(keys).fillna(0).astype("Int64").to_numpy(),
    )
    # The oldest first, so that the newest note on a subject is the one that stays.
    former = notes[~notes["oddity_key"].isin(set(keys))].iloc[::-1]
    subjects = former["oddity_key"].map(metrics.subject_of)
    said = dict(zip(subjects, former["note"], strict=True))
    spoken = [said.get(metrics.subject_of(key), pd.NA) for key in keys]
    return found.assign(former_note=pd.array(spoken, dtype="string"))
