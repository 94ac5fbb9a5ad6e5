from hrss.reports.content import Heading, Paragraph
from hrss.reports.sentences import Span
from hrss.reports.slides.arrange import arranged
from hrss.reports.slides.places import Box
from tests.reports.samples import BARS, KEY_FIGURES, LINES, MAP, RANKING

BOX = Box(0, 0, 900, 380)
SHORT = Paragraph((Span("一句短话。"),))
LONG = Paragraph((Span("一句长话，" * 60),))


def places(*blocks):
    return {
        "文字"
        if isinstance(one.content, tuple)
        else type(one.content).__name__: one.box
        for one in arranged(blocks, BOX)
    }


def test_one_block_has_the_slide_to_itself():
    assert places(LINES) == {"Chart": BOX}
    assert places(KEY_FIGURES) == {"KeyFigures": BOX}


def test_key_figures_stand_above_the_rest():
    found = places(LINES, KEY_FIGURES)

    assert found["KeyFigures"].top == 0
    assert found["KeyFigures"].width == 900
    assert found["Chart"].top > found["KeyFigures"].height


def test_a_short_text_stands_across_the_slide_where_it_came():
    assert places(SHORT, LINES)["文字"].top == 0
    below = places(LINES, SHORT)
    assert below["文字"].top > below["Chart"].height


def test_a_long_text_is_a_column_and_the_chart_has_the_rest():
    found = places(LONG, LINES)

    assert found["文字"].top == found["Chart"].top == 0
    assert found["文字"].width < found["Chart"].width
    assert found["Chart"].left + found["Chart"].width == 900


def test_headings_and_paragraphs_that_follow_one_another_stay_together():
    found = arranged((Heading("（一）"), LONG, SHORT), BOX)

    assert [one.content for one in found] == [(Heading("（一）"), LONG, SHORT)]


def test_three_blocks_side_by_side_do_not_overlap_and_fill_the_slide():
    found = [one.box for one in arranged((BARS, MAP, RANKING), BOX)]

    assert found[0].left == 0
    assert found[0].left + found[0].width < found[1].left
    assert found[1].left + found[1].width < found[2].left
    assert round(found[2].left + found[2].width, 6) == 900


def test_nothing_has_no_place():
    assert arranged((), BOX) == []
