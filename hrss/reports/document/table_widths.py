"""Widths of a table's columns: as large as its text needs, on the page that holds it.

Comes in: a table and the room on pages that stand or lie. Goes out: size of type, way
of the page and widths, so that no number breaks and few names do.
"""

import math
from dataclasses import dataclass

from hrss.figures.theme import text_width
from hrss.reports.cell_texts import cell_text
from hrss.reports.content import Table
from hrss.reports.document.paper import Paper
from hrss.reports.document.style_forms import row_line

_SIZES = ((10.5, ""), (9.0, "（小）"))
_PADDING = 9.0
_WRAPPED_TEXT = 12
_LONG_LABEL = 4
_ROW_MARGINS = 2.2
_TITLE_AND_NOTE = 65.0
_LONGER = 4
# Longest first: 未建成 is not 未 and 建成.
_LAST_WORDS = (
    "完成率",
    "达标率",
    "按时率",
    "未建成",
    "未填报",
    "应建",
    "建成",
    "上报",
    "进度",
    "差距",
    "变化",
    "达标",
    "日期",
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: size of type, page, widths of columns in points."""

    suffix: str
    size: float
    is_lying: bool
    widths: tuple[float, ...]


def fit_of(paper: Paper, table: Table) -> Fit:
    """The largest type on the page that stands, if it holds the table at all.

    Smaller type is taken where it saves a page of a few rows; columns that no page
    holds shrink alike, and their text wraps.
    """
    rooms = [(paper.width(is_lying=False), False)]
    if paper.width(is_lying=True) > rooms[0][0]:
        rooms.append((paper.width(is_lying=True), True))
    for room, is_lying in rooms:
        fits = [
            Fit(suffix, size, is_lying, _shared(table, needs, room))
            for size, suffix in _SIZES
            for needs in (
                _needs(table, size, is_broken=False),
                _needs(table, size, is_broken=True),
            )
            if sum(needs) <= room
        ]
        if fits:
            height = paper.height(is_lying=is_lying)
            one_page = [fit for fit in fits if table_height(table, fit.size) <= height]
            return (one_page or fits)[0]
    size, suffix = _SIZES[-1]
    room, is_lying = rooms[-1]
    needs = _needs(table, size, is_broken=True)
    shrunk = tuple(need * room / sum(needs) for need in needs)
    return Fit(suffix, size, is_lying, shrunk)


def table_height(table: Table, size: float) -> float:
    """Height of the table with its title and note, of rows with one line."""
    row = row_line(size) + _ROW_MARGINS
    return (len(table.rows) + 2) * row + _TITLE_AND_NOTE


def _needs(table: Table, size: float, *, is_broken: bool) -> list[float]:
    return [
        _need(table, at, size, is_broken=is_broken) for at in range(len(table.columns))
    ]


def _need(table: Table, at: int, size: float, *, is_broken: bool) -> float:
    """Width below which a number breaks, or a name breaks too often."""
    column = table.columns[at]
    texts = [cell_text(row[at], column.kind) for row in table.rows]
    longest = max((room_for(text, size) for text in texts), default=0.0)
    if column.kind == "text":
        longest = min(longest, room_for("字" * _WRAPPED_TEXT, size))
    label, at = column.label, broken_at(column.label)
    is_long = len(label) >= _LONG_LABEL
    heads = (label[:at], label[at:]) if is_broken and is_long else (label,)
    return max(longest, *(room_for(head, size) for head in heads))


def room_for(text: str, size: float) -> float:
    """Width of a cell that holds the text on one line, in points."""
    return text_width(text, size=size) * 1.04 + _PADDING


def broken_at(label: str) -> int:
    """Where a heading breaks: before its bracket or last word, else in the middle."""
    bracket = label.find("（")
    if bracket > 0:
        return bracket
    for word in _LAST_WORDS:
        if label.endswith(word) and 2 <= len(label) - len(word) <= len(word) + _LONGER:
            return len(label) - len(word)
    return math.ceil(len(label) / 2)


def _shared(table: Table, needs: list[float], room: float) -> tuple[float, ...]:
    """What is left of the page goes to the columns by the widths they ask for."""
    total = sum(column.width for column in table.columns)
    wanted = [
        max(need, room * column.width / total)
        for need, column in zip(needs, table.columns, strict=True)
    ]
    spare = [want - need for want, need in zip(wanted, needs, strict=True)]
    left = room - sum(needs)
    share = left / sum(spare) if sum(spare) > left else 1.0
    return tuple(need + more * share for need, more in zip(needs, spare, strict=True))
