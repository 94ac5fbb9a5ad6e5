import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from pptx.util import Inches

from hrss.reports.content import Heading, Paragraph, Slide, Table
from hrss.reports.sentences import Span
from hrss.reports.slides import write_slides
from tests.reports.samples import (
    BARS,
    KEY_FIGURES,
    LINES,
    LONG_NAME,
    MAP,
    NOTE,
    RANKING,
    make_brief,
)
from tests.reports.slides.decks import (
    DRAWING,
    below_content,
    cells,
    content_of,
    every_shape,
    named,
    opened,
    outside,
    parts,
    tables,
    texts,
)


def with_slides(*slides, **options):
    return replace(make_brief(**options), slides=slides)


def slide_of(*blocks, title="二"):
    return Slide("second", title, blocks, "说明。")


COVER = Slide("cover", "建设进展情况", (), "开场。")


def long_table(count):
    rows = tuple(
        (at, f"第{at}市", at * 10, at / 100, -1.5, "红灯", None)
        for at in range(1, count + 1)
    )
    return replace(RANKING, rows=(*rows, RANKING.rows[3]))


def test_there_is_one_slide_for_each_of_the_brief_and_it_is_wide():
    deck = opened(make_brief())

    assert len(deck.slides) == 5
    assert (deck.slide_width, deck.slide_height) == (Inches(40 / 3), Inches(7.5))


def test_titles_are_titles_so_that_the_outline_shows_them():
    deck = opened(make_brief())

    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [
        "建设进展情况",
        "2011年批次还差141个",
        "9月起加快，仍低于序时进度",
        "各市完成率",
        "广州最快，云浮尚未上报",
    ]


def test_a_table_is_native_and_says_what_other_documents_say():
    (table,) = tables(opened(make_brief()))

    assert table.first_row
    assert [[text.replace("\v", "") for text in row] for row in cells(table)] == [
        ["位次", "地级市", "上报建成", "完成率", "与序时差距", "亮灯", "时限"],
        ["1", "广州市", "165", "99.4%", "+8.2", "●绿灯", "2011-12-31"],
        ["2", LONG_NAME, "20", "35.7%", "-55.4", "■红灯", "2011-12-31"],
        ["—", "云浮市", "—", "—", "—", "未上报", "—"],
        ["—", "合计", "1,185", "83.3%", "0.0", "—", "—"],
    ]


def test_charts_are_native_and_carry_their_numbers():
    deck = opened(make_brief())
    charts = [
        shape.chart
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
    ]

    assert [list(plot.categories) for plot in charts[0].plots] == [
        ["2011-09", "2011-10", "2011-11"]
    ]
    assert [tuple(one.values) for one in charts[0].plots[0].series] == [
        (0.4, None, 0.86),
        (0.75, 0.83, 0.915),
    ]
    blob = charts[1].part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert [cell.value for cell in sheet["B"]] == ["核验达标", 150, 12, None]


def test_key_figures_are_printed_large():
    slide = opened(with_slides(COVER, slide_of(KEY_FIGURES))).slides[1]

    assert "862 / 1,003" in texts(slide)
    (shape,) = [
        shape
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text == "862 / 1,003"
    ]
    assert shape.text_frame.paragraphs[0].runs[0].font.size.pt >= 40


def test_each_prefecture_is_one_named_shape_with_its_islands_and_its_figure():
    slide = opened(make_brief()).slides[3]
    (guangzhou,) = named(slide, "广州市")
    (shanwei,) = named(slide, "汕尾市")

    paths = [
        shape._element.findall(f".//{DRAWING}moveTo") for shape in (guangzhou, shanwei)
    ]
    assert [len(path) for path in paths] == [1, 2]
    assert shanwei._element.nvSpPr.cNvPr.get("descr") == "汕尾市：36%，红灯"
    assert str(guangzhou.fill.fore_color.rgb) == "CFE6DC"
    assert str(shanwei.fill.fore_color.rgb) == "B3261E"


