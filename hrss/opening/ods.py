"""Sheets of .ods and flat .fods: OpenDocument 1.2 part 1, chapter 9.

Unlike the file library this knows merged cells, hidden rows and failed formulas.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from hrss.opening import markup
from hrss.opening.cells import LAST_COLUMN, LAST_ROW, Sheet, Value
from hrss.opening.markup import Element
from hrss.opening.packages import Package
from hrss.opening.unreadable import UnreadableError

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    _NAMESPACE % each for each in ("office", "table", "text", "style")
)
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SPREADSHEET = _OFFICE + "spreadsheet"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_WATCHED = (
    _TABLE + "table",
    _TABLE + "table-row",
    _TABLE + "table-column",
    _STYLE + "style",
)
_HIDDEN = ("collapse", "filter")
_SPACES = {_TEXT + "s": " ", _TEXT + "tab": "\t", _TEXT + "line-break": "\n"}


@dataclass(slots=True)
class _Progress:
    """Where the walk is."""

    hidden_styles: set[str] = field(default_factory=set)
    sheet: Sheet | None = None
    rows: list[list[Value] | int] = field(default_factory=list)
    row: int = 0
    column: int = 0
    cells: int = 0


def read_package(content: bytes, *, limits: dict[str, int]) -> Iterator[Sheet]:
    """The sheets of an .ods."""
    package = Package(content, limit=limits["unpacked_bytes"])
    yield from read_sheets(package.read("content.xml"), limits=limits)


def read_sheets(content: bytes, *, limits: dict[str, int]) -> Iterator[Sheet]:
    """The sheets of the XML of an .ods or .fods.

    Tables inside drawings, change records and links are none of them.
    """
    progress = _Progress()
    count = 0
    for event, element in markup.walk(content, _WATCHED):
        if element.tag == _TABLE + "table":
            if element.getparent().tag != _SPREADSHEET:
                continue
            if event == "start":
                progress.sheet = _begin(progress, element)
            elif progress.sheet is not None:
                progress.sheet.rows = progress.rows
                count += 1
                yield progress.sheet
                progress.sheet = None
                markup.forget(element)
        elif event == "end":
            _end(progress, element, limits=limits)
    if not count:
        raise UnreadableError("unknown_type")


def _begin(progress: _Progress, element: Element) -> Sheet:
    sheet = Sheet(element.get(_TABLE + "name", ""))
    sheet.is_visible = element.get(_TABLE + "style-name") not in progress.hidden_styles
    progress.rows = []
    progress.row = progress.column = 0
    return sheet


def _end(progress: _Progress, element: Element, *, limits: dict[str, int]) -> None:
    if element.tag == _STYLE + "style":
        if element.find(f"*[@{_TABLE}display='false']") is not None:
            progress.hidden_styles.add(element.get(_STYLE + "name", ""))
        return
    sheet = progress.sheet
    if sheet is None or not _is_of_sheet(element):
        return
    if element.tag == _TABLE + "table-column":
        repeated = _count(element, "number-columns-repeated", LAST_COLUMN)
        if element.get(_TABLE + "visibility") in _HIDDEN:
            first = progress.column
            sheet.marks.hidden_columns.extend(range(first, first + repeated))
        progress.column += repeated
    elif element.tag == _TABLE + "table-row":
        _read_row(progress, sheet, element, limit=limits["cells"])
        markup.forget(element)


def _is_of_sheet(element: Element) -> bool:
    """Whether the nearest table around a row or column is a sheet."""
    table = next(element.iterancestors(_TABLE + "table"), None)
    return table is not None and table.getparent().tag == _SPREADSHEET


def _count(element: Element, name: str, most: int) -> int:
    said = element.get(_TABLE + name, "1")
    return min(max(int(said), 1), most) if said.isdecimal() else 1


def _read_row(
    progress: _Progress, sheet: Sheet, element: Element, *, limit: int
) -> None:
    repeated = _count(element, "number-rows-repeated", LAST_ROW)
    visibility = element.get(_TABLE + "visibility")
    if visibility in _HIDDEN:
        sheet.marks.hidden_rows.extend(range(progress.row, progress.row + repeated))
        sheet.marks.is_filtered |= visibility == "filter"
    values = _read_cells(progress.row, sheet, element)
    if not values:
        progress.rows.append(repeated)
    else:
        progress.cells += repeated * len(values)
        if progress.cells > limit:
            raise UnreadableError("too_many_cells", found=sheet.name)
        progress.rows.extend([values] * repeated)
    progress.row += repeated


def _read_cells(row: int, sheet: Sheet, element: Element) -> list[Value]:
    """Values of a row to its last filled cell; merged cells are noted on the way."""
    values: list[Value] = []
    blank = 0
    for cell in element.iterchildren(*_CELLS):
        repeated = _count(cell, "number-columns-repeated", LAST_COLUMN)
        column = len(values) + blank
        across = _count(cell, "number-columns-spanned", LAST_COLUMN)
        down = _count(cell, "number-rows-spanned", LAST_ROW)
        if (across, down) != (1, 1):
            merged = (row, column, row + down - 1, column + across - 1)
            sheet.marks.merged.append(merged)
        value = _value(cell)
        if value is None:
            blank += repeated
            continue
        values.extend([None] * min(blank, LAST_COLUMN - len(values)))
        values.extend([value] * min(repeated, LAST_COLUMN - len(values)))
        blank = 0
    return values


def _value(cell: Element) -> Value:
    kind = cell.get(_OFFICE + "value-type")
    if kind is None or cell.get(_CALC + "value-type") == "error":
        # A formula without a value is one whose result is an empty text.
        return _text(cell)
    if kind in ("float", "percentage", "currency"):
        number = _number(cell.get(_OFFICE + "value", ""))
        return _text(cell) if number is None else number
    if kind == "boolean":
        return bool(cell.get(_OFFICE + "boolean-value") == "true")
    if kind == "date":
        return _date(cell.get(_OFFICE + "date-value", "")) or _text(cell)
    text: str | None = cell.get(_OFFICE + "string-value")
    return text or _text(cell)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _date(text: str) -> datetime.date | datetime.datetime | None:
    try:
        day = datetime.datetime.fromisoformat(text.rstrip("Z"))
    except ValueError:
        return None
    return day if day.time() != datetime.time() else day.date()


def _text(cell: Element) -> str | None:
    """The paragraphs of a cell; notes and drawings in it are not its text."""
    paragraphs = [
        "".join(_pieces(paragraph)) for paragraph in cell.iterchildren(_TEXT + "p")
    ]
    return "\n".join(paragraphs) or None


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            repeated = child.get(_TEXT + "c", "1")
            count = min(int(repeated), 1000) if repeated.isdecimal() else 1
            yield _SPACES[child.tag] * count
        elif child.tag != _TEXT + "note" and child.tag != _OFFICE + "annotation":
            yield from _pieces(child)
        yield child.tail or ""
