from datetime import date

import pandas as pd

from hrss.metrics import completion_series, schedule_lines
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
