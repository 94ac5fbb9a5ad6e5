import datetime

import pytest

from hrss.sheets import (
    SheetKind,
    check_workbook,
    message,
    parse_workbook,
    read_workbook,
    value_columns,
)
from tests.factories import make_workbook

AS_OF = datetime.date(2011, 11, 30)
HEADER = ["地级市", "县（市、区）", "列入县级预算", "方案备案日期"]
CITY = ["广州市", "市本级", None, "2011-10-28"]
COUNTY = ["广州市", "越秀区", "是", None]
ALWAYS = {"missing_headers"}


def found(checked):
    return [
        (issue.code, issue.row, issue.column)
        for issue in checked.issues
        if issue.code not in ALWAYS
    ]


def test_a_sheet_of_counties_and_plans_is_one_of_areas(check):
    checked = check([HEADER, CITY, COUNTY], as_of=AS_OF)

    assert checked.kind is SheetKind.AREA
    assert found(checked) == []
    assert checked.rows.columns.tolist() == [
        "prefecture_code", "area_code", "sheet", "row",
        *value_columns(SheetKind.AREA), "raw",
    ]  # fmt: skip
    assert checked.rows["area_code"].tolist() == ["440100", "440104"]
    assert checked.rows["plan_filed_date"].iloc[0] == datetime.datetime(2011, 10, 28)
    assert checked.rows["has_county_budget"].tolist()[1] is True


@pytest.mark.parametrize("written", [None, "市本级", "市直", "广州市", "-"])
def test_a_row_without_a_county_speaks_for_the_prefecture(check, written):
    checked = check([HEADER, ["广州市", written, None, "2011-10-28"]], as_of=AS_OF)

    assert checked.rows["area_code"].tolist() == ["440100"]


def test_a_county_alone_is_enough_where_its_name_is_unique(check):
    checked = check([HEADER, [None, "兴宁市", "否", None]], as_of=AS_OF)

    assert checked.rows["area_code"].tolist() == ["441481"]
    assert checked.rows["prefecture_code"].tolist() == ["441400"]


def test_months_are_read_from_one_header_row_or_two(check):
    flat = ["地级市", "方案备案日期", "2011年11月", "2011年12月计划"]
    joined = [
        ["地级市", "方案备案日期", "2011年", None],
        [None, None, "11月", "12月"],
        ["东莞市", "2011-10-28", 0, 1],
    ]

    one = check([flat, ["东莞市", "2011-10-28", 0, 1]], as_of=AS_OF)
    two = check(joined, as_of=AS_OF, merges=["A1:A2", "B1:B2", "C1:D1"])

    for checked in (one, two):
        assert found(checked) == []
        assert checked.rows["planned_2011_11"].tolist() == [0]
        assert checked.rows["planned_2011_12"].tolist() == [1]


@pytest.mark.parametrize(
    ("code", "rows", "row", "column"),
    [
        ("duplicate_area", [HEADER, CITY, CITY], 3, "B"),
        ("unknown_county", [HEADER, ["广州市", "越西区", "是", None]], 2, "B"),
        ("unknown_prefecture", [HEADER, ["广洲市", None, "是", None]], 2, "A"),
        ("missing_area", [HEADER, [None, None, "是", None]], 2, "B"),
        ("filed_after_as_of", [HEADER, [*CITY[:3], "2011-12-01"]], 2, "D"),
        (
            "county_plan",
            [[*HEADER, "2011年12月"], [*COUNTY, 2]],
            2, "E",
        ),
        (
            "plan_differs",
            [[*HEADER, "2011年12月"], [*CITY, 3]],
            2, "E",
        ),
    ],
)  # fmt: skip
def test_each_fault_of_an_area_is_one_issue_at_its_cell(check, code, rows, row, column):
    checked = check(rows, as_of=AS_OF)

    assert found(checked) == [(code, row, column)]
    (issue,) = [each for each in checked.issues if each.code == code]
    assert "{" not in message(issue)
    assert "None" not in message(issue)


def test_a_plan_that_holds_what_the_prefecture_owes_has_no_issue(check):
    # The small roster has four townships of 广州.
    rows = [[*HEADER, "2011年11月", "2011年12月"], [*CITY, 1, 3]]

    assert found(check(rows, as_of=AS_OF)) == []


def test_a_list_of_places_alone_is_of_no_kind(check):
    checked = check([["地级市", "县（市、区）"], ["广州市", "越秀区"]], as_of=AS_OF)

    assert [issue.code for issue in checked.issues] == ["no_table"]


def test_a_file_of_two_kinds_is_read_as_the_one_with_most_rows(roster):
    offices = [["县区", "乡镇", "是否建成"], ["越秀区", "洪桥街道", "否"]]
    content = make_workbook({"所": offices, "市县": [HEADER, CITY, COUNTY]})
    parsed = parse_workbook(read_workbook(content, file_name="表.xlsx"))

    checked = check_workbook(parsed, roster=roster, as_of=AS_OF)

    assert checked.kind is SheetKind.AREA
    (issue,) = [each for each in checked.issues if each.code == "other_kind"]
    assert issue.sheet == "所"
    assert message(issue) == (
        "工作表“所”：这张工作表是服务所表，而本文件按市县工作表读入，"
        "一个文件只能报一种表；请把这张工作表另存为单独的文件，分开上报"
    )
    assert checked.has_errors
