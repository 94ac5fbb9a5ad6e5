from datetime import date

import pytest

from hrss.web.days import read_day


@pytest.mark.parametrize(
    "text",
    [
        "2011-11-05",
        "2011-11-5",
        "2011/11/05",
        "2011.11.5",
        "2011年11月5日",
        "2011年11月5",
        "２０１１年１１月５日",
        " 2011 年 11 月 5 日 ",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text) == date(2011, 11, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天",
        "2011-13-01",
        "2011-11-31",
        "2011年11月",
        "11-05",
        "2011/11-05",
        "1e3",
    ],
)
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None
