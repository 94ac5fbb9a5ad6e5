"""Changes between two reports, and all kinds together."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import MEASURES, ODDITY_DTYPES, OddityKind, oddities, subject_of
from tests.examples import examples
from tests.metrics.odd_townships import JIA, odd_townships


def before(**values: object) -> pd.DataFrame:
    """One office's report of October, of submission 7."""
    return odd_townships(
        {"report_as_of": "2011-10-31", "submission_id": 7, **JIA, **values}
    )


def now(**values: object) -> pd.DataFrame:
    """The same office's report of November, of submission 9."""
    return odd_townships(
        {"report_as_of": "2011-11-30", "submission_id": 9, **JIA, **values}
    )


def kinds(table):
    return table["kind"].tolist()


@pytest.mark.parametrize(
    ("was", "is_", "is_odd"),
    [
        (300.0, 450.0, False),
        (300.0, 451.0, True),
        (300.0, 150.0, False),
        (300.0, 149.0, True),
        (300.0, 0.0, True),
        (0.0, 300.0, False),
        (None, 300.0, False),
        (300.0, None, False),
    ],
)
def test_an_area_that_changed_by_more_than_half_is_odd(was, is_, is_odd):
    found = oddities(now(floor_area_m2=is_), before(floor_area_m2=was))

    assert kinds(found) == (["area_jump"] if is_odd else [])


def test_an_area_jump_has_place_values_and_reports():
    (jump,) = oddities(now(floor_area_m2=900.0), before(floor_area_m2=300.0)).to_dict(
        "records"
    )

    assert jump["township_code"] == "440103000"
    assert jump["township_name"] == "甲镇"
    assert jump["prefecture_name"] == "甲市"
    assert jump["office_count"] == 1
    assert jump["fields"] == "floor_area_m2"
    assert (jump["before_value"], jump["after_value"]) == (300.0, 900.0)
    assert jump["report_as_of"] == pd.Timestamp("2011-11-30")
    assert jump["previous_as_of"] == pd.Timestamp("2011-10-31")
    assert jump["submission_ids"] == "7 9"
    assert jump["oddity_key"] == "area_jump:440103000:floor_area_m2@2011-11-30#7+9"


@pytest.mark.parametrize(
    ("was", "is_", "is_complete", "is_odd"),
    [
        (5, 0, True, True),
        (5, 0, False, False),
        (5, 0, None, False),
        (0, 0, True, False),
        (None, 0, True, False),
        (5, 1, True, False),
        (5, None, True, False),
    ],
)
def test_staff_that_fell_to_nothing_in_a_complete_office_is_odd(
    was, is_, is_complete, is_odd
):
    found = oddities(
        now(staff_count=is_, is_complete=is_complete), before(staff_count=was)
    )

    assert kinds(found) == (["staff_zero"] if is_odd else [])


@pytest.mark.parametrize(
    ("was", "is_", "is_odd"),
    [
        (True, False, True),
        (True, None, True),
        (True, True, False),
        (False, False, False),
        (None, False, False),
    ],
)
def test_complete_and_then_not_is_odd(was, is_, is_odd):
    found = oddities(now(is_complete=is_), before(is_complete=was))

    assert kinds(found) == (["complete_then_not"] if is_odd else [])


def test_what_is_now_blank_is_told_from_what_is_now_no():
    blank = oddities(now(is_complete=None), before(is_complete=True))
    no = oddities(now(is_complete=False), before(is_complete=True))

    assert blank["after_value"].isna().tolist() == [True]
    assert no["after_value"].tolist() == [0.0]


def test_an_office_without_an_earlier_report_has_changed_nothing():
    nothing = before(floor_area_m2=300.0).iloc[:0]

    assert oddities(now(floor_area_m2=900.0), nothing).empty


def test_an_office_that_sent_nothing_new_has_changed_nothing():
    silent = now(is_reported=False, submission_id=pd.NA, floor_area_m2=None)

    assert oddities(silent, before(is_complete=True)).empty


def test_a_new_report_makes_a_new_key_of_the_same_subject():
    one = oddities(now(is_complete=False), before(is_complete=True))
    other = oddities(now(is_complete=False, submission_id=12), before(is_complete=True))

    keys = [one["oddity_key"].iloc[0], other["oddity_key"].iloc[0]]
    assert keys[0] != keys[1]
    assert {*map(subject_of, keys)} == {"complete_then_not:440103000:is_complete"}


def test_one_simulated_report_of_two_makes_it_simulated():
    found = oddities(
        now(is_complete=False, is_simulated=False),
        before(is_complete=True, is_simulated=True),
    )

    assert found["is_simulated"].tolist() == [True]


def test_nothing_odd_gives_an_empty_table_of_the_same_shape():
    found = oddities(now(), before())

    assert found.empty
    assert found.dtypes.astype(str).to_dict() == ODDITY_DTYPES


NUMBERS = st.one_of(st.none(), st.sampled_from([0, 1, 2, 5, 300, 320, 4000]))
OFFICE = st.fixed_dictionaries(
    {
        "floor_area_m2": NUMBERS,
        "staff_count": NUMBERS,
        "served_count": NUMBERS,
        "is_complete": st.sampled_from([True, False, None]),
        "completion_date": st.sampled_from([None, "2011-11-01"]),
        "county_code": st.sampled_from(["440103", "440104"]),
    }
)


@settings(max_examples=examples(15), deadline=None)
@given(pairs=st.lists(st.tuples(OFFICE, OFFICE), min_size=1, max_size=14))
def test_what_holds_for_any_reports(pairs):
    snapshot = odd_townships(*({"submission_id": 9, **after} for _, after in pairs))
    previous = odd_townships(*({"submission_id": 7, **was} for was, _ in pairs))
    copies = snapshot.copy(deep=True), previous.copy(deep=True)

    found = oddities(snapshot, previous)
    backwards = oddities(snapshot.iloc[::-1], previous.iloc[::-1])

    pd.testing.assert_frame_equal(found, backwards)
    pd.testing.assert_frame_equal(snapshot, copies[0])
    pd.testing.assert_frame_equal(previous, copies[1])
    assert found["oddity_key"].is_unique
    assert found["kind"].isin([*OddityKind]).all()
    assert found["office_count"].between(1, len(pairs)).all()
    assert {*found.columns} <= MEASURES.keys() | {"kind"}
