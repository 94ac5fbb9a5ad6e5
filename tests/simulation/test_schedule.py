from collections import Counter
from datetime import date
from itertools import pairwise

from hrss.simulation.schedule import month_ends, sendings

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


def test_one_month_of_one_prefecture_is_left_out_and_one_is_corrected():
    planned = sendings(CODES, months=8, seed=2011)

    counts = Counter((each.prefecture_code, each.as_of) for each in planned)
    expected = {(code, day) for code in CODES for day in month_ends(8)}
    assert len(expected - counts.keys()) == 1
    assert [count for count in counts.values() if count > 1] == [2]
    (correction,) = [each for each in planned if each.is_correction]
    (first,) = [each for each in planned if each.believed_on]
    assert first.as_of == correction.as_of
    assert planned.index(first) < planned.index(correction)


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
