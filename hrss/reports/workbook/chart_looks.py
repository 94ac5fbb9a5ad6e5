"""How a native chart looks in Excel: hatching, dashes, labels, axes."""

from typing import Any

from hrss.figures.theme.palette import INK, LINE, SECONDARY, WHITE
from hrss.reports.content import Chart, ChartKind, Series
from hrss.reports.workbook.styles import FONT

_STACKED = (ChartKind.STACKED_BARS, ChartKind.STACKED_COLUMNS)
_BARS = (ChartKind.BARS, ChartKind.STACKED_BARS)
# A part narrower than this share of the axis has no room for its number.
_LEAST_SHARE = 0.045
# Ends of lines nearer than this share of the axis would print over one another.
_LEAST_DISTANCE = 0.05


def series_look(chart: Chart, series: Series) -> dict[str, Any]:
    """Fill or line: hatched is reported and not verified, dashed is a plan."""
    if chart.kind is ChartKind.LINES:
        dash = "dash" if series.is_dashed else "solid"
        line = {"color": series.colour, "width": 2.25, "dash_type": dash}
        # A point between two gaps has no line; only its marker shows it.
        colour = {"color": series.colour}
        dot = {"type": "circle", "size": 5, "fill": colour, "border": colour}
        marker = {"type": "none"} if series.is_dashed else dot
        return {"line": line, "marker": marker, "smooth": False}
    look: dict[str, Any] = {"gap": 45}
    if chart.kind in _STACKED:
        look["overlap"] = 100
    if series.is_hatched:
        pattern = {
            "pattern": "wide_upward_diagonal",
            "fg_color": series.colour,
            "bg_color": WHITE,
        }
        return look | {"pattern": pattern, "border": {"color": series.colour}}
    return look | {"fill": {"color": series.colour}, "border": {"none": True}}


def label_look(chart: Chart, series: Series) -> dict[str, Any]:
    """Numbers on the bars; of a line its name and number at its last point."""
    if not series.has_labels:
        return {}
    if chart.kind is ChartKind.LINES:
        return _end_label(chart, series)
    labels: dict[str, Any] = {
        "value": True,
        "num_format": chart.number_format,
        "font": _font(9, _label_ink(chart, series)),
    }
    if chart.kind in _STACKED:
        labels["position"] = "center"
        floor = _LEAST_SHARE * _extent(chart)
        # A label deleted here is one that would stand beside its part, on another's.
        labels["custom"] = [
            None if value is not None and value >= floor else {"delete": True}
            for value in series.values
        ]
        if series.is_hatched:
            labels["fill"] = {"color": WHITE}
    else:
        labels["position"] = "outside_end"
    return {"data_labels": labels}


def _end_label(chart: Chart, series: Series) -> dict[str, Any]:
    known = [at for at, value in enumerate(series.values) if value is not None]
    if not known or _is_hidden(chart, series):
        return {}
    labels = {
        "value": True,
        "series_name": not has_legend(chart),
        "separator": " ",
        "position": "right",
        "num_format": chart.number_format,
        "font": _font(9, series.colour, is_bold=True),
        "custom": [
            None if at == known[-1] else {"delete": True}
            for at in range(len(series.values))
        ],
    }
    return {"data_labels": labels}


def _is_hidden(chart: Chart, series: Series) -> bool:
    """Whether the number at its end would print over that of a series before it."""
    before = chart.series[: chart.series.index(series)]
    least = _LEAST_DISTANCE * _extent(chart)
    ends = [_end(other) for other in before if other.has_labels]
    own = _end(series)
    return any(
        end is not None and own is not None and abs(end - own) < least for end in ends
    )


def _end(series: Series) -> float | None:
    return next((one for one in reversed(series.values) if one is not None), None)


def has_legend(chart: Chart) -> bool:
    """Whether series are named beside the chart: not where lines name themselves."""
    if chart.kind is not ChartKind.LINES:
        return len(chart.series) > 1
    if not all(series.has_labels for series in chart.series):
        return True
    return any(_is_hidden(chart, series) for series in chart.series)


def title_look(chart: Chart) -> dict[str, Any]:
    """Title of the chart, so that it goes along when the chart is copied."""
    return {
        "name": chart.title,
        "name_font": _font(12, INK, is_bold=True),
        "overlay": False,
    }


def legend_look(chart: Chart) -> dict[str, Any]:
    """Legend under the chart, or none."""
    if not has_legend(chart):
        return {"none": True}
    return {"position": "bottom", "font": _font(9, INK)}


def axis_look(chart: Chart) -> tuple[dict[str, Any], dict[str, Any]]:
    """Axis of values, from zero, and axis of categories, the first on top."""
    values: dict[str, Any] = {
        "name": chart.value_title,
        "name_font": _font(9, SECONDARY),
        "num_font": _font(9, SECONDARY),
        "num_format": chart.number_format,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}},
        "line": {"none": True},
    }
    if chart.maximum is not None:
        values["max"] = chart.maximum
    categories: dict[str, Any] = {
        "num_font": _font(9, INK),
        "line": {"color": SECONDARY},
        "major_tick_mark": "none",
        "text_axis": True,
    }
    if chart.kind in _BARS:
        # Reversed, the axis of values would go to the top with the first category.
        categories |= {"reverse": True, "crossing": "max"}
        categories["interval_unit"] = 1
    return values, categories


def _extent(chart: Chart) -> float:
    """Length of the axis of values, as near as we know it."""
    if chart.maximum is not None:
        return chart.maximum
    by_category = [
        [series.values[at] or 0.0 for series in chart.series]
        for at in range(len(chart.categories))
    ]
    measure = sum if chart.kind in _STACKED else max
    return max((float(measure(parts)) for parts in by_category if parts), default=1.0)


def _label_ink(chart: Chart, series: Series) -> str:
    if chart.kind not in _STACKED or series.is_hatched:
        return INK
    red, green, blue = (int(series.colour[at : at + 2], 16) for at in (1, 3, 5))
    is_dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140
    return WHITE if is_dark else INK


def _font(size: int, colour: str, *, is_bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": colour, "bold": is_bold}
