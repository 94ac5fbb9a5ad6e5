"""A chart of the brief as a sheet: its values in a table, the chart bound to them."""

import math
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from hrss.metrics import Kind
from hrss.reports.content import Brief, Chart, ChartKind, Column, Table
from hrss.reports.native_charts import is_drawable
from hrss.reports.workbook.chart_looks import (
    axis_look,
    label_look,
    legend_look,
    series_look,
    title_look,
)
from hrss.reports.workbook.excel_tables import Placed, write_excel_table
from hrss.reports.workbook.pages import set_page
from hrss.reports.workbook.styles import Styles
from hrss.reports.workbook.tables import HEADER_ROW, write_heading
from hrss.reports.workbook.widths import LINE_HEIGHT, column_units, lines_in

_WIDTH = 760
_LEAST_HEIGHT, _BAR_HEIGHT, _AROUND = 400, 26, 150
# Pixels of a column that is left as it is, and of a unit of a column's width.
_CELL_WIDTH, _UNIT = 64, 8
_TYPES: dict[ChartKind, dict[str, str]] = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED_BARS: {"type": "bar", "subtype": "stacked"},
    ChartKind.COLUMNS: {"type": "column"},
    ChartKind.STACKED_COLUMNS: {"type": "column", "subtype": "stacked"},
    ChartKind.LINES: {"type": "line"},
}
_NOTHING = "没有可以绘图的数据。"
_BARS = (ChartKind.BARS, ChartKind.STACKED_BARS)


def write_chart_sheet(
    book: Workbook,
    sheet: Worksheet,
    chart: Chart,
    *,
    name: str,
    brief: Brief,
    styles: Styles,
) -> None:
    """The values on the left, the chart beside them, its source under it."""
    table = _values(chart)
    beside = len(table.columns) + 1
    last_column = beside + math.ceil(_WIDTH / _CELL_WIDTH) - 1
    placed = _write_values(sheet, chart, table, name, last_column, styles)
    height = _height(chart)
    if is_drawable(chart):
        drawn = _drawn(book, chart, sheet_name=sheet.get_name())
        drawn.set_size({"width": _WIDTH, "height": height})
        options = {"description": chart.alt, "object_position": 2}
        sheet.insert_chart(HEADER_ROW, beside, drawn, options)
    else:
        sheet.write_string(HEADER_ROW, beside, _NOTHING, styles.of("label"))
    under = HEADER_ROW + _rows_across(height, len(table.rows)) + 1
    _write_source(sheet, chart.note, (under, beside, last_column), styles)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    end = (max(placed.end, under), last_column)
    set_page(sheet, brief, last_cell=end, header_row=None)


def _write_values(
    sheet: Worksheet,
    chart: Chart,
    table: Table,
    name: str,
    last_column: int,
    styles: Styles,
) -> Placed:
    widths = column_units(table)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    sheet.set_column(len(widths), len(widths), 2)
    write_heading(
        sheet,
        chart.title,
        note="",
        last_column=last_column,
        units=sum(widths) + _WIDTH // _UNIT,
        styles=styles,
    )
    return write_excel_table(
        sheet,
        table,
        name=name,
        row=HEADER_ROW,
        styles=styles,
        chart_format=chart.number_format,
    )


def _write_source(
    sheet: Worksheet, note: str, place: tuple[int, int, int], styles: Styles
) -> None:
    row, first, last = place
    sheet.merge_range(row, first, row, last, "", styles.of("note"))
    sheet.write_string(row, first, note, styles.of("note"))
    sheet.set_row(row, LINE_HEIGHT * lines_in(note, _WIDTH / _UNIT) + 3)


def _values(chart: Chart) -> Table:
    kind: Kind = "rate" if "%" in chart.number_format else "number"
    heading = "时间" if chart.kind is ChartKind.LINES else "名称"
    columns = (
        Column("category", heading, "text", 8),
        *(
            Column(f"series_{at}", one.name, kind, 6)
            for at, one in enumerate(chart.series)
        ),
    )
    rows = tuple(
        (category, *(one.values[at] for one in chart.series))
        for at, category in enumerate(chart.categories)
    )
    return Table(chart.key, chart.title, columns, rows, chart.note)


def _drawn(book: Workbook, chart: Chart, *, sheet_name: str) -> Any:
    drawn = book.add_chart(_TYPES[chart.kind])
    first = HEADER_ROW + 1
    last = HEADER_ROW + max(len(chart.categories), 1)
    for position, series in enumerate(chart.series, start=1):
        drawn.add_series(
            {
                "name": [sheet_name, HEADER_ROW, position],
                "categories": [sheet_name, first, 0, last, 0],
                "values": [sheet_name, first, position, last, position],
                **series_look(chart, series),
                **label_look(chart, series),
            }
        )
    drawn.set_title(title_look(chart))
    drawn.set_legend(legend_look(chart))
    values, categories = axis_look(chart)
    is_bars = chart.kind in _BARS
    # Of bars XlsxWriter calls the level axis x, whatever stands on it.
    drawn.set_x_axis(values if is_bars else categories)
    drawn.set_y_axis(categories if is_bars else values)
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")
    return drawn


def _height(chart: Chart) -> int:
    if chart.kind not in _BARS:
        return _LEAST_HEIGHT
    bars = len(chart.categories)
    if chart.kind is ChartKind.BARS:
        bars *= max(len(chart.series), 1)
    return max(_LEAST_HEIGHT, _AROUND + _BAR_HEIGHT * bars)


def _rows_across(height: int, filled: int) -> int:
    """Rows that the chart reaches over: rows of the table are higher than others."""
    pixels, rows = 0.0, 0
    while pixels < height:
        points = LINE_HEIGHT + 3 if rows <= filled else 15
        pixels += points * 4 / 3
        rows += 1
    return rows
