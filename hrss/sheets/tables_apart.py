"""Several tables on one sheet, taken apart: one below the other, or side by side.

Comes in: a `Grid`. Goes out: grids with one table each, that still say in which row of
the sheet they begin. A header that is repeated for the printed page begins no table,
and nothing is taken apart that cannot be read as a table of its own.
"""

from collections.abc import Iterator
from dataclasses import replace

from hrss.sheets.grid import Grid, MergedRange, column_letter
from hrss.sheets.header_block import HeaderBlock, column_position
from hrss.sheets.kinds import SheetKind
from hrss.sheets.layout import find_header
from hrss.sheets.table_starts import find_starts

_OWN_NAMES = frozenset(("township_name", "village_name", "office_name"))
_AREA_NAMES = frozenset(("prefecture_name", "county_name"))


def split_rows(grid: Grid) -> list[Grid]:
    """The tables of a sheet that stand one below the other, from the top."""
    grid = _cropped(grid)
    found = find_starts(grid)
    if len(found) < 2 and not any(_has_table(grid, start) for start, _ in found):
        return [grid]
    starts = [0]
    stops = [*(start for start, _ in found[1:]), grid.height]
    for (start, header), stop in zip(found, stops, strict=True):
        before = find_header(above := _rows_of(grid, starts[-1], start))
        # Nothing below the header above: it is the upper part of this one.
        if before is None or not above.codes[before.bottom + 1 :].any():
            continue
        block = find_header(_rows_of(grid, start, stop))
        if block is not None and block.top <= header - start <= block.bottom:
            starts.append(start)
    if len(starts) == 1:
        return [grid]
    stops = [*starts[1:], grid.height]
    return [
        _rows_of(grid, start, stop) for start, stop in zip(starts, stops, strict=True)
    ]


def _has_table(grid: Grid, stop: int) -> bool:
    """Whether more than titles stands above a row: a header and one row at least."""
    wide = (grid.codes[:stop] != 0).sum(axis=1) > 1
    return bool(wide.sum() > 1)


def split_sides(grid: Grid, block: HeaderBlock) -> list[Grid]:
    """The tables of a sheet that stand side by side, from the left.

    They are told by columns that come a second time, the one that names the place
    among them. What stands between them and a column without a header before them
    belongs to them.
    """
    again = [header for header in block.unknown if header.repeats is not None]
    names = {header.repeats for header in again}
    own = _OWN_NAMES if block.kind is not SheetKind.AREA else _AREA_NAMES
    if len(again) < 2 or names.isdisjoint(own):
        return [grid]
    first = _side_start(block, min(column_position(each.letter) for each in again))
    left, right = grid.codes.copy(), grid.codes.copy()
    left[:, first:] = 0
    right[:, :first] = 0
    name = f"{sheet_title(grid.name)}〔{column_letter(first)}列起〕"
    rest = replace(
        grid,
        codes=right,
        name=name,
        merged=tuple(each for each in grid.merged if each.left >= first),
    )
    left_merged = tuple(each for each in grid.merged if each.left < first)
    below = find_header(rest)
    others = [rest] if below is None else split_sides(rest, below)
    return [replace(grid, codes=left, merged=left_merged), *others]


def _side_start(block: HeaderBlock, first: int) -> int:
    """Where the table begins in which a column comes a second time."""
    start = first
    while start > 0 and start - 1 in block.positions:
        start -= 1
    if start == 0:
        return first
    moved = {
        name for name, field in block.fields.items() if start <= field.position < first
    }
    repeated = {header.repeats for header in block.unknown}
    return first if moved & repeated else start


def sheet_title(name: str) -> str:
    """The name of the sheet that a table of it stands on."""
    return name.split("〔", 1)[0] if name.endswith("起〕") else name


def _cropped(grid: Grid) -> Grid:
    """The grid without merged cells that lie beyond its last filled row or column."""
    inside = [
        replace(
            each,
            bottom=min(each.bottom, grid.height - 1),
            right=min(each.right, grid.width - 1),
        )
        for each in grid.merged
        if each.top < grid.height and each.left < grid.width
    ]
    return replace(grid, merged=tuple(inside))


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
