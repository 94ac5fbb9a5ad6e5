from datetime import date

import pandas as pd

from hrss.metrics import (
    Grouping,
    completion_series,
    progress,
    schedule_lines,
    states_on,
)
from tests.snapshots import make_snapshot


def test_each_date_says_what_its_own_snapshot_says():
    earlier = make_snapshot(batch=[2011, 2011, 2012], is_complete=[True, False, pd.NA])
    later = make_snapshot(
        batch=[2011, 2011, 2012],
        is_complete=[True, True, True],
        is_verified=[True, False, True],
    )

    series = completion_series({date(2011, 10, 31): later, date(2011, 9, 30): earlier})

    first = series[series["group_code"] == "2011"]
    assert first["as_of"].dt.date.tolist() == [date(2011, 9, 30), date(2011, 10, 31)]
    assert first["complete_count"].tolist() == [1, 2]
    assert first["verified_count"].tolist() == [0, 1]
    assert first["rostered_count"].tolist() == [2, 2]
    second = series[series["group_code"] == "2012"]
    assert second["complete_count"].tolist() == [0, 1]


def test_no_snapshot_gives_an_empty_series():
    assert completion_series({}).empty


def test_schedule_runs_from_nothing_to_the_whole_batch():
    snapshot = make_snapshot(batch=[2011, 2011, 2012, pd.NA])

    lines = schedule_lines(snapshot)

    assert lines["group_code"].tolist() == ["2011", "2011", "2012", "2012"]
    assert lines["scheduled_count"].tolist() == [0.0, 2.0, 0.0, 1.0]
    assert lines["as_of"].dt.date.tolist() == [
        date(2011, 1, 1),
        date(2011, 12, 31),
        date(2012, 1, 1),
        date(2012, 12, 31),
    ]


def test_a_batch_without_offices_has_no_schedule_line():
    assert schedule_lines(make_snapshot(batch=[pd.NA])).empty


def said(*rows):
    """Reports as (township, day, is it complete, is it verified), in order of day."""
    columns = ["township_code", "report_as_of", "is_complete", "is_verified"]
    reports = pd.DataFrame(rows, columns=columns)
    return reports.astype(
        {"report_as_of": "datetime64[s]", "is_complete": "boolean", "is_verified": bool}
    )


SEPTEMBER, OCTOBER, NOVEMBER = date(2011, 9, 30), date(2011, 10, 31), date(2011, 11, 30)


def test_each_day_is_what_the_newest_reports_until_then_say():
    places = make_snapshot(batch=[2011, 2011, 2011]).drop(columns="is_complete")
    first, second, silent = places.index
    reports = said(
        (first, "2011-09-30", False, False),
        (second, "2011-10-31", True, True),
        ("440999999", "2011-10-31", True, True),
        (first, "2011-11-30", True, False),
        (second, "2011-11-30", pd.NA, False),
    )

    states = states_on(reports, places, days=[SEPTEMBER, OCTOBER, NOVEMBER])

    complete = {day: state["is_complete"].tolist() for day, state in states.items()}
    assert complete == {
        SEPTEMBER: [False, pd.NA, pd.NA],
        OCTOBER: [False, True, pd.NA],
        NOVEMBER: [True, pd.NA, pd.NA],
    }
    assert states[OCTOBER]["is_verified"].tolist() == [False, True, False]
    assert states[SEPTEMBER]["is_reported"].tolist() == [True, False, False]
    assert states[NOVEMBER].index.tolist() == [first, second, silent]


def test_the_state_of_a_day_can_be_counted_by_place():
    places = make_snapshot(batch=[2011, 2011]).drop(columns="is_complete")
    reports = said((places.index[0], "2011-10-31", True, False))

    (state,) = states_on(reports, places, days=[OCTOBER]).values()
    row = progress(state, as_of=OCTOBER, by=Grouping.PREFECTURE).iloc[0]

    assert (row["rostered_count"], row["reported_count"]) == (2, 1)
    assert (row["complete_count"], row["verified_count"]) == (1, 0)
