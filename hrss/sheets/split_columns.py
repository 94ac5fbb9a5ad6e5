"""One column of the registry that a sheet splits over several.

A date in three columns under 建成时间 (年, 月, 日); a status or a kind to be ticked,
one column for each (建设状态: 已建成, 在建, 未启动); a 是 and a 否 of their own.

Comes in: the cells and where the parts stand. Goes out: one cell for each row, as a
clerk who uses one column would have written it.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from hrss.sheets.columns import COLUMNS, Column, ColumnType, choice_label, choice_values
from hrss.sheets.grid import CellValue, Codes, text_of
from hrss.sheets.headers import Header, normalise_header
from hrss.sheets.values import read_yes_no
from hrss.sheets.words import compact, is_blank

_DATE_PARTS = ("年", "月", "日")
_YES_NO_PARTS = {
    "是": "是",
    "否": "否",
    "已建": "是",
    "未建": "否",
    "有": "是",
    "无": "否",
}


def part_of(column: Column, header: str) -> str | None:
    """The part of a column that a leaf header names, or None."""
    word = compact(header).strip("()")
    if column.type is ColumnType.DATE:
        return word if word in _DATE_PARTS else None
    if column.type is ColumnType.CHOICE:
        value = choice_values(column.name).get(normalise_header(header).key)
        return None if value is None else choice_label(column.name, value)
    if column.type in (ColumnType.YES_NO, ColumnType.PRESENCE):
        return _YES_NO_PARTS.get(word)
    return None


def may_be_part(header: Header) -> bool:
    """Whether a leaf header may name a part of some column."""
    return header.key in _part_keys() if header.key else header.unit == "年"


@cache
def _part_keys() -> frozenset[str]:
    choices = (each for each in COLUMNS if each.type is ColumnType.CHOICE)
    words = (normalise_header(word).key for word in (*_DATE_PARTS, *_YES_NO_PARTS))
    return frozenset(words).union(*(choice_values(each.name) for each in choices))


def join_parts(
    codes: Codes,
    uniques: tuple[CellValue, ...],
    column: Column,
    places: Mapping[str, int],
) -> tuple[Codes, tuple[CellValue, ...]]:
    """Cells with the parts joined in the column where the first of them stands.

    Each distinct combination is joined once. Two ticks in one row are written one
    after the other, so that the fault shows what stands there.
    """
    join = _join_date if column.type is ColumnType.DATE else _join_ticks
    positions = list(places.values())
    combined, inverse = np.unique(codes[:, positions], axis=0, return_inverse=True)
    joined = [
        join({part: uniques[code] for part, code in zip(places, row, strict=True)})
        for row in combined.tolist()
    ]
    start = len(uniques)
    found = codes.copy()
    found[:, min(positions)] = np.array(
        [0 if cell is None else start + number for number, cell in enumerate(joined)],
        dtype=codes.dtype,
    )[inverse.reshape(-1)]
    return found, (*uniques, *joined)


def _join_date(parts: Mapping[str, CellValue]) -> CellValue:
    """2011 | 10 | 1 is 2011年10月1日; what is blank leaves no trace."""
    written = {
        part: compact(text_of(value)).rstrip("年月日号")
        for part, value in parts.items()
        if not is_blank(compact(text_of(value)))
    }
    if not written:
        return None
    return "".join(f"{written[part]}{part}" for part in _DATE_PARTS if part in written)


def _join_ticks(parts: Mapping[str, CellValue]) -> CellValue:
    """The part that is ticked; a cell that is no tick speaks for itself."""
    ticked: list[str] = []
    for part, value in parts.items():
        reading = read_yes_no(value)
        if reading.fault is not None:
            ticked.append(compact(text_of(value)))
        elif reading.value:
            ticked.append(part)
    # Not 、 : of a status only the first word before it would count.
    return "/".join(ticked) or None
