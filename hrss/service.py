"""What the command line and the pages do alike, put together once.

Comes in: a store and the settings. Goes out: snapshots ready to be counted, checked
sheets ready to be stored, and the words that say which roster a figure rests on.
Knows nothing of argparse or streamlit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

import pandas as pd

from hrss import metrics
from hrss.decree import BEIJING_TIME, LightRule, ReportingCalendar
from hrss.metrics import Grouping
from hrss.places import assign_regions, default_delta_codes, load_shipped_roster
from hrss.returned import ReturnLimits, marking_of, write_returned
from hrss.settings import Settings
from hrss.sheets import (
    CheckedSubmission,
    ReadLimits,
    SheetKind,
    check_workbook,
    parse_workbook,
    read_workbook,
    value_columns,
    write_template,
)
from hrss.store import (
    RosterInfo,
    Store,
    fetch_aliases,
    fetch_area_snapshot,
    fetch_first_complete,
    fetch_mappings,
    fetch_plans,
    fetch_reports,
    fetch_roster,
    fetch_snapshot,
    fetch_station_snapshot,
)

LOCAL_TIME = BEIJING_TIME
"""The offices' clock: what a user reads and writes a moment in."""

_MIB = 2**20


def lights(settings: Settings) -> LightRule:
    """The thresholds in force."""
    return LightRule(yellow_pp=settings.yellow_pp, red_pp=settings.red_pp)


def reporting_calendar(settings: Settings) -> ReportingCalendar:
    """When reports are due, as set."""
    return ReportingCalendar(
        first_period=settings.report_first_period, due_days=settings.report_due_days
    )


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
    store: Store, settings: Settings, *, days: Sequence[date]
) -> dict[date, pd.DataFrame]:
    """How far the roster was on each of several days, by what is known now.

    The same as `load_snapshot` of each day says, as far as `metrics.progress` reads
    it, for the price of two queries.

    Returns
    -------
    For each day the frame of `metrics.states_on`, with ``schedule``.
    """
    if not days:
        return {}
    reports = fetch_reports(store, as_of=max(days), fields=metrics.VERIFYING_FIELDS)
    reports = reports.assign(is_verified=metrics.verified(reports))
    _, roster = fetch_roster(store)
    delta = settings.delta_prefectures
    places = assign_regions(
        roster, delta_codes=default_delta_codes() if delta is None else delta
    )
    states = metrics.states_on(reports, places.set_index("township_code"), days=days)
    plans = fetch_plans(store, as_of=max(days))
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


def present_state(store: Store, as_of: date) -> pd.DataFrame:
    """Which offices stand as complete on a day, by all that is known now.

    Returns
    -------
    Index ``township_code``; ``is_complete`` (boolean, NA = not answered).
    """
    return fetch_snapshot(store, as_of=as_of)[["is_complete"]]


TEMPLATE_NAMES = {
    SheetKind.OFFICE: "人社服务所建设进度表",
    SheetKind.STATION: "村（社区）站点情况表",
    SheetKind.AREA: "市县工作情况表",
}
"""What the file of each kind's template is called, after the prefecture's name."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sheet to be filled in, and how many townships it is for."""

    content: bytes
    township_count: int


def prefecture_template(
    store: Store | None, *, kind: SheetKind, prefecture: str | None = None
) -> Template:
    """The sheet of one prefecture: its own places, and what it reported last.

    Parameters
    ----------
    store : None when there is none yet: the shipped roster, and no values.
    prefecture : its code; None means the whole province.

    Raises
    ------
    ValueError : the roster in force has no township of that prefecture.
    """
    if store is None:
        roster, previous = load_shipped_roster(), None
    else:
        _, roster = fetch_roster(store)
        previous = _last_values(store, kind)
    if prefecture is not None:
        roster = roster[roster["prefecture_code"] == prefecture]
    if roster.empty:
        raise ValueError(f"the roster has no township of {prefecture}")
    content = write_template(roster, kind=kind, previous=previous)
    return Template(content, len(roster))


def _last_values(store: Store, kind: SheetKind) -> pd.DataFrame:
    """What was reported last of each place, as a template takes it."""
    if kind is SheetKind.STATION:
        stations = fetch_station_snapshot(store, as_of=date.max)
        return stations[["township_code", *value_columns(kind)]]
    if kind is SheetKind.AREA:
        areas = fetch_area_snapshot(store, as_of=date.max)
        return areas[list(value_columns(kind))]
    offices = fetch_snapshot(store, as_of=date.max)
    claimed = {
        name: name.removeprefix("claimed_")
        for name in offices.columns
        if name.startswith("claimed_is_")
    }
    offices = offices.drop(columns=list(claimed.values())).rename(columns=claimed)
    return offices[list(value_columns(kind))]


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
    if store is None:
        parsed = parse_workbook(workbook)
        return check_workbook(parsed, roster=load_shipped_roster(), as_of=as_of)
    parsed = parse_workbook(workbook, mappings=fetch_mappings(store))
    _, roster = fetch_roster(store)
    aliases = fetch_aliases(store)
    aliases = aliases[aliases["is_in_force"]]
    # Only the parsed sheets know which day the file names.
    day = as_of or max(
        (sheet.as_of_found for sheet in parsed.sheets if sheet.as_of_found),
        default=None,
    )
    previous = None if day is None else present_state(store, day)
    return check_workbook(
        parsed, roster=roster, as_of=as_of, previous=previous, aliases=aliases
    )


def returned_file(
    settings: Settings, checked: CheckedSubmission, *, content: bytes
) -> bytes:
    """The file as .xlsx with its faulty cells marked and listed.

    Parameters
    ----------
    content : the bytes that `checked` was read from.
    """
    limits = read_limits(settings)
    workbook = read_workbook(content, file_name=checked.file_name, limits=limits)
    return write_returned(
        workbook,
        marking_of(checked),
        content=content,
        limits=ReturnLimits(limits.memory_bytes, limits.wall_seconds),
    )


def returned_name(file_name: str) -> str:
    """What the returned file is called: the same, and that it is to be mended."""
    stem = PurePath(file_name).stem
    return stem.removesuffix("_待修改") + "_待修改.xlsx"


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
