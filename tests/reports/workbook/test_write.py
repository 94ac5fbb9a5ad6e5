import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from hrss.reports.content import Column, Section, Table
from hrss.reports.workbook import write_workbook
from tests.reports.samples import LONG_NAME, RANKING, make_brief

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TABLE_SHEET = "表1 各市进展情况（珠三角）"


@cache
def content_of(brief):
    return write_workbook(brief)


def opened(brief):
    return openpyxl.load_workbook(io.BytesIO(content_of(brief)))


def parts(brief, beginning):
    with zipfile.ZipFile(io.BytesIO(content_of(brief))) as package:
        names = [name for name in package.namelist() if name.startswith(beginning)]
        return [etree.fromstring(package.read(name)) for name in sorted(names)]


def with_table(table):
    return make_brief(table=table)


def rows_of(sheet, first, last):
    return [
        tuple(cell.value for cell in row)
        for row in sheet.iter_rows(min_row=first, max_row=last)
    ]


def test_sheets_come_in_the_order_of_the_brief():
    assert opened(make_brief()).sheetnames == [
        "总体",
        TABLE_SHEET,
        "图1 9月起加快，仍低于序时进度",
        "图2 广州最快，云浮尚未上报",
        "附表1 全部地级市情况",
        "指标说明",
    ]


def test_every_value_of_a_table_is_in_its_cell_as_a_value():
    sheet = opened(make_brief())[TABLE_SHEET]
    due = datetime(2011, 12, 31)

    assert rows_of(sheet, 4, 8) == [
        ("位次", "地级市", "上报建成", "完成率", "与序时差距", "亮灯", "时限"),
        (1, "广州市", 165, 0.9939759, 8.2, "绿灯", due),
        (2, LONG_NAME, 20, 0.3571428, -55.4, "红灯", due),
        (None, "云浮市", None, None, None, "未上报", None),
        (None, "合计", 1185, 0.8333333, -0.04, None, None),
    ]


def test_another_reader_reads_the_same_values():
    content = content_of(make_brief())

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(
        TABLE_SHEET
    )
    rows = sheet.to_python()

    assert rows[0][0] == "各市进展情况（珠三角）"
    due = date(2011, 12, 31)
    assert rows[4] == [1.0, "广州市", 165.0, 0.9939759, 8.2, "绿灯", due]
    assert rows[6] == ["", "云浮市", "", "", "", "未上报", ""]


def test_a_table_is_a_real_table_and_its_totals_stand_below_it():
    table = opened(make_brief())[TABLE_SHEET].tables["ranking_delta"]

    assert table.ref == "A4:G7"
    assert table.autoFilter.ref == "A4:G7"


def test_all_tables_have_ascii_names_of_their_own():
    brief = make_brief()
    twin = replace(RANKING, key="ranking-delta")
    brief = replace(brief, appendices=(twin, replace(RANKING, key="T1")))

    names = [name for sheet in opened(brief).worksheets for name in sheet.tables]

    assert names == [
        "ranking_delta",
        "completion_lines",
        "ranking_bars",
        "ranking_delta_2",
        "table_T1",
        "definitions",
    ]


def test_numbers_have_the_format_of_their_kind():
    sheet = opened(make_brief())[TABLE_SHEET]

    assert [cell.number_format for cell in sheet[5]] == [
        "#,##0",
        "@",
        "#,##0",
        '[>=1]0.0%;[>=0.9995]"99.9%";0.0%',
        "[>=0.05]+0.0;[<=-0.05]-0.0;0.0",
        "@",
        "yyyy-mm-dd",
    ]


def test_headings_and_names_stay_in_sight():
    book = opened(make_brief())

    assert book[TABLE_SHEET].freeze_panes == "C5"
    assert book["附表1 全部地级市情况"].freeze_panes == "C5"


def test_long_names_are_shown_whole():
    sheet = opened(make_brief())[TABLE_SHEET]

    assert len(LONG_NAME) == 12
    assert sheet.column_dimensions["B"].width > 24


