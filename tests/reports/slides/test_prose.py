from pptx.util import Pt

from hrss.reports.content import Heading, Paragraph
from hrss.reports.sentences import Span
from hrss.reports.slides.master import PAGE, empty_deck, layout_named
from hrss.reports.slides.places import Box
from hrss.reports.slides.prose import add_prose

BOX = Box(0, 0, 800, 300)


def written(*blocks, box=BOX):
    deck = empty_deck()
    slide = deck.slides.add_slide(layout_named(deck, PAGE))
    rest = add_prose(slide.shapes, blocks, box)
    return slide.shapes[-1].text_frame.paragraphs, rest


def item(text):
    return Paragraph((Span(text),), is_item=True)


def bullets(paragraphs):
    return [bool(one._p.xpath("./a:pPr/a:buChar")) for one in paragraphs]


def test_short_text_is_large_and_long_text_smaller():
    short, _ = written(Paragraph((Span("一句话。"),)))
    long, _ = written(Paragraph((Span("一句话。" * 100),)))

    assert short[0].runs[0].font.size == Pt(22)
    assert long[0].runs[0].font.size < Pt(22)


def test_items_have_bullets_unless_they_count_themselves():
    paragraphs, _ = written(
        Heading("（一）珠三角"),
        item("东莞市落后"),
        item("1．应建数"),
        item("一是加快"),
        item("（二）推进"),
        Paragraph((Span("一段话"),)),
    )

    assert bullets(paragraphs) == [False, True, False, False, False, False]


def test_what_does_not_fit_is_handed_back_whole():
    blocks = tuple(item("很长的一段，" * 40) for _ in range(9))

    paragraphs, rest = written(*blocks)

    assert 0 < len(rest) < 9
    assert len(paragraphs) + len(rest) == 9


def test_the_first_paragraph_is_always_written():
    _, rest = written(item("很长的一段，" * 400), item("短"), box=Box(0, 0, 300, 60))

    assert rest == (item("短"),)


def test_tones_are_set_in_their_ink():
    spans = (Span("比序时进度"), Span("慢 5.6 个百分点", "alarm"))

    paragraphs, _ = written(Paragraph(spans))

    plain, alarm = paragraphs[0].runs
    assert not plain.font.bold
    assert alarm.font.bold
    assert str(alarm.font.color.rgb) == "B3261E"
