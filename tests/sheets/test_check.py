import datetime
import json

import pandas as pd
import pytest

from hrss.sheets import (
    Severity,
    SheetKind,
    check_workbook,
    message,
    parse_workbook,
    read_workbook,
    to_json,
)
from hrss.sheets.columns import VALUE_COLUMNS
from hrss.sheets.grid import UNCOMPUTED
from hrss.sheets.issues import MESSAGES
from tests.factories import make_sheet, make_workbook

AS_OF = datetime.date(2011, 11, 30)
HEADER = ["县区", "乡镇", "是否建成", "建成时间"]
DONE = ["越秀区", "洪桥街道", "是", "2011-10-01"]
OPEN = ["越秀区", "北京街道", "否", None]
ALWAYS = {"missing_headers"}


def found(checked):
    """Issues without the one that lists absent columns, as code and cell."""
    return [
        (issue.code, issue.row, issue.column)
        for issue in checked.issues
        if issue.code not in ALWAYS
    ]


def with_column(header, *values):
    """A faultless sheet with one more column."""
    return [[*HEADER, header], [*DONE, values[0]], [*OPEN, *(values[1:] or [None])]]


def test_a_faultless_sheet_has_no_issue_but_the_absent_columns(check):
    checked = check([HEADER, DONE, OPEN], as_of=AS_OF)

    assert found(checked) == []
    assert not checked.has_errors
    assert checked.rows_valid == 2
    assert checked.rows["township_code"].tolist() == ["440104001", "440104003"]
    assert checked.rows["is_complete"].tolist() == [True, False]
    assert checked.prefecture_codes == ("440100",)


def test_rows_have_their_source_and_every_value_column(check):
    rows = check([HEADER, DONE], as_of=AS_OF).rows

    assert rows.columns.tolist() == [
        "prefecture_code", "township_code", "sheet", "row", *VALUE_COLUMNS, "raw"
    ]  # fmt: skip
    assert rows["sheet"].tolist() == ["进度表"]
    assert rows["row"].tolist() == [2]
    assert rows["row"].dtype == "Int64"
    assert rows["completion_date"].dtype == "datetime64[s]"


