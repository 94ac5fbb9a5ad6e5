from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from hrss.simulation.schedule import ROSTER_AT, month_ends, sendings

CODES = [f"44{number:02d}00" for number in range(1, 22)]


def test_the_first_report_is_of_the_month_of_the_decree():
    assert month_ends(1) == [date(2011, 9, 30)]


def test_months_end_on_their_last_day_in_a_leap_year_too():
    assert month_ends(7)[3:] == [
        date(2011, 12, 31),
        date(2012, 1, 31),
        date(2012, 2, 29),
        date(2012, 3, 31),
    ]


def test_three_months_are_left_out_and_one_is_corrected():
    planned = sendings(CODES, months=8, seed=2011)

    counts = Counter((each.prefecture_code, each.as_of) for each in planned)
    expected = {(code, day) for code in CODES for day in month_ends(8)}
    assert len(expected - counts.keys()) == 3
    assert [count for count in counts.values() if count > 1] == [2]
    (correction,) = [each for each in planned if each.is_correction]
    (first,) = [each for each in planned if each.believed_on]
    assert first.as_of == correction.as_of
    assert planned.index(first) < planned.index(correction)


def test_most_sheets_come_within_five_days_and_some_late():
    planned = sendings(CODES, months=8, seed=2011)

    days = [
        (each.received_at.date() - each.as_of).days
        for each in planned
        if not each.is_correction
    ]
    late = sum(day > 5 for day in days) / len(days)
    assert 0.10 <= late <= 0.30
    assert sum(day > 20 for day in days) == 2


@pytest.mark.parametrize("seed", [5, 7, 2011])
def test_sheets_come_in_order_on_working_days_and_in_office_hours(seed):
    planned = sendings(CODES, months=8, seed=seed)

    moments = [each.received_at for each in planned]
    assert moments == sorted(moments)
    assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}
    assert all(8 <= moment.hour <= 17 for moment in moments)
    assert all(each.received_at.date() > each.as_of for each in planned)
    assert moments[0] > ROSTER_AT


def test_a_sheet_that_is_put_right_comes_again_days_later():
    wrong = ("440100", date(2011, 10, 31))

    planned = sendings(CODES, months=3, seed=1, mended={wrong})

    first, second = (
        each for each in planned if (each.prefecture_code, each.as_of) == wrong
    )
    assert not first.is_correction
    assert second.is_correction
    assert (second.received_at - first.received_at).days >= 2


def test_two_late_sheets_arrive_after_those_of_the_next_month():
    planned = sendings(CODES, months=8, seed=2011)

    late = [
        sending
        for earlier, sending in pairwise(planned)
        if sending.as_of < earlier.as_of
    ]
    assert len(late) == 2


def test_the_same_seed_gives_the_same_order():
    assert sendings(CODES, months=3, seed=7) == sendings(CODES, months=3, seed=7)
    assert sendings(CODES, months=3, seed=7) != sendings(CODES, months=3, seed=8)


def test_a_single_month_and_a_single_prefecture_are_enough():
    assert len(sendings(["440100"], months=1, seed=1)) <= 2
