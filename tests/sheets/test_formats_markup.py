import datetime
import quopri

import pytest

from hrss.sheets import Grid, MergedRange, UnreadableWorkbookError, read_workbook
from hrss.sheets.grid import UNCOMPUTED
from tests.sheets.sent_files import make_ods, make_spreadsheetml, make_zip


def first_sheet(content: bytes, file_name: str = "表.xls") -> Grid:
    return read_workbook(content, file_name=file_name).sheets[0]


def cells_of(grid):
    return [[grid.value(r, c) for c in range(grid.width)] for r in range(grid.height)]


def table(rows: str, *, name: str = "进度表", style: str = "") -> str:
    named = f'table:name="{name}" table:style-name="{style}"'
    return f"<table:table {named}>{rows}</table:table>"


def text(words: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{words}</text:p></table:table-cell>"
    )


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def number(value: str) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def worksheet(rows: str, *, name: str = "进度表", options: str = "") -> str:
    return (
        f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>'
        f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{options}'
        "</WorksheetOptions></Worksheet>"
    )


def data(kind: str, value: str, attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_an_ods_gives_values_of_their_kinds():
    cells = (
        text("洪桥街道")
        + number("0")
        + '<table:table-cell office:value-type="date" office:date-value="2011-12-31"/>'
        + '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        + '<table:table-cell office:value-type="string" calcext:value-type="error">'
        "<text:p>#REF!</text:p></table:table-cell>"
    )

    grid = first_sheet(make_ods(table(row(cells))))

    day = datetime.date(2011, 12, 31)
    assert cells_of(grid) == [["洪桥街道", 0, day, True, "#REF!"]]


def test_repeated_cells_and_rows_of_an_ods_are_where_they_are_shown():
    rows = (
        row("", 'table:number-rows-repeated="2"')
        + row(
            '<table:table-cell table:number-columns-repeated="2"/>'
            + text("是", 'table:number-columns-repeated="2"'),
            'table:number-rows-repeated="2"',
        )
        + row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            'table:number-rows-repeated="1048572"',
        )
    )

    grid = first_sheet(make_ods(table(rows)))

    assert cells_of(grid) == [
        [None, None, None, None],
        [None, None, None, None],
        [None, None, "是", "是"],
        [None, None, "是", "是"],
    ]


def test_merged_and_hidden_cells_of_an_ods_are_known():
    covered = "<table:covered-table-cell table:number-columns-repeated='2'/>"
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + row(text("广州市", spanned) + "<table:covered-table-cell/>" + text("甲"))
        + row(covered + text("乙"))
        + row(text("丙"), 'table:visibility="filter"')
    )

    grid = first_sheet(make_ods(table(rows)))

    assert cells_of(grid) == [
        ["广州市", None, "甲"],
        [None, None, "乙"],
        ["丙", None, None],
    ]
    assert grid.merged == (MergedRange(0, 0, 1, 1),)
    assert grid.hidden_rows == (2,)
    assert grid.hidden_columns == (1,)
    assert grid.is_filtered


def test_a_hidden_sheet_of_an_ods_has_no_cells():
    styles = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    tables = table(row(text("甲"))) + table(row(text("乙")), name="字典", style="ta2")

    workbook = read_workbook(make_ods(tables, styles=styles), file_name="表.ods")

    assert [(each.name, each.visible, each.height) for each in workbook.sheets] == [
        ("进度表", True, 1),
        ("字典", False, 0),
    ]


def test_notes_and_drawings_of_an_ods_are_no_cells():
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    cell = (
        f'<table:table-cell office:value-type="string">{note}<text:p>塱<text:s/>镇'
        "</text:p><text:p>二</text:p></table:table-cell>"
    )
    drawn = f"<table:table-cell>{table(row(text('内嵌')))}</table:table-cell>"

    grid = first_sheet(make_ods(table(row(cell + drawn))))

    assert cells_of(grid) == [["塱 镇\n二"]]


