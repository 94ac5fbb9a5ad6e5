"""Whatever the dressing of a sheet, the same truth comes out of it."""

import datetime
import io
import os
from dataclasses import replace

import openpyxl
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from hrss.sheets import read_workbook
from hrss.sheets.check import check_workbook
from hrss.sheets.columns import choice_label, column
from hrss.sheets.grid import column_letter, text_of
from hrss.sheets.issues import Severity
from hrss.sheets.kinds import SheetKind
from hrss.sheets.parse import parse_workbook
from hrss.sheets.table_rows import RowKind
from hrss.sheets.tables_apart import sheet_title
from tests.sheets.dressing.books import books
from tests.sheets.dressing.other_kinds import area_books, station_books
from tests.sheets.dressing.truth import AS_OF, ROSTER

# A dressed sheet is large; to shrink one takes longer than to find it.
many = settings(
    max_examples=int(os.environ.get("HRSS_FUZZ_SHEETS", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# What is true may be odd, and may be said in fewer columns than there are.
ODDITIES = {
    "missing_headers", "unknown_header", "approximate_value", "place_from_unit",
    "complete_without_date", "part_exceeds_whole", "dates_out_of_order",
    "function_count_differs", "claim_differs", "as_of_differs", "as_of_conflict",
    "plan_differs", "county_plan",
}  # fmt: skip


def check(book, workbook=None):
    parsed = parse_workbook(workbook or book.workbook)
    return check_workbook(parsed, roster=ROSTER, as_of=AS_OF)


def plain(value):
    """A value of a frame as the truth has it."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, datetime.datetime) else value


def said(checked, fields, *keys):
    """What the checked rows say, by the code of the place and the keys."""
    code = "area_code" if checked.kind is SheetKind.AREA else "township_code"
    return {
        tuple(row[key] for key in (code, *keys)): [plain(row[name]) for name in fields]
        for row in checked.rows.to_dict("records")
    }


def true(book, *keys):
    return {
        (office.code, *(office.values[key] for key in keys)): [
            office.values[name] for name in book.fields
        ]
        for office in book.offices
    }


def counted(book, checked):
    """How many rows of each sheet are of each kind, meant and found."""
    meant = {
        (paper.name, kind): paper.kinds.count(kind)
        for paper in book.papers
        if not paper.has_sides
        for kind in RowKind
    }
    found = dict.fromkeys(meant, 0)
    for sheet in checked.sheets:
        for kind in RowKind:
            name = (sheet_title(sheet.name), kind)
            if name in meant:
                found[name] += getattr(sheet, f"rows_{kind.name.lower()}")
    return meant, found


def says_it_all(cell, value, name):
    """Whether a value is simply what stands in the cell."""
    text = text_of(cell).strip()
    if cell is None or isinstance(cell, bool):
        return True
    if value is None:
        return not text
    if isinstance(value, bool):
        return text in ("是", "否", "√", "×", "1", "0")
    if isinstance(value, int | float):
        return float(text) == value
    label = choice_label(name, value) if column(name).choices else str(value)
    return "".join(text.split()) == "".join(label.split())


def warned(book):
    """Cells whose number is only about right."""
    return [
        (paper.name, row + 1, column_letter(place))
        for paper in book.papers
        for row, place in paper.warned
    ]


@many
@given(books())
def test_the_same_offices_come_out_of_every_dressing(book):
    checked = check(book)

    assert {issue.code for issue in checked.issues} <= ODDITIES
    assert said(checked, book.fields) == true(book)
    meant, found = counted(book, checked)
    assert found == meant
    assert all(
        sheet.rows_read
        == sheet.rows_title + sheet.rows_header + sheet.rows_body
        + sheet.rows_blank + sheet.rows_total + sheet.rows_footer
        for sheet in checked.sheets
    )  # fmt: skip


@many
@given(books())
def test_what_a_cell_says_beyond_its_value_is_kept_or_pointed_out(book):
    papers = {paper.name: paper for paper in book.papers if not paper.has_sides}

    checked = check(book)

    assert sorted(warned(book)) == sorted(
        (sheet_title(issue.sheet), issue.row, issue.column)
        for issue in checked.issues
        if issue.code == "approximate_value"
    )
    for row in checked.rows.to_dict("records"):
        paper = papers.get(sheet_title(row["sheet"]))
        raw = row["raw"] if isinstance(row["raw"], dict) else {}
        for name in book.fields:
            place = (row["row"] - 1, name)
            if paper is None or place not in paper.cells:
                continue
            cell = paper.cells[place]
            if name in raw:
                assert raw[name] == text_of(cell)
            else:
                assert says_it_all(cell, plain(row[name]), name)


@many
@given(station_books())
def test_the_same_stations_come_out_of_every_dressing(book):
    checked = check(book)

    assert checked.kind is SheetKind.STATION
    assert {issue.code for issue in checked.issues} <= ODDITIES
    assert said(checked, book.fields, "village_name") == true(book, "village_name")
    meant, found = counted(book, checked)
    assert found == meant


@many
@given(area_books())
def test_the_same_areas_come_out_of_every_dressing(book):
    checked = check(book)

    assert checked.kind is SheetKind.AREA
    assert {issue.code for issue in checked.issues} <= ODDITIES
    assert said(checked, book.fields) == true(book)
    meant, found = counted(book, checked)
    assert found == meant


def xlsx_of(workbook, *, epoch):
    """The workbook as a file, with what is merged and hidden in it."""
    file = openpyxl.Workbook()
    file.epoch = epoch
    file.remove(file.active)
    for grid in workbook.sheets:
        sheet = file.create_sheet(grid.name)
        for row in range(grid.height):
            sheet.append([grid.value(row, place) for place in range(grid.width)])
        for each in grid.merged:
            sheet.merge_cells(
                start_row=each.top + 1,
                start_column=each.left + 1,
                end_row=each.bottom + 1,
                end_column=each.right + 1,
            )
        for row in grid.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for place in grid.hidden_columns:
            sheet.column_dimensions[column_letter(place)].hidden = True
        sheet.sheet_state = "visible" if grid.visible else "hidden"
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


@settings(many, max_examples=many.max_examples // 5)
@given(books(), st.sampled_from([CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904]))
def test_the_same_offices_come_out_of_a_real_file(book, epoch):
    content = xlsx_of(book.workbook, epoch=epoch)

    read = read_workbook(content, file_name=book.workbook.file_name)

    checked = check(book, replace(book.workbook, sheets=read.sheets))
    errors = [each for each in checked.issues if each.severity is Severity.ERROR]
    assert errors == []
    assert said(checked, book.fields) == true(book)
    hidden = {grid.name: grid.hidden_rows for grid in read.sheets if grid.visible}
    assert hidden == {
        grid.name: grid.hidden_rows for grid in book.workbook.sheets if grid.visible
    }
