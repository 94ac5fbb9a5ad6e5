"""Snapshots ready to be counted, and the words that say what a figure rests on.

Comes in: a store and the settings. Goes out: frames with everything that the metrics
read: verified or not, the schedule of each office, when it was completed.
"""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from hrss import metrics
from hrss.metrics import Grouping
from hrss.places import assign_regions, default_delta_codes
from hrss.service.in_force import LOCAL_TIME
from hrss.settings import Settings
from hrss.store import (
    RosterInfo,
    Store,
    fetch_first_complete,
    fetch_plans,
    fetch_reports,
    fetch_roster,
    fetch_snapshot,
)


def load_snapshot(
    store: Store,
    settings: Settings,
    *,
    as_of: date,
    known_at: datetime | None = None,
    batch: str | None = None,
    prefecture: str | None = None,
) -> pd.DataFrame:
    """The whole roster on a day, or a part of it, ready to be counted.

    Parameters
    ----------
    batch : a key of `metrics.BATCH_LABELS`; None means all.
    prefecture : a prefecture's code; None means the province.

    Returns
    -------
    Snapshot (docs/architecture.md, contract 4) with ``is_verified`` (boolean) and
    ``schedule`` (`metrics.office_schedules`, by the plans as they were known then).

    Raises
    ------
    ValueError : there is no such batch.
    """
    snapshot = fetch_snapshot(
        store, as_of=as_of, known_at=known_at, delta_codes=settings.delta_prefectures
    )
    snapshot = snapshot.assign(is_verified=metrics.verified(snapshot))
    plans = fetch_plans(store, as_of=as_of, known_at=known_at)
    snapshot = with_schedules(snapshot, plans, as_of=as_of)
    if batch is not None:
        if batch not in metrics.BATCH_LABELS:
            raise ValueError(f"expected one of {[*metrics.BATCH_LABELS]}, got {batch}")
        own = snapshot["batch"].astype("string").fillna("undesignated")
        snapshot = snapshot[own == batch]
    if prefecture is not None:
        snapshot = snapshot[snapshot["prefecture_code"] == prefecture]
    return snapshot


def with_schedules(
    snapshot: pd.DataFrame, plans: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """The whole roster with the schedule of each office on a day.

    Every figure that is held against a schedule has it from here.

    Parameters
    ----------
    snapshot : one row per rostered township, no part of them left out.
    plans : frame of `hrss.store.fetch_plans`.
    """
    schedule = metrics.office_schedules(snapshot, plans, as_of=as_of)
    return snapshot.assign(schedule=schedule)


def load_states(
    store: Store,
    settings: Settings,
    *,
    days: Sequence[date],
    known_at: datetime | None = None,
) -> dict[date, pd.DataFrame]:
    """How far the roster was on each of several days, by what was known at a time.

    The same as `load_snapshot` of each day says, as far as `metrics.progress` reads
    it, for the price of two queries.

    Parameters
    ----------
    known_at : what came in later is left out; None means all that is known.

    Returns
    -------
    For each day the frame of `metrics.states_on`, with ``schedule``.
    """
    if not days:
        return {}
    reports = fetch_reports(
        store, as_of=max(days), fields=metrics.VERIFYING_FIELDS, known_at=known_at
    )
    reports = reports.assign(is_verified=metrics.verified(reports))
    _, roster = fetch_roster(store, known_at)
    delta = settings.delta_prefectures
    places = assign_regions(
        roster, delta_codes=default_delta_codes() if delta is None else delta
    )
    states = metrics.states_on(reports, places.set_index("township_code"), days=days)
    plans = fetch_plans(store, as_of=max(days), known_at=known_at)
    return {
        day: with_schedules(state, plans, as_of=day) for day, state in states.items()
    }


def load_completions(
    store: Store,
    snapshot: pd.DataFrame,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """When each office of a snapshot was completed (`metrics.completions`).

    Parameters
    ----------
    snapshot : of that day and known-at time, or a part of it.
    """
    first = fetch_first_complete(store, as_of=as_of, known_at=known_at)
    return metrics.completions(snapshot, first, as_of=as_of)


def with_forecast(
    progress: pd.DataFrame, completed: pd.DataFrame, *, as_of: date, by: Grouping
) -> pd.DataFrame:
    """Rows of `metrics.progress` with the pace and the forecast of each.

    Returns
    -------
    `progress` with ``pace_per_week``, ``forecast_status``, ``forecast_date``,
    ``forecast_low``, ``forecast_high``, ``chance_by_due`` (`metrics.forecast`); NA
    for a group without offices.
    """
    weekly = metrics.weekly_completions(completed, as_of=as_of, by=by)
    found = metrics.forecast(weekly, progress, as_of=as_of)
    names = [name for name in found.columns if name not in progress.columns]
    return progress.merge(found[["group_code", *names]], on="group_code", how="left")


def describe_roster(info: RosterInfo, roster: pd.DataFrame) -> str:
    """The sentence that stands with a figure: which roster it counts on."""
    count = f"共{len(roster)}个"
    if info.is_shipped:
        return f"名册：{info.name}，{count}"
    day = info.received_at.astimezone(LOCAL_TIME)
    return f"名册：{info.name}，{count}，{day:%Y-%m-%d}导入"


def is_simulated(snapshot: pd.DataFrame) -> bool:
    """Whether any report in a snapshot is simulated, so that it must say so."""
    return bool(snapshot["is_simulated"].fillna(False).any())
