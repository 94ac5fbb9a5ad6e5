"""A report written down as its prefecture's clerk would: an .xlsx, byte for byte.

Comes in: what is reported, and the layout. Goes out: the bytes of a workbook whose
first line says that it is simulated. The same report gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hrss.simulation.cells import Cell, cell_texts, total_cells
from hrss.simulation.layouts import Layout

TITLE_MARK = "【模拟数据】"
_CREATED = datetime(2011, 9, 25)
_DAY_STYLE = {"num_format": "yyyy-mm-dd"}
_TITLE_STYLE = {"bold": True, "align": "center", "font_size": 14}
_HEADER_STYLE = {
    "bold": True,
    "border": 1,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}
_COLUMN_WIDTH = 11
_FORM_LETTERS = "甲乙丙丁"

Row = list[Cell]


def sheet_name(
    prefecture_name: str, as_of: date, *, is_correction: bool = False
) -> str:
    """Name of the file a clerk sends: 模拟_广州市_201109.xlsx."""
    ending = "_更正" if is_correction else ""
    return f"模拟_{prefecture_name}_{as_of:%Y%m}{ending}.xlsx"


def write_sheet(
    report: pd.DataFrame,
    *,
    layout: Layout,
    prefecture_name: str,
    as_of: date,
    is_careless: bool = False,
) -> bytes:
    """The workbook of one report.

    Parameters
    ----------
    report : one row per office, key and value columns (`truth.report_of`).
    is_careless : the total of the staff was not brought up to date.
    """
    words = _words(prefecture_name, as_of)
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": TITLE_MARK, "created": _CREATED})
    sheet = book.add_worksheet(layout.sheet.format(**words))
    sheet.set_column(0, len(layout.headings) - 1, _COLUMN_WIDTH)
    _write_above(sheet, layout, words, style=book.add_format(_TITLE_STYLE))
    _write_header(sheet, layout, style=book.add_format(_HEADER_STYLE))
    rows = [*_code_row(layout), *_body(report, layout, is_careless=is_careless)]
    below: list[Row] = [[text.format(**words) for text in row] for row in layout.below]
    first = len(layout.above) + layout.header_height
    _write_rows(sheet, [*rows, *below], first, day=book.add_format(_DAY_STYLE))
    if layout.merges_places:
        _merge_places(sheet, layout, rows, first)
    book.close()
    return target.getvalue()


def _words(prefecture_name: str, as_of: date) -> dict[str, str]:
    """What a layout's texts may ask for."""
    return {
        "unit": prefecture_name,
        "iso": as_of.isoformat(),
        "day": f"{as_of.year}年{as_of.month}月{as_of.day}日",
        "month": f"{as_of.year}年{as_of.month}月",
    }


def _write_rows(sheet: Worksheet, rows: list[Row], first: int, *, day: Format) -> None:
    for number, row in enumerate(rows, start=first):
        for position, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, position, value, day)
            elif value is not None and value != "":
                sheet.write(number, position, value)


def _write_above(
    sheet: Worksheet, layout: Layout, words: dict[str, str], *, style: Format
) -> None:
    """Titles across the table, and the row of unit and day under them."""
    width = len(layout.headings) - 1
    for number, row in enumerate(layout.above):
        texts = [text.format(**words) for text in row]
        if number == 0:
            texts[0] = TITLE_MARK + texts[0]
        if len(texts) == 1:
            sheet.merge_range(number, 0, number, width, texts[0], style)
        else:
            sheet.write_row(number, 0, texts)


def _write_header(sheet: Worksheet, layout: Layout, *, style: Format) -> None:
    """Groups merged across, headings without a group merged down."""
    top, height = len(layout.above), layout.header_height
    paths = [heading.path for heading in layout.headings]
    for level in range(height):
        for first, last in _runs([path[: level + 1] for path in paths]):
            path = paths[first]
            if level >= len(path):
                continue
            bottom = height - 1 if level == len(path) - 1 else level
            text = path[level]
            if (level, first) == (bottom, last):
                sheet.write_string(top + level, first, text, style)
            else:
                sheet.merge_range(top + level, first, top + bottom, last, text, style)


def _runs(values: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """First and last position of each stretch of equal values."""
    first = 0
    for position in range(1, len(values) + 1):
        if position == len(values) or values[position] != values[first]:
            yield first, position - 1
            first = position


def _code_row(layout: Layout) -> list[Row]:
    if not layout.has_code_row:
        return []
    letters = len(_FORM_LETTERS)
    numbers = range(1, len(layout.headings) - letters + 1)
    return [[*_FORM_LETTERS, *map(str, numbers)]]


def _body(report: pd.DataFrame, layout: Layout, *, is_careless: bool) -> list[Row]:
    texts = cell_texts(report, layout)
    rows = [list(row) for row in zip(*texts, strict=True)]
    whole = total_cells(report, layout, label="合计", is_careless=is_careless)
    if layout.totals == "none":
        return rows
    if layout.totals == "last":
        return [*rows, whole]
    body: list[Row] = [] if layout.totals == "counties_last" else [whole]
    county_names = report["county_name"]
    for county, part in report.groupby(county_names, sort=False, dropna=False):
        own = [rows[position] for position in part.index]
        if pd.isna(county):
            body += own
            continue
        subtotal = total_cells(part, layout, label=f"{county}小计")
        if layout.totals == "counties_last":
            body += [*own, subtotal]
        else:
            body += [subtotal, *own]
    return [*body, whole] if layout.totals == "counties_last" else body


def _merge_places(
    sheet: Worksheet, layout: Layout, rows: list[Row], first: int
) -> None:
    """One cell for each stretch of rows of the same prefecture or county."""
    for position, heading in enumerate(layout.headings):
        if heading.field not in ("prefecture_name", "county_name"):
            continue
        names = [(str(row[position] or ""),) for row in rows]
        for start, end in _runs(names):
            if end > start and names[start] != ("",):
                sheet.merge_range(
                    first + start, position, first + end, position, names[start][0]
                )
