"""Builders of small inputs, so that a test shows the mess it is about."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import pandas as pd

Rows = Sequence[Sequence[Any]]


def make_workbook(
    sheets: dict[str, Rows],
    *,
    merges: Iterable[str] = (),
    hidden: Iterable[str] = (),
) -> bytes:
    """An .xlsx with the sheets given; `merges` are ranges of the first one."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for cells in merges:
        workbook.worksheets[0].merge_cells(cells)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def make_sheet(
    rows: Rows, *, merges: Iterable[str] = (), name: str = "进度表"
) -> bytes:
    """An .xlsx with one sheet of the rows given; None is a blank cell."""
    return make_workbook({name: rows}, merges=merges)


def make_roster(*places: tuple[str, str, str | None, str]) -> pd.DataFrame:
    """A roster of (code, prefecture, county, township) with made-up parent codes."""
    records = [
        {
            "township_code": code,
            "township_name": township,
            "division_type": "subdistrict" if township.endswith("街道") else "town",
            "county_code": code[:6] if county else None,
            "county_name": county,
            "prefecture_code": code[:4] + "00",
            "prefecture_name": prefecture,
        }
        for code, prefecture, county, township in places
    ]
    roster = pd.DataFrame(records, dtype="string")
    return roster.assign(
        is_central_town=pd.array([pd.NA] * len(records), dtype="boolean")
    )
