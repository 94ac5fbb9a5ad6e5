import datetime
import io
import re
import struct

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hrss.sheets import Grid, MergedRange, read_workbook
from hrss.sheets.grid import UNCOMPUTED
from tests.factories import make_sheet
from tests.sheets.sent_files import (
    SHEET,
    edit_sheet,
    edit_zip,
    make_biff5,
    make_xls,
    make_xlsb,
    make_xlsx,
    record,
    without_references,
)

ROWS = [["乡镇", "面积"], ["塱镇", 300], ["洪桥街道", "#REF!"]]


def first_sheet(content: bytes, file_name: str = "表.xlsx") -> Grid:
    return read_workbook(content, file_name=file_name).sheets[0]


def cells_of(grid):
    return [[grid.value(r, c) for c in range(grid.width)] for r in range(grid.height)]


@pytest.mark.parametrize("make", [make_xls, make_biff5, make_xlsb])
def test_binary_formats_are_read_with_broken_formulas_as_texts(make):
    grid = first_sheet(make(ROWS))

    assert grid.name == "进度表"
    assert cells_of(grid) == ROWS


def test_an_et_is_an_xls_or_an_xlsx_and_told_by_its_content():
    old = read_workbook(make_xls(ROWS), file_name="表.et")
    new = read_workbook(make_xlsx(ROWS[:2]), file_name="表.et")

    assert cells_of(old.sheets[0]) == ROWS
    assert cells_of(new.sheets[0]) == ROWS[:2]


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_of_excel_95_are_told_by_the_format_of_the_cell(is_1904):
    content = make_biff5([[datetime.date(2011, 12, 31), 40908]], is_1904=is_1904)

    assert cells_of(first_sheet(content)) == [[datetime.date(2011, 12, 31), 40908]]


@pytest.mark.parametrize(
    "epoch", [openpyxl.utils.datetime.WINDOWS_EPOCH, CALENDAR_MAC_1904]
)
def test_the_1904_calendar_of_a_mac_gives_the_same_days(epoch):
    workbook = openpyxl.Workbook()
    workbook.epoch = epoch
    workbook.active["A1"] = datetime.date(2011, 12, 31)
    content = io.BytesIO()
    workbook.save(content)

    assert cells_of(first_sheet(content.getvalue())) == [[datetime.date(2011, 12, 31)]]


def test_the_1904_calendar_of_an_xls_gives_the_same_days():
    def use_1904(workbook, sheet):
        workbook.dates_1904 = True
        style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
        sheet.write(0, 0, datetime.date(2011, 12, 31), style)

    assert cells_of(first_sheet(make_xls([], prepare=use_1904))) == [
        [datetime.date(2011, 12, 31)]
    ]


@pytest.mark.parametrize("format_", [27, 31, 57, 58])
def test_the_built_in_date_formats_of_chinese_excel_are_dates(format_):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        style = workbook.add_format({"num_format": format_})
        workbook.add_worksheet().write(0, 0, 40908, style)

    assert cells_of(first_sheet(content.getvalue())) == [[datetime.date(2011, 12, 31)]]


def test_a_formula_without_a_result_says_so():
    grid = first_sheet(make_sheet([["面积", 300], ["合计", "=B1*2"]]))

    assert cells_of(grid) == [["面积", 300], ["合计", UNCOMPUTED]]


def test_a_formula_without_a_result_left_of_all_values_is_not_lost():
    grid = first_sheet(make_sheet([["=B1*2", None, 300], ["=B1*2"]]))

    assert cells_of(grid) == [[UNCOMPUTED, None, 300], [UNCOMPUTED, None, None]]


def test_a_formula_that_comes_to_an_empty_text_is_blank():
    content = edit_sheet(
        make_xlsx([["甲", 1]]),
        '<c r="B1"><v>1</v></c>',
        '<c r="B1" t="str"><f>IF(A1="","",A1)</f><v></v></c>',
    )

    assert cells_of(first_sheet(content)) == [["甲"]]


def test_cells_that_do_not_say_where_they_stand_are_counted():
    rows = [["乡镇", "面积"], ["塱镇", "=A1"], ["洪桥街道", 3]]
    content = edit_zip(make_sheet(rows), {SHEET: without_references})

    assert cells_of(first_sheet(content)) == [
        ["乡镇", "面积"],
        ["塱镇", UNCOMPUTED],
        ["洪桥街道", 3],
    ]


@pytest.mark.parametrize("claimed", ["A1", "A1:A1", "A1:XFD1048576", "C7:D9"])
def test_the_range_that_a_sheet_claims_is_not_believed(claimed):
    content = edit_sheet(
        make_xlsx([["乡镇", "面积"], ["塱镇", 300]]),
        '<dimension ref="A1:B2"/>',
        f'<dimension ref="{claimed}"/>',
    )

    assert cells_of(first_sheet(content)) == [["乡镇", "面积"], ["塱镇", 300]]


def test_styles_that_reach_to_the_last_cell_are_no_cells():
    content = edit_sheet(
        make_xlsx([["乡镇"]]),
        "</sheetData>",
        '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>',
    )

    assert cells_of(first_sheet(content)) == [["乡镇"]]


def test_pronunciations_and_formats_inside_a_text_are_no_part_of_it():
    text = "<r><t>塱</t></r><r><t>镇</t></r><rPh sb='0' eb='1'><t>LANG</t></rPh>"
    content = edit_zip(
        make_xlsx([["塱镇"]]),
        {
            "xl/sharedStrings.xml": lambda part: part.replace(
                "<t>塱镇</t>".encode(), text.encode()
            )
        },
    )

    assert cells_of(first_sheet(content)) == [["塱镇"]]


