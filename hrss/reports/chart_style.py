"""The look of a native chart: axes from nought, light lines, names where they belong.

Comes in: a chart as python-pptx has written it, and what it shows. Goes out: the same
chart, dressed.
"""

from typing import Any

from lxml import etree
from pptx.chart.chart import Chart as PptxChart
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml

from hrss.figures.theme import INK, LINE, SECONDARY
from hrss.reports.chart_labels import labels_of
from hrss.reports.chart_layout import (
    Area,
    Layout,
    gap_width,
    is_horizontal,
    is_stacked,
    largest,
    lay_out,
)
from hrss.reports.chart_marks import (
    WHITE,
    ChartLook,
    element,
    hatched,
    placed,
    solid,
    stroke,
    text_properties,
    title_text,
)
from hrss.reports.content import Chart, ChartKind, Series

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_ROUND_STEPS = (1.0, 2.0, 2.5, 5.0)


def style_chart(
    native: PptxChart, chart: Chart, *, width: float, height: float, look: ChartLook
) -> None:
    """Dress the chart.

    Parameters
    ----------
    width, height : of the chart, in points.
    """
    layout = lay_out(chart, width=width, height=height, size=look.font_size)
    native.has_title = False
    native.has_legend = False
    _dress_space(native, look)
    _dress_series(native, chart, layout=layout, look=look)
    _dress_axes(native, chart, layout=layout, look=look)
    plot = native._chartSpace.chart.plotArea
    for old in plot.findall(f"{_C}layout"):
        plot.remove(old)
    plot.insert(0, _part(placed(layout.plot, is_inner=True), is_fragment=True))
    if layout.legend:
        _add_legend(native, layout.legend, look)


def _part(text: str, *, is_fragment: bool = False) -> Any:
    if not is_fragment:
        return parse_xml(text)
    return parse_xml(element("c:holder", text))[0]


def _dress_space(native: PptxChart, look: ChartLook) -> None:
    space = native._chartSpace
    for old in space.findall(f"{_C}txPr"):
        space.remove(old)
    chart = space.chart
    chart.addprevious(_part(element("c:roundedCorners", "", 'val="0"')))
    text = element("c:txPr", text_properties(look, ink=INK))
    ground = element("c:spPr", "<a:noFill/><a:ln><a:noFill/></a:ln>")
    chart.addnext(_part(text))
    chart.addnext(_part(ground))


