"""How much room the words around a native chart need.

Comes in: a chart as numbers, its size and type size in points. Goes out: where its plot
and its legend lie, as fractions of the chart. Office programs leave this to themselves
and each cuts other labels off, so it is said.
"""

import math
from dataclasses import dataclass

from hrss.figures.theme import text_width
from hrss.reports.content import Chart, ChartKind

_BARS = (ChartKind.BARS, ChartKind.STACKED_BARS)
_STACKED = (ChartKind.STACKED_BARS, ChartKind.STACKED_COLUMNS)
_LEGEND_KEY = 2.6
_ROW = 1.7
_NAMES_AT_MOST = 0.42
_FEW_BARS = 12
_IN_BAR, _BESIDE_BAR = 0.85, 1.1


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the chart, in fractions of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a chart lie.

    Parameters
    ----------
    plot : inside of the axes.
    legend : None where every series is labelled in the plot.
    is_slanted : names of categories are set aslant, since they touch otherwise.
    skip : every so manieth category is named.
    width, height : of the plot, in points.
    """

    plot: Area
    legend: Area | None
    is_slanted: bool
    skip: int
    width: float
    height: float


def is_horizontal(chart: Chart) -> bool:
    """Whether the bars lie."""
    return chart.kind in _BARS


def is_stacked(chart: Chart) -> bool:
    """Whether the series of a category stand on one another."""
    return chart.kind in _STACKED


def number_text(value: float, number_format: str) -> str:
    """The number as Excel prints it, for the formats that a chart may have."""
    decimals = len(number_format.partition(".")[2].rstrip("%"))
    if number_format.endswith("%"):
        return f"{value:.{decimals}%}"
    thousands = "," if "," in number_format else ""
    return f"{value:{thousands}.{decimals}f}"


def largest(chart: Chart) -> float:
    """The end of the values: the longest bar, or what the chart says."""
    known = [[value or 0.0 for value in series.values] for series in chart.series]
    if is_stacked(chart):
        ends = [sum(stack) for stack in zip(*known, strict=True)]
    else:
        ends = [value for values in known for value in values]
    return chart.maximum or max(ends, default=0.0)


def gap_width(chart: Chart) -> int:
    """Room between bars, in hundredths of a bar; many bars stand closer."""
    if not is_horizontal(chart):
        return 60
    return 45 if len(chart.categories) <= _FEW_BARS else 25


def label_size(chart: Chart, layout: Layout, size: float) -> float:
    """Size of the numbers in the bars, which may not be higher than lying bars."""
    if not is_horizontal(chart) or not chart.categories:
        return size
    abreast = 1 if is_stacked(chart) else len(chart.series)
    slot = layout.height / len(chart.categories)
    bar = slot / (abreast + gap_width(chart) / 100)
    return min(size, bar * (_IN_BAR if is_stacked(chart) else _BESIDE_BAR))


def line_label(chart: Chart, at: int) -> str:
    """What stands at the end of a line: its name, and its last number."""
    series = chart.series[at]
    known = [value for value in series.values if value is not None]
    if not known or not series.has_labels:
        return series.name
    return f"{series.name} {number_text(known[-1], chart.number_format)}"


def lay_out(chart: Chart, *, width: float, height: float, size: float) -> Layout:
    """Room for names, numbers, title of the axis and legend.

    Parameters
    ----------
    width, height : of the chart, in points.
    size : of its type, in points.
    """
    legend = _legend(chart, width=width, height=height, size=size)
    top = _top(chart, legend, height=height, size=size)
    names = [text_width(name, size=size) for name in chart.categories]
    longest = max(names, default=0.0)
    number = text_width(number_text(largest(chart), chart.number_format), size=size)
    if is_horizontal(chart):
        left = min(longest + 0.9 * size, width * _NAMES_AT_MOST)
        right = max(number / 2 + 0.4 * size, _outside(chart, number, size))
        bottom = size * (1.9 + _ROW) if chart.value_title else size * 1.9
        is_slanted, skip = False, 1
    else:
        left = number + 1.2 * size
        right = _line_room(chart, size) if chart.kind is ChartKind.LINES else size
        slot = (width - left - right) / max(len(names), 1)
        is_tight = longest + 0.4 * size > slot
        is_slanted = is_tight and chart.kind is not ChartKind.LINES
        skip = math.ceil((longest + 0.6 * size) / slot) if is_tight else 1
        skip = 1 if is_slanted else skip
        bottom = longest * 0.75 + 1.4 * size if is_slanted else 2.0 * size
    inside = (max(width - left - right, size), max(height - top - bottom, size))
    plot = Area(left / width, top / height, inside[0] / width, inside[1] / height)
    return Layout(plot, legend, is_slanted, skip, inside[0], inside[1])


def _outside(chart: Chart, number: float, size: float) -> float:
    has_labels = any(series.has_labels for series in chart.series)
    return number + size if has_labels and not is_stacked(chart) else 0.0


def _line_room(chart: Chart, size: float) -> float:
    labels = [line_label(chart, at) for at in range(len(chart.series))]
    return max(text_width(label, size=size) for label in labels) + 1.6 * size


def _legend(chart: Chart, *, width: float, height: float, size: float) -> Area | None:
    if len(chart.series) < 2 or chart.kind is ChartKind.LINES:
        return None
    keys = [
        text_width(series.name, size=size) + _LEGEND_KEY * size
        for series in chart.series
    ]
    rows = math.ceil(sum(keys) / width)
    title = text_width(chart.value_title, size=size) + 2 * size
    is_beside = not is_horizontal(chart) and title + sum(keys) <= width
    top = 0.0 if is_beside or is_horizontal(chart) else _ROW * size
    room = min(sum(keys), width)
    return Area(
        left=(width - room) / width,
        top=top / height,
        width=room / width,
        height=rows * _ROW * size / height,
    )


def _top(chart: Chart, legend: Area | None, *, height: float, size: float) -> float:
    above = (legend.top + legend.height) * height if legend else 0.0
    if not is_horizontal(chart) and chart.value_title:
        above = max(above, _ROW * size)
    return above + (0.5 if is_horizontal(chart) else 0.9) * size
