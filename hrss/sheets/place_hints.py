"""Places that rows do not name themselves: from headings, the unit or the file's name.

Comes in: what the rows of a file say of their places. Goes out: the same, completed,
with a warning for each sheet whose prefecture or county stands in no column, so that
somebody confirms it.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pandas as pd

from hrss.places.names import match_county, match_prefecture
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.parsed import ParsedSheet
from hrss.sheets.table import Table
from hrss.sheets.tables_apart import sheet_title

_AREA_END = re.compile(r"[市县区](?:\([^()]*\))?:?$")


@dataclass(frozen=True, slots=True)
class Hint:
    """A text beside the rows that may name their place, and what it is."""

    source: str
    text: str


def fill_places(
    keys: pd.DataFrame, table: Table, roster: pd.DataFrame, file_name: str
) -> list[Issue]:
    """Complete prefectures and counties in place; a warning for each taken place.

    A row's own words come first, then the heading it stands under, then the reporting
    unit, the titles, the sheet's name and the file's name. The file's name says
    nothing of a county: it is often that of the first one in it.
    """
    issues: list[Issue] = []
    for number, sheet in enumerate(table.sheets):
        own = np.flatnonzero((table.rows["sheet"] == number).to_numpy())
        _fill_from_sections(keys, table, own, sheet, roster)
        hints = hints_of(sheet, file_name)
        taken = [
            _fill_prefecture(keys, own, hints, roster),
            _fill_county(keys, own, hints[:-1], roster)
            if "county_name" not in sheet.letters
            else None,
        ]
        issues += [
            make_issue(
                "place_from_unit",
                sheet=sheet.name,
                field=field,
                value=name,
                detail=f"{hint.source}“{hint.text}”",
            )
            for field, name, hint in filter(None, taken)
        ]
    return _once(issues)


def hints_of(sheet: ParsedSheet, file_name: str) -> list[Hint]:
    """What stands beside a table and may name its place, the file's name last."""
    unit = [Hint("填报单位", sheet.reporting_unit)] if sheet.reporting_unit else []
    return [
        *unit,
        *(Hint("标题", title) for title in sheet.titles),
        Hint("工作表名", sheet_title(sheet.name)),
        Hint("文件名", PurePath(file_name).stem),
    ]


def _fill_prefecture(
    keys: pd.DataFrame, own: np.ndarray, hints: list[Hint], roster: pd.DataFrame
) -> tuple[str, str, Hint] | None:
    blank = own[keys["prefecture_name"].isna().to_numpy()[own]]
    if not blank.size:
        return None
    for hint in hints:
        name = match_prefecture(hint.text, roster)
        if name is not None:
            _set(keys, blank, "prefecture_name", name)
            return "prefecture_name", name, hint
    for hint in hints[:-1]:
        county = match_county(hint.text, roster)
        if county is not None:
            _set(keys, blank, "prefecture_name", county[0])
            return "prefecture_name", county[0], hint
    return None


def _fill_county(
    keys: pd.DataFrame, own: np.ndarray, hints: list[Hint], roster: pd.DataFrame
) -> tuple[str, str, Hint] | None:
    """A county of the one prefecture that all rows are of."""
    said = keys["prefecture_name"].take(own).dropna().unique()
    named = list({match_prefecture(text, roster) for text in said})
    blank = own[keys["county_name"].isna().to_numpy()[own]]
    if len(named) != 1 or named[0] is None or not blank.size:
        return None
    for hint in hints:
        county = match_county(hint.text, roster, prefecture=named[0])
        if county is not None:
            _set(keys, blank, "county_name", county[1])
            return "county_name", county[1], hint
    return None


def _set(keys: pd.DataFrame, places: np.ndarray, name: str, value: str) -> None:
    keys.loc[keys.index[places], name] = value


def _fill_from_sections(
    keys: pd.DataFrame,
    table: Table,
    own: np.ndarray,
    sheet: ParsedSheet,
    roster: pd.DataFrame,
) -> None:
    """Places of rows that stand under a heading and name none themselves.

    A heading that names a prefecture ends the county before it; a title that is
    repeated on the next page ends nothing.
    """
    if not sheet.sections:
        return
    named: list[tuple[str | None, str | None]] = [(None, None)]
    known = {
        text: (match_prefecture(text, roster), match_county(text, roster))
        for text in {text for _, text in sheet.sections}
    }
    for _, text in sheet.sections:
        prefecture, county = known[text]
        if prefecture or county:
            above = prefecture or (county[0] if county else None)
            named.append((above, county[1] if county else None))
        else:
            named.append((None, None) if _AREA_END.search(text) else named[-1])
    starts = [row for row, _ in sheet.sections]
    under = np.searchsorted(starts, table.rows["row"].to_numpy()[own])
    for column, name in enumerate(("prefecture_name", "county_name")):
        said = np.array([each[column] for each in named], dtype=object)[under]
        blank = keys[name].isna().to_numpy()[own] & (said != None)  # noqa: E711
        keys.loc[keys.index[own[blank]], name] = said[blank]


def _once(issues: list[Issue]) -> list[Issue]:
    """One of each for a sheet, however many tables stand on it."""
    found: dict[tuple[str | None, ...], Issue] = {}
    for issue in issues:
        sheet = sheet_title(issue.sheet or "")
        found.setdefault((sheet, issue.field, issue.value, issue.detail), issue)
    return list(found.values())
