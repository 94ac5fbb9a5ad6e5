"""Every sheet on paper: A4 landscape, one page wide, numbered and marked."""

from xlsxwriter.worksheet import Worksheet

from hrss.reports.content import Brief
from hrss.reports.workbook.styles import FONT

MARK = "模拟数据"
_A4 = 9


def set_page(
    sheet: Worksheet,
    brief: Brief,
    *,
    last_cell: tuple[int, int],
    header_row: int | None,
) -> None:
    """Set a sheet up for print; the row of headings stands on each page again.

    Parameters
    ----------
    last_cell : row and column where what is printed ends.
    header_row : None where the sheet is no table.
    """
    sheet.set_paper(_A4)
    sheet.set_landscape()
    # A table may go on for pages; what is no table stands on one.
    sheet.fit_to_pages(1, 1 if header_row is None else 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.print_area(0, 0, *last_cell)
    sheet.hide_gridlines(2)
    if header_row is not None:
        sheet.repeat_rows(header_row)
    face = f'&"{FONT},Regular"&9'
    mark = MARK if brief.is_simulated else ""
    # An ampersand begins a code in footers.
    name = brief.short_title.replace("&", "&&")
    sheet.set_header(f"&R{face}{mark}" if mark else "")
    sheet.set_footer(f"&L{face}{name}&C{face}第 &P 页，共 &N 页&R{face}{mark}")
