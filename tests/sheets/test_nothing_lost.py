"""Whatever a sheet holds, each of its filled cells is accounted for."""

import os

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.sheets.check import check_workbook
from hrss.sheets.columns import COLUMNS
from hrss.sheets.grid import MergedRange, Workbook, text_of
from hrss.sheets.header_block import column_position
from hrss.sheets.layout import find_header
from hrss.sheets.parse import parse_workbook
from hrss.sheets.rows import find_row_kinds
from hrss.sheets.table_rows import RowKind
from hrss.sheets.tables_apart import split_rows, split_sides
from tests.sheets.dressing.books import books, grid_of
from tests.sheets.dressing.truth import AS_OF, ROSTER

many = settings(
    max_examples=2 * int(os.environ.get("HRSS_FUZZ_SHEETS", "60")), deadline=None
)
HEADERS = [text for each in COLUMNS for text in (each.header, *each.aliases)]
GROUPS = sorted({each.group for each in COLUMNS if each.group})
WORDS = [
    "合计", "全 省", "越秀区小计", "其中：", "填表人：张三", "说明：", "注：1", "甲",
    "1", "填报单位：广州市", "截至2011年11月", "越秀区", "洪桥街道", "广州市",
    "东莞市", "是", "否", "√", "R", "—", "待定", "约300", "1.2万", "300㎡", "200+150",
    "2011年10月", "预计2012年6月", "二○一一年十二月", "2011.13", "#REF!",
    "#公式无结果", "已完成。", "（㎡）", "年", "月", "𡎚埗镇", "\u200b", "９" * 400,
    "-" * 50, "(" * 30, "1" * 400, "e", "+", "万",
]  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(HEADERS),
    st.text(max_size=12),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@st.composite
def junk(draw):
    """A sheet of anything, most often with a row that could be a header."""
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 10))
    row = st.lists(CELLS, min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=height, max_size=height))
    known = st.sampled_from([None, *HEADERS, *GROUPS])
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, height - 1))
        rows[place] = draw(st.lists(known, min_size=width, max_size=width))
    corner = st.integers(0, 11)
    merged = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(corner), draw(corner)
        down, right = draw(st.integers(0, 4)), draw(st.integers(0, 4))
        merged.append(MergedRange(top, left, top + down, left + right))
    return grid_of(rows, merged)


def tables_of(grid):
    """The grids that are read as a table each, or as none."""
    for part in split_rows(grid):
        block = find_header(part)
        yield from [part] if block is None else split_sides(part, block)


def parsed_of(grid):
    return parse_workbook(Workbook("表.xlsx", "0" * 64, (grid,)))


@many
@given(junk())
def test_every_filled_cell_stands_in_one_table(grid):
    held = np.zeros(grid.codes.shape, dtype=int)

    for table in tables_of(grid):
        rows = slice(table.first_row, table.first_row + table.height)
        held[rows] += table.codes != 0

    assert (held == (grid.codes != 0)).all()


@many
@given(junk())
def test_a_row_that_is_passed_over_has_nothing_in_a_column_that_is_read(grid):
    for table in tables_of(grid):
        block = find_header(table)
        if block is None:
            continue
        kinds = find_row_kinds(table, block)
        blank = table.codes[kinds == RowKind.BLANK]
        places = [field.position for field in block.fields.values()]

        assert len(kinds) == table.height
        assert not blank[:, places].any()


def lost_cells(grid, sheet):
    """Cells of the body of which neither value, text, fault nor warning is left."""
    rows = sheet.rows.to_dict("index")
    faults = {(each.row, each.field) for each in sheet.faults}
    for number, row in rows.items():
        raw = row["raw"] if isinstance(row["raw"], dict) else {}
        for name, letter in sheet.letters.items():
            code = grid.codes[number - 1, column_position(letter)]
            cell = text_of(grid.uniques[code])
            kept = pd.notna(row[name]) or name in raw or (number, name) in faults
            if code and not kept:
                yield number, letter, cell


def named_places(sheet):
    """Columns that are read, that an issue names, or that are never kept."""
    letters = {*sheet.letters.values(), *sheet.unnamed_columns}
    letters |= {header.letter for header in sheet.unknown_headers}
    return {column_position(letter) for letter in letters}


@many
@given(junk())
def test_every_cell_of_a_column_that_is_read_leaves_its_value_its_text_or_a_fault(grid):
    grid = grid_of([[grid.value(r, c) for c in range(grid.width)]
                    for r in range(grid.height)])  # fmt: skip

    for sheet in parsed_of(grid).sheets:
        assert list(lost_cells(grid, sheet)) == []


@many
@given(junk())
def test_a_column_within_a_table_is_read_or_named_in_an_issue_or_never_kept(grid):
    for table in tables_of(grid):
        block = find_header(table)
        if block is None:
            continue
        (sheet,) = parsed_of(table).sheets[:1] or (None,)
        if sheet is None or sheet.name != table.name:
            continue
        known = named_places(sheet) | {field.position for field in block.ignored}
        known |= {place for parts in block.parts.values() for place in parts.values()}
        body = table.codes[sheet.rows.index.to_numpy() - 1 - table.first_row]
        filled = set(np.flatnonzero(body.any(axis=0)).tolist())

        inside = {place for place in filled if min(known) <= place <= max(known)}
        assert inside <= known


@many
@given(st.one_of(junk(), books().map(lambda book: book.workbook.sheets[0])))
def test_no_sheet_makes_parsing_or_checking_fail_and_its_rows_add_up(grid):
    parsed = parsed_of(grid)

    checked = check_workbook(parsed, roster=ROSTER, as_of=AS_OF)

    for sheet in checked.sheets:
        counts = (
            sheet.rows_title, sheet.rows_header, sheet.rows_body,
            sheet.rows_blank, sheet.rows_total, sheet.rows_footer,
        )  # fmt: skip
        assert sheet.rows_read == sum(counts)
    assert checked.rows_valid <= sum(sheet.rows_body for sheet in checked.sheets)
