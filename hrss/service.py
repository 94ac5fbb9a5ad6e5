"""What the command line and the pages do alike, put together once.

Comes in: a store and the settings. Goes out: snapshots ready to be counted, checked
sheets ready to be stored, and the words that say which roster a figure rests on.
Knows nothing of argparse or streamlit.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import pandas as pd

from hrss import metrics
from hrss.decree import LightRule
from hrss.metrics import Grouping
from hrss.places import load_shipped_roster
from hrss.settings import Settings
from hrss.sheets import (
    CheckedSubmission,
    ReadLimits,
    check_workbook,
    parse_workbook,
    read_workbook,
)
from hrss.store import (
    RosterInfo,
    Store,
    fetch_first_complete,
    fetch_roster,
    fetch_snapshot,
)

LOCAL_TIME = timezone(timedelta(hours=8), "北京时间")
"""The offices' clock: what a user reads and writes a moment in."""

_MIB = 2**20


def lights(settings: Settings) -> LightRule:
    """The thresholds in force."""
    return LightRule(yellow_pp=settings.yellow_pp, red_pp=settings.red_pp)


def read_limits(settings: Settings) -> ReadLimits:
    """What opening one sheet may cost."""
    return ReadLimits(
        file_bytes=int(settings.upload_limit_mb * _MIB),
        memory_bytes=int(settings.read_memory_mb * _MIB),
        cpu_seconds=max(1, int(settings.read_seconds)),
        wall_seconds=settings.read_seconds,
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
    """The whole roster on a day, with ``is_verified`` added, or a part of it.

    Parameters
    ----------
    batch : a key of `metrics.BATCH_LABELS`; None means all.
    prefecture : a prefecture's code; None means the province.

    Returns
    -------
    Snapshot (docs/architecture.md, contract 4) with ``is_verified`` (boolean).

    Raises
    ------
    ValueError : there is no such batch.
    """
    snapshot = fetch_snapshot(
        store, as_of=as_of, known_at=known_at, delta_codes=settings.delta_prefectures
    )
    snapshot = snapshot.assign(is_verified=metrics.verified(snapshot))
    if batch is not None:
        if batch not in metrics.BATCH_LABELS:
            raise ValueError(f"expected one of {[*metrics.BATCH_LABELS]}, got {batch}")
        own = snapshot["batch"].astype("string").fillna("undesignated")
        snapshot = snapshot[own == batch]
    if prefecture is not None:
        snapshot = snapshot[snapshot["prefecture_code"] == prefecture]
    return snapshot


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


def present_state(store: Store, as_of: date) -> pd.DataFrame:
    """Which offices stand as complete on a day, by all that is known now.

    Returns
    -------
    Index ``township_code``; ``is_complete`` (boolean, NA = not answered).
    """
    return fetch_snapshot(store, as_of=as_of)[["is_complete"]]


def check_file(
    store: Store | None,
    settings: Settings,
    *,
    content: bytes,
    file_name: str,
    as_of: date | None,
) -> CheckedSubmission:
    """Read a sheet and judge it against the roster in force and the present state.

    Parameters
    ----------
    store : None when there is none yet: the shipped roster counts, and nothing has
        been reported before.
    as_of : the day described; None takes the one that the sheet names.

    Raises
    ------
    UnreadableWorkbookError : the file cannot be read; its text is for the clerk.
    """
    workbook = read_workbook(content, file_name=file_name, limits=read_limits(settings))
    parsed = parse_workbook(workbook)
    if store is None:
        return check_workbook(parsed, roster=load_shipped_roster(), as_of=as_of)
    _, roster = fetch_roster(store)
    if as_of is None:
        # Only the check knows which day the sheet names.
        day = check_workbook(parsed, roster=roster, as_of=None).as_of
    else:
        day = as_of
    previous = None if day is None else present_state(store, day)
    return check_workbook(parsed, roster=roster, as_of=as_of, previous=previous)


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


@dataclass(frozen=True, slots=True)
class RosterDifference:
    """What one roster has otherwise than another; units by name, in order of code."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[str, ...]
    marked: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two rosters say the same."""
        return not (self.added or self.removed or self.renamed or self.marked)


def roster_difference(before: pd.DataFrame, after: pd.DataFrame) -> RosterDifference:
    """Units that come, go, change name, type or place, or change as central towns.

    Parameters
    ----------
    before, after : one row per township, the columns of `hrss.places`.
    """
    old = before.set_index("township_code").sort_index()
    new = after.set_index("township_code").sort_index()
    shared = old.index.intersection(new.index)
    place = ["township_name", "division_type", "county_code", "prefecture_code"]
    was, now = old.loc[shared], new.loc[shared]
    is_moved = (was[place].fillna("") != now[place].fillna("")).any(axis="columns")
    # 1, 0 and -1 for yes, no and not designated: NA is equal to NA here.
    marks = [
        units["is_central_town"].astype("Int64").fillna(-1) for units in (was, now)
    ]
    return RosterDifference(
        added=_unit_names(new.loc[new.index.difference(old.index)]),
        removed=_unit_names(old.loc[old.index.difference(new.index)]),
        renamed=_unit_names(now[is_moved]),
        marked=_unit_names(now[marks[0] != marks[1]]),
    )


def _unit_names(units: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{prefecture}{county}{name}"
        for prefecture, county, name in zip(
            units["prefecture_name"],
            units["county_name"].fillna(""),
            units["township_name"],
            strict=True,
        )
    )