def test_the_xml_of_excel_2003_gives_values_of_their_kinds():
    cells = (
        data("String", "洪桥街道")
        + data("Number", "300.5")
        + data("DateTime", "2011-12-31T00:00:00.000")
        + data("Boolean", "1")
        + data("Error", "#REF!", 'ss:Formula="=1/0"')
        + '<Cell ss:Formula="=RC[-1]"/>'
    )

    grid = first_sheet(make_spreadsheetml(worksheet(f"<Row>{cells}</Row>")))

    day = datetime.date(2011, 12, 31)
    assert cells_of(grid) == [["洪桥街道", 300.5, day, True, "#REF!", UNCOMPUTED]]
    assert grid.name == "进度表"


def test_indexes_and_merged_cells_of_the_xml_are_where_excel_shows_them():
    title = data("String", "标题", 'ss:MergeAcross="2"') + data("String", "右")
    city = data("String", "广州市", 'ss:MergeDown="1"') + data("String", "甲")
    below = data("String", "乙", 'ss:Index="2"')
    rows = f'<Row>{title}</Row><Row ss:Index="3">{city}</Row><Row>{below}</Row>'

    grid = first_sheet(make_spreadsheetml(worksheet(rows)))

    assert cells_of(grid) == [
        ["标题", None, None, "右"],
        [None, None, None, None],
        ["广州市", "甲", None, None],
        [None, "乙", None, None],
    ]
    assert grid.merged == (MergedRange(0, 0, 0, 2), MergedRange(2, 0, 3, 0))


def test_hidden_rows_columns_and_sheets_of_the_xml_are_known():
    first = worksheet(
        '<Column/><Column ss:Hidden="1"/>'
        + f"<Row>{data('String', '甲')}{data('String', '乙')}</Row>"
        + f"<Row ss:Hidden='1'>{data('String', '丙')}</Row>"
    )
    second = worksheet(
        f"<Row>{data('String', '是')}</Row>",
        name="字典",
        options="<Visible>SheetHidden</Visible>",
    )

    shown, hidden = read_workbook(
        make_spreadsheetml(first + second), file_name="表.xls"
    ).sheets

    assert (shown.hidden_rows, shown.hidden_columns) == ((1,), (1,))
    assert (hidden.name, hidden.visible, hidden.height) == ("字典", False, 0)


def test_notes_in_the_xml_are_no_cells():
    note = "<Comment><ss:Data>批注</ss:Data></Comment>"
    cell = f'<Cell>{note}<Data ss:Type="String">塱<B xmlns="html">镇</B></Data></Cell>'

    grid = first_sheet(make_spreadsheetml(worksheet(f"<Row>{cell}</Row>")))

    assert cells_of(grid) == [["塱镇"]]


@pytest.mark.parametrize("encoding", ["UTF-8", "gb2312", "GBK", "utf-16"])
def test_the_xml_may_be_of_any_encoding_of_chinese_offices(encoding):
    rows = f"<Row>{data('String', '塱镇')}</Row>"

    grid = first_sheet(make_spreadsheetml(worksheet(rows), encoding=encoding))

    assert cells_of(grid) == [["塱镇"]]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("said", ["", "gb2312", "utf-8"])
def test_a_web_page_named_xls_is_read_whatever_it_says_of_its_encoding(encoding, said):
    meta = f'<meta charset="{said}">' if said else ""
    page = f"<html>{meta}<table><tr><td>塱镇</td><td>300</td></tr></table>"

    assert cells_of(first_sheet(page.encode(encoding))) == [["塱镇", "300"]]


def test_spans_of_a_web_page_push_the_cells_below_aside():
    page = """<table>
      <tr><th rowspan=2>市</th><th colspan=2>设备</th></tr>
      <tr><th>电脑</th><th>电话</th></tr>
      <tr><td rowspan="2">广州市</td><td>1</td><td>2</td></tr>
      <tr><td>3</td><td>4</td></tr>
      <tr><td>深圳市</td><td>5</td><td>6</td></tr>
    </table>"""

    grid = first_sheet(page.encode())

    assert cells_of(grid) == [
        ["市", "设备", None],
        [None, "电脑", "电话"],
        ["广州市", "1", "2"],
        [None, "3", "4"],
        ["深圳市", "5", "6"],
    ]
    assert grid.merged == (
        MergedRange(0, 0, 1, 0),
        MergedRange(0, 1, 0, 2),
        MergedRange(2, 0, 3, 0),
    )


