"""The key of a map: what each ground means, and which places have it."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE

from hrss.figures.theme.formats import short_name
from hrss.figures.theme.palette import LIGHTS, SECONDARY
from hrss.reports.content import Map
from hrss.reports.sentences import Span
from hrss.reports.slides.places import Box
from hrss.reports.slides.text import (
    LEADING,
    add_text_box,
    colour,
    lines_in,
    plain,
    run_width,
    unstyled,
)

SIGNS = {light.word: light.sign for light in LIGHTS.values()}
_SIZE, _LARGE_SIZE = 12.0, 15.0
# With so much room the places are named under each word.
_ROOM_FOR_NAMES = 200.0
_KEY, _GAP = 16.0, 8.0


def add_legend_beside(shapes: Any, block: Map, box: Box) -> None:
    """Words one below another; their places under them where there is room."""
    has_names = box.width >= _ROOM_FOR_NAMES
    size = _LARGE_SIZE if has_names else _SIZE
    top = box.top + (box.height * 0.12 if has_names else 4)
    left = box.left + _KEY + _GAP
    for word, fill in block.legend:
        line = size * LEADING
        _add_key(shapes, word, fill, Box(box.left, top + (line - 12) / 2, _KEY, 12))
        place = Box(left, top, box.left + box.width - left, line)
        add_text_box(shapes, (Span(_signed(word)),), place, size=size, is_bold=True)
        top += line + 2
        names = "、".join(
            short_name(one.name) for one in block.shapes if one.word == word
        )
        if has_names and names:
            lines = lines_in(names, size=_SIZE, width=place.width)
            height = lines * _SIZE * LEADING
            place = Box(left, top, place.width, height)
            add_text_box(shapes, (Span(names),), place, size=_SIZE, ink=SECONDARY)
            top += height + 10


def add_legend_below(shapes: Any, block: Map, box: Box) -> None:
    """Words in one line."""
    left = box.left
    for word, fill in block.legend:
        _add_key(shapes, word, fill, Box(left, box.top + 2, _KEY, 12))
        text = _signed(word)
        width = run_width(text, size=_SIZE) + _GAP
        place = Box(left + _KEY + _GAP, box.top, width, _SIZE * LEADING)
        add_text_box(shapes, (Span(text),), place, size=_SIZE)
        left += _KEY + 2 * _GAP + width


def _signed(word: str) -> str:
    return f"{SIGNS.get(word, '')}{word}"


def _add_key(shapes: Any, word: str, fill: str, box: Box) -> None:
    key = unstyled(shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu()))
    key.name = plain(f"图例 {word}")
    key.fill.solid()
    key.fill.fore_color.rgb = colour(fill)
    key.line.fill.background()
