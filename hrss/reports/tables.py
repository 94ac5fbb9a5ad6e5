"""One table as a workbook: the data of a chart, labelled as the screen labels it."""

from collections.abc import Mapping
from io import BytesIO

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hrss.metrics import MEASURES, light_words, schedule_words
from hrss.reports.cell_texts import EXCEL_FORMATS

_FORMATS = {
    "count": "#,##0",
    "rate": EXCEL_FORMATS["rate"],
    "pp": "0.0",
    "number": "#,##0.0",
    "date": "yyyy-mm-dd",
    "text": "@",
    "flag": "@",
    "light": "@",
}


def write_table(
    table: pd.DataFrame,
    *,
    title: str,
    note: str,
    labels: Mapping[str, str] | None = None,
) -> bytes:
    """Workbook with one sheet: title, note, header row, values.

    Values are values: a rate is a number formatted as percent, NA an empty cell.
    Text is written as text, so that nothing in it is taken for a formula.

    Parameters
    ----------
    table : any metric's table; its columns in order.
    title : what it shows.
    note : day, source and 模拟数据 when it is (`source_line`).
    labels : Chinese labels of columns that the vocabulary does not know.
    """
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet("数据")
        sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "size": 14}))
        sheet.write_string(1, 0, note, workbook.add_format({"color": "#5B6875"}))
        header = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        formats = {
            kind: workbook.add_format({"num_format": number})
            for kind, number in _FORMATS.items()
        }
        for position, name in enumerate(table.columns):
            label = (labels or {}).get(name) or _label(name)
            sheet.write_string(3, position, label, header)
            values = table[name]
            if _kind(name) == "light":
                values = light_words(table, has_sign=False)
            if name == "schedule_source":
                values = schedule_words(table)
            is_date = pd.api.types.is_datetime64_any_dtype(values.dtype)
            kind = "date" if is_date else _kind(name)
            _write_column(sheet, position, values, formats[kind])
            sheet.set_column(position, position, max(10, 2 * len(label) + 2))
        sheet.freeze_panes(4, 0)
    return buffer.getvalue()


def _label(name: str) -> str:
    return MEASURES[name].label if name in MEASURES else name


def _kind(name: str) -> str:
    return MEASURES[name].kind if name in MEASURES else "text"


def _write_column(
    sheet: Worksheet, position: int, values: pd.Series, style: Format
) -> None:
    for row, value in enumerate(values, start=4):
        if pd.isna(value):
            continue
        if isinstance(value, pd.Timestamp):
            sheet.write_datetime(row, position, value.to_pydatetime(), style)
        elif values.dtype == "bool" or values.dtype == "boolean":
            sheet.write_string(row, position, "是" if value else "否", style)
        elif isinstance(value, str):
            sheet.write_string(row, position, value, style)
        else:
            sheet.write_number(row, position, float(value), style)
