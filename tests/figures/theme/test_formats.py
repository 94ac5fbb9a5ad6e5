import pandas as pd
import pytest

from hrss.figures.theme import (
    chinese_date,
    count,
    numbers,
    percent,
    points,
    ratio,
    short_name,
    whole,
)


@pytest.mark.parametrize(
    ("rate", "text"), [(0.0, "0.0%"), (0.6304, "63.0%"), (1.0, "100.0%"), (pd.NA, "—")]
)
def test_a_rate_has_one_decimal(rate, text):
    assert percent(rate) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (-28.54, "−28.5"),
        (3.1, "+3.1"),
        (0.0, "0.0"),
        (-0.04, "0.0"),
        (float("nan"), "—"),
    ],
)
def test_points_are_signed_with_a_true_minus(gap, text):
    assert points(gap) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (998, "998"), (9999, "9999"), (10000, "10,000")]
)
def test_counts_have_separators_from_ten_thousand_on(number, text):
    assert count(number) == text


def test_half_an_office_is_rounded_up():
    assert count(912.5) == "913"


def test_part_and_whole_are_joined():
    assert ratio(359, 589) == "359/589"


@pytest.mark.parametrize(
    ("name", "short"), [("深圳市", "深圳"), ("市", "市"), ("电白县", "电白县")]
)
def test_only_the_word_for_city_is_dropped(name, short):
    assert short_name(name) == short


def test_days_are_written_as_in_documents():
    assert chinese_date(pd.Timestamp("2011-09-03")) == "2011年9月3日"


def test_nullable_columns_become_plain_numbers():
    column = pd.array([1, pd.NA], dtype="Int64")

    assert numbers(column)[0] == 1.0
    assert pd.isna(numbers(column)[1])
    assert whole(column) == [1, 0]
