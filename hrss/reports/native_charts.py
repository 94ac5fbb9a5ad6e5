"""Charts that Word and PowerPoint draw themselves, and anybody can edit.

Comes in: a `Chart` of the brief. Goes out: a chart on a slide, or the parts of one for
a document: its DrawingML and the workbook that it takes its numbers from. The same
look in both; no picture.
"""

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter
from lxml import etree
from pptx.chart.chart import Chart as PptxChart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Emu, Length

from hrss.reports.chart_marks import ChartLook
from hrss.reports.chart_style import style_chart
from hrss.reports.content import Chart, ChartKind

__all__ = ["ChartLook", "add_chart", "chart_parts", "is_drawable"]

_TYPES = {
    ChartKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.STACKED_BARS: XL_CHART_TYPE.BAR_STACKED,
    ChartKind.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.STACKED_COLUMNS: XL_CHART_TYPE.COLUMN_STACKED,
    ChartKind.LINES: XL_CHART_TYPE.LINE_MARKERS,
}
_XLSX_DAY = datetime(1980, 1, 1)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _ChartData(CategoryChartData):
    """Numbers of a chart, whose workbook takes names for names, never for formulas."""

    chart: Chart

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook that the chart names its cells of."""
        return _workbook(self.chart)


def is_drawable(chart: Chart) -> bool:
    """Whether there is anything to draw; an empty chart damages a document."""
    values = [value for series in chart.series for value in series.values]
    return any(value is not None for value in values)


def add_chart(
    shapes: SlideShapes,
    chart: Chart,
    left: Length,
    top: Length,
    width: Length,
    height: Length,
    *,
    look: ChartLook | None = None,
) -> GraphicFrame:
    """Put a chart on a slide; returns its frame, which has its alternative text.

    Parameters
    ----------
    shapes : of the slide.
    left, top, width, height : in EMU (`pptx.util.Cm` and its kin).
    look : size and fonts of its words.
    """
    frame: Any = shapes.add_chart(
        _TYPES[chart.kind], left, top, width, height, _data(chart)
    )
    style_chart(
        frame.chart, chart, width=width.pt, height=height.pt, look=look or ChartLook()
    )
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("name", _NOT_XML.sub("", chart.title))
    described.set("descr", _NOT_XML.sub("", chart.alt))
    drawn: GraphicFrame = frame
    return drawn


def chart_parts(
    chart: Chart,
    *,
    width: int,
    height: int,
    look: ChartLook | None = None,
    workbook_id: str = "rId1",
) -> tuple[bytes, bytes]:
    """XML of the chart and the workbook that belongs into it, for a document.

    Parameters
    ----------
    width, height : in EMU.
    workbook_id : the relationship by which the chart's part finds its workbook.
    """
    data = _data(chart)
    space = parse_xml(data.xml_bytes(_TYPES[chart.kind]))
    style_chart(
        _native(space),
        chart,
        width=Emu(width).pt,
        height=Emu(height).pt,
        look=look or ChartLook(),
    )
    external = space.get_or_add_externalData()
    external.rId = workbook_id
    xml = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml, data.xlsx_blob


def _data(chart: Chart) -> Any:
    data: Any = _ChartData
    data = data(number_format=chart.number_format)
    data.chart = chart
    data.categories = [_NOT_XML.sub("", name) for name in chart.categories]
    for series in chart.series:
        data.add_series(_NOT_XML.sub("", series.name), series.values)
    return data


def _native(space: object) -> Any:
    # The part is asked for the workbook only, which a document keeps elsewhere.
    wrap: Any = PptxChart
    return wrap(space, None)


def _workbook(chart: Chart) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": _XLSX_DAY})
    sheet = workbook.add_worksheet("Sheet1")
    number = workbook.add_format({"num_format": chart.number_format})
    sheet.set_column(0, 0, 24)
    for row, name in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, name)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, number)
    workbook.close()
    return buffer.getvalue()
