"""The township of a list of stations that names it once, above the table.

Comes in: parsed sheets and the roster. Goes out: the sheets with the township in every
row, and a warning for each, so that somebody confirms it.
"""

from dataclasses import replace

import pandas as pd

from hrss.places.name_forms import without_spaces
from hrss.places.names import match_county, match_prefecture
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.kinds import SheetKind
from hrss.sheets.parsed import ParsedSheet
from hrss.sheets.place_hints import Hint, hints_of

_PLACES = ("prefecture_name", "county_name", "township_name")
_COLUMNS = frozenset(("township_name", "township_code"))


def take_townships(
    sheets: tuple[ParsedSheet, ...], roster: pd.DataFrame, file_name: str
) -> tuple[tuple[ParsedSheet, ...], list[Issue]]:
    """The sheets without a column for it, with the one township that is named.

    Only a full name counts, within the prefecture and county that are named beside
    it; a text that names two townships names none.
    """
    found: list[ParsedSheet] = []
    issues: list[Issue] = []
    for sheet in sheets:
        named = None
        if sheet.kind is SheetKind.STATION and _COLUMNS.isdisjoint(sheet.letters):
            # The file's name is often that of the first one in it.
            named = _find(hints_of(sheet, file_name)[:-1], roster)
        if named is None:
            found.append(sheet)
            continue
        place, hint = named
        found.append(_filled(sheet, place))
        issues.append(
            make_issue(
                "place_from_unit",
                sheet=sheet.name,
                field="township_name",
                value=str(place["township_name"]),
                detail=f"{hint.source}“{hint.text}”",
            )
        )
    return tuple(found), issues


def _find(hints: list[Hint], roster: pd.DataFrame) -> tuple[pd.Series, Hint] | None:
    prefectures = {match_prefecture(each.text, roster) for each in hints} - {None}
    named_counties = (match_county(each.text, roster) for each in hints)
    counties = {each[1] for each in named_counties if each is not None}
    within = roster
    if len(prefectures) == 1:
        within = within[within["prefecture_name"].isin(prefectures)]
    if len(counties) == 1:
        within = within[within["county_name"].isin(counties)]
    for hint in hints:
        text = without_spaces(hint.text)
        named = within[[str(name) in text for name in within["township_name"]]]
        lengths = named["township_name"].str.len()
        longest = named[lengths == lengths.max()]
        if len(longest) == 1:
            return longest.iloc[0], hint
    return None


def _filled(sheet: ParsedSheet, place: pd.Series) -> ParsedSheet:
    rows = sheet.rows.copy()
    for column in _PLACES:
        value = place[column]
        if pd.notna(value):
            rows[column] = rows[column].fillna(str(value))
    return replace(sheet, rows=rows)
