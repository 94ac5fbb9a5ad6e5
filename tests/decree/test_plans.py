import itertools
from datetime import date

import pytest

from hrss.decree import (
    PLAN_MONTHS,
    Plan,
    Schedule,
    plan_due_date,
    rule,
    scheduled_share,
    target_of,
)

FIRST, SECOND = target_of(2011), target_of(2012)


def plan_of(**months: int) -> Plan:
    """A plan by month: m2011_11=3."""
    return Plan(
        tuple(months.get(f"m{year}_{month:02d}", 0) for year, month in PLAN_MONTHS)
    )


def test_plans_are_due_at_the_end_of_october_as_the_decree_says():
    assert plan_due_date() == date(2011, 10, 31)
    assert "2011年10月底前" in rule("R31").quote


def test_a_plan_covers_the_two_years_of_the_decree():
    assert len(PLAN_MONTHS) == 24
    assert PLAN_MONTHS[0] == (FIRST.start_date.year, FIRST.start_date.month)
    assert PLAN_MONTHS[-1] == (SECOND.due_date.year, SECOND.due_date.month)


@pytest.mark.parametrize(
    ("day", "planned"),
    [
        (date(2010, 12, 31), 0),
        (date(2011, 10, 31), 0),
        (date(2011, 11, 10), 2),
        (date(2011, 11, 30), 6),
        (date(2011, 12, 31), 6),
        (date(2012, 2, 29), 10),
        (date(2013, 1, 1), 10),
    ],
)
def test_within_a_month_a_plan_runs_evenly_by_days(day, planned):
    plan = plan_of(m2011_11=6, m2012_02=4)

    assert plan.planned_by(day) == planned


def test_without_a_plan_a_schedule_is_linear():
    schedule = Schedule(FIRST)

    for day in (date(2010, 1, 1), date(2011, 7, 2), date(2012, 5, 1)):
        assert schedule.share(day) == scheduled_share(FIRST, day)
        assert not schedule.follows_plan(day)
    assert schedule.bends() == (date(2011, 1, 1), date(2011, 12, 31))


def test_a_plan_s_months_count_for_the_first_batch_and_then_for_the_second():
    plan = plan_of(m2011_10=2, m2011_11=6, m2012_03=2)
    first = Schedule(FIRST, plan, own_count=5)
    second = Schedule(SECOND, plan, before_count=5, own_count=4)

    assert first.share(date(2011, 10, 31)) == 0.4
    assert first.share(date(2011, 11, 15)) == 1.0
    assert second.share(date(2011, 11, 15)) == 0.0
    # Eight are planned by then: five of the first batch, three of the second.
    assert second.share(date(2011, 11, 30)) == 0.75
    assert second.share(date(2012, 3, 31)) == 1.0


def test_what_a_plan_holds_beyond_the_roster_is_not_owed():
    plan = plan_of(m2011_11=30)

    assert Schedule(FIRST, plan, own_count=5).share(date(2011, 11, 30)) == 1.0


def test_from_the_due_date_on_the_decree_wins():
    late = plan_of(m2012_06=5)
    schedule = Schedule(FIRST, late, own_count=5)

    assert schedule.share(date(2011, 12, 30)) == 0.0
    assert schedule.share(date(2011, 12, 31)) == 1.0
    assert schedule.follows_plan(date(2011, 12, 30))
    assert not schedule.follows_plan(date(2011, 12, 31))


def test_a_plan_that_begins_before_its_batch_has_begun():
    plan = plan_of(m2011_11=2)
    schedule = Schedule(SECOND, plan, own_count=2)

    assert not schedule.is_started(date(2011, 10, 31))
    assert schedule.is_started(date(2011, 11, 1))
    assert not Schedule(SECOND).is_started(date(2011, 11, 1))


def test_between_two_bends_the_share_runs_evenly():
    plan = plan_of(m2011_10=2, m2011_11=7, m2012_03=3)
    for schedule in (
        Schedule(FIRST, plan, own_count=5),
        Schedule(SECOND, plan, before_count=5, own_count=5),
    ):
        bends = schedule.bends()

        assert list(bends) == sorted(set(bends))
        for one, other in itertools.pairwise(bends):
            middle = one + (other - one) / 2
            part = (middle - one) / (other - one)
            even = schedule.share(one) * (1 - part) + schedule.share(other) * part
            assert schedule.share(middle) == pytest.approx(even), (one, other)
