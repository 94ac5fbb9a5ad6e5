import datetime
import io
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from hrss.returned import ReturnLimits, marking_of, write_returned
from hrss.sheets import check_workbook, parse_workbook, read_workbook
from tests.factories import make_roster, make_sheet, make_workbook

AS_OF = datetime.date(2011, 11, 30)
ROSTER = make_roster(
    ("440104001", "广州市", "越秀区", "洪桥街道"),
    ("440104003", "广州市", "越秀区", "北京街道"),
)
TITLE = ["越秀区进度表"]
HEADER = ["县区", "乡镇", "是否建成", "建成时间", "建筑面积"]
ROWS = [
    TITLE,
    HEADER,
    ["越秀区", "洪桥街道", "是", "2011.13.1", "约300㎡"],
    ["越秀区", "北京街道", "也许", None, 150.5],
]
ERROR, WARNING = "FFF4B6A8", "FFFFF0B3"


def check(content, file_name="越秀.xlsx"):
    workbook = read_workbook(content, file_name=file_name)
    return workbook, check_workbook(
        parse_workbook(workbook), roster=ROSTER, as_of=AS_OF
    )


def hand_back(content, file_name="越秀.xlsx", **options):
    workbook, checked = check(content, file_name)
    return write_returned(workbook, marking_of(checked), content=content, **options)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def colour(sheet, cell):
    fill = sheet[cell].fill
    return fill.start_color.rgb if fill.fill_type == "solid" else None


def listed(book):
    rows = book["问题清单"].iter_rows(min_row=5, values_only=True)
    return [(row[1], row[2], row[3]) for row in rows]


def test_faulty_cells_are_coloured_and_say_what_is_wrong():
    sheet = opened(hand_back(make_sheet(ROWS)))["进度表"]

    assert colour(sheet, "D3") == ERROR
    assert colour(sheet, "C4") == ERROR
    assert colour(sheet, "E3") == WARNING
    assert colour(sheet, "B3") is None
    assert sheet["D3"].comment.text == (
        "【粤人社所】错误：“2011.13.1”不是日期，应写成2011-12-31这样的格式"
    )
    assert sheet["D3"].comment.author == "粤人社所"


def test_the_list_in_front_links_to_each_cell():
    book = opened(hand_back(make_sheet(ROWS)))

    assert book.sheetnames == ["问题清单", "进度表"]
    assert book.active.title == "问题清单"
    sheet = book["问题清单"]
    assert sheet["A1"].value == "上报表问题清单：越秀.xlsx"
    assert "错误2处" in sheet["A2"].value
    assert listed(book) == [
        ("提示", None, None),
        ("提示", "进度表", None),
        ("错误", "进度表", "D3"),
        ("提示", "进度表", "E3"),
        ("错误", "进度表", "C4"),
    ]
    assert sheet["D7"].hyperlink.location == "'进度表'!D3"
    assert sheet["F7"].value == "2011.13.1"


def test_the_clerks_own_file_keeps_its_looks_formulas_and_comments():
    book = opened(make_sheet(ROWS, merges=["A1:E1"]))
    sheet = book["进度表"]
    sheet["B3"].font = Font(name="仿宋", bold=True)
    sheet["B3"].fill = PatternFill("solid", start_color="FF00B050")
    sheet["B4"].comment = Comment("请核对名称", "王科长")
    sheet["D3"].comment = Comment("补报", "王科长")
    sheet["G3"] = "=SUM(E3:E4)"
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "A3"
    own = io.BytesIO()
    book.save(own)

    returned = opened(hand_back(own.getvalue()))["进度表"]

    assert returned["B3"].font.name == "仿宋"
    assert colour(returned, "B3") == "FF00B050"
    assert returned["B4"].comment.text == "请核对名称"
    assert returned["D3"].comment.text.startswith("补报\n【粤人社所】")
    assert returned["G3"].value == "=SUM(E3:E4)"
    assert returned.column_dimensions["B"].width == 33
    assert returned.freeze_panes == "A3"
    assert [str(each) for each in returned.merged_cells.ranges] == ["A1:E1"]


def test_mended_and_sent_again_only_what_is_left_shows():
    book = opened(hand_back(make_sheet(ROWS)))
    book["进度表"]["D3"] = "2011-11-01"
    mended = io.BytesIO()
    book.save(mended)

    second = opened(hand_back(mended.getvalue()))

    assert second.sheetnames == ["问题清单", "进度表"]
    assert [row for row in listed(second) if row[0] == "错误"] == [
        ("错误", "进度表", "C4")
    ]
    assert colour(second["进度表"], "D3") is None
    assert second["进度表"]["D3"].comment is None
    assert colour(second["进度表"], "C4") == ERROR