# One mini-sheet for each code: the sheet, the options, and the issue's cell.
SINGLE = [
    ("no_as_of", [HEADER, DONE], {}, None, None),
    (
        "as_of_differs",
        [["截至2011年10月31日"], HEADER, DONE], {"as_of": AS_OF}, None, None,
    ),
    ("no_body_row", [HEADER], {"as_of": AS_OF}, None, None),
    ("unknown_header", with_column("食堂", "有"), {}, 1, "E"),
    ("duplicate_header", with_column("是否已建成", "是", "否"), {}, 1, "E"),
    (
        "unnamed_column",
        [[*HEADER, None, "面积"], [*DONE, "新建", 300]], {}, 1, "E",
    ),
    (
        "doubtful_unit",
        [["单位：亩"], *with_column("面积", 300)], {}, 2, "E",
    ),
    (
        "missing_identification",
        [["县区", "是否建成", "建成时间", "面积"], ["越秀区", "是", "2011-10-01", 300]],
        {}, None, None,
    ),
    (
        "missing_completion",
        [["乡镇", "面积"], ["洪桥街道", 300]], {}, None, None,
    ),
    ("missing_office", [HEADER, ["越秀区", None, "是", "2011-10-01"]], {}, 2, "B"),
    ("unknown_office", [HEADER, ["越秀区", "洪乔街道", "否"]], {}, 2, "B"),
    (
        "unknown_prefecture",
        [["地市", "乡镇", "是否建成"], ["广洲市", "洪桥街道", "否"]], {}, 2, "A",
    ),
    ("unknown_county", [HEADER, ["月秀区", "洪桥街道", "否"]], {}, 2, "A"),
    (
        "code_disagrees",
        with_column("区划代码", "440104003", "440104003"), {}, 2, "E",
    ),
    ("duplicate_office", [HEADER, DONE, DONE], {}, 3, "B"),
    (
        "outside_reporting_unit",
        [["填报单位：梅州市"], ["地市", *HEADER], ["广州市", *DONE]], {}, 3, "A",
    ),
    ("formula_error", with_column("面积", "#REF!"), {}, 2, "E"),
    ("not_a_number", with_column("面积", "三百"), {}, 2, "E"),
    ("date_in_number", with_column("面积", datetime.date(2011, 1, 1)), {}, 2, "E"),
    ("not_an_integer", with_column("实有人员", 2.5), {}, 2, "E"),
    ("wrong_unit", with_column("面积", "3亩"), {}, 2, "E"),
    ("not_a_date", with_column("挂牌日期", "12月31日"), {}, 2, "E"),
    ("date_out_of_range", with_column("挂牌日期", "1911-01-01"), {}, 2, "E"),
    ("not_yes_no", with_column("统一标识", "部分"), {}, 2, "E"),
    ("not_a_choice", with_column("建设方式", "借用"), {}, 2, "E"),
    ("out_of_range", with_column("面积", -5), {}, 2, "E"),
    ("approximate_value", with_column("面积", "约300"), {}, 2, "E"),
    ("status_contradicts", with_column("建设状态", "在建"), {}, 2, "E"),
    (
        "complete_without_date",
        [HEADER, ["越秀区", "洪桥街道", "是", None]], {}, 2, "D",
    ),
    (
        "complete_after_as_of",
        [HEADER, ["越秀区", "洪桥街道", "是", "2011-12-01"]], {}, 2, "D",
    ),
    (
        "complete_this_month",
        [HEADER, ["越秀区", "洪桥街道", "是", "2011年11月"]],
        {"as_of": datetime.date(2011, 11, 15)}, 2, "D",
    ),
    (
        "incomplete_with_date",
        [HEADER, ["越秀区", "洪桥街道", "否", "2011-10-01"]], {}, 2, "D",
    ),
    (
        "planned_date",
        [HEADER, ["越秀区", "洪桥街道", "否", "2012-06-30"]], {}, 2, "D",
    ),
    (
        "planned_date_kept",
        [
            [*HEADER, "计划建成时间"],
            ["越秀区", "洪桥街道", "否", "预计2012年6月", "2012-03-31"],
        ],
        {}, 2, "D",
    ),
    (
        "complete_but_not_yet",
        [HEADER, ["越秀区", "洪桥街道", "是", "未建成"]], {}, 2, "D",
    ),
    ("plan_left_out", with_column("开工时间", "拟2012年3月"), {}, 2, "E"),
    ("date_after_as_of", with_column("验收时间", "2011-12-01"), {}, 2, "E"),
    (
        "complete_by_date",
        [HEADER, ["越秀区", "洪桥街道", None, "2011-10-01"]], {}, 2, "D",
    ),
    (
        "no_longer_complete",
        [HEADER, OPEN],
        {"previous": pd.DataFrame({"is_complete": [True]}, index=["440104003"])},
        2, "C",
    ),
    ("formula_uncomputed", with_column("建筑面积", UNCOMPUTED), {}, 2, "E"),
    ("dates_out_of_order", with_column("开工时间", "2011-11-01"), {}, 2, "E"),
    ("claim_differs", with_column("是否珠三角", "否", "是"), {}, 2, "E"),
    ("total_differs", [HEADER, DONE, OPEN, [None, "合计", 2]], {}, 4, "C"),
    (
        "part_exceeds_whole",
        [[*HEADER, "应建", "已建"], [*DONE, 3, 5]], {}, 2, "F",
    ),
    (
        "function_count_differs",
        [
            [*HEADER, *[f"职能{number}" for number in range(1, 9)], "职能项数"],
            [*DONE, *["是"] * 7, "否", 8],
        ],
        {}, 2, "M",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "rows", "options", "row", "column"), SINGLE)
def test_each_fault_is_one_issue_at_its_cell(check, code, rows, options, row, column):
    if code != "no_as_of":
        options = {"as_of": AS_OF} | options

    checked = check(rows, **options)

    assert found(checked) == [(code, row, column)]
    (issue,) = [each for each in checked.issues if each.code == code]
    assert issue.severity is MESSAGES[code][0]
    assert "{" not in message(issue)
    assert "None" not in message(issue)


