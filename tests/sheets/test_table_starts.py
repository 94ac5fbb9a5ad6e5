import pytest

from hrss.sheets.table_starts import find_starts
from tests.sheets.dressing.books import grid_of

HEADER = ["乡镇", "村（社区）", "站点类型", "运作方式", "用工方式", "是否建成"]


@pytest.mark.parametrize(
    "row",
    [
        ["新塘镇", "北村", "行政村", "政府购买服务", "专职", "建成"],
        ["新塘镇", "南城", "社区", "购买服务", "村委会兼职", "已建成"],
        ["新塘镇", "东城", "居委会", "整合", "公益性岗位", "窗口"],
        ["新塘镇", "西村", "村", "村委会", "聘请兼职", "是"],
    ],
)
def test_words_of_stations_in_cells_head_no_table(row):
    grid = grid_of([["站点表"], HEADER, row, row, row])

    assert find_starts(grid) == [(0, 1)]


def test_a_header_of_other_words_begins_a_table_with_its_titles():
    other = ["县区", "乡镇", "建筑面积"]
    grid = grid_of(
        [HEADER, ["新塘镇", "北村", "村", None, None, "是"], [], ["表二"], other]
    )

    assert find_starts(grid) == [(0, 0), (2, 4)]


def test_a_header_that_is_repeated_for_the_page_begins_none():
    row = ["新塘镇", "北村", "村", None, None, "是"]

    assert find_starts(grid_of([HEADER, row, HEADER, row])) == [(0, 0)]


def test_a_header_may_begin_with_who_filled_it_in():
    other = ["填表人", "乡镇", "是否建成"]
    row = ["新塘镇", "北村", "村", None, None, "是"]

    assert find_starts(grid_of([HEADER, row, [], other])) == [(0, 0), (2, 3)]


def test_a_bracket_that_belongs_to_a_name_is_kept():
    grid = grid_of([["村（居）", "聘用方式", "镇（街）", "所属市"]])

    assert find_starts(grid) == [(0, 0)]


def test_a_signature_is_the_note_of_the_table_above():
    row = ["新塘镇", "北村", "村", None, None, "是"]
    signature = ["填表人", "张三", "联系电话", "020-12345678"]
    other = ["县区", "乡镇", "建筑面积"]

    assert find_starts(grid_of([HEADER, row, signature, other])) == [(0, 0), (3, 3)]