def test_a_map_has_its_names_leaders_legend_and_mark():
    slide = opened(make_brief()).slides[3]
    found = texts(slide)

    assert "广州\n●99%" in found
    assert "汕尾\n■36%" in found
    assert len(named(slide, "汕尾市引线")) == 1
    assert named(slide, "广州市引线") == []
    assert {"●绿灯", "■红灯", "未上报"} <= set(found)
    assert "内部工作示意图，未经审核，不得公开" in found


def test_notes_source_number_and_mark_are_on_every_slide():
    deck = opened(make_brief())

    for number, (slide, told) in enumerate(
        zip(deck.slides, make_brief().slides, strict=True), start=1
    ):
        assert slide.notes_slide.notes_text_frame.text == told.notes
        assert {NOTE, str(number), "模拟数据"} <= set(texts(slide))


def test_what_is_not_simulated_is_not_marked_and_needs_no_edition():
    brief = replace(make_brief(is_simulated=False, edition=None), source="来源")
    deck = opened(brief)

    assert all(named(slide, "模拟数据") == [] for slide in deck.slides)
    assert "广东省人力资源和社会保障厅　2011年12月6日" in texts(deck.slides[0])


def test_the_cover_says_who_issues_it_and_does_not_say_it_twice():
    said = "广东省人力资源和社会保障厅　2011年12月6日（数据截至2011年11月30日）"
    cover = replace(COVER, blocks=(Paragraph((Span(said),)),))

    found = texts(opened(with_slides(cover)).slides[0])

    assert f"{said}　第3期" in found
    assert sum("广东省人力资源和社会保障厅" in text for text in found) == 1


def test_every_run_names_its_fonts_and_its_language():
    spoken = parts(make_brief(), "ppt/slides/slide", "ppt/notesSlides/notesSlide")
    assert len(spoken) == 10

    for part in spoken.values():
        looks = [look for run in part.iter(f"{DRAWING}r") for look in run[:1]]
        assert looks
        for look in looks:
            assert look.get("lang") == "zh-CN"
            assert look.find(f"{DRAWING}ea").get("typeface") in ("+mn-ea", "+mj-ea")


def test_the_theme_names_a_font_for_chinese():
    themes = parts(make_brief(), "ppt/theme/")
    assert themes

    for theme in themes.values():
        fonts = theme.findall(f".//{DRAWING}fontScheme/*/{DRAWING}ea")
        assert [font.get("typeface") for font in fonts] == ["微软雅黑", "微软雅黑"]


def test_charts_name_a_font_for_chinese():
    for chart in parts(make_brief(), "ppt/charts/chart").values():
        fonts = {font.get("typeface") for font in chart.iter(f"{DRAWING}ea")}
        assert fonts == {"微软雅黑"}


def test_nothing_reaches_over_the_edge_of_a_slide():
    assert outside(opened(make_brief())) == []


@pytest.mark.parametrize(
    "blocks",
    [
        (LINES,),
        (KEY_FIGURES, MAP),
        (RANKING, MAP),
        (BARS, MAP, RANKING),
        (Paragraph((Span("短句。"),)), LINES, BARS),
        (Heading("（一）"), Paragraph((Span("长" * 400),), is_item=True), LINES),
        (long_table(40),),
        (Paragraph((Span("长" * 3000),)), Paragraph((Span("长" * 500),))),
        (KEY_FIGURES, KEY_FIGURES, RANKING),
        (),
    ],
)
def test_whatever_stands_together_stays_on_its_slide(blocks):
    slides = (COVER, slide_of(*blocks), slide_of(*blocks, title="长" * 120))
    deck = opened(with_slides(*slides))

    assert outside(deck) == []
    assert below_content(deck) == []
    assert [slide.shapes.title is not None for slide in deck.slides]


