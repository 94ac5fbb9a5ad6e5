"""The frame of a slide: title, source, page number, 模拟数据, notes."""

from copy import deepcopy
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from hrss.reports.content import Brief
from hrss.reports.sentences import Span
from hrss.reports.slides.master import (
    COVER,
    FOOTER_INDEX,
    NUMBER_INDEX,
    PAGE,
    layout_named,
)
from hrss.reports.slides.places import COVER_TITLE, MARK, TITLE
from hrss.reports.slides.text import (
    clear_margins,
    colour,
    fill_paragraph,
    fitting_size,
    plain,
    unstyled,
)

MARK_TEXT = "模拟数据"
_MARK_INK, _MARK_GROUND = "#7A4F00", "#FBE3B5"
_TITLE_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0)
_COVER_SIZES = (36.0, 32.0, 28.0, 24.0)


def add_page(deck: Any, *, title: str) -> Any:
    """A slide with its title, still without content."""
    slide = deck.slides.add_slide(layout_named(deck, PAGE))
    size = fitting_size(title, sizes=_TITLE_SIZES, width=TITLE.width, lines=2)
    _set_title(slide, title, size, anchor=MSO_ANCHOR.MIDDLE)
    return slide


def add_cover(deck: Any, *, title: str, issued: str) -> Any:
    """The first slide, with who issues it and when, still without content."""
    slide = deck.slides.add_slide(layout_named(deck, COVER))
    size = fitting_size(title, sizes=_COVER_SIZES, width=COVER_TITLE.width, lines=2)
    _set_title(slide, title, size, anchor=MSO_ANCHOR.BOTTOM)
    slide.placeholders[1].text = plain(issued)
    return slide


def complete_page(deck: Any, slide: Any, brief: Brief, *, notes: str) -> None:
    """Source, number, mark and notes; after the content, as they are read last."""
    _copy_feet(slide, source=brief.source, number=len(deck.slides))
    if brief.is_simulated:
        _add_mark(slide.shapes)
    slide.notes_slide.notes_text_frame.text = plain(notes)


def _set_title(slide: Any, title: str, size: float, *, anchor: MSO_ANCHOR) -> None:
    frame = slide.shapes.title.text_frame
    frame.text = plain(title)
    frame.vertical_anchor = anchor
    paragraph = frame.paragraphs[0]
    paragraph.line_spacing = Pt(round(size * 1.2, 1))
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _copy_feet(slide: Any, *, source: str, number: int) -> None:
    """Footer and number, which a new slide does not take from its layout."""
    for holder in slide.slide_layout.placeholders:
        index = holder.placeholder_format.idx
        if index not in (FOOTER_INDEX, NUMBER_INDEX):
            continue
        element = deepcopy(holder._element)
        element.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
        slide.shapes._spTree.append(element)
    for holder in slide.placeholders:
        if holder.placeholder_format.idx == FOOTER_INDEX:
            holder.text_frame.text = plain(source)
        if holder.placeholder_format.idx == NUMBER_INDEX:
            for text in holder._element.iter("{*}t"):
                text.text = str(number)


def _add_mark(shapes: Any) -> None:
    shape = unstyled(shapes.add_shape(MSO_SHAPE.RECTANGLE, *MARK.emu()))
    shape.name = MARK_TEXT
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(_MARK_GROUND)
    shape.line.fill.background()
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = False
    clear_margins(frame)
    fill_paragraph(
        frame.paragraphs[0],
        (Span(MARK_TEXT),),
        size=12,
        ink=_MARK_INK,
        is_bold=True,
        align=PP_ALIGN.CENTER,
    )