def test_every_code_has_a_sheet_that_produces_it():
    elsewhere = {"empty_workbook", "no_table", "as_of_conflict", "ambiguous_office"}
    elsewhere |= {"known_by_alias", "known_by_change", "place_from_unit", "area_sum"}
    # Of the other kinds: test_check_stations.py and test_check_areas.py.
    elsewhere |= {
        "other_kind",
        "missing_township",
        "missing_village",
        "unused_row",
        "duplicate_station",
        "other_guiding_office",
        "paid_public_servants",
        "missing_area",
        "duplicate_area",
        "filed_after_as_of",
        "county_plan",
        "plan_differs",
    }

    assert {code for code, *_ in SINGLE} | elsewhere | ALWAYS == MESSAGES.keys()


def check_sheets(sheets, roster, **options):
    parsed = parse_workbook(read_workbook(make_workbook(sheets), file_name="表.xlsx"))
    return check_workbook(parsed, **({"roster": roster, "as_of": AS_OF} | options))


def test_a_workbook_without_a_table_is_an_error_and_no_exception(roster):
    assert found(check_sheets({"说明": [["填表说明"]]}, roster)) == [
        ("no_table", None, None)
    ]
    assert found(check_sheets({"空": []}, roster)) == [("empty_workbook", None, None)]


def test_sheets_of_different_days_are_pointed_out(roster):
    sheets = {
        "甲": [["截至2011年10月31日"], HEADER, DONE],
        "乙": [["截至2011年11月30日"], HEADER, OPEN],
    }

    checked = check_sheets(sheets, roster, as_of=None)

    assert found(checked) == [("as_of_conflict", None, None)]
    assert checked.as_of == AS_OF
    assert checked.rows["sheet"].tolist() == ["甲", "乙"]


def test_an_office_twice_on_two_sheets_names_the_earlier_row(roster):
    checked = check_sheets({"甲": [HEADER, DONE], "乙": [HEADER, OPEN, DONE]}, roster)

    (issue,) = [each for each in checked.issues if each.code == "duplicate_office"]
    assert (issue.sheet, issue.row) == ("乙", 3)
    assert message(issue) == (
        "工作表“乙”第3行B列「乡镇（街道）」：“洪桥街道”重复填报，"
        "工作表“甲”第2行已有，请只保留一行"
    )
    assert checked.rows_valid == 2


def test_a_name_of_two_counties_is_ambiguous_without_its_county(roster):
    twin = pd.concat([roster, roster.iloc[[4]].assign(
        township_code="441421101", county_code="441421", county_name="大埔县"
    )])  # fmt: skip
    rows = [["填报单位：梅州市"], ["乡镇", "是否建成"], ["城东镇", "否"]]
    parsed = parse_workbook(read_workbook(make_sheet(rows), file_name="表.xlsx"))

    checked = check_workbook(parsed, roster=twin, as_of=AS_OF)

    (issue,) = [each for each in checked.issues if each.code == "ambiguous_office"]
    assert issue.detail == "梅县城东镇、大埔县城东镇"


def test_offices_and_stations_in_one_file_are_to_be_sent_apart(roster):
    stations = [
        ["县区", "乡镇", "村（社区）", "聘用方式", "是否建成"],
        ["增城市", "新塘镇", "北村", "兼职", "否"],
    ]

    checked = check_sheets({"所": [HEADER, DONE, OPEN], "站": stations}, roster)

    assert checked.kind is SheetKind.OFFICE
    assert checked.rows["township_code"].tolist() == ["440104001", "440104003"]
    assert found(checked) == [("other_kind", None, None)]
    (issue,) = [each for each in checked.issues if each.code == "other_kind"]
    assert message(issue) == (
        "工作表“站”：这张工作表是村（社区）站点表，而本文件按服务所表读入，"
        "一个文件只能报一种表；请把这张工作表另存为单独的文件，分开上报"
    )
    assert checked.has_errors
    assert not checked.can_send_valid_rows


