from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from hrss.metrics.standards import rule_results
from hrss.places import default_delta_codes, list_prefectures
from hrss.sheets import VALUE_COLUMNS, column
from hrss.simulation import course_of, month_ends, report_of
from hrss.simulation.paces import LEADER, SLOW

NOVEMBER, DECEMBER = date(2011, 11, 30), date(2011, 12, 31)
APRIL = date(2012, 4, 30)


def shares(courses, as_of):
    """Share of each prefecture's rostered offices that it reports as complete."""
    return {
        code: report_of(course, as_of=as_of)["is_complete"].sum() / len(course.places)
        for code, course in courses.items()
    }


def test_a_report_has_every_column_of_the_registry_in_its_dtype(courses):
    report = report_of(courses["440200"], as_of=NOVEMBER)

    assert [*report.columns[4:]] == [*VALUE_COLUMNS]
    for name in VALUE_COLUMNS:
        assert str(report[name].dtype) == column(name).dtype, name


def test_the_same_seed_gives_the_same_course(roster, courses):
    prefecture = next(each for each in list_prefectures() if each.code == "441700")

    again = course_of(
        roster[roster["prefecture_code"] == "441700"].sample(frac=1, random_state=1),
        pace=courses["441700"].pace,
        is_delta=False,
        population=prefecture.population_2010,
        seed=2011,
    )

    pd.testing.assert_frame_equal(
        report_of(again, as_of=APRIL), report_of(courses["441700"], as_of=APRIL)
    )


def test_delta_lights_of_november_2011_are_of_every_kind(courses):
    """The 2011 batch owes 333 of its 364 days on 2011-11-30: 91.5 %."""
    behind = [
        91.5 - 100 * share
        for code, share in shares(courses, NOVEMBER).items()
        if code in default_delta_codes()
    ]

    assert sum(gap > 30 for gap in behind) == 2
    assert sum(10 <= gap <= 30 for gap in behind) >= 1
    assert sum(gap < 10 for gap in behind) >= 4


def test_some_prefectures_are_ahead_and_some_far_behind_in_april_2012(courses):
    """A prefecture elsewhere owes all of its 2011 batch and a third of the rest."""
    gaps = {}
    for code, share in shares(courses, APRIL).items():
        is_first = courses[code].facts["is_first"]
        gaps[code] = share - (is_first.mean() + (~is_first).mean() * 120 / 365)

    assert sum(gap < -0.3 for gap in gaps.values()) >= 2
    assert sum(gap > 0 for gap in gaps.values()) >= 2


def test_completions_rush_before_the_end_of_2011(reports):
    months = [date(2011, 9, 30), date(2011, 10, 31), NOVEMBER, DECEMBER]
    counts = [int(reports(month)["is_complete"].sum()) for month in months]
    april = int(reports(APRIL)["is_complete"].sum())

    assert counts == sorted(counts)
    assert counts[2] - counts[1] > counts[1] - counts[0]
    assert 700 <= counts[2] <= 850
    assert counts[3] < april < 1586


def test_some_of_the_second_batch_stand_early_and_some_of_the_first_late(reports):
    december, april = reports(DECEMBER), reports(APRIL)

    early = december[december["is_complete"].fillna(False)]
    late = april[april["completion_date"] > pd.Timestamp(DECEMBER)]
    assert 5 <= (early["claimed_batch"] == "2012").sum() <= 60
    assert (late["claimed_batch"] == "2011").sum() >= 10


def test_complete_offices_say_when_except_a_few(reports):
    report = reports(DECEMBER)

    complete = report[report["is_complete"].fillna(False)]
    undated = complete["completion_date"].isna().sum()
    assert 10 <= undated <= 60
    assert (complete["completion_date"].dropna() <= pd.Timestamp(DECEMBER)).all()
    assert (
        report.loc[~report["is_complete"].fillna(False), "completion_date"].isna().all()
    )


def test_a_few_offices_are_reported_complete_and_the_next_month_not(reports):
    stood = [
        set(report.loc[report["is_complete"].fillna(False), "township_code"])
        for report in map(reports, month_ends(8))
    ]

    withdrawn = [len(before - after) for before, after in pairwise(stood)]
    assert 3 <= sum(withdrawn) <= 30


def test_offices_of_a_leader_meet_more_requirements(courses):
    leader, slow = (
        pd.concat(
            [
                report_of(course, as_of=APRIL)
                for course in courses.values()
                if course.pace is pace
            ]
        )
        for pace in (LEADER, SLOW)
    )

    def share(report, rule):
        complete = report[report["is_complete"].fillna(False)]
        return rule_results(complete, rules=(rule,))[rule].mean()

    assert share(leader, "R20") > share(slow, "R20")
    assert share(leader, "R15") > share(slow, "R15")


def test_fax_and_notice_board_are_what_is_missing_most(reports):
    report = reports(APRIL)
    complete = report[report["is_complete"].fillna(False)]

    rates = {
        name: complete[name].mean()
        for name in (
            *("has_computer", "has_printer", "has_fax", "has_telephone"),
            *("has_filing_cabinet", "has_notice_board"),
        )
    }
    assert sorted(rates, key=rates.get)[:2] == ["has_fax", "has_notice_board"]


@pytest.mark.parametrize("as_of", [NOVEMBER, APRIL])
def test_parts_never_exceed_their_whole(reports, as_of):
    report = reports(as_of)

    for part, whole in (
        ("staff_established_count", "staff_count"),
        ("staff_purchased_count", "staff_count"),
        ("new_staff_purchased_count", "new_staff_count"),
        ("openly_recruited_count", "new_staff_count"),
        ("training_passed_count", "trained_person_count"),
        ("station_complete_count", "station_due_count"),
    ):
        assert (report[part] <= report[whole]).fillna(True).all(), part


def test_older_news_reports_fewer_complete_for_the_same_day(courses):
    course = courses["440100"]

    full = report_of(course, as_of=DECEMBER)
    early = report_of(course, as_of=DECEMBER, believed_on=date(2011, 12, 20))

    assert early["is_complete"].sum() < full["is_complete"].sum()
    assert len(early) == len(full)
