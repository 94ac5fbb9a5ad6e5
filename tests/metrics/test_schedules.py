from datetime import date

import pandas as pd

from hrss.decree import Schedule, target_of
from hrss.metrics import PLAN_FIELDS, filed_plans, office_schedules
from hrss.metrics.schedules import scheduled, schedules_of
from hrss.sheets import PLAN_COLUMNS
from tests.metrics.area_rows import plan_reports
from tests.metrics.townships import townships

NOVEMBER = date(2011, 11, 30)
FILED = {
    "prefecture_code": "440100",
    "report_as_of": "2011-10-31",
    "plan_filed_date": "2011-10-20",
    "planned_2011_11": 2,
    "planned_2011_12": 1,
}


def test_the_months_are_those_of_the_sheets():
    assert PLAN_FIELDS == PLAN_COLUMNS


def test_a_filed_plan_with_numbers_is_gone_by():
    plans = filed_plans(plan_reports(FILED), as_of=NOVEMBER)

    assert list(plans) == ["440100"]
    assert sum(plans["440100"].monthly) == 3


def test_a_plan_without_a_number_a_date_or_a_day_to_come_is_none():
    blank = {"planned_2011_11": None, "planned_2011_12": None}
    reports = [
        FILED | {"prefecture_code": "440200"} | blank,
        FILED | {"prefecture_code": "440300", "planned_2011_11": 0} | blank,
        FILED | {"prefecture_code": "440400", "plan_filed_date": None},
        FILED | {"prefecture_code": "440500", "plan_filed_date": "2011-12-01"},
    ]

    assert filed_plans(plan_reports(*reports), as_of=NOVEMBER) == {}


def test_the_newest_report_up_to_the_day_counts_as_a_whole():
    changed = FILED | {"report_as_of": "2011-11-30", "planned_2011_12": 5}
    taken_back = {"prefecture_code": "440100", "report_as_of": "2011-12-31"}
    reports = plan_reports(FILED, changed, taken_back)

    def planned(day):
        return {
            code: sum(plan.monthly)
            for code, plan in filed_plans(reports, as_of=day).items()
        }

    assert planned(date(2011, 10, 30)) == {}
    assert planned(date(2011, 10, 31)) == {"440100": 3}
    assert planned(NOVEMBER) == {"440100": 7}
    assert planned(date(2011, 12, 31)) == {}


PLACES = townships(
    {"batch": 2011},
    {"batch": 2011},
    {"batch": 2012},
    {"batch": pd.NA},
    {"township_code": "440203001", "prefecture_code": "440200", "batch": 2012},
)


def test_every_office_has_the_schedule_of_its_prefecture_and_batch():
    schedules = office_schedules(PLACES, plan_reports(FILED), as_of=NOVEMBER)

    plan = filed_plans(plan_reports(FILED), as_of=NOVEMBER)["440100"]
    first = Schedule(target_of(2011), plan, before_count=0, own_count=2)
    second = Schedule(target_of(2012), plan, before_count=2, own_count=1)
    assert schedules.iloc[:3].tolist() == [first, first, second]
    assert schedules.isna().tolist() == [False, False, False, True, False]
    assert schedules.iloc[4] == Schedule(target_of(2012))


def test_without_plans_every_schedule_is_linear():
    schedules = schedules_of(PLACES)

    assert schedules.iloc[0] == Schedule(target_of(2011))
    assert schedules.iloc[4] == Schedule(target_of(2012))
    assert pd.isna(schedules.iloc[3])


def test_each_office_carries_its_share_of_the_plan():
    plans = plan_reports(FILED)
    snapshot = PLACES.assign(schedule=office_schedules(PLACES, plans, as_of=NOVEMBER))

    half = scheduled(snapshot, as_of=date(2011, 11, 15))
    whole = scheduled(snapshot, as_of=NOVEMBER)
    later = scheduled(snapshot, as_of=date(2011, 12, 30))

    assert half["scheduled_count"].tolist() == [0.5, 0.5, 0.0, 0.0, 0.0]
    assert whole["scheduled_count"].tolist() == [1.0, 1.0, 0.0, 0.0, 0.0]
    assert later["scheduled_count"].tolist() == [1.0, 1.0, 30 / 31, 0.0, 0.0]
    assert later["follows_plan"].tolist() == [True, True, True, False, False]
    assert later["is_started"].tolist() == [True, True, True, False, False]
    assert later["due_date"].isna().tolist() == [False] * 3 + [True, False]


def test_a_part_of_the_snapshot_keeps_its_offices_shares():
    plans = plan_reports(FILED)
    snapshot = PLACES.assign(schedule=office_schedules(PLACES, plans, as_of=NOVEMBER))
    day = date(2011, 12, 15)

    whole = scheduled(snapshot, as_of=day)
    part = scheduled(snapshot[snapshot["batch"] == 2012], as_of=day)

    pd.testing.assert_frame_equal(part, whole.loc[part.index])


def test_an_empty_roster_has_no_schedule():
    empty = PLACES.iloc[:0]

    assert office_schedules(empty, plan_reports(FILED), as_of=NOVEMBER).empty
    assert scheduled(empty, as_of=NOVEMBER).empty
