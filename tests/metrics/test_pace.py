from datetime import date

import pandas as pd
import pandas.testing

from hrss.metrics import Grouping, completions, pace, weekly_completions
from tests.metrics.townships import complete, first_reports, incomplete, townships

AS_OF = date(2011, 11, 30)
NOBODY = first_reports()


def completed(*rows, first=NOBODY, as_of=AS_OF):
    return completions(townships(*rows), first, as_of=as_of)


def weeks_of(frame, *, as_of=AS_OF, by=Grouping.PROVINCE, weeks=3):
    return weekly_completions(frame, as_of=as_of, by=by, weeks=weeks)


def test_the_reported_date_says_when_an_office_was_completed():
    offices = completed(complete("2011-11-05"), incomplete())

    assert offices["completed_on"].astype("string").tolist() == ["2011-11-05", pd.NA]
    assert offices["is_bounded"].tolist() == [False, False]
    assert offices["is_placed"].tolist() == [True, False]


def test_without_a_date_the_first_report_that_said_complete_bounds_it():
    first = first_reports(t440103000=("2011-10-31", "2011-09-30"))

    offices = completed(complete(), first=first)

    assert offices["completed_on"].iloc[0] == pd.Timestamp("2011-10-31")
    assert offices["is_bounded"].tolist() == [True]
    assert offices["is_placed"].tolist() == [True]


def test_an_office_that_came_complete_with_its_first_report_is_in_no_week():
    first = first_reports(t440103000=("2011-11-30", None))

    offices = completed(complete(), first=first)
    weekly = weeks_of(offices)

    assert offices["is_placed"].tolist() == [False]
    assert weekly["weekly_count"].tolist() == [0, 0, 0]
    assert weekly["unplaced_count"].tolist() == [0, 0, 1]


def test_a_date_after_the_day_is_no_date():
    first = first_reports(t440103000=("2011-10-31", "2011-09-30"))

    offices = completed(complete("2011-12-24"), first=first)

    assert offices["completed_on"].iloc[0] == pd.Timestamp("2011-10-31")
    assert offices["is_bounded"].tolist() == [True]


def test_an_office_of_which_no_first_report_is_given_is_bounded_by_its_own():
    offices = completed(complete(report_as_of="2011-10-31"))

    assert offices["completed_on"].iloc[0] == pd.Timestamp("2011-10-31")


def test_weeks_are_seven_days_counted_back_from_the_day():
    offices = completed(
        complete("2011-11-30"),
        complete("2011-11-24"),
        complete("2011-11-23"),
        complete("2011-11-10"),
        complete("2011-11-09"),
    )

    weekly = weeks_of(offices)

    assert weekly["week_end"].dt.strftime("%m-%d").tolist() == [
        "11-16",
        "11-23",
        "11-30",
    ]
    assert weekly["weekly_count"].tolist() == [1, 1, 2]


def test_offices_dated_by_a_report_are_counted_and_marked():
    first = first_reports(t440103000=("2011-11-20", "2011-10-31"))

    weekly = weeks_of(completed(complete(), complete("2011-11-19"), first=first))

    assert weekly["weekly_count"].tolist() == [0, 2, 0]
    assert weekly["inexact_count"].tolist() == [0, 1, 0]


def test_a_sheet_that_gives_only_months_is_spread_over_each_month():
    offices = completed(*[complete("2011-11-30")] * 6, complete("2011-10-31"))

    weekly = weeks_of(offices, weeks=5)

    assert offices["counted_on"].dt.day.tolist() == [5, 10, 15, 20, 25, 30, 31]
    assert weekly["weekly_count"].tolist() == [1, 1, 2, 1, 2]
    assert weekly["inexact_count"].tolist() == [1, 1, 2, 1, 2]
    assert offices["completed_on"].dt.day.tolist() == [30] * 6 + [31]


def test_one_day_for_all_is_taken_as_it_is():
    offices = completed(*[complete("2011-11-30")] * 6)

    assert offices["counted_on"].equals(offices["completed_on"])


def test_two_last_days_of_months_in_a_sheet_are_taken_as_they_are():
    offices = completed(complete("2011-11-30"), complete("2011-10-31"))

    assert offices["counted_on"].equals(offices["completed_on"])


def test_weeks_that_no_report_describes_are_not_weeks_without_work():
    old = {"report_as_of": "2011-10-31"}
    offices = completed(
        complete("2011-10-30", **old), incomplete(**old), incomplete(**old)
    )

    weekly = weeks_of(offices)

    assert weekly["week_end"].max() == pd.Timestamp("2011-10-31")
    assert weekly["weekly_count"].tolist() == [0, 0, 1]


def test_the_last_week_ends_where_half_of_the_reports_reach():
    offices = completed(
        incomplete(report_as_of="2011-11-30"),
        incomplete(report_as_of="2011-11-30"),
        incomplete(report_as_of="2011-10-31"),
        incomplete(report_as_of="2011-09-30"),
    )

    assert weeks_of(offices)["week_end"].max() == pd.Timestamp("2011-10-31")


def test_offices_that_never_reported_do_not_say_how_far_reports_reach():
    silent = {"is_reported": False, "report_as_of": pd.NaT}
    offices = completed(incomplete(), *[silent] * 5)

    assert weeks_of(offices)["week_end"].max() == pd.Timestamp(AS_OF)


def test_each_group_has_its_own_weeks():
    other = {"prefecture_code": "440200", "prefecture_name": "乙市"}
    offices = completed(
        complete("2011-11-30"), complete("2011-11-29"), complete("2011-11-23", **other)
    )

    weekly = weeks_of(offices, by=Grouping.PREFECTURE, weeks=2)

    assert weekly["group_name"].tolist() == ["甲市", "甲市", "乙市", "乙市"]
    assert weekly["weekly_count"].tolist() == [0, 2, 1, 0]


def test_the_pace_is_the_mean_of_the_weeks():
    offices = completed(
        complete("2011-11-30"), complete("2011-11-29"), complete("2011-11-12")
    )

    (row,) = pace(weeks_of(offices, weeks=8)).to_dict("records")

    assert row["pace_per_week"] == 0.375
    assert row["recent_count"] == 3
    assert row["busy_weeks"] == 2


def test_the_order_of_rows_does_not_matter_and_nothing_is_altered():
    rows = townships(*[complete("2011-11-30")] * 4, complete("2011-11-02"))
    before = rows.copy(deep=True)

    forwards = completions(rows, NOBODY, as_of=AS_OF)
    backwards = completions(rows.iloc[::-1], NOBODY, as_of=AS_OF)

    pandas.testing.assert_frame_equal(rows, before)
    pandas.testing.assert_frame_equal(forwards, backwards.iloc[::-1])
    pandas.testing.assert_frame_equal(weeks_of(forwards), weeks_of(backwards))


def test_no_township_gives_no_week():
    assert weeks_of(completed()).empty
