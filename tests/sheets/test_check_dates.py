import datetime

import pytest

from hrss.sheets.dates import DatePrecision, precision_of
from hrss.sheets.issues import message

AS_OF = datetime.date(2011, 11, 30)
HEADER = ["县区", "乡镇", "是否建成", "建成时间"]


def found(checked):
    return [
        (issue.code, issue.row, issue.column)
        for issue in checked.issues
        if issue.code != "missing_headers"
    ]


def done(day):
    return [HEADER, ["越秀区", "洪桥街道", "是", day]]


def test_a_month_is_stored_as_its_last_day_with_the_text_that_says_so(check):
    (row,) = check(done("2011年10月"), as_of=AS_OF).rows.to_dict("records")

    assert row["completion_date"].date() == datetime.date(2011, 10, 31)
    assert row["raw"] == {"completion_date": "2011年10月"}
    assert precision_of(row["raw"]["completion_date"]) is DatePrecision.MONTH


def test_a_day_needs_no_text_beside_it(check):
    (row,) = check(done("2011-10-31"), as_of=AS_OF).rows.to_dict("records")

    assert row["completion_date"].date() == datetime.date(2011, 10, 31)
    assert not isinstance(row["raw"], dict)


def test_the_month_of_the_report_may_be_before_its_day(check):
    checked = check(done("2011年11月"), as_of=datetime.date(2011, 11, 15))

    assert found(checked) == [("complete_this_month", 2, "D")]
    assert checked.rows["is_complete"].tolist() == [True]
    (issue,) = [each for each in checked.issues if each.row]
    assert message(issue) == (
        "工作表“进度表”第2行D列「建成时间」：建成时间“2011年11月”没有写到日，"
        "而截止日期2011-11-15在当月之内，按截止日期前建成读入；请补填到日"
    )


def test_a_day_or_a_month_after_the_report_is_an_error(check):
    as_of = datetime.date(2011, 11, 15)

    assert found(check(done("2011-11-30"), as_of=as_of)) == [
        ("complete_after_as_of", 2, "D")
    ]
    assert found(check(done("2011年12月"), as_of=as_of)) == [
        ("complete_after_as_of", 2, "D")
    ]


def test_a_month_without_a_yes_that_is_not_over_is_a_plan(check):
    rows = [HEADER, ["越秀区", "洪桥街道", None, "2011年11月"]]

    checked = check(rows, as_of=datetime.date(2011, 11, 15))

    assert found(checked) == [("planned_date", 2, "D")]
    assert checked.rows["is_complete"].isna().tolist() == [True]


def test_works_begun_in_the_month_of_their_end_are_in_order(check):
    header = [*HEADER, "开工时间"]
    start = ["越秀区", "洪桥街道", "是", "2011-10-15", "2011年10月"]

    checked = check([header, start], as_of=AS_OF)

    assert found(checked) == []


def test_a_date_that_is_only_about_right_is_pointed_out(check):
    checked = check(done("约2011年10月"), as_of=AS_OF)

    assert found(checked) == [("approximate_value", 2, "D")]
    assert checked.rows["raw"].tolist() == [{"completion_date": "约2011年10月"}]


def test_a_number_that_is_only_about_right_is_pointed_out_and_kept(check):
    rows = [[*HEADER, "建筑面积（㎡）"], ["越秀区", "洪桥街道", "否", None, "300以上"]]

    checked = check(rows, as_of=AS_OF)

    assert found(checked) == [("approximate_value", 2, "E")]
    assert checked.rows["floor_area_m2"].tolist() == [300.0]
    assert checked.rows["raw"].tolist() == [{"floor_area_m2": "300以上"}]


@pytest.mark.parametrize(
    "words", ["未建成", "无", "在建", "未定", "尚未开工", "（未竣工）"]
)
def test_that_a_day_has_not_come_is_a_blank_where_the_office_is_not_complete(
    check, words
):
    checked = check([HEADER, ["越秀区", "洪桥街道", "否", words]], as_of=AS_OF)

    assert found(checked) == []
    assert checked.rows["completion_date"].isna().all()
    assert checked.rows["is_complete"].tolist() == [False]


def test_a_plan_is_put_in_its_own_column_only_where_that_is_blank(check):
    header = [*HEADER, "计划建成时间"]
    rows = [
        ["越秀区", "洪桥街道", "否", "预计2012年6月", None],
        ["越秀区", "北京街道", "否", "预计2012年6月", "2012-03-31"],
        ["增城市", "新塘镇", "否", "2012-06-30", "2012-03-31"],
    ]

    checked = check([header, *rows], as_of=AS_OF)

    assert found(checked) == [
        ("planned_date", 2, "D"),
        ("planned_date_kept", 3, "D"),
        ("planned_date_kept", 4, "D"),
    ]
    assert [f"{day:%Y-%m-%d}" for day in checked.rows["planned_completion_date"]] == [
        "2012-06-30",
        "2012-03-31",
        "2012-03-31",
    ]
    kept = [each for each in checked.issues if each.code == "planned_date_kept"]
    assert "“计划建成时间”已填2012-03-31，以该列为准" in message(kept[0])


@pytest.mark.parametrize("header", ["开工时间", "验收时间", "挂牌日期", "批复日期"])
def test_a_plan_in_the_place_of_any_other_day_is_told_and_left_out(check, header):
    rows = [[*HEADER, header], ["越秀区", "洪桥街道", "否", None, "拟2012年3月"]]

    checked = check(rows, as_of=AS_OF)

    assert found(checked) == [("plan_left_out", 2, "E")]
    (issue,) = [each for each in checked.issues if each.row]
    assert f"“拟2012年3月”是计划时间，“{header}”只填已经发生的日期" in message(issue)


def test_any_day_but_the_plan_is_doubtful_after_the_report(check):
    header = [*HEADER, "开工时间", "验收时间", "计划建成时间"]
    row = ["越秀区", "洪桥街道", "否", None, "2012-03-01", "2011年11月", "2012-06-30"]

    checked = check([header, row], as_of=datetime.date(2011, 11, 15))

    assert found(checked) == [("date_after_as_of", 2, "E")]
