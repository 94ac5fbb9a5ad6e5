"""Sheets of .xlsx, .xlsb and .xls, read by the file library.

The library gives values only and leaves blank what it cannot say: broken formulas,
formulas without a result. A second look at the bytes (`xlsx`, `xlsb`, `xls`) finds
those, hidden rows and filters. The sheets of Excel 5 and 95 are read without it, for
it takes their Chinese for Latin. Macros are never looked at.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from hrss.opening import biff5, xls, xlsb, xlsx
from hrss.opening.cells import Marks, Range, Row, Sheet
from hrss.opening.formats import Format
from hrss.opening.packages import Package
from hrss.opening.unreadable import UnreadableError


def read_sheets(
    content: bytes, format_: Format, *, limits: dict[str, int]
) -> Iterator[Sheet]:
    """The sheets of a workbook; a hidden one without rows."""
    if format_ is Format.XLS:
        stream = xls.book_stream(content)
        if biff5.is_biff5(stream):
            return biff5.read_sheets(stream)
        marks = xls.read_marks(stream)
    else:
        package = Package(content, limit=limits["unpacked_bytes"])
        read = xlsb.read_marks if format_ is Format.XLSB else xlsx.read_marks
        marks = read(package, limit=limits["cells"])
    return _read_values(content, marks, most=limits["sheets"])


def _read_values(content: bytes, marks: list[Marks], *, most: int) -> Iterator[Sheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    described = workbook.sheets_metadata
    if len(described) > most:
        raise UnreadableError("too_many_sheets", found=str(most))
    for number, metadata in enumerate(described):
        sheet = Sheet(metadata.name)
        sheet.is_visible = metadata.visible == SheetVisibleEnum.Visible
        if sheet.is_visible and metadata.typ == SheetTypeEnum.WorkSheet:
            sheet.marks = marks[number] if number < len(marks) else Marks()
            _fill(sheet, workbook.get_sheet_by_index(number))
        yield sheet


def _fill(sheet: Sheet, found: Any) -> None:
    sheet.marks.merged += _ranges(found.merged_cell_ranges or ())
    if found.start is None or not found.width:
        return
    # The library's rows begin at row 1, but at the first used column.
    sheet.left = found.start[1]
    sheet.rows = found.iter_rows()
    first_text = min(
        (min(each) for each in sheet.marks.texts.values()), default=sheet.left
    )
    if first_text < sheet.left:
        sheet.rows = _with_margin(sheet.rows, sheet.left)
        sheet.left = 0


def _with_margin(rows: Iterable[Row | int], left: int) -> Iterator[Row | int]:
    margin = [""] * left
    for row in rows:
        yield row if isinstance(row, int) else [*margin, *row]


def _ranges(found: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> list[Range]:
    return [(top, left, bottom, right) for (top, left), (bottom, right) in found]
