from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.sheets.header_bounds import HeaderBounds
from hrss.sheets.header_texts import HeaderCells, HeaderTexts
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import registry_of
from tests.sheets.dressing.books import books, grid_of
from tests.sheets.test_nothing_lost import junk

HEIGHTS = range(1, 6)


def bounds_of(rows, kind=SheetKind.OFFICE):
    cells = HeaderCells.of(grid_of(rows))
    return dict(HeaderBounds(cells, kind).of(0, HEIGHTS))


def test_a_name_counts_until_something_else_stands_below_it():
    rows = [["乡镇", "是否建成", "食堂"], ["洪桥街道", "未报", "不详"]]

    assert bounds_of(rows) == {1: 2, 2: 0}


def test_a_part_counts_below_the_name_of_a_column_only():
    assert bounds_of([["是", "否"]]) == {1: 0}
    assert bounds_of([["是否建成", "食堂"], ["是", "否"]]) == {1: 1, 2: 2}


def test_a_word_counts_where_it_goes_on_from_one_above():
    assert bounds_of([["人员"], ["编制"]]) == {1: 0, 2: 1}
    assert bounds_of([["食堂"], ["编数"]]) == {1: 0, 2: 0}


@settings(max_examples=60, deadline=None)
@given(st.one_of(junk(), books().map(lambda book: book.workbook.sheets[0])))
def test_no_block_names_more_than_its_bound(grid):
    cells = HeaderCells.of(grid)

    for kind in SheetKind:
        texts = HeaderTexts(cells, registry_of(kind))
        bounds = HeaderBounds(cells, kind)
        for top in range(cells.height):
            for height, bound in bounds.of(top, HEIGHTS):
                assert texts.resolve(top, top + height - 1).evidence <= bound
