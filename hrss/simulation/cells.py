"""Values as a clerk types them into cells, in the manner of the layout.

Comes in: a report with the registry's dtypes. Goes out: for each column of the
layout the texts and numbers that stand in its cells, and the cells of a total row.
"""

from datetime import datetime

import pandas as pd

from hrss.sheets import ColumnType, choice_label, column
from hrss.simulation.headings import Heading
from hrss.simulation.layouts import DateStyle, Layout

Cell = str | int | float | datetime | None

_STATUSES = ("complete", "in_progress", "not_started")
_EQUIPMENT = (
    *("has_computer", "has_printer", "has_fax", "has_telephone"),
    *("has_filing_cabinet", "has_notice_board"),
)
_TOTALLED = (
    *("is_complete", "floor_area_m2", "window_count", "staff_count", "served_count"),
    *("station_due_count", "station_complete_count"),
)
_STAFF_A_PRINTER = 6


def cell_texts(report: pd.DataFrame, layout: Layout) -> list[list[Cell]]:
    """Cells of each column of the layout, one a row of the report."""
    return [_column_cells(report, heading, layout) for heading in layout.headings]


def total_cells(
    report: pd.DataFrame, layout: Layout, *, label: str, is_careless: bool = False
) -> list[Cell]:
    """A total row: its label where the places stand, sums where they make sense."""
    fields = [heading.field for heading in layout.headings]
    row: list[Cell] = [
        _total(report, field, layout) if field in _TOTALLED else None
        for field in fields
    ]
    if is_careless:
        position = fields.index("staff_count")
        row[position] = int(report["staff_count"].sum()) - 1
    places = [
        position
        for position, field in enumerate(fields)
        if field in ("prefecture_name", "county_name")
    ]
    row[places[0]] = label
    return row


def _total(report: pd.DataFrame, field: str, layout: Layout) -> Cell:
    if field == "floor_area_m2" and layout.writes_square_metres:
        return None
    total = report[field].sum()
    return int(total)


def _column_cells(report: pd.DataFrame, heading: Heading, layout: Layout) -> list[Cell]:
    field = heading.field
    if field == "sequence":
        return list(range(1, len(report) + 1))
    values = report[field]
    kind = column(field).type
    if field == "county_name":
        return [*values.fillna(layout.no_county)]
    if layout.counts_equipment and field in _EQUIPMENT:
        return _equipment_counts(report, field)
    if kind in (ColumnType.YES_NO, ColumnType.PRESENCE):
        return _worded(values, {True: layout.yes, False: layout.no})
    if kind is ColumnType.DATE:
        return [None if day is pd.NaT else _day(day, layout.dates) for day in values]
    if field == "construction_status":
        return _worded(values, dict(zip(_STATUSES, layout.words, strict=True)))
    if kind is ColumnType.CHOICE:
        labels = {value: choice_label(field, value) for value in values.dropna()}
        return _worded(values, labels)
    if kind in (ColumnType.INTEGER, ColumnType.NUMBER):
        return _numbers(values, heading, layout)
    return [None if value is pd.NA else value for value in values]


def _worded(values: pd.Series, words: dict[bool, str] | dict[str, str]) -> list[Cell]:
    return [None if pd.isna(value) else words[value] for value in values]


def _numbers(values: pd.Series, heading: Heading, layout: Layout) -> list[Cell]:
    # A column headed in yuan holds yuan, whatever the registry keeps.
    factor = 10_000 if "（元）" in heading.path[-1] else 1
    suffix = heading.field == "floor_area_m2" and layout.writes_square_metres
    cells: list[Cell] = []
    for value in values:
        if value is pd.NA:
            cells.append(None)
            continue
        number = round(float(value) * factor, 1)
        plain = int(number) if number.is_integer() else number
        cells.append(f"{plain}㎡" if suffix else plain)
    return cells


def _equipment_counts(report: pd.DataFrame, field: str) -> list[Cell]:
    """How many of each: a computer for everybody, a printer for some."""
    staff = report["staff_count"].fillna(1).astype(int)
    counts = {
        "has_computer": staff.clip(lower=1),
        "has_printer": staff // _STAFF_A_PRINTER + 1,
    }.get(field, pd.Series(1, index=report.index))
    return [
        None if has is pd.NA else int(count) * int(has)
        for has, count in zip(report[field], counts, strict=True)
    ]


def _day(day: pd.Timestamp, style: DateStyle) -> Cell:
    if style == "cell":
        return day.to_pydatetime()
    year, month, number = day.year, day.month, day.day
    return {
        "iso": f"{year}-{month:02d}-{number:02d}",
        "dots": f"{year}.{month}.{number}",
        "chinese": f"{year}年{month}月{number}日",
        "month": f"{year}年{month}月",
        "slashes": f"{year}/{month}/{number}",
    }[style]
