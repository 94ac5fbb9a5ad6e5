"""Marks in a clerk's own .xlsx, which stays otherwise as it was.

Runs in the child process alone: it takes a file apart that a stranger sent. Marks of
an earlier round are taken off first, so that only what is left shows.
"""

import io
import re
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

ERROR_COLOUR, WARNING_COLOUR = "FFF4B6A8", "FFFFF0B3"
_OURS = frozenset((ERROR_COLOUR, WARNING_COLOUR))
_OWN_TEXT = re.compile(r"\n?【粤人社所】.*", re.DOTALL)
_MARKER = "【粤人社所】"
_WIDTHS = (6, 8, 18, 10, 24, 30, 90)


def mark_own_file(content: bytes, marking: dict[str, Any]) -> bytes:
    """The workbook with `marking` (`hrss.returned.Marking`) in it."""
    # Without its macros: what is handed back is an .xlsx, whatever came in.
    book = load_workbook(io.BytesIO(content), rich_text=True)
    book.template = False
    _remove_earlier(book, marking)
    for mark in marking["marks"]:
        if mark["sheet"] in book.sheetnames:
            _mark(book[mark["sheet"]], mark, author=marking["author"])
    _write_list(book, marking)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _remove_earlier(book: Workbook, marking: dict[str, Any]) -> None:
    """Take off what an earlier round has put in."""
    known = marking["title"].split("：")[0]
    for sheet in list(book.worksheets):
        is_list = sheet.title.startswith(marking["list_name"])
        if is_list and str(sheet["A1"].value or "").startswith(known):
            book.remove(sheet)
            continue
        # openpyxl's own ways to walk a sheet make every cell that is not there.
        for cell in tuple(sheet._cells.values()):
            if cell.comment is not None and _MARKER in cell.comment.text:
                _unmark(cell)


def _unmark(cell: Any) -> None:
    own = _OWN_TEXT.sub("", cell.comment.text)
    cell.comment = Comment(own, cell.comment.author) if own else None
    if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _OURS:
        cell.fill = PatternFill()


def _mark(sheet: Worksheet, mark: dict[str, Any], *, author: str) -> None:
    cell = sheet[mark["cell"]]
    if isinstance(cell, MergedCell):
        cell = _top_left(sheet, mark["cell"])
    colour = ERROR_COLOUR if mark["is_error"] else WARNING_COLOUR
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    own = f"{cell.comment.text}\n" if cell.comment is not None else ""
    text = f"{own}{_MARKER}{mark['text']}"
    comment = Comment(text, author)
    comment.width, comment.height = 360, 60 + 20 * (len(text) // 28)
    cell.comment = comment


def _top_left(sheet: Worksheet, place: str) -> Any:
    """The cell of a merged range that holds its value."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[place]


def _write_list(book: Workbook, marking: dict[str, Any]) -> None:
    sheet = book.create_sheet(marking["list_name"], 0)
    _text(sheet, 1, 1, marking["title"], Font(bold=True, size=14))
    _text(sheet, 2, 1, marking["note"], Font(size=11))
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells("A2:G2")
    sheet.row_dimensions[2].height = 34
    for position, header in enumerate(marking["headers"], start=1):
        _text(sheet, 4, position, header, Font(bold=True))
        letter = sheet.cell(4, position).column_letter
        sheet.column_dimensions[letter].width = _WIDTHS[position - 1]
    for number, row in enumerate(marking["rows"], start=5):
        for position, value in enumerate(row, start=1):
            _text(sheet, number, position, value, Font())
        sheet.cell(number, 7).alignment = Alignment(wrap_text=True, vertical="top")
        if row[3] and row[2] in book.sheetnames:
            cell = sheet.cell(number, 4)
            place = f"{quote_sheetname(row[2])}!{row[3]}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
            cell.font = Font(color="FF0563C1", underline="single")
    sheet.freeze_panes = "A5"
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    book.active = 0


def _text(sheet: Worksheet, row: int, column: int, value: str, font: Font) -> None:
    """Text as text, also where it begins like a formula."""
    cell = sheet.cell(row, column)
    cell.value = _printable(value)
    cell.data_type = "s"
    cell.font = font


def _printable(value: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", value)
