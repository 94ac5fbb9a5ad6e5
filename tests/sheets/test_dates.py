import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.sheets.dates import DatePrecision, precision_of, read_date

LAST_DAY = datetime.date(2011, 12, 31)


@pytest.mark.parametrize(
    "cell",
    ["2011年12月31日", "2011-12-31", "2011/12/31", "2011.12.31", "20111231", 20111231,
     "11.12.31", 40908, "40908", "二○一一年十二月三十一日", "二〇一一年十二月三十一日",
     "２０１１年１２月３１日", "2011年12月31号", "2011-12-31 00:00:00",
     datetime.datetime(2011, 12, 31), LAST_DAY],
)  # fmt: skip
def test_a_day_in_its_many_forms(cell):
    assert read_date(cell).value == LAST_DAY


@pytest.mark.parametrize(
    "cell",
    ["2011年12月", "2011.12", 2011.12, "2011-12", "201112", "二○一一年十二月",
     "2011年12月底", "2011 年 12 月"],
)  # fmt: skip
def test_a_month_means_its_last_day_and_says_so(cell):
    reading = read_date(cell)

    assert reading.value == LAST_DAY
    assert reading.marks == ("month",)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2011年10月", DatePrecision.MONTH),
        ("二○一一年十月", DatePrecision.MONTH),
        ("２０１１－１０", DatePrecision.MONTH),
        ("201110", DatePrecision.MONTH),
        ("2011年10月建成", DatePrecision.MONTH),
        ("预计2012年6月", DatePrecision.MONTH),
        ("2011年底", DatePrecision.YEAR),
        ("2011年10月31日", DatePrecision.DAY),
        ("40847", DatePrecision.DAY),
        (None, DatePrecision.DAY),
    ],
)
def test_the_text_that_is_kept_says_how_exactly_a_date_was_written(text, precision):
    assert precision_of(text) is precision


@pytest.mark.parametrize(
    "cell", ["约2011年10月", "2011年10月左右", "2011年10月中旬", "大约2011年10月"]
)
def test_a_date_that_is_only_about_right_is_marked(cell):
    reading = read_date(cell)

    assert reading.value == datetime.date(2011, 10, 31)
    assert reading.marks == ("approximate", "month")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("预计2012年6月", datetime.date(2012, 6, 30)),
        ("2012年6月底前", datetime.date(2012, 6, 30)),
        ("计划2012年底完成", datetime.date(2012, 12, 31)),
        ("拟2012年6月15日前建成", datetime.date(2012, 6, 15)),
    ],
)
def test_a_plan_is_marked_as_one(cell, day):
    reading = read_date(cell)

    assert reading.value == day
    assert "plan" in reading.marks


@pytest.mark.parametrize(
    "cell",
    ["12月31日", "2011.13.1", "2011-02-30", "2011", 2011, 2011.1, "年底", "已完成",
     20000, "20000", True, -3, 1e300, float("inf"), "二〇一一年二十月"],
)  # fmt: skip
def test_what_is_no_date_is_a_fault_and_no_guess(cell):
    reading = read_date(cell)

    assert reading.value is None
    assert reading.fault == "not_a_date"


def test_a_day_of_another_century_is_a_fault():
    assert read_date(datetime.date(1911, 10, 10)).fault == "date_out_of_range"


@pytest.mark.parametrize("cell", [None, "", "—", "待定"])
def test_no_date_is_not_reported(cell):
    assert read_date(cell).value is None
    assert read_date(cell).fault is None


@settings(deadline=None)
@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31)))
def test_every_form_of_a_day_gives_that_day(day):
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        day,
        (day - datetime.date(1899, 12, 30)).days,
    ]

    assert {read_date(form).value for form in forms} == {day}


@settings(deadline=None)
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers()))
def test_no_cell_makes_the_reader_fail(cell):
    reading = read_date(cell)

    assert reading.value is None or reading.fault is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2011/10/15 0:00:00", 15),
        ("2011-10-15 9:20", 15),
        ("2011/10/25 8:30", 25),
        ("2011/10/5 0:00:00", 5),
        ("2011-10-15T09:20:00Z", 15),
        ("2011-10-15T09:20:00+08:00", 15),
        ("２０１１－１０－１５　９：２０", 15),
        ("2011年10月15日 上午9:20", 15),
        ("2011年10月15日9时30分", 15),
    ],
)
def test_a_time_of_day_takes_nothing_from_the_day(cell, day):
    reading = read_date(cell)

    assert reading.value == datetime.date(2011, 10, day)
    assert not reading.plain


def test_a_day_and_an_hour_that_run_together_are_no_date():
    assert read_date("2011-10-159:20").fault == "not_a_date"


def test_a_day_with_its_time_names_the_day():
    assert precision_of("2011/10/15 0:00:00") is DatePrecision.DAY
