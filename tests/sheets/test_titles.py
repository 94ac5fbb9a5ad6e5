import datetime

import pytest

from hrss.sheets.titles import find_as_of, find_report_date, find_reporting_unit

END_OF_NOVEMBER = datetime.date(2011, 11, 30)


@pytest.mark.parametrize(
    "row",
    [
        ["填报单位：广州市人社局"],
        ["填报单位（盖章）：广州市人社局", "填报日期：2011年11月30日"],
        ["填报单位：", "广州市人社局"],
        ["填报单位：广州市人社局    单位：㎡"],
        ["填报单位：广州市人社局  填报时间：2011年11月"],
    ],
)
def test_reporting_unit_beside_its_label(row):
    assert find_reporting_unit([["进度表"], row]) == "广州市人社局"


def test_a_blank_reporting_unit_is_none():
    assert find_reporting_unit([["填报单位："], ["单位：个"]]) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["截至2011年11月30日"]],
        [["（截至2011年11月）"]],
        [["截止日期：", datetime.date(2011, 11, 30)]],
        [["填报日期：2011-11-30"]],
        [[2011.0, "年", 11.0, "月"]],
        [["进度表（2011年11月）"]],
        [["二○一一年十一月"]],
        [["2011年11月进度表"], ["填报单位：广州市"]],
        [["填报日期：2011年12月5日"], ["截至2011年11月30日"]],
    ],
)
def test_as_of_date_above_the_table(rows):
    assert find_as_of(rows) == END_OF_NOVEMBER


def test_end_of_a_year_is_its_last_day():
    assert find_as_of([["截至2011年底"]]) == datetime.date(2011, 12, 31)


@pytest.mark.parametrize(
    "title",
    [
        "2011-2012年建设进度表",
        "2011年度进度表",
        "粤府办〔2011〕65号",
        "2012年6月底前完成",
    ],
)
def test_what_is_no_as_of_date_is_not_taken_for_one(title):
    assert find_as_of([[title]]) is None


def test_the_date_in_the_footer_is_found_by_its_label():
    rows = [["填表人：张三", "报出日期：2011年11月30日"]]

    assert find_report_date(rows) == END_OF_NOVEMBER


@pytest.mark.parametrize(
    "title",
    [
        "统计时间：2011年11月1日至11月30日",
        "统计时间：2011年11月1日-30日",
        "填报时间：2011.11.1～2011.11.30",
        "2011年1-11月进度表",
        "2011年10月至11月进度表",
        "二〇一一年十一月一日至三十日",
        "2011/11/1至2011/11/30",
    ],
)
def test_of_a_span_of_days_the_last_is_the_as_of_date(title):
    assert find_as_of([[title]]) == END_OF_NOVEMBER


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("截至2011-12-1 10:00", datetime.date(2011, 12, 1)),
        ("填表日期:2011/11/3 0:00:00", datetime.date(2011, 11, 3)),
        ("截至2011年12月1日18时", datetime.date(2011, 12, 1)),
    ],
)
def test_a_time_of_day_is_no_part_of_the_as_of_date(title, day):
    assert find_as_of([[title]]) == day


@pytest.mark.parametrize(
    "title",
    [
        "2011-12年度建设进度表",
        "2011年9月至2012年12月建设进度表",
        "报送截止时间：12月5日",
        "上报截止日期：2011年12月5日",
    ],
)
def test_years_of_the_plan_and_deadlines_are_no_as_of_date(title):
    assert find_as_of([[title]]) is None


@pytest.mark.parametrize("title", ["二O一一年十一月", "二0一一年十一月"])
def test_letters_and_digits_that_look_like_the_chinese_zero_are_one(title):
    assert find_as_of([[title]]) == END_OF_NOVEMBER
