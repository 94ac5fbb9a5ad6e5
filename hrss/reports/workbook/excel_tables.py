"""A real Excel table: values with their formats, totals below, lights and bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hrss.figures.theme.palette import LIGHTS, WHITE
from hrss.reports.cell_texts import cell_text, is_right_aligned
from hrss.reports.content import Cell, Column, Table
from hrss.reports.workbook.styles import Styles
from hrss.reports.workbook.widths import column_units, row_height

_STYLE = "Table Style Light 1"
_BAR = "#BDD3EA"
# What the arrow of the filter takes of a heading's width.
_ARROW = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands: first and last row of its body, last of its totals."""

    first: int
    last: int
    end: int


def write_excel_table(
    sheet: Worksheet,
    table: Table,
    *,
    name: str,
    row: int,
    styles: Styles,
    chart_format: str = "",
) -> Placed:
    """A table whose headings stand in this row, its totals below it.

    The totals are no part of the Excel table, so that sorting leaves them where they
    are. A table without rows keeps one that is empty: Excel has none without.

    Parameters
    ----------
    chart_format : of the numbers, where they are those of a chart; these have neither
        bars nor colours.
    """
    sums = min(table.total_rows, len(table.rows))
    bodies = len(table.rows) - sums
    placed = Placed(row + 1, row + max(bodies, 1), row + max(bodies, 1) + sums)
    kinds = [column.kind for column in table.columns]
    formats = [chart_format if is_right_aligned(kind) else "" for kind in kinds]
    looks = [
        styles.cell(kind, number_format=number)
        for kind, number in zip(kinds, formats, strict=True)
    ]
    _add_table(sheet, table, name=name, placed=placed, looks=looks, styles=styles)
    heights = _heights(table)
    for at, cells in enumerate(table.rows[:bodies]):
        _write_row(sheet, placed.first + at, cells, looks, heights[at])
    if not chart_format:
        _colour(sheet, table.columns, placed, styles)
    looks = [styles.cell(kind, is_total=True) for kind in kinds]
    for at, cells in enumerate(table.rows[bodies:]):
        here = placed.last + 1 + at
        _write_row(sheet, here, cells, looks, heights[bodies + at])
    return placed


def _add_table(
    sheet: Worksheet,
    table: Table,
    *,
    name: str,
    placed: Placed,
    looks: Sequence[Format],
    styles: Styles,
) -> None:
    labels = _labels(table.columns)
    columns = [
        {
            "header": label,
            "header_format": styles.header(is_right=is_right_aligned(column.kind)),
            "format": look,
        }
        for label, column, look in zip(labels, table.columns, looks, strict=True)
    ]
    options = {"name": name, "style": _STYLE, "columns": columns}
    row, last_column = placed.first - 1, len(labels) - 1
    sheet.add_table(row, 0, placed.last, last_column, options)
    widths = [width - _ARROW for width in column_units(table)]
    sheet.set_row(row, row_height(labels, widths) + 6)


def _heights(table: Table) -> list[float]:
    widths = column_units(table)
    return [
        row_height(
            [
                cell_text(value, column.kind)
                for value, column in zip(row, table.columns, strict=True)
            ],
            widths,
        )
        for row in table.rows
    ]


def _write_row(
    sheet: Worksheet,
    row: int,
    cells: Sequence[Cell],
    looks: Sequence[Format],
    height: float,
) -> None:
    for position, (value, look) in enumerate(zip(cells, looks, strict=True)):
        _write_cell(sheet, row, position, value, look)
    sheet.set_row(row, height)


def _labels(columns: Sequence[Column]) -> list[str]:
    """Headings, made distinct: Excel takes no two alike, nor an empty one."""
    taken: set[str] = set()
    labels = []
    for column in columns:
        plain = label = column.label or column.name
        times = 1
        while label.casefold() in taken:
            times += 1
            label = f"{plain}（{times}）"
        taken.add(label.casefold())
        labels.append(label)
    return labels


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: Cell, style: Format
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        # Text is text, whatever it begins with: nobody's formula runs here.
        sheet.write_string(row, column, value, style)
    elif isinstance(value, date):
        day = datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, column, day, style)
    else:
        sheet.write_number(row, column, value, style)


def _colour(
    sheet: Worksheet, columns: Sequence[Column], placed: Placed, styles: Styles
) -> None:
    for at, column in enumerate(columns):
        if column.kind == "rate":
            bar = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True}
            low = {"min_type": "num", "min_value": 0}
            high = {"max_type": "num", "max_value": 1}
            rule = bar | low | high | {"bar_color": _BAR}
            sheet.conditional_format(placed.first, at, placed.last, at, rule)
        if column.kind == "light":
            _colour_lights(sheet, at, placed, styles)


def _colour_lights(
    sheet: Worksheet, column: int, placed: Placed, styles: Styles
) -> None:
    """Colour and sign by the word in the cell: they follow when it is mended."""
    for light in LIGHTS.values():
        look = styles.plain(
            font_color=WHITE if light.fill == light.ink else light.ink,
            bg_color=light.fill,
            num_format=f'"{light.sign}"@',
        )
        rule = {"type": "cell", "criteria": "==", "format": look}
        rule["value"] = f'"{light.word}"'
        sheet.conditional_format(placed.first, column, placed.end, column, rule)