def _dress_series(
    native: PptxChart, chart: Chart, *, layout: Layout, look: ChartLook
) -> None:
    plot = native.plots[0]
    if chart.kind is not ChartKind.LINES:
        plot.gap_width = gap_width(chart)
        plot.overlap = 100 if is_stacked(chart) else 0
        plot.vary_by_categories = False
    for at, (shown, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        drawn = shown._element
        for tag in ("spPr", "marker", "dLbls"):
            for old in drawn.findall(f"{_C}{tag}"):
                drawn.remove(old)
        names = drawn.find(f"{_C}tx")
        if chart.kind is ChartKind.LINES:
            names.addnext(_part(_marker(series)))
        names.addnext(_part(_shape(chart, series)))
        labels = labels_of(chart, at, layout=layout, look=look)
        drawn.find(f"{_C}cat").addprevious(_part(labels))


def _shape(chart: Chart, series: Series) -> str:
    if chart.kind is ChartKind.LINES:
        is_dashed = series.is_dashed or series.is_hatched
        points = 1.5 if series.is_dashed else 2.25
        line = stroke(series.colour, points=points, is_dashed=is_dashed)
        return element("c:spPr", line)
    if series.is_hatched:
        line = stroke(series.colour, points=0.75)
        return element("c:spPr", hatched(series.colour) + line)
    line = stroke(WHITE, points=0.5) if is_stacked(chart) else ""
    return element("c:spPr", solid(series.colour) + line)


def _marker(series: Series) -> str:
    known = [value for value in series.values if value is not None]
    # One point alone makes no line and would not be seen.
    if series.is_dashed and len(known) != 1:
        return element("c:marker", '<c:symbol val="none"/>')
    look = f"{solid(series.colour)}<a:ln>{solid(WHITE)}</a:ln>"
    return element(
        "c:marker",
        f'<c:symbol val="circle"/><c:size val="6"/><c:spPr>{look}</c:spPr>',
    )


def _dress_axes(
    native: PptxChart, chart: Chart, *, layout: Layout, look: ChartLook
) -> None:
    names, values = native.category_axis, native.value_axis
    plot_area = native._chartSpace.chart.plotArea
    for axis in (names, values):
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    values.minimum_scale = 0
    if chart.maximum:
        values.maximum_scale = chart.maximum
    step = _step(chart)
    if step:
        values.major_unit = step
    values.has_major_gridlines = True
    values.tick_labels.number_format = chart.number_format
    values.tick_labels.number_format_is_linked = False
    if is_horizontal(chart):
        # The first category is on top, and yet the numbers stay beneath.
        names.reverse_order = True
        values._element.find(f"{_C}crosses").set("val", "max")
    crossing = values._element.find(f"{_C}crosses")
    crossing.addnext(_part(element("c:crossBetween", "", 'val="between"')))
    lines = values._element.find(f"{_C}majorGridlines")
    lines.append(_part(element("c:spPr", stroke(LINE, points=0.75))))
    _set_axis_look(names._element, look, line=SECONDARY, slant=layout.is_slanted)
    _set_axis_look(values._element, look, line=None, slant=False)
    for axis_id in plot_area.iter(f"{_C}axId", f"{_C}crossAx"):
        axis_id.set("val", axis_id.get("val").lstrip("-"))
    if layout.skip > 1:
        skip = element("c:tickLblSkip", "", f'val="{layout.skip}"')
        names._element.find(f"{_C}noMultiLvlLbl").addprevious(_part(skip))
    if chart.value_title:
        _title_values(values, chart, layout=layout, look=look)


def _set_axis_look(
    axis: etree._Element, look: ChartLook, *, line: str | None, slant: bool
) -> None:
    for tag in ("spPr", "txPr"):
        for old in axis.findall(f"{_C}{tag}"):
            axis.remove(old)
    drawn = stroke(line, points=0.75) if line else "<a:ln><a:noFill/></a:ln>"
    body = 'rot="-2700000" vert="horz"' if slant else 'rot="0" vert="horz"'
    text = text_properties(look, ink=INK if line else SECONDARY, body=body)
    crossing = axis.find(f"{_C}crossAx")
    crossing.addprevious(_part(element("c:spPr", drawn)))
    crossing.addprevious(_part(element("c:txPr", text)))


def _title_values(axis: Any, chart: Chart, *, layout: Layout, look: ChartLook) -> None:
    """Name what the values are: under lying bars, else at the top left, lying."""
    axis.has_title = False
    place = "" if is_horizontal(chart) else placed(Area(0.0, 0.0, 0.5, 0.1))
    text = title_text(chart.value_title, look, ink=SECONDARY)
    title = element("c:title", f'<c:tx>{text}</c:tx>{place}<c:overlay val="1"/>')
    axis._element.find(f"{_C}majorGridlines").addnext(_part(title))


def _add_legend(native: PptxChart, area: Area, look: ChartLook) -> None:
    legend = element(
        "c:legend",
        f'<c:legendPos val="t"/>{placed(area)}<c:overlay val="1"/>'
        f"<c:txPr>{text_properties(look, ink=INK)}</c:txPr>",
    )
    native._chartSpace.chart.plotArea.addnext(_part(legend))


def _step(chart: Chart) -> float | None:
    """Distance of the lines where it must be said: round, and whole for counts."""
    is_whole = "." not in chart.number_format and not chart.number_format.endswith("%")
    if is_whole and 0 < largest(chart) <= 5:
        return 1.0
    if not chart.maximum:
        return None
    for parts in (5, 4):
        step = chart.maximum / parts
        mantissa = float(f"{step:e}".partition("e")[0])
        if mantissa in _ROUND_STEPS:
            return step
    return None
