"""A table of the brief as a sheet of its own, frozen at its headings."""

from xlsxwriter.worksheet import Worksheet

from hrss.reports.content import Brief, Column, Table
from hrss.reports.workbook.excel_tables import write_excel_table
from hrss.reports.workbook.pages import set_page
from hrss.reports.workbook.styles import Styles
from hrss.reports.workbook.widths import LINE_HEIGHT, column_units, lines_in

HEADER_ROW = 3
_TITLE_SIZE = 1.6


def write_table_sheet(
    sheet: Worksheet, table: Table, *, name: str, brief: Brief, styles: Styles
) -> None:
    """Title, note, and the table, ready to print."""
    widths = column_units(table)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    last_column = max(len(widths) - 1, 0)
    write_heading(
        sheet,
        table.title,
        note=table.note,
        last_column=last_column,
        units=sum(widths),
        styles=styles,
    )
    placed = write_excel_table(sheet, table, name=name, row=HEADER_ROW, styles=styles)
    sheet.freeze_panes(HEADER_ROW + 1, _frozen_columns(table.columns))
    set_page(sheet, brief, last_cell=(placed.end, last_column), header_row=HEADER_ROW)


def write_heading(
    sheet: Worksheet,
    title: str,
    *,
    note: str,
    last_column: int,
    units: int,
    styles: Styles,
) -> None:
    """Title and note over the whole width of what stands below.

    Parameters
    ----------
    units : that width.
    """
    for row, text, use, size in (
        (0, title, "title", _TITLE_SIZE),
        (1, note, "note", 1),
    ):
        lines = lines_in(text, units / size)
        sheet.set_row(row, LINE_HEIGHT * size * lines + 4)
        if last_column:
            sheet.merge_range(row, 0, row, last_column, "", styles.of(use))
        sheet.write_string(row, 0, text, styles.of(use))


def _frozen_columns(columns: tuple[Column, ...]) -> int:
    """Columns to stay in sight: up to the first name, where it stands near the edge."""
    for position, column in enumerate(columns[:3]):
        if column.kind == "text":
            return position + 1
    return 0
