"""The blank sheet of each kind: a sender's places filled in, ready to type or tick.

Comes in: a kind, a roster, a day and what was last reported. Goes out: the bytes of an
.xlsx that reads back without an issue. Knows the registry; the wording of the
second sheet is in `hrss.sheets.template_notes`.
"""

import datetime
import io
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import xlsxwriter

from hrss.decree import rule
from hrss.sheets.columns import KEY_COLUMNS, Column, ColumnType, choice_label
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import registry_of
from hrss.sheets.template_cells import cell_check, make_formats
from hrss.sheets.template_notes import NOTES
from hrss.sheets.template_rows import template_rows

_TITLE_ROW, _UNIT_ROW, _GROUP_ROW, _HEADER_ROW = range(4)
_FIRST_ROW = 4
_A3 = 8
_WIDTHS = {
    "sequence": 5,
    "office_name": 34,
    "station_name": 34,
    "village_name": 16,
    "guiding_office": 30,
    "remarks": 24,
    "township_code": 12,
}
_TITLES = {
    SheetKind.OFFICE: "乡镇（街道）人力资源和社会保障服务所建设进度表",
    SheetKind.STATION: "村（社区）人力资源社会保障服务站情况表",
    SheetKind.AREA: "市县人力资源社会保障服务平台建设工作情况表",
}
_SHEET_NAMES = {
    SheetKind.OFFICE: "进度表",
    SheetKind.STATION: "站点表",
    SheetKind.AREA: "工作表",
}
_SPARE_ROWS = 2000
"""Rows below the list of stations that are checked too: there is no roster of them."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The sheet being written: what stands in its columns."""

    kind: SheetKind
    fields: tuple[Column, ...]
    formats: dict[str, Any]

    @property
    def key_count(self) -> int:
        """Columns at the left that say which place a row is about."""
        is_key = [each.name in KEY_COLUMNS for each in self.fields]
        return 1 + sum(is_key) + (self.kind is SheetKind.STATION)


def _form(kind: SheetKind, formats: dict[str, Any]) -> _Form:
    fields = tuple(
        each
        for each in registry_of(kind).columns
        if not each.is_ignored or each.name == "sequence"
    )
    return _Form(kind, fields, formats)


def write_template(
    roster: pd.DataFrame,
    *,
    kind: SheetKind = SheetKind.OFFICE,
    as_of: datetime.date | None = None,
    previous: pd.DataFrame | None = None,
) -> bytes:
    """A sheet of one kind for the places of a roster.

    The places are filled in and locked, everything else is open: lists for yes
    and no and for choices, checks of numbers and dates, the decree's words as a
    note on each header. A list of stations is open altogether, since nobody but
    the sender knows them. It prints on A3 landscape with its header repeated.

    Parameters
    ----------
    roster : one row per township, in the order wanted.
    as_of : the day to print as 截止日期; None leaves it to be filled in.
    previous : values to start from (`template_rows`); columns it does not have,
        and NA, stay blank. None leaves all blank.
    """
    rows = template_rows(kind, roster, previous)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_calc_mode("auto")
        sheet = workbook.add_worksheet(_SHEET_NAMES[kind])
        form = _form(kind, make_formats(workbook))
        _write_head(sheet, form, roster, as_of)
        _write_header(sheet, form)
        _write_rows(sheet, form, rows)
        spare = _SPARE_ROWS if kind is SheetKind.STATION else 0
        _write_checks(sheet, form, last_row=_FIRST_ROW + max(len(rows), 1) + spare - 1)
        _lay_out(sheet, form)
        _write_notes(workbook.add_worksheet("填表说明"), form)
    return content.getvalue()


def _write_head(
    sheet: Any,
    form: _Form,
    roster: pd.DataFrame,
    as_of: datetime.date | None,
) -> None:
    formats, last = form.formats, len(form.fields) - 1
    names = roster["prefecture_name"].dropna().unique().tolist()
    unit = names[0] if len(names) == 1 else ""
    day = f"{as_of.year}年{as_of.month}月{as_of.day}日" if as_of else "    年  月  日"
    sheet.merge_range(
        _TITLE_ROW, 0, _TITLE_ROW, last, _TITLES[form.kind], formats["title"]
    )
    sheet.merge_range(
        _UNIT_ROW, 0, _UNIT_ROW, 4, f"填报单位：{unit}", formats["open_head"]
    )
    sheet.merge_range(
        _UNIT_ROW, 5, _UNIT_ROW, 9, f"截止日期：{day}", formats["open_head"]
    )
    sheet.set_row(_TITLE_ROW, 30)


def _write_header(sheet: Any, form: _Form) -> None:
    position, formats = 0, form.formats
    for group, members in groupby(form.fields, key=lambda each: each.group):
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


def _write_rows(sheet: Any, form: _Form, rows: pd.DataFrame) -> None:
    values = {
        each.name: rows[each.name].tolist() for each in form.fields if each.name in rows
    }
    nothing = [None] * len(rows)
    for position, field in enumerate(form.fields):
        style = form.formats[_style(field, form.kind)]
        cells = values.get(field.name, nothing)
        for row, value in enumerate(cells, _FIRST_ROW):
            if field.name == "sequence":
                sheet.write_number(row, position, row - _FIRST_ROW + 1, style)
            else:
                _write_cell(sheet, row, position, field, value, style)


def _write_cell(
    sheet: Any,
    row: int,
    position: int,
    field: Column,
    value: Any,
    style: Any,
) -> None:
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


def _style(field: Column, kind: SheetKind) -> str:
    if field.name in KEY_COLUMNS or field.is_ignored:
        return "text" if kind is SheetKind.STATION else "key"
    return {
        ColumnType.TEXT: "text",
        ColumnType.DATE: "date",
        ColumnType.INTEGER: "number",
        ColumnType.NUMBER: "number",
    }.get(field.type, "centre")


def _write_checks(sheet: Any, form: _Form, *, last_row: int) -> None:
    for position, field in enumerate(form.fields):
        rule_of_cell = cell_check(field)
        if rule_of_cell is not None:
            sheet.data_validation(
                _FIRST_ROW, position, last_row, position, rule_of_cell
            )


def _lay_out(sheet: Any, form: _Form) -> None:
    for position, field in enumerate(form.fields):
        width = 12 if field.type is ColumnType.DATE or field.name in KEY_COLUMNS else 9
        sheet.set_column(position, position, _WIDTHS.get(field.name, width))
    keys = form.key_count
    sheet.freeze_panes(_FIRST_ROW, keys)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(2, 0)
    sheet.repeat_rows(_TITLE_ROW, _HEADER_ROW)
    sheet.repeat_columns(0, keys - 1)
    sheet.set_footer("&C第&P页，共&N页")
    if form.kind is SheetKind.STATION:
        return
    sheet.protect(
        options={
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
            "autofilter": True,
        }
    )


def _write_notes(sheet: Any, form: _Form) -> None:
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    for row, line in enumerate(NOTES[form.kind]):
        style = form.formats["title" if row == 0 else "wrapped"]
        sheet.write_string(row, 0, line, style)
