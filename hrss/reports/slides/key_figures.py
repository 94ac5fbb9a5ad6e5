"""Numbers that are read from the back of the room."""

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Emu, Pt

from hrss.figures.theme.palette import INK, LINE, SECONDARY
from hrss.reports.content import KeyFigure, KeyFigures
from hrss.reports.sentences import Span
from hrss.reports.slides.places import Box
from hrss.reports.slides.text import (
    LEADING,
    TONE_INKS,
    add_run,
    add_text_box,
    colour,
    fitting_size,
    lines_in,
    run_width,
    unstyled,
)

STRIP_HEIGHT = 112.0
_GAP = 36.0
_LARGE = (60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0)
_SMALL = _LARGE[4:]
# Taller than this, the numbers have the slide to themselves.
_TALL = 200.0
_LESSER = 0.42
_DETAILS: dict[bool, tuple[float, ...]] = {True: (16.0, 15.0, 14.0), False: (12.0,)}


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes of the three texts, and lines that each label is given."""

    value: float
    label: float
    detail: float
    label_lines: int


def add_key_figures(shapes: Any, block: KeyFigures, box: Box) -> None:
    """Two to five numbers side by side, parted by thin lines, all of one size."""
    if not block.figures:
        return
    count = len(block.figures)
    width = (box.width - _GAP * (count - 1)) / count
    is_tall = box.height > _TALL
    look = _look(block, width, is_tall=is_tall)
    top = box.top + (box.height * 0.2 if is_tall else 0)
    rooms = [
        Box(box.left + at * (width + _GAP), top, width, box.top + box.height - top)
        for at in range(count)
    ]
    bottom = max(
        _add_figure(shapes, figure, room, look)
        for figure, room in zip(block.figures, rooms, strict=True)
    )
    for room in rooms[1:]:
        _add_rule(shapes, room.left - _GAP / 2, top, bottom)


def _look(block: KeyFigures, width: float, *, is_tall: bool) -> _Look:
    sizes = _LARGE if is_tall else _SMALL
    value = min(
        next((size for size in sizes if _value_width(figure, size) <= width), sizes[-1])
        for figure in block.figures
    )
    label = 18.0 if is_tall else 14.0
    lines = max(lines_in(one.label, size=label, width=width) for one in block.figures)
    details = max((one.detail for one in block.figures), key=len)
    detail = fitting_size(details, sizes=_DETAILS[is_tall], width=width)
    return _Look(value, label, detail, min(lines, 2))


def _value_width(figure: KeyFigure, size: float) -> float:
    number, rest = _parts(figure.value)
    return run_width(number, size=size) + run_width(rest, size=size * _LESSER)


def _parts(value: str) -> tuple[str, str]:
    """The number and what it is out of, which is set smaller: 862 and / 1,003."""
    number, stroke, whole = value.partition(" / ")
    return number, f"{stroke}{whole}"


def _add_figure(shapes: Any, figure: KeyFigure, room: Box, look: _Look) -> float:
    """One number with its words; returns where it ends."""
    label_height = look.label * LEADING * look.label_lines
    label = Box(room.left, room.top, room.width, label_height)
    add_text_box(shapes, (Span(figure.label),), label, size=look.label, ink=SECONDARY)
    value = Box(room.left, label.top + label_height, room.width, look.value * LEADING)
    ink = TONE_INKS.get(figure.tone, INK)
    number, rest = _parts(figure.value)
    box = add_text_box(
        shapes, (Span(number),), value, size=look.value, ink=ink, is_bold=True
    )
    if rest:
        add_run(box.text_frame.paragraphs[0], rest, size=look.value * _LESSER, ink=ink)
    below = value.top + value.height + 4
    bottom = room.top + room.height
    if figure.detail:
        detail = Box(room.left, below, room.width, bottom - below)
        add_text_box(shapes, (Span(figure.detail),), detail, size=look.detail)
    lines = lines_in(figure.detail, size=look.detail, width=room.width)
    return min(below + lines * look.detail * LEADING, bottom)


def _add_rule(shapes: Any, left: float, top: float, bottom: float) -> None:
    at, start, end = (Emu(int(Pt(1) * side)) for side in (left, top, bottom))
    rule = unstyled(shapes.add_connector(MSO_CONNECTOR.STRAIGHT, at, start, at, end))
    rule.name = "分隔线"
    rule.line.color.rgb = colour(LINE)
    rule.line.width = Pt(1)
