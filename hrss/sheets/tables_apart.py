"""Several tables on one sheet, taken apart: one below the other, or side by side.

Comes in: a `Grid`. Goes out: grids with one table each, that still say in which row of
the sheet they begin. A header that is repeated for the printed page begins no table.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.columns import COLUMNS
from hrss.sheets.grid import Codes, Grid, MergedRange, column_letter
from hrss.sheets.header_block import HeaderBlock

_FEWEST_NAMES = 3
_LONGEST_NAME = 30
_SAME = 0.6
_OWN_NAMES = frozenset(("township_name", "village_name", "office_name"))


def split_rows(grid: Grid) -> list[Grid]:
    """The tables of a sheet that stand one below the other, from the top."""
    starts = _table_starts(grid)
    if len(starts) < 2:
        return [grid]
    stops = [*starts[1:], grid.height]
    return [
        _rows_of(grid, start, stop)
        for start, stop in zip([0, *starts[1:]], stops, strict=True)
    ]


def split_sides(grid: Grid, block: HeaderBlock) -> list[Grid]:
    """The tables of a sheet that stand side by side, from the left.

    They are told by columns that come a second time, the one that names the place
    among them.
    """
    again = [header for header in block.unknown if header.repeats is not None]
    names = {header.repeats for header in again}
    if len(again) < 2 or names.isdisjoint(_OWN_NAMES):
        return [grid]
    letters = {column_letter(place): place for place in range(grid.width)}
    first = min(letters[header.letter] for header in again)
    left, right = grid.codes.copy(), grid.codes.copy()
    left[:, first:] = 0
    right[:, :first] = 0
    name = f"{grid.name}〔{column_letter(first)}列起〕"
    return [replace(grid, codes=left), replace(grid, codes=right, name=name)]


def sheet_title(name: str) -> str:
    """The name of the sheet that a table of it stands on."""
    return name.split("〔", 1)[0] if name.endswith("起〕") else name


@cache
def _header_words() -> frozenset[str]:
    """Words that name a column and are no answer: 社区 and 已建成 stand in rows too."""
    answers = {
        text
        for each in COLUMNS
        for choice in each.choices
        for text in (choice.label, *choice.aliases)
    }
    return frozenset(
        "".join(text.split())
        for each in COLUMNS
        for text in (each.header, *each.aliases)
        if text not in answers
    )


def _table_starts(grid: Grid) -> list[int]:
    """First rows of the tables; 0 for the first one."""
    headers = _header_rows(grid)
    starts: list[int] = []
    patterns: list[Codes] = []
    last = -2
    for row in headers:
        is_below = row - last <= 1
        last = row
        if is_below:
            continue
        pattern = grid.codes[row]
        if any(_is_same(pattern, known) for known in patterns):
            continue
        patterns.append(pattern)
        starts.append(_above(grid, row, starts) if starts else 0)
    return starts


def _header_rows(grid: Grid) -> list[int]:
    """Rows in which enough cells name a column, whatever it is."""
    words = _header_words()
    names = np.array(
        [
            isinstance(value, str)
            and len(value) <= _LONGEST_NAME
            and _plain(value) in words
            for value in grid.uniques
        ],
        dtype=np.bool_,
    )
    if not names.any():
        return []
    counts: NDArray[np.intp] = names[grid.codes].sum(axis=1)
    return [int(row) for row in np.flatnonzero(counts >= _FEWEST_NAMES)]


def _plain(text: str) -> str:
    text = "".join(text.split())
    for bracket in "（(":
        head, _, rest = text.partition(bracket)
        if rest and head not in ("", "县", "乡镇", "镇", "电脑", "管理体制"):
            text = head
    return text


def _is_same(pattern: Codes, known: Codes) -> bool:
    filled = known != 0
    return bool((pattern[filled] == known[filled]).mean() >= _SAME)


def _above(grid: Grid, header: int, starts: list[int]) -> int:
    """The first row of what belongs to a header: blank rows and titles above it."""
    filled = (grid.codes != 0).sum(axis=1)
    row = header
    while row - 1 > starts[-1] and filled[row - 1] <= 2:
        row -= 1
    # A last row of the table above may be as short; what follows a blank is ours.
    blanks = [place for place in range(row, header) if filled[place] == 0]
    return blanks[0] if blanks else max(row, header - 1)


def _rows_of(grid: Grid, start: int, stop: int) -> Grid:
    first_row = grid.first_row + start
    name = grid.name if start == 0 else f"{grid.name}〔第{first_row + 1}行起〕"
    return replace(
        grid,
        name=name,
        codes=grid.codes[start:stop],
        merged=tuple(_shifted(grid.merged, start, stop)),
        first_row=first_row,
    )


def _shifted(
    merged: tuple[MergedRange, ...], start: int, stop: int
) -> Iterator[MergedRange]:
    for each in merged:
        if start <= each.top and each.bottom < stop:
            yield MergedRange(
                each.top - start, each.left, each.bottom - start, each.right
            )