def test_a_table_too_long_for_a_slide_goes_on_with_its_headings():
    deck = opened(with_slides(COVER, slide_of(long_table(60))))

    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:3] == ["建设进展情况", "二", "二（续）"]
    assert len(titles) == len(tables(deck)) + 1
    found = [cells(table) for table in tables(deck)]
    assert {rows[0][1] for rows in found} == {"地级市"}
    body = [row[1] for rows in found for row in rows[1:]]
    assert body == [*(f"第{at}市" for at in range(1, 61)), "合计"]


def test_no_table_is_set_smaller_than_can_be_read():
    for table in tables(opened(with_slides(COVER, slide_of(long_table(60))))):
        sizes = {
            run.font.size.pt
            for row in table.rows
            for cell in row.cells
            for run in cell.text_frame.paragraphs[0].runs
        }
        assert min(sizes) >= 10


def test_a_table_without_rows_has_its_headings():
    empty = replace(RANKING, rows=(), total_rows=0)

    (table,) = tables(opened(with_slides(COVER, slide_of(empty))))

    assert len(table.rows) == 1


def test_a_text_too_long_for_a_slide_goes_on_with_whole_paragraphs():
    items = tuple(
        Paragraph((Span(f"第{at}段" + "很长的句子，" * 30),), is_item=True)
        for at in range(20)
    )
    deck = opened(with_slides(COVER, slide_of(*items)))

    assert len(deck.slides) > 2
    assert outside(deck) == []
    said = [text for slide in deck.slides for text in texts(slide)]
    assert sum(text.count("段很长") for text in said) == 20


def test_a_chart_without_values_is_a_sentence():
    empty = replace(
        LINES, series=(replace(LINES.series[0], values=(None, None, None)),)
    )

    slide = opened(with_slides(COVER, slide_of(empty))).slides[1]

    assert "没有可以绘图的数据。" in texts(slide)
    assert not any(shape.has_chart for shape in slide.shapes)


def test_an_own_title_and_note_are_printed_where_the_slide_does_not_say_them():
    table = replace(RANKING, note="应建数含未上报的。")

    found = texts(opened(with_slides(COVER, slide_of(table))).slides[1])

    assert {"各市进展情况（珠三角）", "应建数含未上报的。"} <= set(found)
    assert found.count(NOTE) == 1


def test_signs_that_no_file_may_hold_are_left_out():
    table = Table(
        "odd", "表\x00题", RANKING.columns[1:2], (("广州\x07市",),), note="注\x1b"
    )
    shape = replace(MAP.shapes[0], name="广\x02州市")
    odd = replace(MAP, title="图\x01", shapes=(shape,))
    slide = slide_of(table, odd, title="题\x0c目")

    deck = opened(with_slides(COVER, slide))

    assert cells(tables(deck)[0]) == [["地级市"], ["广州市"]]


def test_shapes_of_a_slide_have_numbers_of_their_own():
    for slide in opened(make_brief()).slides:
        numbers = [shape.shape_id for shape in every_shape(slide.shapes)]
        assert len(set(numbers)) == len(numbers)


def test_what_can_be_seen_is_described():
    deck = opened(make_brief())

    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                described = shape._element.xpath(".//p:cNvPr/@descr")
                assert described


def test_the_deck_has_two_layouts_of_its_own_and_nothing_of_the_sample():
    deck = opened(make_brief())
    with zipfile.ZipFile(io.BytesIO(content_of(make_brief()))) as package:
        names = package.namelist()

    assert [layout.name for layout in deck.slide_layouts] == ["封面", "标题和内容"]
    assert not any("thumbnail" in name or "printer" in name for name in names)


def test_the_file_says_what_it_is_and_is_dated_as_the_brief():
    properties = opened(make_brief()).core_properties

    assert properties.title.startswith("关于全省乡镇（街道）")
    assert properties.author == "广东省人力资源和社会保障厅"
    assert properties.created == properties.modified == datetime(2011, 12, 6)


def test_the_same_brief_gives_the_same_bytes():
    assert write_slides(make_brief()) == write_slides(make_brief())
