import numpy as np

from hrss.metrics.resampling import (
    HIGH,
    HORIZON_WEEKS,
    LOW,
    MIDDLE,
    REPLICATES,
    days_to_finish,
    levels,
    quantile,
)


def test_one_office_in_busy_weeks_is_done_within_the_first_days():
    days = days_to_finish(np.array([70] * 8), 1)

    assert len(days) == REPLICATES
    assert set(days) == {1.0}


def test_the_last_week_is_divided_by_days():
    """Seven a week: the seventh of seven stands on the last day."""
    days = days_to_finish(np.array([700] * 8), 700)

    assert 6 <= quantile(days, MIDDLE) <= 8


def test_what_never_moves_never_ends():
    assert np.isinf(days_to_finish(np.zeros(8), 1)).all()


def test_days_are_in_order_and_the_same_every_time():
    counts = np.array([0, 3, 1, 0, 2, 5, 0, 1])

    days = days_to_finish(counts, 17)

    assert days.tolist() == sorted(days)
    assert (days == days_to_finish(counts, 17)).all()


def test_a_quantile_is_a_value_that_occurred():
    ordered = np.arange(1, 11)

    assert [quantile(ordered, share) for share in (0.1, 0.5, 0.9)] == [1, 5, 9]


def test_a_count_keeps_its_mean_and_gets_its_counting_error():
    """Nine a week for four weeks: 36 give or take 6 by counting alone."""
    days = days_to_finish(np.array([9] * 8), 36)

    assert 26 <= quantile(days, MIDDLE) <= 30
    assert quantile(days, LOW) < 26
    assert quantile(days, HIGH) > 31


def test_levels_stop_at_the_remaining():
    ahead = levels(np.array([2, 0, 1, 3, 2, 0, 1, 2]), 12)

    assert {len(level) for level in ahead.values()} == {HORIZON_WEEKS}
    assert ahead[HIGH].max() == 12
    assert (ahead[LOW] <= ahead[MIDDLE]).all()
    assert (ahead[MIDDLE] <= ahead[HIGH]).all()
