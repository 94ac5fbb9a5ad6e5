"""How a table is set: its size of type, and the rows that one slide holds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from hrss.reports.cell_texts import cell_text
from hrss.reports.content import Column, Table
from hrss.reports.slides.places import Box
from hrss.reports.slides.text import lines_in, run_width

SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
_SPLIT_SIZES = (12.0, 11.0, 10.0)
_COMFORTABLE = 14.0
# Characters: a heading so short stays in one line, words keep so many in a line.
_SHORT_HEADING, _LEAST_WORD = 3, 6
LEADING = 1.3
SIDE, ABOVE = 7.0, 3.5
# A narrow table drawn out over a wide slide loses its rows.
_WIDEST = 1.9
_LOOSEST = 1.35


class _Breaks(IntEnum):
    """What takes a second line in its cell."""

    NONE = 0
    WORDS = 1
    NUMBERS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """Size of type, width of each column and height of each row, headings first."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    breaks: _Breaks


def natural_width(table: Table) -> float:
    """Width in points in which no cell of a large type needs a second line."""
    return sum(_natural_widths(table, _COMFORTABLE))


def plan_of(table: Table, box: Box, *, is_continued: bool) -> tuple[Plan, int]:
    """The plan, and how many of the rows this slide holds.

    Rows that do not fit are shared out evenly, in one size of type on all slides.

    Parameters
    ----------
    is_continued : the table began on another slide.
    """
    plan = _plan(table, box, _SPLIT_SIZES if is_continued else SIZES)
    count = _fitting(plan.heights, box.height)
    if count < len(table.rows):
        plan = _plan_in(table, box.width, _SPLIT_SIZES[0])
        count = _shared(plan.heights, box.height)
    return _loosened(plan, count, box.height), count


def _plan(table: Table, box: Box, sizes: Sequence[float]) -> Plan:
    """The largest type in which all fits; else the smallest, with rows left over.

    No cell of two lines is better than large type, and a number in two lines worst.
    """
    plans = [_plan_in(table, box.width, size) for size in sizes]
    whole = [plan for plan in plans if sum(plan.heights) <= box.height]
    for breaks in (_Breaks.NONE, _Breaks.WORDS):
        for plan in whole:
            is_read = plan.size >= _SPLIT_SIZES[0] or breaks is _Breaks.WORDS
            if plan.breaks <= breaks and is_read:
                return plan
    return (whole or plans)[-1]


def _shared(heights: Sequence[float], room: float) -> int:
    """Rows of this slide when the rest is shared out over as many slides as needed."""
    slides = math.ceil(sum(heights[1:]) / max(room - heights[0], 1.0))
    even = math.ceil((len(heights) - 1) / max(slides, 1))
    return max(min(even, _fitting(heights, room)), 1)


def _loosened(plan: Plan, count: int, room: float) -> Plan:
    """Rows a little higher where there is room for it."""
    spare = room / sum(plan.heights[: count + 1])
    factor = min(max(spare, 1.0), _LOOSEST)
    return replace(plan, heights=tuple(one * factor for one in plan.heights))


def _plan_in(table: Table, width: float, size: float) -> Plan:
    natural = _natural_widths(table, size, has_whole_headings=True)
    if sum(natural) > width:
        natural = _natural_widths(table, size)
    stretch = min(width / sum(natural), _WIDEST)
    if stretch >= 1:
        widths, breaks = [one * stretch for one in natural], _Breaks.NONE
    else:
        widths, breaks = _squeezed(table.columns, natural, width, size)
    texts = [[column.label for column in table.columns], *_texts(table)]
    heights = tuple(_row_height(row, widths, size) for row in texts)
    return Plan(size, tuple(widths), heights, breaks)


def _squeezed(
    columns: Sequence[Column], natural: Sequence[float], width: float, size: float
) -> tuple[list[float], _Breaks]:
    """Widths where not all fit: words give way, numbers and dates stay whole.

    Where that is not enough all give way, and it is said that numbers are broken.
    """
    least = [
        min(one, size * _LEAST_WORD + 2 * SIDE) if column.kind == "text" else one
        for one, column in zip(natural, columns, strict=True)
    ]
    spare, wanted = width - sum(least), sum(natural) - sum(least)
    if spare < 0:
        return [one * width / sum(least) for one in least], _Breaks.NUMBERS
    return [
        low + (one - low) * spare / wanted
        for low, one in zip(least, natural, strict=True)
    ], _Breaks.WORDS


def _natural_widths(
    table: Table, size: float, *, has_whole_headings: bool = False
) -> list[float]:
    """Widths of whole cells; a heading may take two lines, unless it is to be whole."""
    texts = _texts(table)
    widths = []
    for at, column in enumerate(table.columns):
        half = column.label[: (len(column.label) + 1) // 2]
        is_whole = has_whole_headings or len(column.label) <= _SHORT_HEADING
        whole = column.label if is_whole else half
        cells = max((run_width(row[at], size=size) for row in texts), default=0.0)
        widest = max(cells, run_width(whole, size=size))
        widths.append(widest + 2 * SIDE + size * 0.7)
    return widths


def _texts(table: Table) -> list[list[str]]:
    return [
        [
            cell_text(value, column.kind)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]


def _row_height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    lines = max(
        lines_in(text, size=size, width=inner_width(width, size))
        for text, width in zip(texts, widths, strict=True)
    )
    return lines * size * LEADING + 2 * ABOVE


def _fitting(heights: Sequence[float], room: float) -> int:
    """Rows of the body that fit under the headings; at least one, if there is any."""
    taken, count = heights[0], 0
    for height in heights[1:]:
        taken += height
        if count and taken > room:
            break
        count += 1
    return count


def inner_width(width: float, size: float) -> float:
    """Room for text in a cell; `lines_in` keeps half a character back of it."""
    return width - 2 * SIDE + size * 0.4
