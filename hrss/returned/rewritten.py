"""Any readable file written anew as .xlsx from its cells, with marks and list."""

import datetime
import io
import re
from collections import defaultdict
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from hrss.returned.marks import CellMark, Marking
from hrss.sheets import Grid, Workbook
from hrss.sheets.fault_list import is_fault_list
from hrss.sheets.grid import column_letter, text_of

_ERROR, _WARNING = "#F4B6A8", "#FFF0B3"
_WIDTHS = (6, 8, 18, 10, 24, 30, 90)
_BAD_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_TEXT = 32_000


def rewrite(workbook: Workbook, marking: Marking) -> bytes:
    """The visible cells of a file as an .xlsx, faulty ones coloured and commented."""
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    grids = [
        grid for grid in workbook.sheets if grid.visible and not is_fault_list(grid)
    ]
    names = _sheet_names([grid.name for grid in grids], taken=marking.list_name)
    with xlsxwriter.Workbook(content, options) as book:
        formats = _Formats(book)
        _write_list(book.add_worksheet(marking.list_name), marking, names, formats)
        marks: dict[str, dict[str, CellMark]] = defaultdict(dict)
        for mark in marking.marks:
            marks[mark.sheet][mark.cell] = mark
        for grid in grids:
            sheet = book.add_worksheet(names[grid.name])
            _write_grid(sheet, grid, marks[grid.name], marking.author, formats)
    return content.getvalue()


def _sheet_names(names: list[str], *, taken: str) -> dict[str, str]:
    """Names that Excel takes, each sheet's own as far as that can be."""
    used = {taken.casefold()}
    found: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        plain = _BAD_NAME.sub("_", name).strip("'")[:_LONGEST_NAME] or f"表{number}"
        if plain.casefold() in used:
            plain = f"{plain[: _LONGEST_NAME - 4]}_{number}"
        used.add(plain.casefold())
        found[name] = plain
    return found


class _Formats:
    """Cell formats by what they are for, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def of(self, use: str, colour: str = "") -> Any:
        key = (use, colour)
        if key not in self._made:
            looks: dict[str, dict[str, Any]] = {
                "title": {"bold": True, "font_size": 14},
                "header": {"bold": True, "bottom": 1},
                "link": {"font_color": "#0563C1", "underline": 1},
                "wrapped": {"text_wrap": True, "valign": "top"},
                "date": {"num_format": "yyyy-mm-dd", "border": 1},
                "cell": {"border": 1},
            }
            base = {"font_name": "宋体", "font_size": 10} | looks.get(use, {})
            if colour:
                base["bg_color"] = colour
            self._made[key] = self._book.add_format(base)
        return self._made[key]


def _write_list(
    sheet: Any, marking: Marking, names: dict[str, str], formats: _Formats
) -> None:
    sheet.write_string(0, 0, marking.title, formats.of("title"))
    sheet.merge_range(1, 0, 1, 6, marking.note, formats.of("wrapped"))
    sheet.set_row(1, 34)
    for position, header in enumerate(marking.headers):
        sheet.write_string(3, position, header, formats.of("header"))
        sheet.set_column(position, position, _WIDTHS[position])
    for number, row in enumerate(marking.rows, start=4):
        for position, value in enumerate(row):
            use = "wrapped" if position == 6 else ""
            sheet.write_string(number, position, _clean(value), formats.of(use))
        if row[3] and row[2] in names:
            quoted = names[row[2]].replace("'", "''")
            sheet.write_url(
                *(number, 3, f"internal:'{quoted}'!{row[3]}"),
                formats.of("link"),
                row[3],
            )
    sheet.freeze_panes(4, 0)
    sheet.activate()


def _write_grid(
    sheet: Any,
    grid: Grid,
    marks: dict[str, CellMark],
    author: str,
    formats: _Formats,
) -> None:
    letters = [column_letter(position) for position in range(grid.width)]
    for merged in grid.merged:
        if merged.bottom < grid.height and merged.right < grid.width:
            _merge(sheet, merged, formats.of("cell"))
    for row, codes in enumerate(grid.codes.tolist()):
        for position, code in enumerate(codes):
            mark = marks.get(f"{letters[position]}{row + 1}") if marks else None
            if code or mark:
                _write_cell(sheet, row, position, grid.uniques[code], mark, formats)
    for place, mark in marks.items():
        height = 60 + 20 * (len(mark.text) // 28)
        options = {"author": author, "width": 360, "height": height}
        sheet.write_comment(place, f"【粤人社所】{mark.text}", options)
    sheet.set_column(0, max(grid.width - 1, 0), 13)


def _merge(sheet: Any, merged: Any, style: Any) -> None:
    if (merged.top, merged.left) == (merged.bottom, merged.right):
        return
    try:
        sheet.merge_range(
            merged.top, merged.left, merged.bottom, merged.right, "", style
        )
    except OverlappingRange:
        # A damaged file may merge a cell twice; the first one stands.
        return


def _write_cell(
    sheet: Any,
    row: int,
    position: int,
    value: Any,
    mark: CellMark | None,
    formats: _Formats,
) -> None:
    colour = "" if mark is None else _ERROR if mark.is_error else _WARNING
    style = formats.of("cell", colour)
    if value is None:
        sheet.write_blank(row, position, None, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, position, value, style)
    elif isinstance(value, float | int):
        sheet.write_number(row, position, value, style)
    elif isinstance(value, datetime.date) and value.year >= 1900:
        sheet.write_datetime(row, position, value, formats.of("date", colour))
    else:
        sheet.write_string(row, position, _clean(text_of(value)), style)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)[:_LONGEST_TEXT]
