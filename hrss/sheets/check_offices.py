"""Which township each row is about: matched, once, and within the sender's area.

Comes in: the table of a file and the roster. Goes out: the codes found and the
issues of the rows that have none.
"""

from pathlib import PurePath

import numpy as np
import pandas as pd

from hrss.places.names import NameFault, match_prefecture, match_townships
from hrss.sheets.grid import column_letter
from hrss.sheets.issues import Issue
from hrss.sheets.table import Positions, Table, objects

_FIELD_OF = {
    NameFault.UNKNOWN_PREFECTURE: "prefecture_name",
    NameFault.UNKNOWN_COUNTY: "county_name",
    NameFault.CODE_DISAGREES: "township_code",
}


def match_offices(
    table: Table, roster: pd.DataFrame, file_name: str
) -> tuple[pd.DataFrame, list[Issue]]:
    """Codes per row (``township_code``, ``prefecture_code``) and their issues.

    Where a row names no prefecture, the sheet's reporting unit, its name and
    the file's name are asked in this order; so is the county.
    """
    keys = table.rows[
        [
            "prefecture_name",
            "county_name",
            "township_name",
            "township_code",
            "office_name",
        ]
    ].copy()
    for number, sheet in enumerate(table.sheets):
        hints = [sheet.reporting_unit, sheet.name, PurePath(file_name).stem]
        prefecture = next(
            (
                each
                for hint in hints
                if hint and (each := match_prefecture(hint, roster))
            ),
            None,
        )
        own = table.rows["sheet"] == number
        blank = own & keys["prefecture_name"].isna()
        keys.loc[blank, "prefecture_name"] = prefecture
        if "county_name" not in sheet.letters and prefecture:
            county = _hinted_county(hints[:2], prefecture, roster)
            keys.loc[own & keys["prefecture_name"].eq(prefecture), "county_name"] = (
                county
            )
    found = match_townships(keys, roster)
    return found, [
        *_unmatched(table, found),
        *_repeated(table, found),
        *_outside(table, found, roster),
    ]


def _hinted_county(
    hints: list[str | None], prefecture: str, roster: pd.DataFrame
) -> str | None:
    own = roster.loc[roster["prefecture_name"] == prefecture, "county_name"]
    for hint in hints:
        named = {each for each in own.dropna().unique() if hint and each in hint}
        if len(named) == 1:
            return str(named.pop())
    return None


def _unmatched(table: Table, found: pd.DataFrame) -> list[Issue]:
    def suggested(positions: Positions) -> list[str | None]:
        names = found["suggestions"].take(positions).tolist()
        return ["、".join(each) or None for each in names]

    if found["reason"].isna().all():
        return []
    issues: list[Issue] = []
    for reason in NameFault:
        field = _FIELD_OF.get(reason) or _naming_field(table)
        wanted = found["reason"].eq(reason.value)
        issues += table.issues(reason.value, wanted, field, detail=suggested)
    return issues


def _naming_field(table: Table) -> str:
    names = ("township_name", "office_name", "township_code")
    return next((name for name in names if table.has(name)), "township_name")


def _repeated(table: Table, found: pd.DataFrame) -> list[Issue]:
    codes = found["township_code"]
    again = codes.notna() & codes.duplicated()
    if not again.any():
        return []
    first: dict[str, int] = {}
    for place, code in enumerate(objects(codes)):
        if code is not None:
            first.setdefault(code, place)

    def where(positions: Positions) -> list[str | None]:
        earlier = np.array(
            [first[code] for code in codes.take(positions)], dtype=np.intp
        )
        return [
            f"第{row}行"
            if sheet == own
            else f"工作表“{table.sheets[sheet].name}”第{row}行"
            for row, sheet, own in zip(
                table.picked("row", earlier),
                table.picked("sheet", earlier),
                table.picked("sheet", positions),
                strict=True,
            )
        ]

    return table.issues("duplicate_office", again, _naming_field(table), detail=where)


def _outside(table: Table, found: pd.DataFrame, roster: pd.DataFrame) -> list[Issue]:
    """One issue for each prefecture that is not the reporting unit's."""
    issues: list[Issue] = []
    names, numbers = roster["prefecture_name"], roster["prefecture_code"]
    codes = dict(zip(names.tolist(), numbers.tolist(), strict=True))
    for number, sheet in enumerate(table.sheets):
        unit = sheet.reporting_unit
        own = match_prefecture(unit, roster) if unit else None
        if own is None:
            continue
        matched = found["prefecture_code"].where(table.rows["sheet"] == number)
        foreign = matched.notna() & (matched != codes[own]) & ~matched.duplicated()
        field = (
            "prefecture_name" if table.has("prefecture_name") else _naming_field(table)
        )
        issues += table.issues("outside_reporting_unit", foreign, field, detail=own)
    return issues


def letter_order(letter: str | None) -> int:
    """Position of a column's letter, -1 for an issue of the whole row."""
    if letter is None:
        return -1
    return next(place for place in range(18_278) if column_letter(place) == letter)
