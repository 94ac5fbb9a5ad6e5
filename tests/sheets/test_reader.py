import datetime
import io
from dataclasses import replace

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.sheets import ReadLimits, UnreadableWorkbookError, read_workbook
from hrss.sheets.grid import MergedRange, column_letter
from tests.factories import make_sheet, make_workbook
from tests.sheets.sent_files import lock_xlsx, make_zip

LIMITS = ReadLimits()
SMALL = make_sheet([["乡镇", "是否建成"], ["洪桥街道", "是"]])


def assert_is_a_sentence(error):
    assert str(error).endswith("。")


def reason_of(content, limits=LIMITS):
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook(content, file_name="表.xlsx", limits=limits)
    assert str(caught.value).startswith("文件“表.xlsx”")
    assert str(caught.value).endswith("。")
    return caught.value.reason


def cells_of(grid):
    return [[grid.value(r, c) for c in range(grid.width)] for r in range(grid.height)]


def test_cells_keep_the_rows_and_columns_of_the_sheet():
    content = make_sheet([[], [None, None, "乡镇"], [], [None, None, "洪桥街道", 300]])

    grid = read_workbook(content, file_name="表.xlsx").sheets[0]

    assert cells_of(grid) == [
        [None, None, None, None],
        [None, None, "乡镇", None],
        [None, None, None, None],
        [None, None, "洪桥街道", 300.0],
    ]


def test_a_value_stands_once_however_often_it_occurs():
    content = make_sheet([["是", "是"], ["是", "否"]])

    grid = read_workbook(content, file_name="表.xlsx").sheets[0]

    assert grid.uniques == (None, "是", "否")
    assert grid.codes.tolist() == [[1, 1], [1, 2]]


def test_true_one_and_the_text_one_are_three_values():
    content = make_sheet([[True, 1, "1", False, 0]])

    grid = read_workbook(content, file_name="表.xlsx").sheets[0]

    values = cells_of(grid)[0]
    assert values == [True, 1, "1", False, 0]
    assert [type(value) for value in values] == [bool, float, str, bool, float]


def test_dates_come_as_dates():
    content = make_sheet([[datetime.datetime(2011, 12, 31)]])

    grid = read_workbook(content, file_name="表.xlsx").sheets[0]

    assert cells_of(grid) == [[datetime.date(2011, 12, 31)]]


def test_blank_rows_and_columns_at_the_end_are_left_out():
    rows = [["乡镇"] + [None] * 300 + [" "], ["洪桥街道"], *[[" "]] * 50]

    grid = read_workbook(make_sheet(rows), file_name="表.xlsx").sheets[0]

    assert (grid.height, grid.width) == (2, 1)


def test_merged_ranges_and_hidden_sheets_are_known():
    content = make_workbook(
        {"进度表": [["标题"], ["乡镇", "是否建成"]], "字典": [["是"]]},
        merges=["A1:B1"],
        hidden=["字典"],
    )

    shown, hidden = read_workbook(content, file_name="表.xlsx").sheets

    assert shown.merged == (MergedRange(0, 0, 0, 1),)
    assert not hidden.visible
    assert hidden.height == 0


def test_an_old_xls_is_read():
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("进度表")
    sheet.write(1, 1, "洪桥街道")
    sheet.write(1, 2, 300)
    content = io.BytesIO()
    workbook.save(content)

    grid = read_workbook(content.getvalue(), file_name="表.xls").sheets[0]

    assert cells_of(grid) == [[None, None, None], [None, "洪桥街道", 300]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_in_the_encodings_and_delimiters_of_office_programs(encoding, mark):
    content = f"乡镇{mark}是否建成\r\n塱镇{mark}是\r\n".encode(encoding)

    workbook = read_workbook(content, file_name="广州市.csv")

    assert workbook.sheets[0].name == "广州市"
    assert cells_of(workbook.sheets[0]) == [["乡镇", "是否建成"], ["塱镇", "是"]]


def test_rows_of_a_csv_may_differ_in_length():
    grid = read_workbook("题\na,b,c\n1\n".encode(), file_name="a.csv").sheets[0]

    assert cells_of(grid) == [["题", None, None], ["a", "b", "c"], ["1", None, None]]


def test_the_result_of_a_broken_formula_is_kept():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write("A1", "乡镇")
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C2", "=Sheet9!A1", None, "#REF!")

    grid = read_workbook(content.getvalue(), file_name="表.xlsx").sheets[0]

    assert cells_of(grid) == [["乡镇", None, None], [None, "#DIV/0!", "#REF!"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n0000", "picture"),
        (b"%PDF-1.4 ...", "pdf"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"<html><p>no table</p></html>", "web_page"),
        (b"\x00\x01\x02\x03\x04", "unknown_type"),
        (SMALL[:1000], "truncated"),
        (b"PK\x03\x04", "truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content, reason):
    assert reason_of(content) == reason


def test_a_password_is_asked_to_be_taken_off():
    assert reason_of(lock_xlsx(SMALL, "密码")) == "encrypted"


def test_a_zip_of_something_else_is_no_workbook():
    assert reason_of(make_zip({"word/document.xml": "<w/>"})) == "word"


def test_limits_are_held_before_the_cost_is_paid():
    rows = make_sheet([["甲"] * 30] * 30)

    assert reason_of(rows, replace(LIMITS, file_bytes=100)) == "too_large"
    assert reason_of(rows, replace(LIMITS, unpacked_bytes=100)) == "too_large_unpacked"
    assert reason_of(rows, replace(LIMITS, cells=100)) == "too_many_cells"
    assert reason_of(rows, replace(LIMITS, wall_seconds=0.001)) == "timeout"


def test_a_file_that_wants_more_memory_than_allowed_ends_cleanly():
    content = make_sheet([["甲"], *[[]] * 10, [None] * 16000 + ["乙"]])

    with pytest.raises(UnreadableWorkbookError):
        read_workbook(
            content, file_name="表.xlsx", limits=replace(LIMITS, memory_bytes=2**24)
        )


@settings(max_examples=12, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(content):
    try:
        read_workbook(content, file_name="表.xlsx")
    except UnreadableWorkbookError as error:
        assert_is_a_sentence(error)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_is_read_or_refused(place, byte):
    content = SMALL[:place] + bytes([byte]) + SMALL[place + 1 :]
    try:
        read_workbook(content, file_name="表.xlsx")
    except UnreadableWorkbookError as error:
        assert_is_a_sentence(error)


@pytest.mark.parametrize(
    ("position", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_the_sheet(position, letter):
    assert column_letter(position) == letter
