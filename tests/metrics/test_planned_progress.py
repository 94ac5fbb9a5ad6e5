"""Progress, series and lines where a prefecture goes by the plan it filed."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import (
    MEASURES,
    PLAN_FIELDS,
    Grouping,
    office_schedules,
    progress,
    schedule_lines,
    schedule_words,
)
from tests.metrics.area_rows import plan_reports
from tests.snapshots import make_snapshot

NOVEMBER = date(2011, 11, 30)
FILED = {
    "prefecture_code": "440100",
    "report_as_of": "2011-10-31",
    "plan_filed_date": "2011-10-20",
    "planned_2011_11": 1,
    "planned_2011_12": 3,
    "planned_2012_03": 2,
}


def planned(snapshot, *reports, as_of=NOVEMBER):
    schedule = office_schedules(snapshot, plan_reports(*reports), as_of=as_of)
    return snapshot.assign(schedule=schedule)


# Four offices of the first batch in 甲市 and two of the second, four in 乙市.
SNAPSHOT = make_snapshot(
    batch=[2011] * 4 + [2012] * 2 + [2011] * 4,
    prefecture_code=["440100"] * 6 + ["440200"] * 4,
    prefecture_name=["甲市"] * 6 + ["乙市"] * 4,
    county_code=["440103"] * 3 + ["440104"] * 3 + ["440203"] * 4,
    is_complete=[True] + [False] * 9,
)


def row_of(snapshot, *, by, code, as_of=NOVEMBER):
    return progress(snapshot, as_of=as_of, by=by).set_index("group_code").loc[code]


def test_the_schedule_of_a_prefecture_is_its_plan_and_its_light_goes_by_it():
    snapshot = planned(SNAPSHOT, FILED)

    by_plan = row_of(snapshot, by=Grouping.PREFECTURE, code="440100")
    even = row_of(SNAPSHOT, by=Grouping.PREFECTURE, code="440100")

    assert by_plan["scheduled_count"] == 1.0
    assert by_plan["gap_pp"] == 0.0
    assert by_plan["light"] == "green"
    # 333 of 364 days of four offices: 3.66 of 6 are due by even work.
    assert even["scheduled_count"] == pytest.approx(4 * 333 / 364)
    assert even["light"] == "red"


def test_the_due_date_and_the_need_for_it_are_the_decree_s():
    snapshot = planned(SNAPSHOT, FILED)

    by_plan = row_of(snapshot, by=Grouping.BATCH, code="2011")
    even = row_of(SNAPSHOT, by=Grouping.BATCH, code="2011")

    assert by_plan["needed_per_week"] == even["needed_per_week"]
    assert by_plan["days_left"] == even["days_left"] == 31
    on_the_day = row_of(
        snapshot, by=Grouping.BATCH, code="2011", as_of=date(2011, 12, 31)
    )
    assert on_the_day["scheduled_count"] == 8.0


def test_a_group_says_what_its_schedule_is_drawn_from():
    snapshot = planned(SNAPSHOT, FILED)

    by = Grouping.PREFECTURE
    assert row_of(snapshot, by=by, code="440100")["schedule_source"] == "plan"
    assert row_of(snapshot, by=by, code="440200")["schedule_source"] == "linear"
    whole = row_of(snapshot, by=Grouping.PROVINCE, code="440000")
    assert whole["schedule_source"] == "mixed"
    empty = row_of(snapshot, by=Grouping.BATCH, code="undesignated")
    assert pd.isna(empty["schedule_source"])


def test_past_its_due_date_a_batch_goes_by_no_plan():
    snapshot = planned(SNAPSHOT, FILED)
    day = date(2012, 2, 29)

    first = row_of(snapshot, by=Grouping.BATCH, code="2011", as_of=day)
    own = row_of(snapshot, by=Grouping.PREFECTURE, code="440100", as_of=day)

    assert first["schedule_source"] == "linear"
    # All of its offices that are still to come due go by the plan.
    assert own["schedule_source"] == "plan"


def test_a_batch_that_a_plan_begins_early_has_a_light():
    early = FILED | {"planned_2011_11": 5}
    snapshot = planned(SNAPSHOT, early)

    second = row_of(snapshot, by=Grouping.BATCH, code="2012")

    assert second["scheduled_count"] == 1.0
    assert second["light"] == "red"
    assert row_of(SNAPSHOT, by=Grouping.BATCH, code="2012")["light"] == "not_due"


def test_the_sources_have_words():
    snapshot = planned(SNAPSHOT, FILED)

    words = schedule_words(progress(snapshot, as_of=NOVEMBER, by=Grouping.PREFECTURE))

    assert words.tolist() == ["按备案计划", "线性"]
    assert "schedule_source" in MEASURES


def test_the_line_of_a_plan_bends_at_its_months():
    snapshot = planned(SNAPSHOT[:6], FILED)

    lines = schedule_lines(snapshot)

    first = lines[lines["group_code"] == "2011"]
    points = dict(zip(first["as_of"].dt.date, first["scheduled_count"], strict=True))
    assert points[date(2011, 10, 31)] == 0.0
    assert points[date(2011, 11, 30)] == 1.0
    assert points[date(2011, 12, 30)] == pytest.approx(1 + 3 * 30 / 31)
    assert points[date(2011, 12, 31)] == 4.0
    assert max(points) == date(2011, 12, 31)
    second = lines[lines["group_code"] == "2012"].set_index("as_of")["scheduled_count"]
    assert second.loc["2012-02-29"] == 0.0
    assert second.loc["2012-03-31"] == 2.0
    assert second.index.min() == pd.Timestamp("2012-01-01")


def test_a_line_begins_where_its_first_plan_does():
    snapshot = planned(SNAPSHOT, FILED | {"planned_2011_11": 5})

    lines = schedule_lines(snapshot)

    second = lines[lines["group_code"] == "2012"]
    assert second["as_of"].min() < pd.Timestamp("2011-12-01")
    assert second["scheduled_count"].iloc[0] == 0.0


drawn_plans = st.dictionaries(
    st.sampled_from(PLAN_FIELDS), st.integers(0, 4), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=15)
@given(
    drawn_plans,
    st.dates(date(2011, 11, 1), date(2013, 1, 31)),
    st.lists(st.sampled_from([2011, 2012, pd.NA]), min_size=10, max_size=10),
)
def test_parts_sum_to_the_whole_whatever_the_plan(plan, day, batches):
    snapshot = SNAPSHOT.assign(batch=pd.array(batches, dtype="Int64"))
    snapshot = planned(snapshot, FILED | plan, as_of=day)

    tables = {by: progress(snapshot, as_of=day, by=by) for by in Grouping}

    whole = float(tables[Grouping.PROVINCE]["scheduled_count"].sum())
    for by, table in tables.items():
        assert float(table["scheduled_count"].sum()) == pytest.approx(whole), by
        rates = table["scheduled_rate"].dropna()
        assert rates.between(0, 1).all()
    line = schedule_lines(snapshot)
    assert (line.groupby("group_code")["scheduled_count"].diff().dropna() >= 0).all()


@settings(deadline=None, max_examples=15)
@given(st.dates(date(2010, 12, 1), date(2013, 1, 31)))
def test_without_plans_a_carried_schedule_changes_nothing(day):
    carried = planned(SNAPSHOT, as_of=day)

    for by in (Grouping.PROVINCE, Grouping.BATCH, Grouping.PREFECTURE):
        pd.testing.assert_frame_equal(
            progress(carried, as_of=day, by=by), progress(SNAPSHOT, as_of=day, by=by)
        )
    pd.testing.assert_frame_equal(schedule_lines(carried), schedule_lines(SNAPSHOT))