@pytest.mark.parametrize(
    "source",
    [
        {"rows": [["填报单位：东莞市"], ["镇街", "是否建成"], ["莞城", "否"]]},
        {"rows": [["镇街", "是否建成"], ["莞城", "否"]], "file_name": "东莞11月.xlsx"},
    ],
)
def test_the_prefecture_is_taken_from_the_unit_or_the_files_name(check, source):
    checked = check(as_of=AS_OF, **source)

    assert checked.rows["township_code"].tolist() == ["441900006"]
    assert found(checked) == [("place_from_unit", None, None)]
    (issue,) = [each for each in checked.issues if each.code == "place_from_unit"]
    assert issue.value == "东莞市"


def test_the_given_day_holds_over_the_one_found(check):
    rows = [["截至2011年12月31日"], HEADER, ["越秀区", "洪桥街道", "是", "2011-12-20"]]

    later = check(rows)
    earlier = check(rows, as_of=AS_OF)

    assert later.as_of == datetime.date(2011, 12, 31)
    assert found(later) == []
    assert found(earlier) == [
        ("as_of_differs", None, None),
        ("complete_after_as_of", 3, "D"),
    ]
    assert earlier.as_of_found == datetime.date(2011, 12, 31)


def test_a_row_with_an_error_is_not_among_the_rows(check):
    checked = check([HEADER, DONE, ["越秀区", "北京街道", "基本", None]], as_of=AS_OF)

    assert checked.rows["township_code"].tolist() == ["440104001"]
    assert (checked.rows_valid, checked.error_count) == (1, 1)


def test_complete_is_reconciled_from_status_and_date(check):
    rows = [
        ["县区", "乡镇", "建设状态", "建成时间"],
        ["越秀区", "洪桥街道", "已建成", "2011-10-01"],
        ["越秀区", "北京街道", "在建", None],
        ["增城市", "新塘镇", None, "2011-10-01"],
        ["增城市", "石滩镇", None, None],
    ]

    complete = check(rows, as_of=AS_OF).rows["is_complete"]

    assert complete.tolist()[:3] == [True, False, True]
    assert pd.isna(complete.iloc[3])


def test_a_later_date_of_an_incomplete_office_becomes_its_plan(check):
    rows = [HEADER, ["越秀区", "洪桥街道", "否", "2012-06-30"]]

    row = check(rows, as_of=AS_OF).rows.iloc[0]

    assert pd.isna(row["completion_date"])
    assert row["planned_completion_date"] == pd.Timestamp("2012-06-30")


def test_an_office_that_says_nothing_now_but_was_complete_is_pointed_out(check):
    previous = pd.DataFrame({"is_complete": [True]}, index=["440104003"])
    rows = [HEADER, ["越秀区", "北京街道", None, None]]

    (issue,) = [
        each
        for each in check(rows, as_of=AS_OF, previous=previous).issues
        if each.code == "no_longer_complete"
    ]

    assert message(issue).endswith("此前已上报建成，本次没有填，请核对")


def test_totals_of_a_county_a_prefecture_and_all_agree(check):
    rows = [
        [*HEADER, "面积"],
        [None, "合计", 2, None, 900],
        ["越秀区小计", None, 1, None, 500],
        [*DONE, 300],
        [*OPEN, 200],
        ["增城市", "新塘镇", "是", "2011-10-01", 400],
        ["增城市小计", None, 1, None, 400],
    ]  # fmt: skip

    assert found(check(rows, as_of=AS_OF)) == []


def test_a_total_that_disagrees_names_the_difference(check):
    rows = [[*HEADER, "面积"], [*DONE, 300], [*OPEN, 200], ["合计", None, 1, None, 510]]

    (issue,) = [
        each for each in check(rows, as_of=AS_OF).issues if each.code == "total_differs"
    ]

    assert (issue.row, issue.column, issue.severity) == (4, "E", Severity.WARNING)
    assert "合计为510，而各行之和为500，差额10" in message(issue)


def test_a_total_of_equipment_may_count_pieces_or_offices(check):
    rows = [[*HEADER, "电脑"], [*DONE, 3], [*OPEN, 2]]

    pieces = check([*rows, ["合计", None, 1, None, 5]], as_of=AS_OF)
    offices = check([*rows, ["合计", None, 1, None, 2]], as_of=AS_OF)

    assert found(pieces) == []
    assert found(offices) == []