def test_a_page_that_no_standard_allows_is_read_as_a_browser_shows_it():
    page = "<TABLE><TR><TD>甲<TD>乙&nbsp;<BR>二<TR><TD><b>丙</b>\n  丁<TD>&lt;戊&gt;"

    assert cells_of(first_sheet(page.encode())) == [
        ["甲", "乙\n二"],
        ["丙 丁", "<戊>"],
    ]


def test_titles_and_several_tables_of_a_page_follow_one_another():
    page = """<body><style>td {}</style><h1>进度表</h1><div>填报单位：广州市</div>
      <table><tr><td>甲</td></tr></table><p>说明</p><table><tr><td>乙</td></tr></table>
      <script>var x = "<td>no</td>";</script></body>"""

    assert cells_of(first_sheet(page.encode())) == [
        ["进度表"],
        ["填报单位：广州市"],
        ["甲"],
        ["说明"],
        ["乙"],
    ]


def test_a_table_in_a_cell_of_a_layout_is_the_table():
    page = """<table><tr><td>标题<table><tr><td>甲</td><td>乙</td></tr></table></td>
      <td>尾</td></tr></table>"""

    assert cells_of(first_sheet(page.encode())) == [
        ["标题", None],
        ["甲", "乙"],
        ["尾", None],
    ]


def test_fields_of_a_saved_form_hold_what_was_typed():
    page = """<table><tr><td><input value="300"></td>
      <td><select><option>否<option selected>是</select></td></tr></table>"""

    assert cells_of(first_sheet(page.encode())) == [["300", "是"]]


def test_a_note_that_an_office_program_wrote_into_a_page_is_no_part_of_its_cell():
    page = (
        "<table><tr><td><a class='comment-indicator'></a>"
        "<comment>所属地级以上市全称</comment><b>地级市</b></td><td>县区</td></tr></table>"
    )

    assert cells_of(first_sheet(page.encode())) == [["地级市", "县区"]]


def test_a_page_names_its_sheet_as_excel_does():
    page = """<html xmlns:x="urn:x"><!--[if gte mso 9]><xml><x:ExcelWorkbook>
      <x:ExcelWorksheets><x:ExcelWorksheet><x:Name>六月</x:Name></x:ExcelWorksheet>
      </x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
      <table><tr style="display:none"><td>甲</td></tr></table></html>"""

    grid = first_sheet(page.encode())

    assert grid.name == "六月"
    assert grid.hidden_rows == (0,)


def test_a_web_archive_gives_its_pages_as_sheets():
    def part(place, page):
        body = quopri.encodestring(page.encode("gb18030")).decode("ascii")
        return (
            f"--x\r\nContent-Location: file:///C:/{place}\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            f'Content-Type: text/html; charset="gb2312"\r\n\r\n{body}\r\n'
        )

    book = (
        "<html><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheet>"
        '<x:Name>进度</x:Name><x:WorksheetSource HRef="book.files/sheet001.htm"/>'
        "</x:ExcelWorksheet></x:ExcelWorkbook></xml><![endif]--></html>"
    )
    content = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        + part("book.htm", book)
        + part("book.files/sheet001.htm", "<table><tr><td>塱镇</td></tr></table>")
        + "--x--\r\n"
    )

    workbook = read_workbook(content.encode("ascii"), file_name="表.mht")

    assert [each.name for each in workbook.sheets] == ["进度"]
    assert cells_of(workbook.sheets[0]) == [["塱镇"]]


def test_a_flat_ods_is_read_like_a_packed_one():
    content = f"""<?xml version="1.0"?><office:document
      xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
      <office:body><office:spreadsheet>{table(row(text("塱镇")))}
      </office:spreadsheet></office:body></office:document>"""

    assert cells_of(first_sheet(content.encode())) == [["塱镇"]]


def test_a_package_whose_content_is_no_spreadsheet_is_refused():
    content = make_zip({"content.xml": "<a/>"})

    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook(content, file_name="表.ods")

    assert caught.value.reason == "unknown_type"
