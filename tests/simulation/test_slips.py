from datetime import date

import pandas as pd
import pytest

from hrss.places import list_prefectures
from hrss.simulation import report_of
from hrss.simulation.slips import Slip, plan_slips, slipped

APRIL = date(2012, 4, 30)
CODES = [each.code for each in list_prefectures()]


def changed_rows(before, after, names):
    was, is_ = before[names], after[names]
    same = (was == is_) | (was.isna() & is_.isna())
    return before.index[~same.fillna(False).all(axis="columns")]


def test_the_first_month_has_no_slip_and_the_last_has_each_kind():
    plan = plan_slips(CODES, months=8, seed=2011)

    assert min(day for _, day in plan.slips) > date(2011, 9, 30)
    last = [slip for (_, day), slip in plan.slips.items() if day == APRIL]
    assert {*last} == {*Slip}
    assert 6 <= len(last) <= 7


def test_only_earlier_slips_are_put_right():
    plan = plan_slips(CODES, months=8, seed=2011)

    assert plan.mended <= plan.slips.keys()
    assert len(plan.mended) == 2
    assert all(day < APRIL for _, day in plan.mended)


def test_a_single_month_has_none():
    plan = plan_slips(CODES, months=1, seed=2011)

    assert not plan.slips
    assert not plan.mended


@pytest.mark.parametrize("seed", [1, 7, 2011])
def test_no_sheet_has_two_slips_and_the_same_seed_gives_the_same(seed):
    plan = plan_slips(CODES, months=8, seed=seed)

    assert plan == plan_slips(CODES, months=8, seed=seed)
    assert ("441900", "copied_county") not in {
        (code, slip) for (code, _), slip in plan.slips.items()
    }


@pytest.fixture(scope="module")
def report(courses) -> pd.DataFrame:
    """What Shaoguan, which has small counties, reports in April 2012."""
    return report_of(courses["440200"], as_of=APRIL)


def test_a_county_s_numbers_are_copied_and_nothing_else(report):
    after = slipped(report, Slip.COPIED_COUNTY)

    rows = changed_rows(report, after, ["served_count"])
    (county,) = report.loc[rows, "county_name"].unique()
    own = after[after["county_name"] == county]
    assert len(set(own["served_count"])) == 1
    assert len(set(own["floor_area_m2"])) == 1
    assert after["is_complete"].equals(report["is_complete"])


def test_one_day_stands_for_all_dates_and_none_is_made_up(report):
    after = slipped(report, Slip.ONE_DAY)

    assert after["completion_date"].dropna().unique().tolist() == [
        pd.Timestamp("2011-12-31")
    ]
    assert after["completion_date"].isna().equals(report["completion_date"].isna())


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        (Slip.LARGER_AREA, "floor_area_m2"),
        (Slip.NO_STAFF, "staff_count"),
        (Slip.TAKEN_BACK, "is_complete"),
        (Slip.WRONG_UNIT, "annual_budget_wan_yuan"),
    ],
)
def test_one_complete_office_changes(report, slip, name):
    after = slipped(report, slip)

    (row,) = changed_rows(report, after, [name])
    assert report.loc[row, "is_complete"]


def test_staff_that_are_gone_are_gone_in_every_count(report):
    after = slipped(report, Slip.NO_STAFF)

    (row,) = changed_rows(report, after, ["staff_count"])
    assert after.loc[row, "staff_count"] == 0
    assert after.loc[row, "staff_established_count"] == 0


@pytest.mark.parametrize("slip", [*Slip])
def test_the_report_keeps_its_shape_and_is_left_alone(report, slip):
    before = report.copy(deep=True)

    after = slipped(report, slip)

    pd.testing.assert_frame_equal(report, before)
    assert after.dtypes.equals(report.dtypes)


@pytest.mark.parametrize("slip", [*Slip])
def test_a_report_without_a_complete_office_is_no_trouble(report, slip):
    nothing = report[~report["is_complete"].fillna(False)].reset_index(drop=True)

    assert len(slipped(nothing, slip)) == len(nothing)
