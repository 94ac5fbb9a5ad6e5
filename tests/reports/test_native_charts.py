from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Cm
from python_calamine import CalamineWorkbook

from hrss.reports.content import Chart, ChartKind, Series
from hrss.reports.native_charts import ChartLook, add_chart, chart_parts, is_drawable
from tests.reports.samples import BARS, LINES

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

SERIES_ORDER = (
    "idx",
    "order",
    "tx",
    "spPr",
    "invertIfNegative",
    "marker",
    "dLbls",
    "cat",
    "val",
    "smooth",
)
AXIS_ORDER = (
    "axId",
    "scaling",
    "delete",
    "axPos",
    "majorGridlines",
    "title",
    "numFmt",
    "majorTickMark",
    "minorTickMark",
    "tickLblPos",
    "spPr",
    "txPr",
    "crossAx",
    "crosses",
    "crossBetween",
    "majorUnit",
)


def drawn(chart: Chart, look: ChartLook | None = None) -> etree._Element:
    xml, _ = chart_parts(chart, width=Cm(15), height=Cm(8), look=look)
    return etree.fromstring(xml)


def cells(chart: Chart) -> list[list[object]]:
    _, workbook = chart_parts(chart, width=Cm(15), height=Cm(8))
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    return book.get_sheet_by_name("Sheet1").to_python()


def value(element: etree._Element, path: str) -> str | None:
    found = element.find(path.replace("c:", C).replace("a:", A))
    return None if found is None else found.get("val")


def labels(chart: etree._Element) -> list[etree._Element]:
    return [series.find(f"{C}dLbls") for series in chart.iter(f"{C}ser")]


@pytest.mark.parametrize(
    ("kind", "tag", "direction", "grouping"),
    [
        (ChartKind.BARS, "barChart", "bar", "clustered"),
        (ChartKind.STACKED_BARS, "barChart", "bar", "stacked"),
        (ChartKind.COLUMNS, "barChart", "col", "clustered"),
        (ChartKind.STACKED_COLUMNS, "barChart", "col", "stacked"),
        (ChartKind.LINES, "lineChart", None, "standard"),
    ],
)
def test_every_form_is_one_that_office_programs_draw(
    kind: ChartKind, tag: str, direction: str | None, grouping: str
) -> None:
    plot = next(drawn(replace(BARS, kind=kind)).iter(f"{C}{tag}"))

    assert value(plot, "c:barDir") == direction
    assert value(plot, "c:grouping") == grouping


def test_the_workbook_holds_every_value_and_no_value_where_none_is_known() -> None:
    assert cells(LINES) == [
        ["", "上报建成", "序时进度"],
        ["2011-09", 0.4, 0.75],
        ["2011-10", "", 0.83],
        ["2011-11", 0.86, 0.915],
    ]
    assert value(drawn(LINES), "c:chart/c:dispBlanksAs") == "gap"


def test_a_name_that_looks_like_a_formula_or_markup_stays_a_name() -> None:
    odd = replace(
        BARS,
        categories=("=1+1", "<c:v>&", "http://例.中国\x07"),
        series=(Series("=cmd", (1, 2, 3), "#16457A"),),
    )

    assert [row[0] for row in cells(odd)[1:3]] == ["=1+1", "<c:v>&"]
    assert cells(odd)[0][1] == "=cmd"
    names = [entry.text for entry in drawn(odd).iter(f"{C}v")][:4]
    assert names == ["=cmd", "=1+1", "<c:v>&", "http://例.中国"]


def test_the_axis_starts_at_nought_and_ends_where_it_is_told() -> None:
    scaling = drawn(LINES).find(f".//{C}valAx/{C}scaling")

    assert (value(scaling, "c:min"), value(scaling, "c:max")) == ("0.0", "1.0")
    assert drawn(BARS).find(f".//{C}valAx/{C}scaling/{C}max") is None


def test_the_first_of_lying_bars_is_on_top_and_numbers_stay_beneath() -> None:
    chart = drawn(BARS)

    assert value(chart, ".//c:catAx/c:scaling/c:orientation") == "maxMin"
    assert value(chart, ".//c:valAx/c:crosses") == "max"
    standing = drawn(replace(BARS, kind=ChartKind.COLUMNS))
    assert value(standing, ".//c:catAx/c:scaling/c:orientation") == "minMax"


def test_what_is_not_verified_is_hatched_in_its_colour() -> None:
    looks = [series.find(f"{C}spPr") for series in drawn(BARS).iter(f"{C}ser")]

    assert [look.find(f"{A}pattFill") is not None for look in looks] == [
        False,
        True,
        False,
    ]
    assert value(looks[0], "a:solidFill/a:srgbClr") == "16457A"
    assert value(looks[1], "a:pattFill/a:fgClr/a:srgbClr") == "16457A"
    assert value(looks[2], "a:solidFill/a:srgbClr") == "DDE1E6"


def test_a_plan_is_dashed_and_what_happened_is_not() -> None:
    dashes = [
        series.find(f"{C}spPr/{A}ln/{A}prstDash") is not None
        for series in drawn(LINES).iter(f"{C}ser")
    ]

    assert dashes == [False, True]


def test_a_line_is_named_at_its_last_point_instead_of_in_a_legend() -> None:
    chart = drawn(LINES)

    assert chart.find(f".//{C}legend") is None
    for entry in labels(chart):
        (label,) = entry.findall(f"{C}dLbl")
        assert value(label, "c:idx") == "2"
        assert value(label, "c:showSerName") == "1"
        assert value(label, "c:showVal") == "1"
        assert value(entry, "c:showVal") == "0"


