"""Paragraphs, headings and lists on a slide, as large as they fit."""

import re
from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Pt

from hrss.reports.content import Heading, Paragraph
from hrss.reports.sentences import Span, plain_text
from hrss.reports.slides.places import Box
from hrss.reports.slides.text import (
    ACCENT,
    LEADING,
    clear_margins,
    fill_paragraph,
    lines_in,
)

Prose = Heading | Paragraph

SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
# In a column the large sizes break a sentence into too many lines.
_COLUMN, _COLUMN_SIZES = 440.0, SIZES[2:]
# What counts itself needs no bullet: 1．, 一是, （一）.
_COUNTED = re.compile(r"^\s*(（?[0-9一二三四五六七八九十]+[）．.、是])")
_BETWEEN = 0.6
_INDENT = 18.0
_BULLET = (
    '<a:buFont xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'typeface="Arial"/>',
    '<a:buChar xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'char="•"/>',
)


def prose_height(blocks: Sequence[Prose], *, size: float, width: float) -> float:
    """Height of the text in this size, in points."""
    return sum(_height(block, size=size, width=width) for block in blocks)


def add_prose(shapes: Any, blocks: Sequence[Prose], box: Box) -> tuple[Prose, ...]:
    """Write as much as the box holds; returns what must go to another slide.

    The largest size in which all of it fits is taken. When the smallest is too large,
    whole paragraphs are left over, never half a one; the first is always written.
    """
    size = next(
        (
            size
            for size in (SIZES if box.width > _COLUMN else _COLUMN_SIZES)
            if prose_height(blocks, size=size, width=box.width) <= box.height
        ),
        SIZES[-1],
    )
    fitting, height = 0, 0.0
    for block in blocks:
        height += _height(block, size=size, width=box.width)
        if fitting and height > box.height:
            break
        fitting += 1
    _write(shapes, blocks[:fitting], box, size)
    return tuple(blocks[fitting:])


def _write(shapes: Any, blocks: Sequence[Prose], box: Box, size: float) -> None:
    shape = shapes.add_textbox(*box.emu())
    shape.name = "正文"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    clear_margins(frame)
    for at, block in enumerate(blocks):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * _BETWEEN)
        if isinstance(block, Heading):
            spans = (Span(block.text),)
            fill_paragraph(paragraph, spans, size=size, ink=ACCENT, is_bold=True)
            continue
        fill_paragraph(paragraph, block.spans, size=size)
        if _has_bullet(block):
            _set_bullet(paragraph)


def _has_bullet(block: Paragraph) -> bool:
    return block.is_item and not _COUNTED.match(plain_text(block.spans))


def _set_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(int(Pt(_INDENT))))
    properties.set("indent", str(-int(Pt(_INDENT))))
    for xml in _BULLET:
        properties.append(parse_xml(xml))


def _height(block: Prose, *, size: float, width: float) -> float:
    if isinstance(block, Heading):
        text, room = block.text, width
    else:
        text = plain_text(block.spans)
        room = width - (_INDENT if _has_bullet(block) else 0)
    lines = lines_in(text, size=size, width=room)
    return lines * size * LEADING + size * _BETWEEN
