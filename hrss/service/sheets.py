"""The way of a sheet: a template, a verdict, and the file handed back.

Comes in: a store, the settings and the bytes of a file. Goes out: checked sheets ready
to be stored, and workbooks for the clerk.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

import pandas as pd

from hrss.places import load_shipped_roster
from hrss.returned import ReturnLimits, marking_of, write_returned
from hrss.service.in_force import read_limits
from hrss.settings import Settings
from hrss.sheets import (
    CheckedSubmission,
    SheetKind,
    check_workbook,
    parse_workbook,
    read_workbook,
    value_columns,
    write_template,
)
from hrss.store import (
    Store,
    fetch_aliases,
    fetch_area_snapshot,
    fetch_mappings,
    fetch_roster,
    fetch_snapshot,
    fetch_station_snapshot,
)


def present_state(store: Store, as_of: date) -> pd.DataFrame:
    """Which offices stand as complete on a day, by all that is known now.

    Returns
    -------
    Index ``township_code``; ``is_complete`` (boolean, NA = not answered).
    """
    fields = ("is_complete",)
    return fetch_snapshot(store, as_of=as_of, fields=fields)[["is_complete"]]


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
