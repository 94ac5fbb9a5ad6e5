from datetime import date

import pytest

from hrss.decree import ReportingCalendar, month_end


def test_the_calendar_bears_the_last_day_there_is():
    calendar = ReportingCalendar()

    assert calendar.periods(date.max)[-1] == date.max
    assert calendar.due_on(date.max) == date.max


def test_periods_are_the_ends_of_months_up_to_the_day():
    calendar = ReportingCalendar(first_period=date(2011, 11, 30))

    assert calendar.periods(date(2012, 2, 29)) == (
        date(2011, 11, 30),
        date(2011, 12, 31),
        date(2012, 1, 31),
        date(2012, 2, 29),
    )


@pytest.mark.parametrize(
    ("until", "count"),
    [(date(2011, 9, 29), 0), (date(2011, 9, 30), 1), (date(2011, 10, 30), 1)],
)
def test_a_period_is_there_from_its_last_day_on(until, count):
    assert len(ReportingCalendar().periods(until)) == count


def test_a_report_is_due_so_many_days_after_the_period():
    calendar = ReportingCalendar(due_days=5)

    assert calendar.due_on(date(2011, 12, 31)) == date(2012, 1, 5)


def test_a_period_s_reports_describe_days_after_the_due_day_before():
    calendar = ReportingCalendar(due_days=5)

    assert calendar.begins_after(date(2011, 12, 31)) == date(2011, 12, 5)


def test_the_rule_is_printed_with_its_days():
    assert "月后8天内" in ReportingCalendar(due_days=8).sentence


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2012, 2, 1), date(2012, 2, 29)),
        (date(2011, 12, 31), date(2011, 12, 31)),
        (date(2011, 4, 15), date(2011, 4, 30)),
    ],
)
def test_a_month_ends_on_its_last_day(day, end):
    assert month_end(day) == end
