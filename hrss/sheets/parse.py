"""Grids to parsed sheets: what each cell means, without judging it.

Comes in: a `Workbook`. Goes out: a `ParsedWorkbook`. Knows the registry of
columns, no roster and no date of reference.
"""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.body import build_rows, find_cells
from hrss.sheets.columns import column
from hrss.sheets.fault_list import is_fault_list
from hrss.sheets.fields import read_field
from hrss.sheets.filling import fill_down
from hrss.sheets.grid import (
    CellValue,
    Grid,
    Workbook,
    column_letter,
    text_of,
)
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.layout import find_header, is_table, likeliest_header
from hrss.sheets.mapping import (
    Mappings,
    OpenLayout,
    apply_mapping,
    block_key,
    open_layout,
)
from hrss.sheets.parsed import ParsedSheet, ParsedWorkbook, RowCounts
from hrss.sheets.registry import value_columns
from hrss.sheets.row_words import NUMBERING
from hrss.sheets.rows import find_row_kinds
from hrss.sheets.split_columns import join_parts
from hrss.sheets.table_rows import RowKind
from hrss.sheets.tables_apart import split_rows, split_sides
from hrss.sheets.title_units import find_units, take_units
from hrss.sheets.titles import find_as_of, find_report_date, find_reporting_unit
from hrss.sheets.totals import read_totals
from hrss.sheets.words import compact

_NOTHING_SAID: Mappings = MappingProxyType({})


def parse_workbook(
    workbook: Workbook, *, mappings: Mappings = _NOTHING_SAID
) -> ParsedWorkbook:
    """Every visible sheet with a table, read and not judged.

    Parameters
    ----------
    mappings : what was said before of headers that the registry does not know.
    """
    sheets: list[ParsedSheet] = []
    without_table: list[str] = []
    layouts: list[OpenLayout | None] = []
    for grid in workbook.sheets:
        if not grid.visible or not grid.codes.any() or is_fault_list(grid):
            continue
        found = [
            parse_grid(table, mappings, block=block) for table, block in _tables(grid)
        ]
        layouts += [layout for _, layout in found]
        tables = [sheet for sheet, _ in found if sheet is not None]
        sheets += _sharing_unit(tables)
        if not tables:
            without_table.append(grid.name)
    # Beside a table, a sheet without one is a note or a list of words.
    names = {sheet.name for sheet in sheets}
    return ParsedWorkbook(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        sheets=tuple(sheets),
        without_table=tuple(without_table),
        empty=tuple(
            grid.name
            for grid in workbook.sheets
            if grid.visible and not grid.codes.any()
        ),
        hidden=tuple(grid.name for grid in workbook.sheets if not grid.visible),
        open_layouts=tuple(
            layout
            for layout in layouts
            if layout is not None and (not names or layout.sheet in names)
        ),
    )


def _tables(grid: Grid) -> list[tuple[Grid, HeaderBlock | None]]:
    """The tables of a sheet, each in a grid of its own, with its header."""
    found: list[tuple[Grid, HeaderBlock | None]] = []
    for part in split_rows(grid):
        block = find_header(part)
        sides = [part] if block is None else split_sides(part, block)
        # What was not taken apart has the header that was found.
        found += [
            (side, block if side is part else find_header(side)) for side in sides
        ]
    return found


def _sharing_unit(tables: list[ParsedSheet]) -> list[ParsedSheet]:
    """Tables of one sheet: what the first says of the reporting unit is for all."""
    unit = next((each.reporting_unit for each in tables if each.reporting_unit), None)
    return [
        replace(each, reporting_unit=each.reporting_unit or unit) for each in tables
    ]


def _numbers(grid: Grid, rows: NDArray[np.intp]) -> tuple[int, ...]:
    """Row numbers as the sheet shows them."""
    return tuple((rows + grid.first_row + 1).tolist())