def test_a_returned_file_reads_as_the_clerks_did():
    _, first = check(make_sheet(ROWS))

    _, again = check(hand_back(make_sheet(ROWS)))

    assert [sheet.name for sheet in again.sheets] == ["进度表"]
    assert again.sheets_without_table == ()
    assert again.issues == first.issues
    assert again.rows.equals(first.rows)


def test_what_was_mended_altogether_reads_without_an_error():
    book = opened(hand_back(make_sheet(ROWS)))
    book["进度表"]["D3"] = datetime.date(2011, 11, 1)
    book["进度表"]["C4"] = "否"
    mended = io.BytesIO()
    book.save(mended)

    _, checked = check(mended.getvalue())

    assert not checked.has_errors
    assert checked.rows_valid == 2


def test_a_fault_in_a_merged_cell_is_marked_where_its_value_stands():
    rows = [TITLE, HEADER, ["越溪区", *ROWS[2][1:]], [None, *ROWS[3][1:]]]

    sheet = opened(hand_back(make_sheet(rows, merges=["A3:A4"])))["进度表"]

    assert colour(sheet, "A3") == ERROR
    assert "越溪区" in sheet["A3"].comment.text


def old_excel():
    book = xlwt.Workbook()
    sheet = book.add_sheet("进度表")
    for row, values in enumerate(ROWS):
        for position, value in enumerate(values):
            if value is not None:
                sheet.write(row, position, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text_file():
    lines = [
        ",".join("" if cell is None else str(cell) for cell in row) for row in ROWS
    ]
    return "\r\n".join(lines).encode("gb18030")


@pytest.mark.parametrize(
    ("make", "name"), [(old_excel, "越秀.xls"), (text_file, "越秀.csv")]
)
def test_other_formats_come_back_as_xlsx_with_all_their_cells(make, name):
    content = make()
    workbook, first = check(content, name)

    returned = hand_back(content, name)
    _, again = check(returned, "越秀.xlsx")

    own = workbook.sheets[0]
    sheet = opened(returned)[own.name]
    assert sheet["A1"].value == "越秀区进度表"
    assert colour(sheet, "D3") == ERROR
    assert "不是日期" in sheet["D3"].comment.text
    assert [(i.code, i.row, i.column) for i in again.issues] == [
        (i.code, i.row, i.column) for i in first.issues
    ]
    assert again.rows.drop(columns="raw").equals(first.rows.drop(columns="raw"))


def test_a_file_that_takes_too_long_to_take_apart_is_written_anew():
    returned = hand_back(make_sheet(ROWS), limits=ReturnLimits(seconds=0.01))

    sheet = opened(returned)["进度表"]
    assert colour(sheet, "D3") == ERROR
    assert sheet["E4"].value == 150.5


def test_a_text_that_looks_like_a_formula_is_listed_as_text():
    rows = [TITLE, HEADER, ["越秀区", "洪桥街道", "'=1+1", None, None]]
    content = make_sheet(rows)

    sheet = opened(hand_back(content))["问题清单"]

    values = [cell for row in sheet.iter_rows(min_row=5) for cell in row]
    assert all(cell.data_type != "f" for cell in values)


def test_sheets_beside_the_table_and_hidden_ones_stay():
    content = make_workbook(
        {"进度表": ROWS, "说明": [["请于月底前报送"]], "字典": [["是"]]},
        hidden=["字典"],
    )

    book = opened(hand_back(content))

    assert book.sheetnames == ["问题清单", "进度表", "说明", "字典"]
    assert book["字典"].sheet_state == "hidden"


def test_a_workbook_with_macros_comes_back_without_them_as_what_its_name_says():
    content = with_macros(make_sheet(ROWS))

    handed = hand_back(content, "越秀.xlsm")

    with zipfile.ZipFile(io.BytesIO(handed)) as package:
        types = package.read("[Content_Types].xml").decode()
        assert "xl/vbaProject.bin" not in package.namelist()
    assert "macroEnabled" not in types
    assert colour(opened(handed)["进度表"], "D3") == ERROR


def test_a_cell_far_below_makes_no_cells_between():
    book = openpyxl.load_workbook(io.BytesIO(make_sheet(ROWS)))
    book["进度表"]["AN2000"].fill = PatternFill("solid", start_color="FF00FF00")
    content = io.BytesIO()
    book.save(content)

    handed = hand_back(content.getvalue())

    with zipfile.ZipFile(io.BytesIO(handed)) as package:
        parts = [package.read(name) for name in package.namelist() if "sheets/" in name]
    assert max(part.count(b"<row ") for part in parts) < 20


def with_macros(content):
    """The .xlsx as an .xlsm: its content type, and a part with macros."""
    changed = io.BytesIO()
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(changed, "w") as written,
    ):
        for name in package.namelist():
            written.writestr(name, package.read(name).replace(main, macro))
        written.writestr("xl/vbaProject.bin", b"Auto_Open")
    return changed.getvalue()
