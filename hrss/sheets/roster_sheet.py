"""The roster as a sheet: read from the province's list, written to be edited.

Comes in: a `Workbook` and the roster in force, or a roster. Goes out: a roster frame
with the faults of the sheet in sentences, or the bytes of an .xlsx. What it writes
it reads back without a difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import numpy as np
import pandas as pd
import xlsxwriter

from hrss.places import ROSTER_COLUMNS, validate_roster
from hrss.sheets.grid import Grid, Workbook, text_of
from hrss.sheets.header_texts import fill_merged
from hrss.sheets.headers import normalise_header
from hrss.sheets.roster_rows import (
    ROSTER_HEADERS,
    RosterRows,
    RowFault,
    central_marks,
    division_types,
    plain_code,
    unknown_codes,
    with_places,
)
from hrss.sheets.words import compact

_ALIASES = {
    "township_code": ("行政区划代码", "统计用区划代码", "乡镇代码", "代码"),
    "prefecture_name": ("地市", "市", "地级以上市"),
    "county_name": ("县区", "县", "区县", "县市区"),
    "township_name": ("乡镇", "镇街", "乡镇街道", "名称", "乡镇名称"),
    "division_type": ("乡级类型", "区划类型"),
    "is_central_town": ("中心镇", "是否中心镇街", "中心乡镇街道", "是否中心乡镇街道"),
}
_TYPE_LABELS = {"town": "镇", "rural_township": "乡", "subdistrict": "街道"}
_SEARCHED_ROWS = 20
# With the day of its making in it, the same roster would give other bytes each time.
_CREATED = datetime(2011, 9, 25)


@dataclass(frozen=True, slots=True, eq=False)
class RosterReading:
    """A roster as a sheet gives it.

    Parameters
    ----------
    roster : columns `ROSTER_COLUMNS`, sorted by code; not to be used when there
        are problems.
    problems : every fault, as Chinese sentences in the order of rows.
    is_marks_only : the sheet has no types: it designates central towns of the
        roster in force and leaves everything else as it is.
    """

    roster: pd.DataFrame
    problems: tuple[str, ...]
    is_marks_only: bool


def read_roster(workbook: Workbook, *, base: pd.DataFrame) -> RosterReading:
    """The roster that a workbook holds, with all its faults at once.

    The first visible sheet with the header 区划代码 counts. With the column 类型 it
    is a whole roster. Without it, it only marks central towns among those of
    `base`, and whom it does not name keeps its mark.

    Parameters
    ----------
    base : the roster in force.
    """
    for grid in workbook.sheets:
        rows = _read_rows(grid) if grid.visible else None
        if rows is not None:
            is_whole = "division_type" in rows.positions
            return _whole(rows) if is_whole else _marks(rows, base)
    sentence = (
        "没有找到名册表：表头应有"
        + "、".join(ROSTER_HEADERS.values())
        + "；只标中心镇的，有区划代码和是否中心镇两列即可。"
    )
    return RosterReading(base, (sentence,), is_marks_only=False)


def write_roster(roster: pd.DataFrame) -> bytes:
    """The roster as a workbook that can be edited and imported again."""
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("名册")
    bold = book.add_format({"bold": True, "bottom": 1})
    # As text, or a spreadsheet turns the codes into numbers.
    text = book.add_format({"num_format": "@"})
    sheet.write_row(0, 0, ROSTER_HEADERS.values(), bold)
    for number, line in enumerate(_lines(roster), start=1):
        sheet.write_row(number, 0, line, text)
    last = len(ROSTER_HEADERS) - 1
    yes_no = {"validate": "list", "source": ["是", "否"]}
    sheet.data_validation(1, last, max(len(roster), 1), last, yes_no)
    sheet.set_column(0, last, 14)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(roster), last)
    book.close()
    return target.getvalue()


def _lines(roster: pd.DataFrame) -> Iterator[list[str]]:
    shown = roster.sort_values("township_code")[[*ROSTER_HEADERS]].astype("string")
    shown = shown.assign(
        division_type=shown["division_type"].map(_TYPE_LABELS),
        is_central_town=shown["is_central_town"].map({"True": "是", "False": "否"}),
    )
    for line in shown.astype("string").fillna("").itertuples(index=False):
        yield list(line)


def _read_rows(grid: Grid) -> RosterRows | None:
    """Rows under the header, or None when the sheet has no roster's header."""
    found = _find_header(grid)
    if found is None:
        return None
    header, positions = found
    codes = fill_merged(grid.codes, grid.merged)[header + 1 :]
    texts = np.array([compact(text_of(value)) for value in grid.uniques], dtype=object)
    rows = pd.DataFrame(
        {name: texts[codes[:, position]] for name, position in positions.items()},
        index=range(header + 2, header + 2 + len(codes)),
        dtype="string",
    )
    rows = rows.assign(township_code=rows["township_code"].map(plain_code))
    # A note or a signature under the table fills one cell, a unit several.
    return RosterRows(rows[(rows != "").sum(axis="columns") > 1], positions)


