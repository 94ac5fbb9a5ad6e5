"""Text on slides: how wide it runs, and boxes of it with tones and fonts."""

import math
import re
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from hrss.figures.theme.formats import text_width
from hrss.figures.theme.palette import INK, LIGHTS, REGION_TONES
from hrss.reports.sentences import Span
from hrss.reports.slides.places import Box

ACCENT = REGION_TONES["delta"]
TONE_INKS: dict[str, str] = {
    "plain": INK,
    "figure": ACCENT,
    "alarm": LIGHTS["red"].ink,
    "good": LIGHTS["green"].ink,
}
# Given in points, so that a line is as high whatever font stands in for the one named.
LEADING = 1.4
CAPTION_SIZE = 10.0
_SPACED = 1.05
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def colour(value: str) -> Any:
    """A colour given as ``#RRGGBB``."""
    made: Any = RGBColor
    return made.from_string(value.lstrip("#"))


def unstyled(shape: Any) -> Any:
    """The shape without the theme's shadow and outline; only what is set is drawn."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    return shape


def plain(text: str) -> str:
    """The text without signs that no XML may hold."""
    return _NOT_XML.sub("", text)


def run_width(text: str, *, size: float) -> float:
    """Width of a text in points, with the space set between Chinese and digits."""
    return text_width(text, size=size) * _SPACED


def lines_in(text: str, *, size: float, width: float) -> int:
    """Lines that a text takes; a little is kept back, as no line is filled whole."""
    room = max(width - size * 0.5, size)
    return sum(
        max(1, math.ceil(run_width(part, size=size) / room))
        for part in text.split("\n")
    )


def fitting_size(
    text: str, *, sizes: Sequence[float], width: float, lines: int = 1
) -> float:
    """The first of the sizes in which the text takes no more lines, else the last."""
    for size in sizes:
        if lines_in(text, size=size, width=width) <= lines:
            return size
    return sizes[-1]


def add_text_box(
    shapes: Any,
    spans: Sequence[Span],
    box: Box,
    *,
    size: float,
    ink: str = INK,
    is_bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    name: str = "",
) -> Any:
    """A box with one paragraph in it, of exactly this size, without margins."""
    shape = shapes.add_textbox(*box.emu())
    if name:
        shape.name = plain(name)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    clear_margins(frame)
    fill_paragraph(
        frame.paragraphs[0], spans, size=size, ink=ink, is_bold=is_bold, align=align
    )
    return shape


def clear_margins(frame: Any) -> None:
    """Text flush with its box."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def fill_paragraph(
    paragraph: Any,
    spans: Sequence[Span],
    *,
    size: float,
    ink: str = INK,
    is_bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    leading: float = LEADING,
) -> None:
    """Runs of a paragraph, each in the ink of its tone."""
    paragraph.alignment = align
    paragraph.line_spacing = Pt(round(size * leading, 1))
    for span in spans:
        for at, line in enumerate(plain(span.text).split("\n")):
            if at:
                paragraph.add_line_break()
            tone = TONE_INKS[span.tone]
            add_run(
                paragraph,
                line,
                size=size,
                ink=ink if span.tone == "plain" else tone,
                is_bold=is_bold or span.tone != "plain",
            )


def add_run(
    paragraph: Any, text: str, *, size: float, ink: str, is_bold: bool = False
) -> None:
    """A piece of a paragraph."""
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size = Pt(size)
    run.font.bold = is_bold
    run.font.color.rgb = colour(ink)
