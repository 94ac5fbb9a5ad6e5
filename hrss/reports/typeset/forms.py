"""Charts and maps as plain values that the typesetter draws.

Comes in: blocks of a brief. Goes out: dictionaries of text and numbers; values of a
chart are shares of its axis. Nothing here is markup, so nothing in a name can be.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from hrss.figures import theme
from hrss.reports.cell_texts import cell_text
from hrss.reports.content import Chart, ChartKind, Map, MapShape, Point, Series

Form = dict[str, object]

_UPRIGHT = (ChartKind.COLUMNS, ChartKind.STACKED_COLUMNS)
_STACKED = (ChartKind.STACKED_BARS, ChartKind.STACKED_COLUMNS)
_ALARMS = ("黄灯", "红灯")
# Least distance of two labels at the ends of lines, as a share of the height.
_APART = 0.075


def chart_form(chart: Chart) -> Form:
    """A chart with its axis of values computed and its numbers printed."""
    top, step = _axis(chart)
    ends = _end_places(chart, top)
    return {
        "form": "chart",
        "kind": chart.kind.value,
        "upright": chart.kind in _UPRIGHT,
        "stacked": chart.kind in _STACKED,
        "title": chart.title,
        "note": chart.note,
        "alt": chart.alt,
        "value_title": chart.value_title,
        "categories": list(chart.categories),
        "days": all(name.isascii() for name in chart.categories),
        "ticks": [
            {"at": at * step / top, "text": number_text(at * step, chart.number_format)}
            for at in range(math.floor(top / step + 1e-9) + 1)
        ],
        "series": [
            _series_form(series, top, chart.number_format, end)
            for series, end in zip(chart.series, ends, strict=True)
        ],
    }


def map_form(map_: Map) -> Form:
    """A map in its own units."""
    return {
        "form": "map",
        "title": map_.title,
        "note": map_.note,
        "alt": map_.alt,
        "mark": map_.mark,
        "width": map_.width,
        "height": map_.height,
        "legend": [
            {"word": cell_text(word, "light"), "fill": fill}
            for word, fill in map_.legend
        ],
        "shapes": [_shape_form(shape) for shape in map_.shapes],
    }


def number_text(value: float, number_format: str) -> str:
    """A number as one of Excel's simpler formats prints it: 0, #,##0, 0.0%."""
    digits = number_format.rstrip("%").partition(".")[2]
    comma = "," if "," in number_format else ""
    unit = "%" if number_format.endswith("%") else "f"
    return f"{value:{comma}.{len(digits)}{unit}}"


def _axis(chart: Chart) -> tuple[float, float]:
    """End of the axis of values, and the distance of its lines."""
    known = [[value or 0.0 for value in series.values] for series in chart.series]
    if chart.kind in _STACKED:
        highest = max((sum(part) for part in zip(*known, strict=True)), default=0)
    else:
        highest = max((value for values in known for value in values), default=0)
    top = chart.maximum or highest
    if top <= 0:
        return 1.0, 1.0
    step = theme.round_step(top)
    return (chart.maximum or math.ceil(top / step - 1e-9) * step), step


def _series_form(
    series: Series, top: float, number_format: str, end: float | None
) -> Form:
    labels = [
        number_text(value, number_format)
        if value is not None and series.has_labels
        else ""
        for value in series.values
    ]
    last = next((label for label in reversed(labels) if label), "")
    return {
        "name": series.name,
        "colour": series.colour,
        "ink": theme.INK if series.is_hatched else theme.text_on(series.colour),
        "pale": theme.text_on(series.colour) == theme.INK,
        "hatched": series.is_hatched,
        "dashed": series.is_dashed,
        "values": [None if value is None else value / top for value in series.values],
        "labels": labels,
        "end_text": f"{series.name} {last}".strip(),
        "end_at": end,
    }


def _end_places(chart: Chart, top: float) -> list[float | None]:
    """Where the label at each line's end stands: near its point, none on another."""
    last = [_last_known(series.values) for series in chart.series]
    order = sorted(
        (at for at, value in enumerate(last) if value is not None),
        key=lambda at: last[at] or 0.0,
    )
    places: list[float | None] = [None] * len(last)
    for at in order:
        places[at] = (last[at] or 0.0) / top
    for below, above in pairwise(order):
        least = (places[below] or 0.0) + _APART
        places[above] = max(places[above] or 0.0, least)
    return places


def _last_known(values: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _shape_form(shape: MapShape) -> Form:
    largest = max(map(_extent, shape.rings), key=math.prod, default=(0.0, 0.0))
    return {
        "name": theme.short_name(shape.name) + _alarm_sign(shape.word),
        "text": shape.value,
        "fill": shape.fill,
        "ink": shape.ink,
        "width": largest[0],
        "height": largest[1],
        "rings": [[list(point) for point in ring] for ring in shape.rings],
        "label_at": list(shape.label_at),
        "label_from": list(shape.label_from) if shape.label_from else None,
    }


def _alarm_sign(word: str) -> str:
    """Colour alone is lost in print: a light that alarms has its sign as well."""
    return cell_text(word, "light")[0] if word in _ALARMS else ""


def _extent(ring: Sequence[Point]) -> tuple[float, float]:
    across, down = zip(*ring, strict=True)
    return max(across) - min(across), max(down) - min(down)
