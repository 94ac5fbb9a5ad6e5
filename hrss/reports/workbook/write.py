"""The workbook from its first sheet to its last."""

import re
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from hrss.reports.content import Brief
from hrss.reports.packages import rewritten
from hrss.reports.workbook.charts import write_chart_sheet
from hrss.reports.workbook.names import Names
from hrss.reports.workbook.overview import write_overview
from hrss.reports.workbook.pages import MARK
from hrss.reports.workbook.styles import FONT, SIZE, Styles
from hrss.reports.workbook.tables import write_table_sheet

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_LATIN = re.compile(rb'<a:latin typeface="([^"]+)"[^>]*/>')


def write_workbook(brief: Brief) -> bytes:
    """The brief as an ``.xlsx``: 总体, its tables, its charts, 附表, 指标说明.

    Every number is a value with its format, what is not known an empty cell, every
    table a real table, every chart native and bound to the cells beside it. The same
    brief gives the same bytes.
    """
    buffer = BytesIO()
    # XlsxWriter writes into these; a shared one would carry over to the next book.
    default = {"font_name": FONT, "font_size": SIZE, "font_scheme": "none"}
    options = _OPTIONS | {"default_format_properties": default}
    with xlsxwriter.Workbook(buffer, options) as book:
        _set_properties(book, brief)
        styles, names = Styles(book), Names()
        overview = book.add_worksheet(names.of_sheet("总体"))
        contents = _write_sheets(book, brief, styles=styles, names=names)
        write_overview(overview, brief, contents=contents, styles=styles)
    return rewritten(buffer.getvalue(), _name_chinese_font)


def _write_sheets(
    book: xlsxwriter.Workbook, brief: Brief, *, styles: Styles, names: Names
) -> list[tuple[str, str]]:
    contents: list[tuple[str, str]] = []

    def add(label: str, title: str) -> Worksheet:
        contents.append((names.of_sheet(f"{label}{title}"), f"{label}{title}"))
        return book.add_worksheet(contents[-1][0])

    in_text = len(brief.tables()) - len(brief.appendices)
    for number, table in enumerate(brief.tables()[:in_text], start=1):
        sheet, name = add(f"表{number} ", table.title), names.of_table(table.key)
        write_table_sheet(sheet, table, name=name, brief=brief, styles=styles)
    for number, chart in enumerate(brief.charts(), start=1):
        sheet, name = add(f"图{number} ", chart.title), names.of_table(chart.key)
        write_chart_sheet(book, sheet, chart, name=name, brief=brief, styles=styles)
    for number, table in enumerate(brief.appendices, start=1):
        sheet, name = add(f"附表{number} ", table.title), names.of_table(table.key)
        write_table_sheet(sheet, table, name=name, brief=brief, styles=styles)
    table = brief.definitions
    sheet, name = add("", "指标说明"), names.of_table(table.key)
    write_table_sheet(sheet, table, name=name, brief=brief, styles=styles)
    return contents


def _name_chinese_font(name: str, part: bytes) -> bytes:
    """Charts with their font named for Chinese too: XlsxWriter names the Latin one."""
    if not name.startswith("xl/charts/chart"):
        return part
    return _LATIN.sub(rb'\g<0><a:ea typeface="\1"/>', part)


def _set_properties(book: xlsxwriter.Workbook, brief: Brief) -> None:
    day = brief.prepared_on
    book.set_properties(
        {
            "title": brief.title,
            "subject": brief.area,
            "author": brief.organisation,
            "company": brief.organisation,
            "comments": brief.source,
            "keywords": MARK if brief.is_simulated else "",
            "created": datetime(day.year, day.month, day.day),
        }
    )
    book.set_size(24000, 14000)