def test_a_claim_where_the_roster_says_nothing_is_no_difference(check):
    rows = [
        ["地市", *HEADER, "是否中心镇"],
        ["梅州市", "梅县", "城东镇", "否", None, "是"],
    ]

    assert found(check(rows, as_of=AS_OF)) == []


def test_issues_stand_in_the_order_of_the_sheet(check):
    rows = [
        [*HEADER, "面积", "食堂"],
        ["越秀区", "洪乔街道", "是", "2011.13.1", "三百", None],
        ["越秀区", "北京街道", "也许", None, None, None],
    ]

    assert found(check(rows, as_of=AS_OF)) == [
        ("unknown_header", 1, "F"),
        ("unknown_office", 2, "B"),
        ("not_a_date", 2, "D"),
        ("not_a_number", 2, "E"),
        ("not_yes_no", 3, "C"),
    ]


def test_json_adds_up_and_can_be_written(check):
    checked = check(
        [["进度表"], HEADER, DONE, [], OPEN, ["合计", None, 1], ["填表人：张三"]],
        as_of=AS_OF,
    )

    printed = json.loads(json.dumps(to_json(checked), ensure_ascii=False))

    assert printed["header_rows"] == [2]
    assert printed["rows_read"] == 7
    assert printed["rows_read"] == sum(
        printed[f"rows_{kind}"]
        for kind in ("title", "header", "body", "blank", "total", "footer")
    )
    assert printed["rows_valid"] == 2
    assert printed["as_of"] == "2011-11-30"
    assert printed["issues"][0]["severity"] == "warning"
    assert printed["sheet"] == "进度表"


def test_a_confirmed_name_is_read_and_pointed_out(check):
    aliases = pd.DataFrame(
        {
            "prefecture_code": ["440100"],
            "county_name": ["越秀区"],
            "written": ["红桥街道"],
            "township_code": ["440104001"],
        }
    )
    rows = [["地级市", *HEADER], ["广州市", "越秀区", "红桥街", *DONE[2:]]]

    checked = check(rows, as_of=AS_OF, aliases=aliases)

    assert found(checked) == [("known_by_alias", 2, "C")]
    assert checked.rows["township_code"].tolist() == ["440104001"]
    assert checked.unknown_places == ()
    (issue,) = [each for each in checked.issues if each.code == "known_by_alias"]
    assert "“红桥街”按此前确认的名称读作越秀区洪桥街道" in message(issue)


def test_a_name_of_later_years_is_read_and_pointed_out(check, roster):
    rows = [["地级市", *HEADER], ["梅州市", "梅县区", "城东镇", *DONE[2:]]]

    checked = check(rows, as_of=AS_OF)

    assert checked.rows["township_code"].tolist() == ["441403101"]


def test_names_that_nobody_knows_are_listed_once_to_be_confirmed(check):
    strange = ["广州市", "越秀区", "红桥街", "否", None]
    rows = [["地级市", *HEADER], strange, strange]

    checked = check(rows, as_of=AS_OF)

    (place,) = checked.unknown_places
    assert place.prefecture_code == "440100"
    assert (place.county, place.written) == ("越秀区", "红桥街")
    assert "越秀区洪桥街道" in place.suggestions


@pytest.mark.parametrize("error", ["#REF!", "#N/A", UNCOMPUTED])
def test_a_broken_formula_in_the_place_of_a_name_is_a_fault_of_its_row(check, error):
    rows = [[*HEADER, "建筑面积"], [*DONE, 300], ["越秀区", error, "是", None, 200]]

    checked = check(rows, as_of=AS_OF)

    assert checked.sheets[0].rows_body == 2
    assert checked.sheets[0].rows_total == 0
    assert any(each.row == 3 and each.column == "B" for each in checked.issues)
    assert checked.rows_valid == 1


def test_an_amount_out_of_range_is_told_as_it_was_read(check):
    rows = [[*HEADER, "服务对象数（万人）"], [*DONE, 12000]]

    (issue,) = [each for each in check(rows, as_of=AS_OF).issues if each.row]

    assert message(issue) == (
        "工作表“进度表”第2行E列「服务对象数」：“12000”（即120000000人）超出合理范围，"
        "应在0至5000000人之间"
    )


