"""From a figure to a tone: sequential for rates, diverging for gaps."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from hrss.figures.theme.formats import percent, points
from hrss.figures.theme.palette import INK, SECONDARY, WHITE

MISSING = "#E9EDF1"

# Monotone in lightness, so that more is darker on a grey print as well.
RATE_STOPS = (
    (0.0, "#E6EFF8"),
    (0.25, "#BCD6EE"),
    (0.5, "#82B2DE"),
    (0.75, "#3E7DBD"),
    (1.0, "#123C6D"),
)
# Orange against blue holds for the common forms of colour blindness.
GAP_STOPS = (
    (0.0, "#8A4B08"),
    (0.25, "#D28A3A"),
    (0.45, "#F4DFC2"),
    (0.5, "#F5F6F7"),
    (0.55, "#D5E5F3"),
    (0.75, "#6FA6D8"),
    (1.0, "#16457A"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """How a measure is coloured.

    Parameters
    ----------
    stops : (position 0 to 1, colour) pairs.
    low, high : the values at both ends; never taken from the data alone.
    tick_values, tick_texts : marks on the colour bar.
    """

    stops: tuple[tuple[float, str], ...]
    low: float
    high: float
    tick_values: tuple[float, ...]
    tick_texts: tuple[str, ...]

    def tone(self, value: float) -> str:
        """Colour of a value; the ground for a missing one."""
        if pd.isna(value):
            return MISSING
        return tone_at(self.stops, (value - self.low) / (self.high - self.low))

    def paled(self) -> "Scale":
        """The same scale half as strong, to lie under points."""
        stops = tuple(
            (at, tone_at(((0.0, WHITE), (1.0, color)), 0.45))
            for at, color in self.stops
        )
        return replace(self, stops=stops)


def rate_scale() -> Scale:
    """Scale of every rate, always 0 to 100 %, so that two days compare."""
    ticks = (0.0, 0.25, 0.5, 0.75, 1.0)
    return Scale(RATE_STOPS, 0.0, 1.0, ticks, tuple(f"{t:.0%}" for t in ticks))


def gap_scale(gaps: list[float]) -> Scale:
    """Scale of points ahead or behind, symmetric about zero, 30 points at least."""
    largest = max((abs(gap) for gap in gaps if not pd.isna(gap)), default=0.0)
    # Thirty points exactly come out of a division a hair above thirty.
    reach = max(30.0, math.ceil(round(largest, 6) / 10) * 10.0)
    ticks = (-reach, -reach / 2, 0.0, reach / 2, reach)
    half = f"{reach / 2:g}"
    texts = (f"−{reach:g}", f"−{half}", "0", f"+{half}", f"+{reach:g}")
    return Scale(GAP_STOPS, -reach, reach, ticks, texts)


def scale_of(measure: str, values: list[float]) -> Scale:
    """Scale for a measure of a map."""
    return gap_scale(values) if measure == "gap_pp" else rate_scale()


def value_text(measure: str, value: float) -> str:
    """Value as it stands on a map, where 100.0% would be wider than its place."""
    if measure == "gap_pp":
        return points(value)
    return percent(value).replace("100.0%", "100%")


def tone_at(stops: tuple[tuple[float, str], ...], share: float) -> str:
    """Colour at a position of a scale, as the browser would interpolate it."""
    share = min(max(share, 0.0), 1.0)
    for (start, first), (end, last) in pairwise(stops):
        if share <= end:
            weight = (share - start) / (end - start)
            mixed = (
                round(a + (b - a) * weight)
                for a, b in zip(_channels(first), _channels(last), strict=True)
            )
            return "#" + "".join(f"{channel:02X}" for channel in mixed)
    return stops[-1][1]


def text_on(fill: str) -> str:
    """Ink or white, whichever stands out more from a fill."""
    return max((INK, WHITE), key=lambda color: _contrast(color, fill))


def horizontal_bar(
    scale: Scale, *, measure: str, label: str, y: float
) -> dict[str, object]:
    """Labelled colour bar that lies under a map, its top `y` of the height."""
    title = f"{label}（百分点）" if measure == "gap_pp" else label
    return {
        "orientation": "h",
        "x": 1,
        "xanchor": "right",
        "y": y,
        "yanchor": "top",
        "lenmode": "pixels",
        "len": 176,
        "thickness": 8,
        "outlinewidth": 0,
        "xpad": 16,
        "ypad": 0,
        "title": {"text": title, "side": "top", "font": {"size": 11, "color": INK}},
        "tickvals": list(scale.tick_values),
        "ticktext": list(scale.tick_texts),
        "tickfont": {"size": 10, "color": SECONDARY},
        "ticks": "",
    }


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(color: str) -> float:
    shares = [channel / 255 for channel in _channels(color)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
