"""No export computes what a stranger wrote, and no name leads out of a folder."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from hrss import service
from hrss.reports import csv_text, write_table
from hrss.returned import marking_of, write_returned
from hrss.sheets import check_workbook, parse_workbook, read_workbook
from hrss.sheets.roster_sheet import write_roster
from hrss.sheets.template import write_template
from tests.factories import make_roster, make_sheet

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "=cmd|' /C calc'!A0", "＝1")
PLACE = ("440104001", "广州市", "越秀区", "洪桥街道")


def formulas_in(content: bytes) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_of_csv_that_begins_like_a_formula_is_marked_as_text(text):
    table = pd.DataFrame({"名称": pd.array([text], dtype="string"), "数": [-3]})

    line = csv_text(table).splitlines()[1].replace('"', "")

    assert line == f"'{text},-3"


def test_numbers_and_blanks_of_csv_stay_as_they_are():
    table = pd.DataFrame(
        {
            "名称": pd.array(["甲", None], dtype="string"),
            "数": pd.array([-1, None], dtype="Int64"),
        }
    )

    assert csv_text(table) == "\ufeff名称,数\n甲,-1\n,\n"


def test_a_table_as_excel_holds_no_formula():
    table = pd.DataFrame({"名称": pd.array(FORMULAS, dtype="string")})

    assert formulas_in(write_table(table, title="=1", note="=2")) == []


def test_a_day_of_a_column_of_no_known_kind_is_a_day_in_excel():
    table = pd.DataFrame({"completion_date": pd.to_datetime(["2011-09-30"])})

    book = openpyxl.load_workbook(io.BytesIO(write_table(table, title="甲", note="乙")))

    assert book["数据"]["A5"].value == datetime(2011, 9, 30)


def test_a_template_with_last_values_holds_no_formula_of_theirs():
    roster = make_roster(PLACE)
    blank = formulas_in(write_template(roster))
    previous = pd.DataFrame(
        {"remarks": ["=1+1"], "office_name": ["=HYPERLINK(1)"]}, index=[PLACE[0]]
    )

    assert formulas_in(write_template(roster, previous=previous)) == blank


def test_a_roster_taken_out_holds_no_formula():
    assert formulas_in(write_roster(make_roster((*PLACE[:3], "=1+1")))) == []


@pytest.mark.parametrize("file_name", ["甲.xlsx", "甲.csv"])
def test_a_returned_workbook_lists_a_formula_as_text(file_name):
    rows = [
        ["县区", "乡镇", "是否建成", "备注"],
        ["越秀区", "'=1+1", "=cmd", "无"],
    ]
    content = (
        "\n".join(",".join(row) for row in rows).encode("gb18030")
        if file_name.endswith("csv")
        else make_sheet([rows[0], ["越秀区", "@SUM(1)", "+也许", "无"]])
    )
    workbook = read_workbook(content, file_name=file_name)
    checked = check_workbook(
        parse_workbook(workbook), roster=make_roster(PLACE), as_of=date(2011, 11, 30)
    )

    assert checked.has_errors
    back = write_returned(workbook, marking_of(checked), content=content)
    assert formulas_in(back) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.xlsx", "/etc/cron.d/x.xlsx", "a/b/c.xlsx"]
)
def test_a_returned_files_name_has_no_folder(name):
    assert "/" not in service.returned_name(name)
    assert ".." not in service.returned_name(name)
