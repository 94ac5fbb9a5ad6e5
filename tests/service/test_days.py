from datetime import date, timedelta

import pytest

from hrss.service.days import day_fault, today

NOVEMBER = date(2011, 11, 30)


@pytest.mark.parametrize("day", [date(2011, 1, 1), NOVEMBER, date(2013, 6, 1)])
def test_days_from_the_first_batch_on_can_be_looked_at(day):
    assert day_fault(day, [NOVEMBER]) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2010, 12, 31), "2010年12月31日不在可以查询的日期之内（2011年1月1日至"),
        (date(1011, 11, 30), "1011年11月30日不在可以查询的日期之内"),
        (date(9999, 12, 31), "9999年12月31日不在可以查询的日期之内"),
    ],
)
def test_a_slip_in_the_year_is_said_with_the_days_there_are(day, words):
    assert words in str(day_fault(day, [NOVEMBER]))


def test_tomorrow_cannot_be_looked_at_unless_something_was_reported_for_later():
    tomorrow = today() + timedelta(days=1)

    assert day_fault(tomorrow) is not None
    assert day_fault(tomorrow, [tomorrow + timedelta(days=3)]) is None
