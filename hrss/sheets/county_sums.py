"""Rows that give a county's or prefecture's sum under its bare name.

香洲区 among the townships, with figures beside it, is a total like 香洲区小计. Comes
in: parsed sheets and the roster, for only the roster knows that there is such a county
and no such township. Goes out: the sheets without these rows, and a warning for each.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hrss.places.name_forms import normalise_name, stem_of
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.kinds import SheetKind
from hrss.sheets.parsed import ParsedSheet


def set_sums_apart(
    sheets: tuple[ParsedSheet, ...], roster: pd.DataFrame
) -> tuple[tuple[ParsedSheet, ...], list[Issue]]:
    """The sheets of offices without such rows, which are totals from then on.

    A name that a township has as well is the township's, and so is a row with its
    own code.
    """
    areas = _names(roster, "county_name") | _names(roster, "prefecture_name")
    townships = _names(roster, "township_name")
    areas -= townships | {stem_of(each) for each in townships}
    found: list[ParsedSheet] = []
    issues: list[Issue] = []
    for sheet in sheets:
        is_sum = _find(sheet, areas)
        if not is_sum.any():
            found.append(sheet)
            continue
        found.append(_without(sheet, is_sum))
        issues += [
            make_issue(
                "area_sum",
                sheet=sheet.name,
                row=int(str(row)),
                letter=sheet.letters["township_name"],
                field="township_name",
                value=str(name),
            )
            for row, name in sheet.rows["township_name"][is_sum].items()
        ]
    return tuple(found), issues


def _names(roster: pd.DataFrame, column: str) -> set[str]:
    return {normalise_name(str(name)) for name in roster[column].dropna().unique()}


def _find(sheet: ParsedSheet, areas: set[str]) -> NDArray[np.bool_]:
    if sheet.kind is not SheetKind.OFFICE or "township_name" not in sheet.letters:
        return np.zeros(len(sheet.rows), dtype=np.bool_)
    names = sheet.rows["township_name"].fillna("").map(normalise_name)
    own = sheet.rows["township_code"].isna() & sheet.rows["office_name"].isna()
    return np.asarray(names.isin(areas) & own, dtype=np.bool_)


def _without(sheet: ParsedSheet, is_sum: NDArray[np.bool_]) -> ParsedSheet:
    rows = frozenset(sheet.rows.index[is_sum].tolist())
    counts = sheet.counts
    return replace(
        sheet,
        rows=sheet.rows[~is_sum],
        faults=tuple(each for each in sheet.faults if each.row not in rows),
        marks=tuple(each for each in sheet.marks if each.row not in rows),
        counts=replace(
            counts, body=counts.body - len(rows), total=counts.total + len(rows)
        ),
    )
