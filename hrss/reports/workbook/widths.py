"""How wide a column must be and how high a row, in Excel's units.

A unit is a digit's width; a Chinese character takes two.
"""

import math
from collections.abc import Sequence

from hrss.reports.cell_texts import cell_text
from hrss.reports.content import Table

LINE_HEIGHT = 17.0
WIDEST_COLUMN = 50
_NARROWEST = 8
# What the indent and the cell's edges take, and what the filter's arrow hides.
_EDGES = 3
_ARROW = 2
_LONG_HEADING = 10


def text_units(text: str) -> int:
    """Width of a text: two for a Chinese character, one for a Latin one."""
    return sum(2 if ord(sign) > 0x2000 else 1 for sign in text)


def column_units(table: Table) -> list[int]:
    """Widths of columns that show their headings and their longest cells whole."""
    widths = []
    for position, column in enumerate(table.columns):
        texts = [cell_text(row[position], column.kind) for row in table.rows]
        longest = max((text_units(text) for text in texts), default=0)
        heading = text_units(column.label)
        # A long heading over short cells is set in two lines, or in three.
        if heading > max(_LONG_HEADING, longest):
            lines = 2 if heading <= 2 * _LONG_HEADING else 3
            # A character more than its share, lest one is left to a line of its own.
            heading = max(math.ceil(heading / 2 / lines) * 2 + 2, longest)
        wanted = max(longest, heading + _ARROW) + _EDGES
        widths.append(min(max(wanted, _NARROWEST), WIDEST_COLUMN))
    return widths


def lines_in(text: str, units: float) -> int:
    """Lines that a text takes in this width."""
    parts = text.split("\n")
    return sum(max(1, math.ceil(text_units(part) / max(units, 1))) for part in parts)


def row_height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Height of a row that shows each of its texts whole."""
    lines = [
        lines_in(text, width - _EDGES)
        for text, width in zip(texts, widths, strict=True)
    ]
    return LINE_HEIGHT * max(lines, default=1) + 3
