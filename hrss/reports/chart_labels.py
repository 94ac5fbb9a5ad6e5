"""Numbers and names on the series of a native chart.

Comes in: a chart and its layout. Goes out: the labels of a series as DrawingML. A label
that has no room is left out rather than printed over its neighbour.
"""

from dataclasses import replace

from hrss.figures.theme import INK, text_width
from hrss.reports.chart_layout import (
    Layout,
    is_horizontal,
    is_stacked,
    label_size,
    largest,
    number_text,
)
from hrss.reports.chart_marks import (
    WHITE,
    ChartLook,
    element,
    ink_of,
    ink_on,
    number_format,
    shifted,
    shown,
    solid,
    text_properties,
)
from hrss.reports.content import Chart, ChartKind, Series

_LINE = 1.35
_AUTOMATIC_HEADROOM = 1.12
_NEAR = 0.12


def labels_of(chart: Chart, at: int, *, layout: Layout, look: ChartLook) -> str:
    """``c:dLbls`` of the series at a position."""
    if chart.kind is ChartKind.LINES:
        return _line_labels(chart, at, layout=layout, look=look)
    series = chart.series[at]
    if not series.has_labels:
        return element("c:dLbls", shown(value=False))
    look = replace(look, font_size=label_size(chart, layout, look.font_size))
    if is_stacked(chart):
        return _inside_labels(chart, series, layout=layout, look=look)
    text = text_properties(look, ink=INK)
    return element(
        "c:dLbls",
        f"{number_format(chart.number_format)}<c:spPr><a:noFill/></c:spPr>"
        f'<c:txPr>{text}</c:txPr><c:dLblPos val="outEnd"/>{shown(value=True)}',
    )


def _inside_labels(
    chart: Chart, series: Series, *, layout: Layout, look: ChartLook
) -> str:
    dropped = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        for at, value in enumerate(series.values)
        if value is not None and not _has_room(chart, value, layout, look)
    )
    ink = INK if series.is_hatched else ink_on(series.colour, dark=INK)
    ground = solid(WHITE) if series.is_hatched else "<a:noFill/>"
    text = text_properties(look, ink=ink)
    return element(
        "c:dLbls",
        f"{dropped}{number_format(chart.number_format)}<c:spPr>{ground}</c:spPr>"
        f'<c:txPr>{text}</c:txPr><c:dLblPos val="ctr"/>{shown(value=True)}',
    )


def _has_room(chart: Chart, value: float, layout: Layout, look: ChartLook) -> bool:
    end = chart.maximum or largest(chart) * _AUTOMATIC_HEADROOM
    room = layout.width if is_horizontal(chart) else layout.height
    needed = look.font_size * 1.2
    if is_horizontal(chart):
        text = number_text(value, chart.number_format)
        needed = text_width(text, size=look.font_size) + 0.3 * look.font_size
    return end > 0 and value / end * room >= needed


def _line_labels(chart: Chart, at: int, *, layout: Layout, look: ChartLook) -> str:
    series = chart.series[at]
    last = _last(series)
    if last is None:
        return element("c:dLbls", shown(value=False))
    is_at_end = last == len(series.values) - 1
    place = "r" if is_at_end else _place_before_end(chart, at, last)
    moves = _moves(chart, last, layout=layout, look=look)
    down = moves[at] if place == "r" else 0.0
    # Office programs break a label that is wider than a fifth of the chart.
    text = text_properties(look, ink=ink_of(series.colour), body='wrap="none"')
    one = (
        f'<c:idx val="{last}"/>{shifted(down) if down else ""}'
        f"{number_format(chart.number_format)}<c:spPr><a:noFill/></c:spPr>"
        f"<c:txPr>{text}</c:txPr>"
        f'<c:dLblPos val="{place}"/>{shown(value=series.has_labels, name=True)}'
    )
    return element("c:dLbls", f"<c:dLbl>{one}</c:dLbl>{shown(value=False)}")


def _moves(
    chart: Chart, where: int, *, layout: Layout, look: ChartLook
) -> dict[int, float]:
    """How far down each label of lines that end here goes, so that none touch.

    In fractions of the chart's height, and always beside the plot.
    """
    end, share = largest(chart), layout.plot.height
    line = look.font_size * _LINE / layout.height * share
    wanted = {
        at: (1 - (series.values[where] or 0.0) / end if end else 1.0) * share
        for at, series in enumerate(chart.series)
        if _last(series) == where
    }
    order = sorted(wanted, key=lambda at: (wanted[at], at))
    places = [wanted[at] for at in order]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + line)
    lowest = share - 0.7 * line + line
    for at in reversed(range(len(places))):
        lowest = min(places[at], lowest - line)
        places[at] = lowest
    return {at: place - wanted[at] for at, place in zip(order, places, strict=True)}


def _last(series: Series) -> int | None:
    known = [at for at, value in enumerate(series.values) if value is not None]
    return known[-1] if known else None


def _place_before_end(chart: Chart, at: int, where: int) -> str:
    """Where a line that ends earlier is named: beside it, unless another goes on there.

    Then it is named away from that one.
    """
    own = chart.series[at].values[where] or 0.0
    onward = [
        value
        for other, series in enumerate(chart.series)
        for value in series.values[where + 1 : where + 2]
        if other != at and value is not None
    ]
    near = [value for value in onward if abs(value - own) < _NEAR * largest(chart)]
    if not near:
        return "r"
    here = [series.values[where] or 0.0 for series in chart.series]
    return "t" if own >= max(here) else "b"
