import datetime
import io

import openpyxl
import pandas as pd
import pytest

from hrss.sheets import (
    VALUE_COLUMNS,
    SheetKind,
    check_workbook,
    parse_workbook,
    read_workbook,
    value_columns,
)
from hrss.sheets.template import write_template

AS_OF = datetime.date(2011, 11, 30)


def check_bytes(content, roster, **options):
    parsed = parse_workbook(read_workbook(content, file_name="模板.xlsx"))
    return check_workbook(parsed, **({"roster": roster, "as_of": None} | options))


def letters_of(content):
    parsed = parse_workbook(read_workbook(content, file_name="模板.xlsx"))
    return parsed.sheets[0].letters


def test_the_blank_template_reads_back_without_an_issue(roster):
    checked = check_bytes(write_template(roster, as_of=AS_OF), roster)

    assert checked.issues == ()
    assert checked.as_of == AS_OF
    assert checked.rows["township_code"].tolist() == roster["township_code"].tolist()
    assert checked.rows[list(VALUE_COLUMNS)].isna().all(axis=None)
    assert checked.sheets[0].header_rows == (3, 4)
    assert checked.sheets_without_table == ("填表说明",)


def test_the_template_of_one_prefecture_names_its_reporting_unit(roster):
    own = roster[roster["prefecture_name"] == "广州市"]

    checked = check_bytes(write_template(own), roster, as_of=AS_OF)

    assert checked.reporting_unit == "广州市"
    assert checked.as_of_found is None
    assert checked.issues == ()


def test_a_filled_template_gives_what_was_filled_in(roster):
    content = write_template(roster, as_of=AS_OF)
    letters = letters_of(content)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet = workbook["进度表"]
    sheet[f"{letters['is_complete']}5"] = "是"
    sheet[f"{letters['completion_date']}5"] = datetime.date(2011, 10, 1)
    sheet[f"{letters['floor_area_m2']}5"] = 320.5
    sheet[f"{letters['has_computer']}5"] = 3
    sheet[f"{letters['construction_method']}5"] = "改建"
    sheet[f"{letters['annual_budget_wan_yuan']}5"] = 12.5
    filled = io.BytesIO()
    workbook.save(filled)

    checked = check_bytes(filled.getvalue(), roster)

    row = checked.rows.iloc[0]
    assert checked.issues == ()
    assert bool(row["is_complete"]) is True
    assert row["completion_date"] == pd.Timestamp("2011-10-01")
    assert row["floor_area_m2"] == 320.5
    assert bool(row["has_computer"]) is True
    assert row["construction_method"] == "conversion"
    assert row["annual_budget_wan_yuan"] == 12.5


def test_values_reported_before_are_filled_in_and_read_back(roster):
    content = write_template(roster, as_of=AS_OF)
    first = check_bytes(content, roster).rows.set_index("township_code")
    known = first.assign(
        is_complete=pd.array([True] + [pd.NA] * 6, dtype="boolean"),
        completion_date=pd.to_datetime(["2011-10-01"] + [None] * 6),
        construction_status=pd.array(["complete"] + [pd.NA] * 6, dtype="string"),
        staff_count=pd.array([4] + [pd.NA] * 6, dtype="Int64"),
    )

    again = check_bytes(write_template(roster, as_of=AS_OF, previous=known), roster)

    row = again.rows.iloc[0]
    assert again.issues == ()
    assert (row["construction_status"], row["staff_count"]) == ("complete", 4)
    assert again.rows["is_complete"].isna().sum() == 6


@pytest.fixture
def sheet(roster):
    content = write_template(roster, as_of=AS_OF)
    return openpyxl.load_workbook(io.BytesIO(content))["进度表"]


def test_places_are_locked_and_the_rest_is_open(sheet):
    assert sheet.protection.sheet
    assert sheet["D5"].protection.locked
    assert not sheet["I5"].protection.locked


def test_lists_and_checks_are_there(sheet):
    kinds = {each.type for each in sheet.data_validations.dataValidation}

    assert kinds == {"list", "date", "whole", "decimal"}


def test_a_note_has_the_decrees_words(sheet, roster):
    letter = letters_of(write_template(roster))["floor_area_m2"]

    note = sheet[f"{letter}4"].comment.text

    assert "原则上不少于300平方米" in note


def test_it_prints_on_a3_landscape_with_its_header(sheet):
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "8"
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.freeze_panes == "F5"


def test_an_empty_roster_gives_a_template_without_rows(roster):
    checked = check_bytes(write_template(roster.iloc[:0]), roster, as_of=AS_OF)

    assert [issue.code for issue in checked.issues] == ["no_body_row"]


def test_the_template_of_areas_has_each_prefecture_and_its_counties(roster):
    content = write_template(roster, kind=SheetKind.AREA, as_of=AS_OF)

    checked = check_bytes(content, roster)

    assert checked.kind is SheetKind.AREA
    assert checked.issues == ()
    assert checked.rows["area_code"].tolist() == [
        "440100", "440104", "440183", "441400", "441403", "441481", "441900"
    ]  # fmt: skip
    assert checked.rows[list(value_columns(SheetKind.AREA))].isna().all(axis=None)


def test_values_of_areas_are_filled_in_and_read_back(roster):
    known = pd.DataFrame(
        {
            "has_county_budget": pd.array([True, None], dtype="boolean"),
            "planned_2011_12": pd.array([None, 2], dtype="Int64"),
        },
        index=pd.Index(["440104", "441400"], name="area_code"),
    )

    content = write_template(roster, kind=SheetKind.AREA, as_of=AS_OF, previous=known)
    rows = check_bytes(content, roster).rows.set_index("area_code")

    assert rows.loc["440104", "has_county_budget"]
    assert rows.loc["441400", "planned_2011_12"] == 2
    assert rows["planned_2011_12"].notna().sum() == 1


def test_the_template_of_stations_lists_those_known_and_every_township(roster):
    known = pd.DataFrame(
        {
            "township_code": ["440183101", "440183101"],
            "village_name": ["北村", "南村"],
            "is_complete": pd.array([False, False], dtype="boolean"),
        }
    )

    content = write_template(
        roster, kind=SheetKind.STATION, as_of=AS_OF, previous=known
    )
    checked = check_bytes(content, roster)

    assert checked.kind is SheetKind.STATION
    assert checked.rows["village_name"].tolist() == ["北村", "南村"]
    assert checked.rows["township_code"].tolist() == ["440183101", "440183101"]
    assert {issue.code for issue in checked.issues} == {"unused_row"}
    assert len(checked.issues) == 6
    assert not checked.has_errors


def test_a_list_of_stations_is_open_to_be_added_to(roster):
    content = write_template(roster, kind=SheetKind.STATION)

    sheet = openpyxl.load_workbook(io.BytesIO(content))["站点表"]

    assert not sheet.protection.sheet