@pytest.mark.parametrize(
    "renamed",
    [lambda name: name.replace("/", "\\"), lambda name: name.replace("xl/", "XL/")],
)
def test_parts_may_be_named_as_careless_programs_do(renamed):
    content = edit_zip(make_sheet([["乡镇", "=A1"]]), renamed=renamed)

    assert cells_of(first_sheet(content)) == [["乡镇", UNCOMPUTED]]


def test_names_with_a_prefix_are_the_same_names():
    def add_prefix(part):
        prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", part)
        return prefixed.replace(b"xmlns=", b"xmlns:x=")

    content = edit_zip(make_sheet([["乡镇", "=A1"]]), {SHEET: add_prefix})

    assert cells_of(first_sheet(content)) == [["乡镇", UNCOMPUTED]]


def test_a_workbook_with_macros_is_read_and_they_are_not():
    content = edit_zip(
        make_xlsx([["乡镇"]]), added={"xl/vbaProject.bin": b"Auto_Open Shell"}
    )

    assert cells_of(first_sheet(content, "表.xlsm")) == [["乡镇"]]


@pytest.mark.parametrize(
    "merges",
    [["A1:C1"], ["A2:A4"], ["A1:B2", "C1:C4"], ["A2:C4"]],
)
def test_merged_cells_of_every_kind_are_known(merges):
    rows = [["甲", "乙", "丙"]] * 5

    grid = first_sheet(make_sheet(rows, merges=merges))

    expected = {
        "A1:C1": MergedRange(0, 0, 0, 2),
        "A2:A4": MergedRange(1, 0, 3, 0),
        "A1:B2": MergedRange(0, 0, 1, 1),
        "C1:C4": MergedRange(0, 2, 3, 2),
        "A2:C4": MergedRange(1, 0, 3, 2),
    }
    assert set(grid.merged) == {expected[each] for each in merges}


def test_merged_cells_of_xls_and_xlsb_are_known():
    def merge(workbook, sheet):
        sheet.merge(0, 0, 0, 1)

    old = first_sheet(make_xls([["甲", None], ["乙", "丙"]], prepare=merge))
    new = first_sheet(make_xlsb([["甲", None], ["乙", "丙"]], merged=[(0, 0, 0, 1)]))

    assert old.merged == new.merged == (MergedRange(0, 0, 0, 1),)


def hide_in_xlsx(rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.autofilter("A1:B3")
        sheet.set_row(1, options={"hidden": True})
        sheet.set_column("B:B", options={"hidden": True})
    return content.getvalue()


def hide_in_xls(rows):
    def hide(workbook, sheet):
        sheet.row(1).hidden = True
        sheet.col(1).hidden = True

    return make_xls(rows, prepare=hide)


@pytest.mark.parametrize("make", [hide_in_xlsx, hide_in_xls])
def test_hidden_rows_and_columns_are_read_and_known(make):
    rows = [["乡镇", "面积"], ["塱镇", 300], ["洪桥街道", 5]]

    grid = first_sheet(make(rows))

    assert cells_of(grid) == rows
    assert grid.hidden_rows == (1,)
    assert grid.hidden_columns == (1,)


def test_a_filter_is_known_and_its_hidden_rows_are_read():
    grid = first_sheet(hide_in_xlsx([["乡镇"], ["塱镇"], ["洪桥街道"]]))

    assert grid.is_filtered
    assert grid.height == 3


def test_hidden_rows_of_an_xlsb_are_known():
    grid = first_sheet(make_xlsb([["甲"], ["乙"]], hidden_rows=[1]))

    assert cells_of(grid) == [["甲"], ["乙"]]
    assert grid.hidden_rows == (1,)


def test_300_empty_columns_between_two_values_are_kept_and_cost_nothing():
    grid = first_sheet(make_sheet([["甲", *[None] * 300, "乙"]]))

    assert grid.width == 302
    assert grid.uniques == (None, "甲", "乙")


def test_a_number_without_end_is_a_broken_formula():
    content = edit_sheet(make_xlsx([["甲", 1]]), "<v>1</v>", "<v>1e999</v>")

    assert cells_of(first_sheet(content)) == [["甲", "#NUM!"]]


def test_a_character_that_no_database_takes_is_left_out():
    content = make_xls([["塱\0镇"]])

    assert cells_of(first_sheet(content)) == [["塱镇"]]


def test_the_text_of_a_shared_formula_stands_where_the_formula_is():
    place = struct.pack("<HHH", 1, 1, 0)
    formula = record(0x06, place + b"\0\0\0\0\0\0\xff\xff" + bytes(8))
    shared = record(0x4BC, struct.pack("<HHBBH", 4, 9, 9, 9, 0) + bytes(4))
    text = record(0x207, struct.pack("<H", 2) + "是".encode("gb18030"))
    rows = [["乡镇", "是否建成"], ["洪桥街道", None]]

    content = make_biff5(rows, more=formula + shared + text)

    assert cells_of(first_sheet(content)) == [rows[0], ["洪桥街道", "是"]]


def test_a_sheets_name_has_no_character_that_a_database_refuses():
    content = make_biff5([["乡镇"]], name="进度\0表")

    assert first_sheet(content).name == "进度表"