def test_where_no_header_is_found_its_unknown_words_are_named(roster):
    rows = [["甲列", "乙列", "丙列"], ["洪桥街道", "好", "无"]]

    (issue,) = check_sheets({"表": rows}, roster).issues

    assert issue.code == "no_table"
    assert "不认识的列名有“甲列”、“乙列”、“丙列”" in message(issue)


@pytest.mark.parametrize(
    "written",
    ["洪桥街道人力资源和社会保障服务所", "洪桥街道服务所", "洪桥街道*", "洪桥街道①",
     "①洪桥街道", "洪桥街道（中心镇）", "#洪桥街道"],
)  # fmt: skip
def test_a_township_is_known_by_its_office_and_with_marks_beside_its_name(
    check, written
):
    checked = check([HEADER, ["越秀区", written, "否", None]], as_of=AS_OF)

    assert found(checked) == []
    assert checked.rows["township_code"].tolist() == ["440104001"]


def test_a_countys_figures_under_its_bare_name_are_a_sum(check):
    rows = [
        ["填报单位：广州市人社局"],
        ["地市", "乡镇", "是否建成", "面积"],
        ["广州市", "越秀区", 2, 600],
        ["广州市", "洪桥街道", "是", 300],
        ["广州市", "北京街道", "是", 300],
    ]

    checked = check(rows, as_of=AS_OF)

    assert found(checked) == [("area_sum", 3, "B")]
    assert checked.rows["township_code"].tolist() == ["440104001", "440104003"]
    assert (checked.sheets[0].rows_body, checked.sheets[0].rows_total) == (2, 1)


def test_a_township_with_the_name_of_its_county_is_no_sum(roster):
    own = pd.concat([roster, roster.iloc[[0]].assign(
        township_code="440199001", township_name="城区街道",
        county_code="440199", county_name="城区",
    )])  # fmt: skip
    rows = [["地市", *HEADER], ["广州市", "城区", "城区", "否", None]]
    parsed = parse_workbook(read_workbook(make_sheet(rows), file_name="表.xlsx"))

    checked = check_workbook(parsed, roster=own, as_of=AS_OF)

    assert checked.rows["township_code"].tolist() == ["440199001"]


def test_a_countys_heading_may_have_a_number(check):
    rows = [
        ["填报单位：广州市人社局"],
        ["序号", "乡镇", "是否建成", "面积"],
        ["一", "越秀区", None, None],
        [1, "洪桥街道", "是", 300],
        ["二", "增城市", None, None],
        [1, "新塘镇", "否", 200],
    ]

    checked = check(rows, as_of=AS_OF)

    assert [each for each in found(checked) if each[1]] == []
    assert checked.rows["township_code"].tolist() == ["440104001", "440183101"]


def test_a_hash_before_one_township_or_a_number_makes_no_sum(check):
    rows = [
        ["序号", "县区", "乡镇", "是否建成"],
        ["#1", "越秀区", "洪桥街道", "是"],
        ["#2", "越秀区", "#北京街道", "否"],
        [None, None, "#中心镇", 1],
    ]

    checked = check(rows, as_of=AS_OF)

    assert checked.rows["township_code"].tolist() == ["440104001", "440104003"]
    assert checked.sheets[0].rows_total == 1


@pytest.mark.parametrize("ditto", ["〃", "同上", '"'])
def test_a_ditto_under_a_place_is_the_place_above(check, ditto):
    rows = [["县区", "乡镇", "是否建成"], ["增城市", "新塘镇", "否"],
            [ditto, "石滩镇", "是"]]  # fmt: skip

    checked = check(rows, as_of=AS_OF)

    assert checked.rows["township_code"].tolist() == ["440183101", "440183102"]


@pytest.mark.parametrize(
    "header",
    ["乡镇（街道）名称", "镇", "街道", "乡（镇、街道）"],
)
def test_a_township_stands_under_many_headers(check, header):
    rows = [["县（市、区）名称", header, "建成情况", "实际建成时间"], DONE]

    checked = check(rows, as_of=AS_OF)

    assert found(checked) == []
    assert checked.rows["is_complete"].tolist() == [True]