def test_text_is_never_taken_for_a_formula_or_an_address():
    texts = ("=1+1", "+86", "-5", "@SUM(A1)", "http://example.invalid/")
    columns = (Column("name", "=名称", "text", 8), Column("what", "-", "text", 8))
    table = Table("odd", "=标题", columns, tuple((text, "=A1") for text in texts))

    book = opened(with_table(table))

    sheet = book["表1 =标题"]
    cells = [cell for row in sheet.iter_rows(max_row=9) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [sheet.cell(row, 1).value for row in range(5, 10)] == list(texts)
    assert all(cell.hyperlink is None for cell in cells)


def test_a_table_without_rows_is_still_a_table():
    sheet = opened(with_table(replace(RANKING, rows=(), total_rows=0)))[TABLE_SHEET]

    assert sheet.tables["ranking_delta"].ref == "A4:G5"
    assert rows_of(sheet, 5, 5) == [(None,) * 7]


def test_a_table_of_totals_only_keeps_them_below():
    rows = (RANKING.rows[3],)
    sheet = opened(with_table(replace(RANKING, rows=rows)))[TABLE_SHEET]

    assert sheet.tables["ranking_delta"].ref == "A4:G5"
    assert rows_of(sheet, 6, 6)[0][:3] == (None, "合计", 1185)


def test_headings_that_are_alike_are_told_apart():
    columns = (Column("a", "数", "count", 4), Column("b", "数", "count", 4))
    sheet = opened(with_table(Table("twins", "数", columns, ((1, 2),))))["表1 数"]

    assert rows_of(sheet, 4, 5) == [("数", "数（2）"), (1, 2)]


def test_lights_are_coloured_by_their_word_and_rates_have_bars():
    rules = opened(make_brief())[TABLE_SHEET].conditional_formatting
    found = {
        str(ranges.sqref): [(rule.type, rule.formula) for rule in ranges.rules]
        for ranges in rules
    }

    assert [kind for kind, _ in found["D5:D7"]] == ["dataBar"]
    assert [formula for _, formula in found["F5:F8"]] == [
        ['"绿灯"'],
        ['"黄灯"'],
        ['"红灯"'],
        ['"未到期"'],
    ]


def test_charts_are_native_and_take_their_numbers_from_the_cells_beside_them():
    lines, bars = parts(make_brief(), "xl/charts/chart")
    sheet = "'图2 广州最快，云浮尚未上报'"

    assert lines.find(f".//{CHART}lineChart") is not None
    assert bars.find(f".//{CHART}barChart/{CHART}grouping").get("val") == "stacked"
    assert [formula.text for formula in bars.iter(f"{CHART}f")] == [
        f"{sheet}!$B$4",
        f"{sheet}!$A$5:$A$7",
        f"{sheet}!$B$5:$B$7",
        f"{sheet}!$C$4",
        f"{sheet}!$A$5:$A$7",
        f"{sheet}!$C$5:$C$7",
        f"{sheet}!$D$4",
        f"{sheet}!$A$5:$A$7",
        f"{sheet}!$D$5:$D$7",
    ]
    book = opened(make_brief())
    assert rows_of(book["图2 广州最快，云浮尚未上报"], 4, 7)[0][:4] == (
        "名称",
        "核验达标",
        "建成未核验",
        "未建成",
    )
    assert rows_of(book["图2 广州最快，云浮尚未上报"], 5, 7)[2][:4] == (
        "云浮市",
        None,
        None,
        55,
    )


def test_what_is_not_verified_is_hatched_and_a_plan_is_dashed():
    lines, bars = parts(make_brief(), "xl/charts/chart")

    series = bars.findall(f".//{CHART}ser")
    patterns = [one.find(f"{CHART}spPr/{DRAWING}pattFill") for one in series]
    assert [pattern is not None for pattern in patterns] == [False, True, False]
    dashes = [
        one.find(f"{CHART}spPr/{DRAWING}ln/{DRAWING}prstDash")
        for one in lines.findall(f".//{CHART}ser")
    ]
    assert dashes[0].get("val") == "solid"
    assert dashes[1].get("val") == "dash"


def test_axes_begin_at_zero_and_the_first_category_is_on_top():
    lines, bars = parts(make_brief(), "xl/charts/chart")

    for chart in (lines, bars):
        axis = chart.find(f".//{CHART}valAx/{CHART}scaling")
        assert axis.find(f"{CHART}min").get("val") == "0"
    assert float(lines.find(f".//{CHART}valAx//{CHART}max").get("val")) == 1
    order = bars.find(f".//{CHART}catAx/{CHART}scaling/{CHART}orientation")
    assert order.get("val") == "maxMin"


def test_charts_name_a_font_for_chinese():
    for chart in parts(make_brief(), "xl/charts/chart"):
        latin = chart.findall(f".//{DRAWING}latin")
        chinese = chart.findall(f".//{DRAWING}ea")

        assert len(latin) == len(chinese) > 0
        assert {font.get("typeface") for font in chinese} == {"微软雅黑"}


def test_a_chart_says_what_it_shows_and_its_source_stands_under_it():
    book = opened(make_brief())
    (drawing, _) = parts(make_brief(), "xl/drawings/drawing")

    texts = [cell.value for row in book.worksheets[2].iter_rows() for cell in row]
    assert "数据截至2011年11月30日 · 来源：各市上报 · 模拟数据" in texts
    described = [one.get("descr") for one in drawing.iter() if one.get("descr")]
    assert described == ["折线图：完成率由40%升到86%。"]


def test_the_first_sheet_answers_first():
    sheet = opened(make_brief())["总体"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]

    assert texts[:4] == [
        "关于全省乡镇（街道）人力资源和社会保障服务所建设进展情况的通报",
        "广东省人力资源和社会保障厅　第3期　2011年12月6日",
        "模拟数据",
        "截至2011年11月30日，2011年批次上报建成 862 个，比序时进度慢 5.6 个百分点。",
    ]
    assert texts[7:10] == ["2011年批次上报建成", "862 / 1,003", "距时限还有31天"]
    assert "2011-12-05 17:00（北京时间）前收到的" in texts


def test_the_contents_lead_to_every_sheet():
    book = opened(make_brief())
    links = [
        cell.hyperlink.location
        for row in book["总体"].iter_rows()
        for cell in row
        if cell.hyperlink
    ]

    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_every_page_is_marked_numbered_and_one_page_wide():
    for sheet in opened(make_brief()).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "模拟数据" in sheet.oddHeader.right.text
        assert "第 &P 页" in sheet.oddFooter.center.text
        assert "模拟数据" in sheet.oddFooter.right.text
    table = opened(make_brief())[TABLE_SHEET]
    assert table.print_title_rows == "$4:$4"
    assert table.page_setup.fitToHeight == 0


def test_what_is_not_simulated_is_not_marked():
    brief = replace(make_brief(is_simulated=False, edition=None), source="来源")
    book = opened(brief)

    sheet = book["总体"]
    assert sheet["A2"].value == "广东省人力资源和社会保障厅　2011年12月6日"
    assert sheet["A3"].value is None
    assert sheet.oddHeader.right.text is None
    assert "模拟数据" not in str(sheet.oddFooter.right.text)
    assert book.properties.keywords in (None, "")


def test_the_file_says_what_it_is_and_is_dated_as_the_brief():
    properties = opened(make_brief()).properties

    assert properties.title.startswith("关于全省乡镇（街道）")
    assert properties.creator == "广东省人力资源和社会保障厅"
    assert properties.created == datetime(2011, 12, 6)
    assert properties.keywords == "模拟数据"


def test_the_same_brief_gives_the_same_bytes():
    assert write_workbook(make_brief()) == write_workbook(make_brief())


def test_sheet_names_are_what_excel_takes():
    title = "各市[进展]情况：2011/2012*?" + "很长" * 20
    tables = tuple(replace(RANKING, key=f"t_{at}", title=title) for at in range(3))
    brief = make_brief()
    brief = replace(brief, sections=(Section("all", "一、", tables),), appendices=())

    names = opened(brief).sheetnames

    assert len(set(names)) == len(names) == 5
    assert all(0 < len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


def test_a_brief_without_tables_or_charts_is_still_a_workbook():
    brief = replace(make_brief(), sections=(), appendices=(), summary=())

    assert opened(brief).sheetnames == ["总体", "指标说明"]


def test_a_chart_without_values_is_a_sentence():
    chart = make_brief().charts()[0]
    empty = replace(
        chart,
        categories=(),
        series=tuple(replace(one, values=()) for one in chart.series),
    )
    brief = replace(make_brief(), sections=(Section("all", "一、", (empty,)),))

    texts = [cell.value for row in opened(brief).worksheets[1].rows for cell in row]

    assert parts(brief, "xl/charts/chart") == []
    assert "没有可以绘图的数据。" in texts
