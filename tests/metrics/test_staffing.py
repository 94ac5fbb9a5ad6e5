import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import (
    MEASURES,
    Grouping,
    population_estimate,
    rule_results,
    staffing,
    staffing_bands,
    staffing_by,
)
from tests.examples import examples
from tests.snapshots import make_snapshot


@pytest.mark.parametrize(
    ("served", "staff", "ratio", "band", "shortage"),
    [
        (6000, 1, 6000.0, "ample", 0),
        (6001, 1, 6001.0, "standard", 0),
        (16000, 2, 8000.0, "standard", 0),
        (16001, 2, 8000.5, "short", 1),
        (40000, 2, 20000.0, "short", 3),
        (0, 2, 0.0, "ample", 0),
        (40000, 0, None, "no_staff", None),
        (pd.NA, 0, None, "no_staff", None),
        (pd.NA, 3, None, "unknown", None),
        (40000, pd.NA, None, "unknown", None),
    ],
)
def test_band_and_shortage_of_an_office(served, staff, ratio, band, shortage):
    """粤府办〔2011〕65号 一(四)."""
    snapshot = make_snapshot(served_count=[served], staff_count=[staff])

    row = staffing(snapshot).iloc[0]

    assert row["band"] == band
    for name, expected in (("served_per_staff", ratio), ("shortage_count", shortage)):
        assert row[name] is pd.NA if expected is None else row[name] == expected


def test_bands_add_up_to_the_rostered():
    snapshot = make_snapshot(
        served_count=[6000, 8000, 40000, 40000, pd.NA], staff_count=[1, 1, 2, 0, 3]
    )

    bands = staffing_bands(snapshot)

    assert bands["kind"].tolist() == [
        *("ample", "standard", "short", "no_staff", "unknown"),
    ]
    assert bands["office_count"].tolist() == [1, 1, 1, 1, 1]
    assert bands["shortage_count"].tolist() == [0, 0, 3, 0, 0]
    assert bands["office_rate"].tolist() == pytest.approx([0.2] * 5)
    assert set(bands.columns) <= MEASURES.keys()


def test_a_group_s_ratio_is_over_the_offices_that_give_both_numbers():
    snapshot = make_snapshot(
        served_count=[6000, 40000, 40000, pd.NA, 9000],
        staff_count=[1, 2, 0, 50, pd.NA],
        prefecture_code=["440100"] * 4 + ["440200"],
        prefecture_name=["广州市"] * 4 + ["韶关市"],
    )

    table = staffing_by(snapshot, by=Grouping.PREFECTURE).set_index("group_name")

    first, second = table.loc["广州市"], table.loc["韶关市"]
    assert first["answered_count"] == 2
    assert (first["served_count"], first["staff_count"]) == (46000, 3)
    assert first["served_per_staff"] == pytest.approx(46000 / 3)
    assert first["shortage_count"] == 3
    assert (first["understaffed_count"], first["no_staff_count"]) == (1, 1)
    assert second["answered_count"] == 0
    assert second[["served_per_staff", "shortage_count"]].isna().all()
    assert set(table.columns) <= MEASURES.keys()


POPULATION = pd.Series({"440100": 80001, "440200": 48000, "440300": 1})


def test_residents_stand_in_only_where_no_office_says_whom_it_serves():
    snapshot = make_snapshot(
        served_count=[6000, pd.NA, pd.NA, pd.NA],
        staff_count=[1, 1, 4, 2],
        prefecture_code=["440100", "440100", "440200", "440200"],
        prefecture_name=["广州市", "广州市", "韶关市", "韶关市"],
    )

    table = population_estimate(snapshot, population=POPULATION)

    (row,) = table.to_dict("records")
    assert row["group_name"] == "韶关市"
    assert row["population_count"] == 48000
    assert (row["fewest_needed_count"], row["most_needed_count"]) == (6, 8)
    assert row["staff_count"] == 6
    assert row["population_per_staff"] == 8000.0
    assert set(table.columns) <= MEASURES.keys()


def test_part_of_the_staff_is_not_held_against_all_residents():
    snapshot = make_snapshot(staff_count=[4, pd.NA], prefecture_code=["440100"] * 2)

    (row,) = population_estimate(snapshot, population=POPULATION).to_dict("records")

    assert (row["answered_count"], row["staff_count"]) == (1, 4)
    assert row["fewest_needed_count"] == 11
    assert pd.isna(row["population_per_staff"])


def test_no_staff_at_all_is_not_divided_by():
    snapshot = make_snapshot(staff_count=[0])

    (row,) = population_estimate(snapshot, population=POPULATION).to_dict("records")

    assert row["staff_count"] == 0
    assert pd.isna(row["population_per_staff"])


numbers = st.one_of(st.just(pd.NA), st.integers(0, 50000))


@settings(deadline=None, max_examples=examples(15))
@given(
    st.lists(
        st.tuples(numbers, st.one_of(st.just(pd.NA), st.integers(0, 9))),
        min_size=1,
        max_size=8,
    )
)
def test_bands_pass_and_fail_as_the_rule_does(drawn):
    snapshot = make_snapshot(
        served_count=[served for served, _ in drawn],
        staff_count=[staff for _, staff in drawn],
    )
    before = snapshot.copy(deep=True)

    bands = staffing_bands(snapshot).set_index("kind")["office_count"]
    judged = rule_results(snapshot, rules=("R09",))["R09"]

    assert bands["ample"] + bands["standard"] == judged.sum()
    assert bands["short"] + bands["no_staff"] == (~judged).sum()
    assert bands["unknown"] == judged.isna().sum()
    pd.testing.assert_frame_equal(snapshot, before)