def parse_grid(
    grid: Grid, mappings: Mappings = _NOTHING_SAID, *, block: HeaderBlock | None
) -> tuple[ParsedSheet | None, OpenLayout | None]:
    """The table of one sheet, None when there is none; and headers to be explained.

    Parameters
    ----------
    block : its header (`find_header`), or None where there is none.
    """
    block = block or likeliest_header(grid)
    if block is None:
        return None, None
    key = block_key(block)
    block = apply_mapping(block, mappings.get(key, {}))
    layout = open_layout(grid.name, block, key)
    if not is_table(block):
        return None, layout
    return _parse_table(grid, block), layout


def _parse_table(grid: Grid, block: HeaderBlock) -> ParsedSheet:
    kinds = find_row_kinds(grid, block)
    titles = _cells(grid, np.flatnonzero(kinds[: block.top] == RowKind.TITLE))
    block, doubtful_units = take_units(block, find_units(titles))
    for name, places in block.parts.items():
        codes, uniques = join_parts(grid.codes, grid.uniques, column(name), places)
        grid = replace(grid, codes=codes, uniques=uniques)
    body = np.flatnonzero(kinds == RowKind.BODY)
    codes = fill_down(grid, block, body)
    numbers = body + grid.first_row + 1
    fields = {
        name: read_field(codes[body, field.position], grid.uniques, field)
        for name, field in block.fields.items()
    }
    footers = _cells(grid, np.flatnonzero(kinds == RowKind.FOOTER)[:20])
    return ParsedSheet(
        name=grid.name,
        kind=block.kind,
        header_rows=_numbers(grid, np.flatnonzero(kinds == RowKind.HEADER)),
        letters={name: field.letter for name, field in block.fields.items()},
        unknown_headers=block.unknown,
        missing_headers=tuple(
            each for each in value_columns(block.kind) if each not in block.fields
        ),
        reporting_unit=find_reporting_unit(titles) or find_reporting_unit(footers),
        as_of_found=find_as_of(titles) or find_report_date(footers),
        rows=build_rows(fields, numbers, value_columns(block.kind)),
        faults=find_cells(fields, numbers, block, faults=True),
        marks=find_cells(fields, numbers, block, faults=False),
        totals=read_totals(grid, codes, block, kinds),
        sections=_sections(grid, kinds, below=block.bottom),
        counts=_count(kinds),
        doubtful_units=doubtful_units,
        unnamed_columns=_unnamed_columns(grid, block, body),
        titles=tuple(
            compact(each) for row in titles for each in row if isinstance(each, str)
        ),
    )


def _unnamed_columns(
    grid: Grid, block: HeaderBlock, body: NDArray[np.intp]
) -> tuple[str, ...]:
    """Letters of columns within the table that hold something and have no header."""
    named = block.positions
    within = range(min(named, default=0), max(named, default=0))
    places = np.array([each for each in within if each not in named], dtype=np.intp)
    filled = (grid.codes[np.ix_(body, places)] != 0).any(axis=0)
    return tuple(map(column_letter, places[filled].tolist()))


def _sections(
    grid: Grid, kinds: NDArray[np.int8], *, below: int
) -> tuple[tuple[int, str], ...]:
    """Headings between the rows of a table, such as a county's name."""
    rows = np.flatnonzero(kinds == RowKind.TITLE)
    texts = {
        row: [
            text
            for code in grid.codes[row][grid.codes[row] != 0].tolist()
            if not NUMBERING.fullmatch(text := compact(text_of(grid.uniques[code])))
        ]
        for row in rows[rows > below].tolist()
    }
    return tuple(
        (row + grid.first_row + 1, words[0]) for row, words in texts.items() if words
    )


def _cells(grid: Grid, rows: NDArray[np.intp]) -> list[list[CellValue]]:
    return [
        [grid.uniques[code] for code in grid.codes[row].tolist() if code]
        for row in rows.tolist()
    ]


def _count(kinds: NDArray[np.int8]) -> RowCounts:
    counts = np.bincount(kinds, minlength=len(RowKind)).tolist()
    return RowCounts(
        read=len(kinds),
        title=counts[RowKind.TITLE],
        header=counts[RowKind.HEADER],
        body=counts[RowKind.BODY],
        blank=counts[RowKind.BLANK],
        total=counts[RowKind.TOTAL],
        footer=counts[RowKind.FOOTER],
    )
