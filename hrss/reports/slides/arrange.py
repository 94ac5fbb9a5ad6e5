"""Blocks of a slide to places on it: numbers above, the rest side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrss.reports.content import (
    Block,
    Chart,
    Heading,
    KeyFigures,
    Map,
    Paragraph,
    Table,
)
from hrss.reports.slides.key_figures import STRIP_HEIGHT
from hrss.reports.slides.maps import map_width
from hrss.reports.slides.places import Box
from hrss.reports.slides.prose import Prose, prose_height
from hrss.reports.slides.table_plans import natural_width

_GAP = 28.0
_BELOW_STRIP = 16.0
# Text that takes no more than this, in points, stands across the slide.
_STRIP_SIZE, _STRIP_LIMIT = 18.0, 76.0
_COLUMN_SHARE, _MAP_SHARE, _TABLE_SHARE = 0.32, 0.62, 0.65


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in a box: one block, or text that belongs together."""

    content: KeyFigures | Table | Chart | Map | tuple[Prose, ...]
    box: Box


def arranged(blocks: Sequence[Block], box: Box) -> list[Placed]:
    """A place for each block, from top to bottom and from left to right.

    Key figures are a strip across the top, a short text one above or below what it
    speaks of, as it came; all else stands side by side, each as wide as it needs.
    """
    groups = _grouped(blocks)
    placed: list[Placed] = []
    while len(groups) > 1:
        at = next((i for i, one in enumerate(groups) if _is_strip(one, box)), None)
        if at is None:
            break
        strip = groups.pop(at)
        height = _strip_height(strip, box)
        if at and not isinstance(strip, KeyFigures):
            top = box.top + box.height - height
            box_of_strip, box = (
                Box(box.left, top, box.width, height),
                box.cut_bottom(height + _BELOW_STRIP),
            )
        else:
            box_of_strip = Box(box.left, box.top, box.width, height)
            box = box.cut_top(height + _BELOW_STRIP)
        placed.append(Placed(strip, box_of_strip))
    return [*placed, *_side_by_side(groups, box)]


_Group = KeyFigures | Table | Chart | Map | tuple[Prose, ...]


def _grouped(blocks: Sequence[Block]) -> list[_Group]:
    groups: list[_Group] = []
    for block in blocks:
        if not isinstance(block, Heading | Paragraph):
            groups.append(block)
        elif groups and isinstance(groups[-1], tuple):
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return groups


def _is_strip(group: _Group, box: Box) -> bool:
    if isinstance(group, KeyFigures):
        return True
    return isinstance(group, tuple) and _strip_height(group, box) <= _STRIP_LIMIT


def _strip_height(group: _Group, box: Box) -> float:
    if isinstance(group, tuple):
        return prose_height(group, size=_STRIP_SIZE, width=box.width)
    return STRIP_HEIGHT


def _side_by_side(groups: Sequence[_Group], box: Box) -> list[Placed]:
    if not groups:
        return []
    if len(groups) == 1:
        return [Placed(groups[0], box)]
    room = box.width - _GAP * (len(groups) - 1)
    placed, left = [], box.left
    for group, width in zip(groups, _widths(groups, room, box.height), strict=True):
        placed.append(Placed(group, Box(left, box.top, width, box.height)))
        left += width + _GAP
    return placed


def _widths(groups: Sequence[_Group], room: float, height: float) -> list[float]:
    """Charts take what the others leave; without one, all grow alike."""
    wanted = [_wanted(group, room, height) for group in groups]
    charts = [isinstance(group, Chart) for group in groups]
    total = sum(wanted)
    if not any(charts) or total > room:
        return [one * room / total for one in wanted]
    share = (room - total) / sum(charts)
    return [
        one + share if is_chart else one
        for one, is_chart in zip(wanted, charts, strict=True)
    ]


def _wanted(group: _Group, room: float, height: float) -> float:
    if isinstance(group, Table):
        return min(natural_width(group), room * _TABLE_SHARE)
    if isinstance(group, Map):
        return min(map_width(group, height), room * _MAP_SHARE)
    if isinstance(group, tuple):
        return room * _COLUMN_SHARE
    return room * (1 - _TABLE_SHARE)
