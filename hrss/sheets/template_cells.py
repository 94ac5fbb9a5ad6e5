"""How the template's cells look, and what they let in."""

import datetime
from typing import Any

from hrss.sheets.columns import Column, ColumnType


def make_formats(workbook: Any) -> dict[str, Any]:
    """The cell formats of the template, by what they are for."""
    base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    cell = base | {"border": 1}
    head = cell | {"bold": True, "align": "center", "text_wrap": True}
    return {
        "title": workbook.add_format(
            base | {"bold": True, "font_size": 16, "align": "center"}
        ),
        "plain": workbook.add_format(base),
        "wrapped": workbook.add_format(base | {"text_wrap": True, "valign": "top"}),
        "open_head": workbook.add_format(base | {"locked": False}),
        "group": workbook.add_format(head | {"bg_color": "#D9E2EC"}),
        "header": workbook.add_format(head | {"bg_color": "#EEF2F6"}),
        "key": workbook.add_format(cell | {"bg_color": "#F5F5F5"}),
        "text": workbook.add_format(cell | {"locked": False, "num_format": "@"}),
        "number": workbook.add_format(cell | {"locked": False}),
        "centre": workbook.add_format(cell | {"locked": False, "align": "center"}),
        "date": workbook.add_format(
            cell | {"locked": False, "num_format": "yyyy-mm-dd", "align": "center"}
        ),
    }


def cell_check(field: Column) -> dict[str, Any] | None:
    """What the cell lets in; equipment may be ticked or counted."""
    if field.type is ColumnType.YES_NO:
        return _list(["是", "否"])
    if field.type is ColumnType.PRESENCE:
        return _list(["是", "否"]) | {"show_error": False}
    if field.type is ColumnType.CHOICE:
        return _list([each.label for each in field.choices])
    if field.type is ColumnType.DATE:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": datetime.date(1990, 1, 1),
            "maximum": datetime.date(2049, 12, 31),
            "error_title": "不是日期",
            "error_message": "请填写2011-12-31这样的日期。",
        }
    if field.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        return {
            "validate": "integer" if field.type is ColumnType.INTEGER else "decimal",
            "criteria": "between",
            "minimum": field.minimum,
            "maximum": field.maximum,
            "error_title": "数值不合理",
            "error_message": f"请填写{field.minimum:.0f}至{field.maximum:.0f}的数。",
        }
    return None


def _list(words: list[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": words,
        "error_title": "不在可选范围内",
        "error_message": "请从下拉列表中选择。",
    }
