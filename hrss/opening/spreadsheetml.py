"""Sheets of the XML that Excel 2003 knew, which web systems send as .xls.

Elements and attributes: Microsoft's "XML Spreadsheet Reference" of Office 2003.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from hrss.opening import markup
from hrss.opening.cells import LAST_COLUMN, LAST_ROW, UNCOMPUTED, Sheet, Value
from hrss.opening.markup import Element
from hrss.opening.unreadable import UnreadableError

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_WATCHED = (
    _SS + "Worksheet",
    _SS + "Column",
    _SS + "Row",
    _X + "Visible",
    _X + "AutoFilter",
)


@dataclass(slots=True)
class _Progress:
    """The sheet at hand and the next row and column in it, from 0."""

    sheet: Sheet
    rows: list[list[Value] | int]
    row: int = 0
    column: int = 0
    cells: int = 0


def read_sheets(content: bytes, *, limits: dict[str, int]) -> Iterator[Sheet]:
    """The sheets of the file, hidden ones too."""
    progress: _Progress | None = None
    count = 0
    for event, element in markup.walk(content, _WATCHED):
        if element.tag == _SS + "Worksheet":
            if event == "start":
                rows: list[list[Value] | int] = []
                sheet = Sheet(_said(element, "Name"), rows=rows)
                progress = _Progress(sheet, rows)
            elif progress is not None:
                count += 1
                yield progress.sheet
                progress = None
                markup.forget(element)
        elif event == "end" and progress is not None:
            _end(progress, element, limit=limits["cells"])
    if not count:
        raise UnreadableError("unknown_type")


def _end(progress: _Progress, element: Element, *, limit: int) -> None:
    marks = progress.sheet.marks
    if element.tag == _SS + "Row":
        _read_row(progress, element, limit=limit)
        markup.forget(element)
    elif element.tag == _SS + "Column":
        first = _number(element, "Index", default=progress.column + 1) - 1
        last = min(first + _number(element, "Span"), LAST_COLUMN - 1)
        if _said(element, "Hidden") == "1":
            marks.hidden_columns.extend(range(first, last + 1))
        progress.column = last + 1
    elif element.tag == _X + "AutoFilter":
        marks.is_filtered = True
    elif element.tag == _X + "Visible":
        progress.sheet.is_visible = not (element.text or "").startswith("SheetHidden")
        if (element.text or "").strip() == "SheetVeryHidden":
            progress.sheet.is_visible = False


def _said(element: Element, name: str) -> str:
    """An attribute; web systems forget its prefix."""
    return element.get(_SS + name) or element.get(name) or ""


def _number(element: Element, name: str, *, default: int = 0) -> int:
    said = _said(element, name)
    return min(int(said), LAST_ROW) if said.isdecimal() and len(said) < 9 else default


def _read_row(progress: _Progress, element: Element, *, limit: int) -> None:
    row = max(_number(element, "Index", default=progress.row + 1) - 1, progress.row)
    if row > progress.row:
        progress.rows.append(row - progress.row)
    values = _read_cells(progress.sheet, row, element)
    # Span says that the next rows look the same: they are as blank as this one.
    span = _number(element, "Span")
    progress.rows.append(values)
    if span:
        progress.rows.append(span)
    if _said(element, "Hidden") == "1":
        progress.sheet.marks.hidden_rows.extend(range(row, row + span + 1))
    progress.row = row + span + 1
    progress.cells += len(values)
    if progress.row > LAST_ROW or progress.cells > limit:
        raise UnreadableError("too_many_cells", found=progress.sheet.name)


def _read_cells(sheet: Sheet, row: int, element: Element) -> list[Value]:
    values: list[Value] = []
    column = 0
    for cell in element.iterchildren(_SS + "Cell"):
        column = max(_number(cell, "Index", default=column + 1) - 1, column)
        across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
        if column >= LAST_COLUMN:
            break
        if across or down:
            merged = (row, column, row + down, min(column + across, LAST_COLUMN - 1))
            sheet.marks.merged.append(merged)
        value = _value(cell)
        if value is not None:
            values.extend([None] * (column - len(values)))
            values.append(value)
        column += across + 1
    return values


def _value(cell: Element) -> Value:
    data = cell.find(_SS + "Data")
    text = "" if data is None else "".join(data.itertext())
    kind = "" if data is None else _said(data, "Type")
    if not text:
        # A text that is empty is a result; nothing at all is none.
        is_uncomputed = kind != "String" and bool(_said(cell, "Formula"))
        return UNCOMPUTED if is_uncomputed else None
    if kind == "Boolean":
        return text.strip() == "1"
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return _date(text)
    except ValueError:
        return text
    return text


def _date(text: str) -> datetime.date | datetime.datetime:
    day = datetime.datetime.fromisoformat(text.strip().rstrip("Z"))
    return day if day.time() != datetime.time() else day.date()
