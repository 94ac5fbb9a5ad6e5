"""The blank status sheet: a sender's roster filled in, ready to type or tick.

Comes in: a roster, a day and what was last reported. Goes out: the bytes of an
.xlsx that reads back without an issue. Knows the registry; the wording of the
second sheet is in `hrss.sheets.template_notes`.
"""

import datetime
import io
from collections.abc import Hashable
from itertools import groupby
from typing import Any

import pandas as pd
import xlsxwriter

from hrss.decree import rule
from hrss.sheets.columns import (
    COLUMNS,
    KEY_COLUMNS,
    Column,
    ColumnType,
    choice_label,
)
from hrss.sheets.template_cells import cell_check, make_formats
from hrss.sheets.template_notes import NOTES

_FIELDS = tuple(
    each for each in COLUMNS if not each.is_ignored or each.name == "sequence"
)
_TITLE_ROW, _UNIT_ROW, _GROUP_ROW, _HEADER_ROW = range(4)
_FIRST_ROW = 4
_A3 = 8
_WIDTHS = {"sequence": 5, "office_name": 34, "remarks": 24, "township_code": 12}


def write_template(
    roster: pd.DataFrame,
    *,
    as_of: datetime.date | None = None,
    previous: pd.DataFrame | None = None,
) -> bytes:
    """A status sheet for the townships of a roster.

    The places are filled in and locked, everything else is open: lists for yes
    and no and for choices, checks of numbers and dates, the decree's words as a
    note on each header. It prints on A3 landscape with its header repeated.

    Parameters
    ----------
    roster : one row per township, in the order wanted.
    as_of : the day to print as 截止日期; None leaves it to be filled in.
    previous : values to start from, indexed by ``township_code``; columns it
        does not have, and NA, stay blank. None leaves all blank.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_calc_mode("auto")
        sheet = workbook.add_worksheet("进度表")
        formats = make_formats(workbook)
        _write_head(sheet, formats, roster, as_of)
        _write_header(sheet, formats)
        _write_rows(sheet, formats, roster, previous)
        _write_checks(sheet, last_row=_FIRST_ROW + max(len(roster), 1) - 1)
        _lay_out(sheet)
        _write_notes(workbook.add_worksheet("填表说明"), formats)
    return content.getvalue()


def _write_head(
    sheet: Any,
    formats: dict[str, Any],
    roster: pd.DataFrame,
    as_of: datetime.date | None,
) -> None:
    last = len(_FIELDS) - 1
    names = roster["prefecture_name"].dropna().unique().tolist()
    unit = names[0] if len(names) == 1 else ""
    day = f"{as_of.year}年{as_of.month}月{as_of.day}日" if as_of else "    年  月  日"
    title = "乡镇（街道）人力资源和社会保障服务所建设进度表"
    sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, last, title, formats["title"])
    sheet.merge_range(
        _UNIT_ROW, 0, _UNIT_ROW, 4, f"填报单位：{unit}", formats["open_head"]
    )
    sheet.merge_range(
        _UNIT_ROW, 5, _UNIT_ROW, 9, f"截止日期：{day}", formats["open_head"]
    )
    sheet.set_row(_TITLE_ROW, 30)


def _write_header(sheet: Any, formats: dict[str, Any]) -> None:
    position = 0
    for group, members in groupby(_FIELDS, key=lambda each: each.group):
        fields = list(members)
        last = position + len(fields) - 1
        if not group:
            for place, field in enumerate(fields, position):
                sheet.merge_range(
                    _GROUP_ROW,
                    place,
                    _HEADER_ROW,
                    place,
                    field.header,
                    formats["group"],
                )
        elif last > position:
            sheet.merge_range(
                _GROUP_ROW, position, _GROUP_ROW, last, group, formats["group"]
            )
        else:
            sheet.write_string(_GROUP_ROW, position, group, formats["group"])
        for place, field in enumerate(fields, position):
            if group:
                sheet.write_string(
                    _HEADER_ROW, place, _header_text(field), formats["header"]
                )
            note = _note(field)
            if note:
                row = _HEADER_ROW if group else _GROUP_ROW
                sheet.write_comment(row, place, note, {"x_scale": 2, "y_scale": 1.5})
        position = last + 1
    sheet.set_row(_HEADER_ROW, 54)


def _header_text(field: Column) -> str:
    shows_unit = field.type in (ColumnType.INTEGER, ColumnType.NUMBER) and field.unit
    return f"{field.header}（{field.unit}）" if shows_unit else field.header


def _note(field: Column) -> str:
    """The column's own note and the decree's sentence it serves."""
    lines = [field.note] if field.note else []
    if field.choices:
        lines.append("可填：" + "、".join(each.label for each in field.choices))
    if field.rule:
        lines.append(f"依据：“{rule(field.rule).quote}”")
    return "\n".join(lines)


def _write_rows(
    sheet: Any,
    formats: dict[str, Any],
    roster: pd.DataFrame,
    previous: pd.DataFrame | None,
) -> None:
    known: dict[Hashable, dict[Hashable, Any]] = {}
    if previous is not None:
        names = [each.name for each in _FIELDS if each.name in previous]
        known = previous[names].astype("object").to_dict("index")
    keys = roster[list(KEY_COLUMNS)].astype("object")
    places = keys.where(keys.notna(), None).to_dict("records")
    for number, place in enumerate(places, start=1):
        values = known.get(place["township_code"], {}) | place | {"sequence": number}
        for position, field in enumerate(_FIELDS):
            row = _FIRST_ROW + number - 1
            _write_cell(sheet, row, position, field, values.get(field.name), formats)


def _write_cell(
    sheet: Any,
    row: int,
    position: int,
    field: Column,
    value: Any,
    formats: dict[str, Any],
) -> None:
    style = formats[_style(field)]
    if value is None or pd.isna(value):
        sheet.write_blank(row, position, None, style)
    elif field.type is ColumnType.DATE:
        sheet.write_datetime(row, position, pd.Timestamp(value).to_pydatetime(), style)
    elif field.type in (ColumnType.YES_NO, ColumnType.PRESENCE):
        sheet.write_string(row, position, "是" if value else "否", style)
    elif field.type is ColumnType.CHOICE:
        sheet.write_string(row, position, choice_label(field.name, str(value)), style)
    elif field.type is ColumnType.TEXT:
        sheet.write_string(row, position, str(value), style)
    else:
        sheet.write_number(row, position, value, style)


def _style(field: Column) -> str:
    if field.name in KEY_COLUMNS or field.is_ignored:
        return "key"
    return {
        ColumnType.TEXT: "text",
        ColumnType.DATE: "date",
        ColumnType.INTEGER: "number",
        ColumnType.NUMBER: "number",
    }.get(field.type, "centre")


def _write_checks(sheet: Any, *, last_row: int) -> None:
    for position, field in enumerate(_FIELDS):
        rule_of_cell = cell_check(field)
        if rule_of_cell is not None:
            sheet.data_validation(
                _FIRST_ROW, position, last_row, position, rule_of_cell
            )


def _lay_out(sheet: Any) -> None:
    for position, field in enumerate(_FIELDS):
        width = 12 if field.type is ColumnType.DATE or field.name in KEY_COLUMNS else 9
        sheet.set_column(position, position, _WIDTHS.get(field.name, width))
    keys = 1 + len(KEY_COLUMNS)
    sheet.freeze_panes(_FIRST_ROW, keys)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(2, 0)
    sheet.repeat_rows(_TITLE_ROW, _HEADER_ROW)
    sheet.repeat_columns(0, keys - 1)
    sheet.set_footer("&C第&P页，共&N页")
    sheet.protect(
        options={
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
            "autofilter": True,
        }
    )


def _write_notes(sheet: Any, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    for row, line in enumerate(NOTES):
        style = formats["title"] if row == 0 else formats["wrapped"]
        sheet.write_string(row, 0, line, style)