def test_names_of_lines_that_end_close_together_are_moved_apart() -> None:
    moves = [
        float(value(entry, "c:dLbl/c:layout/c:manualLayout/c:y") or 0)
        for entry in labels(drawn(LINES))
    ]

    # 86 % goes down; the plan at 91.5 % keeps its place.
    assert moves[0] > 0
    assert moves[1] == 0


def test_a_line_that_ends_earlier_is_named_where_it_ends() -> None:
    chart = replace(
        LINES,
        series=(replace(LINES.series[0], values=(0.2, 0.3, None)), LINES.series[1]),
    )

    assert value(labels(drawn(chart))[0], "c:dLbl/c:idx") == "1"


def test_a_line_without_a_value_has_no_name() -> None:
    empty = replace(LINES.series[0], values=(None, None, None))

    entry = labels(drawn(replace(LINES, series=(empty, LINES.series[1]))))[0]

    assert entry.find(f"{C}dLbl") is None


def test_parts_of_a_bar_carry_their_numbers_where_there_is_room() -> None:
    verified, reported, open_ = labels(drawn(BARS))

    assert value(verified, "c:showVal") == "1"
    assert value(reported, "c:showVal") == "1"
    assert value(open_, "c:showVal") == "0"
    assert value(verified, "c:dLblPos") == "ctr"
    narrow = replace(
        BARS,
        series=(replace(BARS.series[0], values=(150, 1, None)), *BARS.series[1:]),
    )
    dropped = labels(drawn(narrow))[0].findall(f"{C}dLbl")
    assert [value(entry, "c:idx") for entry in dropped] == ["1"]


def test_parts_of_a_bar_are_explained_on_top() -> None:
    assert value(drawn(BARS), "c:chart/c:legend/c:legendPos") == "t"
    one = replace(BARS, kind=ChartKind.BARS, series=BARS.series[:1])
    assert drawn(one).find(f".//{C}legend") is None


def test_values_are_titled_and_printed_in_their_format() -> None:
    chart = drawn(BARS)

    title = chart.find(f".//{C}valAx/{C}title")
    assert "".join(title.itertext()).strip() == "机构数（个）"
    formats = {entry.get("formatCode") for entry in chart.iter(f"{C}numFmt")}
    assert formats == {"#,##0"}
    assert {entry.text for entry in chart.iter(f"{C}formatCode")} == {"#,##0"}


def test_chinese_has_a_font_of_its_own_everywhere() -> None:
    chart = drawn(BARS, ChartLook(font_size=9, latin="Arial", east_asian="黑体"))

    looks = [*chart.iter(f"{A}defRPr"), *chart.iter(f"{A}rPr")]
    assert looks
    assert {look.find(f"{A}ea").get("typeface") for look in looks} == {"黑体"}
    assert {look.find(f"{A}latin").get("typeface") for look in looks} == {"Arial"}
    assert chart.find(f"{C}txPr//{A}defRPr").get("sz") == "900"


def test_pale_lines_are_named_in_a_darker_ink() -> None:
    pale = replace(LINES, series=(replace(LINES.series[0], colour="#A5D3CF"),))

    ink = value(labels(drawn(pale))[0], "c:dLbl/c:txPr//a:srgbClr")
    assert ink is not None
    assert int(ink[2:4], 16) < 0x80


def test_elements_stand_in_the_order_that_word_asks_for() -> None:
    for chart in (BARS, LINES):
        for series in drawn(chart).iter(f"{C}ser"):
            tags = [etree.QName(child).localname for child in series]
            assert tags == sorted(tags, key=SERIES_ORDER.index)
    space = [etree.QName(child).localname for child in drawn(BARS)]
    assert space == [
        "date1904",
        "roundedCorners",
        "chart",
        "spPr",
        "txPr",
        "externalData",
    ]
    for values in drawn(LINES).iter(f"{C}valAx"):
        tags = [etree.QName(child).localname for child in values]
        assert tags == sorted(tags, key=AXIS_ORDER.index)


def test_a_slide_gets_the_same_chart_with_its_words_for_the_blind() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    look = ChartLook(font_size=14)

    add_chart(slide.shapes, BARS, Cm(1), Cm(1), Cm(15), Cm(8), look=look)
    buffer = BytesIO()
    deck.save(buffer)

    (frame,) = Presentation(BytesIO(buffer.getvalue())).slides[0].shapes
    assert frame.has_chart
    assert frame.name == "广州最快，云浮尚未上报"
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == BARS.alt
    series = frame.chart.plots[0].series
    assert [tuple(each.values) for each in series] == [
        (150, 12, None),
        (15, 8, None),
        (1, 36, 55),
    ]
    book = CalamineWorkbook.from_filelike(
        BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)
    )
    assert book.get_sheet_by_index(0).to_python()[1] == ["广州市", 150, 15, 1]


def test_only_a_chart_with_a_value_can_be_drawn() -> None:
    empty = replace(BARS, series=(replace(BARS.series[0], values=(None,) * 3),))

    assert is_drawable(BARS)
    assert not is_drawable(empty)
    assert not is_drawable(replace(BARS, categories=(), series=()))


def test_the_same_chart_is_the_same_bytes() -> None:
    first = chart_parts(BARS, width=Cm(15), height=Cm(8))

    assert first == chart_parts(BARS, width=Cm(15), height=Cm(8))
