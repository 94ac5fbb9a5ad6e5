"""Patterns within one state of the roster."""

import pandas as pd
import pytest

from hrss.metrics.oddity_patterns import (
    identical_counties,
    one_day_prefectures,
    outliers,
)
from tests.metrics.odd_townships import odd_townships

COPIED = {"floor_area_m2": 300.0, "staff_count": 4, "served_count": 20000}


def test_three_offices_of_a_county_with_the_same_numbers_are_odd():
    found = identical_counties(
        odd_townships(COPIED, COPIED, COPIED | {"submission_id": 12})
    )

    (county,) = found.to_dict("records")
    assert county["kind"] == "identical_county"
    assert county["county_code"] == "440103"
    assert county["office_count"] == 3
    assert county["fields"] == "floor_area_m2 staff_count served_count"
    assert county["submission_ids"] == "9 12"
    assert county["oddity_key"] == "identical_county:440103@2011-11-30#9+12"
    assert pd.isna(county["township_code"])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([COPIED] * 2, id="two offices"),
        pytest.param([COPIED, COPIED, COPIED | {"staff_count": 5}], id="one differs"),
        pytest.param([COPIED, COPIED, COPIED | {"staff_count": None}], id="one blank"),
        pytest.param(
            [{"floor_area_m2": 300.0, "staff_count": 4, "served_count": 0}] * 4,
            id="only two numbers are not zero",
        ),
        pytest.param([{}] * 4, id="nothing is said"),
    ],
)
def test_a_county_that_may_well_be_so_is_not_odd(rows):
    assert identical_counties(odd_townships(*rows)).empty


def test_an_office_that_has_not_reported_does_not_make_a_county_differ():
    silent = {"is_reported": False, "submission_id": None}

    found = identical_counties(odd_townships(COPIED, COPIED, COPIED, silent))

    assert found["office_count"].tolist() == [3]


def test_a_prefecture_without_counties_counts_as_one():
    own = COPIED | {"county_code": None, "county_name": None}

    found = identical_counties(odd_townships(own, own, own))

    assert found["county_code"].tolist() == ["440100"]
    assert found["county_name"].tolist() == ["甲市"]


def test_five_offices_of_a_prefecture_with_one_date_are_odd():
    dated = {"completion_date": "2011-11-30"}

    (found,) = one_day_prefectures(odd_townships(*[dated] * 5, {})).to_dict("records")

    assert found["fields"] == "completion_date"
    assert found["office_count"] == 5
    assert found["one_day"] == pd.Timestamp("2011-11-30")
    assert found["oddity_key"] == "one_day:440100:completion_date@2011-11-30#9"
    assert pd.isna(found["county_code"])


def test_four_offices_or_two_days_are_not_odd():
    dated = {"acceptance_date": "2011-11-30"}
    other = {"acceptance_date": "2011-11-29"}

    assert one_day_prefectures(odd_townships(*[dated] * 4)).empty
    assert one_day_prefectures(odd_townships(*[dated] * 9, other)).empty


def areas(*values: float) -> pd.DataFrame:
    return odd_townships(*({"floor_area_m2": value} for value in values))


USUAL = (250.0, 280.0, 300.0, 300.0, 310.0, 320.0, 330.0, 350.0, 400.0)


def test_an_area_ten_times_the_others_is_an_outlier():
    """By logarithms 3200 is 2.3185 away; the median distance is 0.0771."""
    (found,) = outliers(areas(*USUAL, 3200.0)).to_dict("records")

    assert found["township_code"] == "440103009"
    assert found["fields"] == "floor_area_m2"
    assert found["after_value"] == 3200.0
    # Between 310 and 320, the fifth and sixth of ten.
    assert found["typical_value"] == 315.0
    assert found["robust_z"] == pytest.approx(20.28, abs=0.02)


def test_an_area_a_tenth_of_the_others_is_an_outlier_too():
    found = outliers(areas(*USUAL, 30.0))

    assert found["after_value"].tolist() == [30.0]
    assert (found["robust_z"] < -3.5).all()


def test_less_than_three_times_the_median_is_no_outlier_of_area():
    assert outliers(areas(*USUAL, 900.0)).empty
    assert len(outliers(areas(*USUAL, 950.0))) == 1


def test_fewer_than_ten_values_are_not_judged():
    assert outliers(areas(*USUAL[1:], 3200.0)).empty


def test_zero_has_no_logarithm_and_is_left_out():
    assert outliers(areas(*USUAL, 0.0)).empty


def test_where_more_than_half_are_equal_nothing_is_judged():
    assert outliers(areas(*[300.0] * 8, 280.0, 3200.0)).empty


def test_prefectures_are_not_held_against_each_other():
    other = {"prefecture_code": "440200", "prefecture_name": "乙市"}
    rows = [{"floor_area_m2": value} for value in (*USUAL, 340.0)]
    small = [other | {"floor_area_m2": value / 10} for value in (*USUAL, 340.0)]

    assert outliers(odd_townships(*rows, *small)).empty


def test_windows_are_compared_as_they_are():
    """Median 4, median distance 1: 40 is 0.6745 · 36 away."""
    counts = (2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 40)

    (found,) = outliers(
        odd_townships(*({"window_count": count} for count in counts))
    ).to_dict("records")

    assert found["robust_z"] == pytest.approx(24.28, abs=0.01)
    assert found["typical_value"] == 4.0
