"""Moves labels apart on a map whose size in pixels is roughly known."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from hrss.figures.theme.formats import text_width

_LINE = 1.3
_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Box:
    """A label's rectangle in pixels, by its centre."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: "Box") -> bool:
        """Whether two labels would print over one another."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + _GAP
            and abs(self.y - other.y) < (self.height + other.height) / 2 + _GAP
        )

    def moved(self, across: float, down: float) -> "Box":
        """The same label elsewhere."""
        return Box(self.x + across, self.y + down, self.width, self.height)


def text_box(x: float, y: float, text: str, *, size: float) -> Box:
    """Rectangle of a text of one or more lines, centred on a point."""
    lines = text.split("<br>")
    widest = max(text_width(line, size=size) for line in lines)
    return Box(x, y, widest, len(lines) * size * _LINE)


def apart(boxes: list[Box], *, width: float, height: float) -> list[Box]:
    """The same labels, none on another, all inside the picture.

    Labels with few neighbours keep their place; crowded ones go to the nearest
    free place. One that finds none within reach stays where it was.
    """
    crowding = [sum(box.touches(other) for other in boxes) for box in boxes]
    placed: dict[int, Box] = {}
    for at in sorted(range(len(boxes)), key=lambda at: (crowding[at], at)):
        free = (
            box
            for box in _places(boxes[at])
            if _is_inside(box, width=width, height=height)
            and not any(box.touches(other) for other in placed.values())
        )
        placed[at] = next(free, boxes[at])
    return [placed[at] for at in range(len(boxes))]


def _places(box: Box) -> Iterator[Box]:
    yield box
    for radius in range(6, 190, 6):
        for step in range(16):
            angle = math.tau * step / 16
            yield box.moved(radius * math.cos(angle), radius * math.sin(angle))


def _is_inside(box: Box, *, width: float, height: float) -> bool:
    return (
        box.width / 2 <= box.x <= width - box.width / 2
        and box.height / 2 <= box.y <= height - box.height / 2
    )
