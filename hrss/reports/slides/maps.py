"""A map as shapes: one freeform a prefecture, with its islands, named and described."""

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from hrss.figures.theme.formats import short_name
from hrss.figures.theme.palette import INK, SECONDARY, WHITE
from hrss.reports.content import Map, MapShape, Point
from hrss.reports.sentences import Span
from hrss.reports.slides.freeforms import EmuPoint, add_freeform
from hrss.reports.slides.legends import SIGNS, add_legend_below, add_legend_beside
from hrss.reports.slides.places import Box
from hrss.reports.slides.text import (
    CAPTION_SIZE,
    add_text_box,
    clear_margins,
    colour,
    fill_paragraph,
    plain,
    run_width,
    unstyled,
)

_LEGEND_WIDTH, _LEGEND_HEIGHT, _MARK_HEIGHT, _GAP = 96.0, 22.0, 18.0, 16.0
_LARGE_MAP, _LARGE_LABEL, _SMALL_LABEL = 420.0, 11.0, 9.0
_LEADING = 1.15


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the map's units fall on the slide: its origin and points per unit."""

    box: Box
    scale: float
    has_legend_beside: bool

    def at(self, point: Point) -> Point:
        x, y = point
        return self.box.left + x * self.scale, self.box.top + y * self.scale


def add_map(shapes: Any, block: Map, box: Box) -> None:
    """Prefectures, then leaders, then names: no ground hides a name.

    All of it is one group, so that it is moved and sized as a whole; each prefecture
    is a shape of its own within it.
    """
    frame = _frame(block, box)
    group = shapes.add_group_shape()
    group.name = plain(block.title)
    group._element.nvGrpSpPr.cNvPr.set("descr", plain(block.alt))
    for shape in block.shapes:
        _add_ground(group.shapes, shape, frame)
    size = _LARGE_LABEL if frame.box.width >= _LARGE_MAP else _SMALL_LABEL
    for shape in block.shapes:
        _add_leader(group.shapes, shape, frame)
    for shape in block.shapes:
        _add_label(group.shapes, shape, frame, size, box)
    _add_legend(shapes, block, frame, box)
    mark = Box(box.left, box.top + box.height - _MARK_HEIGHT, box.width, _MARK_HEIGHT)
    add_text_box(
        shapes,
        (Span(block.mark),),
        mark,
        size=CAPTION_SIZE,
        ink=SECONDARY,
        anchor=MSO_ANCHOR.BOTTOM,
        name="示意图标记",
    )


def _add_legend(shapes: Any, block: Map, frame: _Frame, box: Box) -> None:
    if frame.has_legend_beside:
        left = frame.box.left + frame.box.width + _GAP
        room = Box(left, box.top, box.left + box.width - left, frame.box.height)
        add_legend_beside(shapes, block, room)
    else:
        below = frame.box.top + frame.box.height + 4
        room = Box(box.left, below, box.width, _LEGEND_HEIGHT)
        add_legend_below(shapes, block, room)


def map_width(block: Map, height: float) -> float:
    """Width that the map takes with its legend when it is so high."""
    return (height - _MARK_HEIGHT) * block.width / block.height + _LEGEND_WIDTH


def _frame(block: Map, box: Box) -> _Frame:
    across, down = box.width, box.height - _MARK_HEIGHT
    beside = min((across - _LEGEND_WIDTH) / block.width, down / block.height)
    below = min(across / block.width, (down - _LEGEND_HEIGHT) / block.height)
    scale = max(beside, below)
    width, height = block.width * scale, block.height * scale
    left = box.left if beside >= below else box.left + (across - width) / 2
    return _Frame(Box(left, box.top, width, height), scale, beside >= below)


def _add_ground(shapes: Any, shape: MapShape, frame: _Frame) -> None:
    rings = [[_emu(frame.at(point)) for point in ring] for ring in shape.rings]
    if not rings:
        return
    drawn = add_freeform(shapes, rings)
    drawn.name = plain(shape.name)
    told = "，".join(dict.fromkeys(filter(None, (shape.value, shape.word))))
    drawn._element.nvSpPr.cNvPr.set("descr", plain(f"{shape.name}：{told}"))
    drawn.fill.solid()
    drawn.fill.fore_color.rgb = colour(shape.fill)
    drawn.line.color.rgb = colour(WHITE)
    drawn.line.width = Pt(0.75)


def _add_leader(shapes: Any, shape: MapShape, frame: _Frame) -> None:
    if shape.label_from is None:
        return
    start, end = _emu(frame.at(shape.label_from)), _emu(frame.at(shape.label_at))
    ends = (Emu(side) for side in (*start, *end))
    line = unstyled(shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends))
    line.name = plain(f"{shape.name}引线")
    line.line.color.rgb = colour(SECONDARY)
    line.line.width = Pt(0.75)


def _add_label(
    shapes: Any, shape: MapShape, frame: _Frame, size: float, box: Box
) -> None:
    lines = (short_name(shape.name), f"{SIGNS.get(shape.word, '')}{shape.value}")
    label = shapes.add_textbox(*_label_box(lines, shape, frame, size, box).emu())
    label.name = plain(f"{shape.name}标注")
    text = label.text_frame
    text.word_wrap = False
    text.vertical_anchor = MSO_ANCHOR.MIDDLE
    clear_margins(text)
    for at, line in enumerate(lines):
        fill_paragraph(
            text.paragraphs[0] if at == 0 else text.add_paragraph(),
            (Span(line),),
            size=size,
            # Outside its ground a name stands on white.
            ink=shape.ink if shape.label_from is None else INK,
            is_bold=at == 0,
            align=PP_ALIGN.CENTER,
            leading=_LEADING,
        )
    # White text that reaches over its ground's edge would be lost on the next one.
    ground = shape.fill if shape.ink == WHITE else ""
    if shape.label_from is not None:
        ground = WHITE
    if ground:
        label.fill.solid()
        label.fill.fore_color.rgb = colour(ground)


def _label_box(
    lines: tuple[str, str], shape: MapShape, frame: _Frame, size: float, box: Box
) -> Box:
    """Room for a name and its value about its point, kept within the map's box."""
    width = max(run_width(line, size=size) for line in lines) + size * 0.8
    height = len(lines) * size * _LEADING
    x, y = frame.at(shape.label_at)
    left = min(max(x - width / 2, box.left), box.left + box.width - width)
    top = min(max(y - height / 2, box.top), box.top + box.height - height)
    return Box(left, top, width, height)


def _emu(point: Point) -> EmuPoint:
    x, y = point
    return round(x * Pt(1)), round(y * Pt(1))