def _find_header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Row of the header from 0, and the position of each column it names."""
    known = {
        normalise_header(text).key: name
        for name, header in ROSTER_HEADERS.items()
        for text in (header, *_ALIASES[name])
    }
    for row in range(min(grid.height, _SEARCHED_ROWS)):
        found: dict[str, int] = {}
        for position in range(grid.width):
            key = normalise_header(text_of(grid.value(row, position))).key
            if key in known:
                found.setdefault(known[key], position)
        if "township_code" in found and len(found) > 1:
            return row, found
    return None


def _whole(rows: RosterRows) -> RosterReading:
    missing = tuple(
        f"名册缺少“{header}”一列，请补上。"
        for name, header in ROSTER_HEADERS.items()
        if name not in rows.positions
    )
    if missing:
        nothing = pd.DataFrame(columns=[*ROSTER_COLUMNS])
        return RosterReading(nothing, missing, is_marks_only=False)
    placed, faults = with_places(rows)
    types, type_faults = division_types(rows)
    marks, mark_faults = central_marks(rows)
    faults += type_faults + mark_faults
    roster = placed.assign(division_type=types, is_central_town=marks)
    roster = roster[[*ROSTER_COLUMNS]]
    # What is said of a cell already needs no second sentence about its row.
    judged = roster.drop(index=sorted({fault.row for fault in faults}))
    if len(judged) or not faults:
        faults += [RowFault(_row_of(text), text) for text in validate_roster(judged)]
    return RosterReading(
        roster.sort_values("township_code").reset_index(drop=True),
        _in_order_of_rows(faults),
        is_marks_only=False,
    )


def _marks(rows: RosterRows, base: pd.DataFrame) -> RosterReading:
    if "is_central_town" not in rows.positions:
        sentence = "名册缺少“类型”“是否中心镇”：整份名册两列都要，只标中心镇的要后者。"
        return RosterReading(base, (sentence,), is_marks_only=True)
    marks, faults = central_marks(rows)
    faults += unknown_codes(rows, base)
    by_code = pd.Series(marks.array, index=pd.Index(rows.texts["township_code"]))
    by_code = by_code[~by_code.index.duplicated()]
    given = base["township_code"].map(by_code).astype("boolean")
    roster = base.assign(is_central_town=given.fillna(base["is_central_town"]))
    return RosterReading(roster, _in_order_of_rows(faults), is_marks_only=True)


def _in_order_of_rows(faults: list[RowFault]) -> tuple[str, ...]:
    ordered = sorted(faults, key=lambda fault: fault.row)
    return tuple(fault.sentence for fault in ordered)


def _row_of(sentence: str) -> int:
    """Row that a sentence of `validate_roster` begins with; 0 for none."""
    digits = sentence.removeprefix("第").partition("行")[0]
    return int(digits) if digits.isdigit() else 0
