from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.decree import ReportingCalendar
from hrss.metrics import MEASURES, ReportStatus, reporting_summary, timeliness
from tests.examples import examples
from tests.metrics.townships import townships

CALENDAR = ReportingCalendar(first_period=date(2011, 10, 31), due_days=5)
OCTOBER, NOVEMBER = date(2011, 10, 31), date(2011, 11, 30)
LONG_AFTER = date(2012, 6, 1)

JIA = {"prefecture_code": "440100", "prefecture_name": "甲市"}
YI = {"prefecture_code": "440200", "prefecture_name": "乙市"}
TWO_PREFECTURES = townships(
    JIA,
    JIA,
    JIA,
    YI | {"is_reported": False, "report_as_of": pd.NaT},
)


def came(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Receipts of (prefecture, day described, moment of receipt in UTC)."""
    return pd.DataFrame(
        {
            "prefecture_code": pd.array([row[0] for row in rows], dtype="string"),
            "as_of": pd.Series([row[1] for row in rows], dtype="datetime64[s]"),
            "received_at": pd.to_datetime(
                pd.Series([row[2] for row in rows], dtype="string"),
                format="ISO8601",
                utc=True,
            ),
        }
    )


def on(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Offices reported on: (prefecture, period, how many)."""
    return pd.DataFrame(
        {
            "prefecture_code": pd.array([row[0] for row in rows], dtype="string"),
            "period": pd.Series([row[1] for row in rows], dtype="datetime64[s]"),
            "reported_count": pd.Series([row[2] for row in rows], dtype="int64"),
        }
    )


def judged(receipts, reported=None, *, as_of=NOVEMBER, today=LONG_AFTER):
    return timeliness(
        receipts,
        on() if reported is None else reported,
        TWO_PREFECTURES,
        calendar=CALENDAR,
        as_of=as_of,
        today=today,
    )


def statuses(table):
    return {
        (row["prefecture_code"], f"{row['period']:%Y-%m}"): row["report_status"]
        for _, row in table.iterrows()
    }


def test_each_prefecture_has_a_status_in_each_period():
    table = judged(
        came(
            ("440100", "2011-10-31", "2011-11-03 02:00"),
            ("440200", "2011-10-31", "2011-11-09 02:00"),
            ("440100", "2011-11-30", "2011-12-01 02:00"),
        )
    )

    assert statuses(table) == {
        ("440100", "2011-10"): "on_time",
        ("440100", "2011-11"): "on_time",
        ("440200", "2011-10"): "late",
        ("440200", "2011-11"): "missing",
    }
    late = table[table["report_status"] == "late"].iloc[0]
    assert late["received_on"] == pd.Timestamp("2011-11-09")
    assert late["report_due_date"] == pd.Timestamp("2011-11-05")
    assert late["days_late"] == 4
    assert table["days_late"].count() == 1


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        # 23:59 and 00:01 of Beijing's clock, eight hours ahead of UTC.
        ("2011-11-05 15:59", "on_time"),
        ("2011-11-05 16:01", "late"),
    ],
)
def test_the_due_day_counts_to_its_end_in_beijing(moment, status):
    table = judged(came(("440100", "2011-10-31", moment)), as_of=OCTOBER)

    assert statuses(table)["440100", "2011-10"] == status


@pytest.mark.parametrize(
    ("today", "status"),
    [(date(2011, 11, 5), "not_due"), (date(2011, 11, 6), "missing")],
)
def test_a_report_is_missing_only_once_its_due_day_is_past(today, status):
    table = judged(came(), as_of=OCTOBER, today=today)

    assert set(table["report_status"]) == {status}


def test_the_first_report_counts_and_corrections_are_counted():
    table = judged(
        came(
            ("440100", "2011-10-31", "2011-11-20 02:00"),
            ("440100", "2011-10-31", "2011-11-04 02:00"),
        ),
        as_of=OCTOBER,
    )

    first = table.iloc[0]
    assert first["report_status"] == "on_time"
    assert first["received_on"] == pd.Timestamp("2011-11-04")
    assert first["submission_count"] == 2


@pytest.mark.parametrize(
    ("described", "month"),
    [
        ("2011-11-05", "2011-10"),
        ("2011-11-06", "2011-11"),
        ("2011-11-28", "2011-11"),
        ("2011-12-03", "2011-11"),
    ],
)
def test_a_report_of_another_day_is_of_the_period_due_next(described, month):
    table = judged(came(("440100", described, "2011-11-04 02:00")))

    found = table[table["submission_count"] == 1].iloc[0]
    assert f"{found['period']:%Y-%m}" == month


@pytest.mark.parametrize("described", ["2011-10-05", "2011-12-06", "2012-03-31"])
def test_a_report_of_no_period_that_is_looked_at_counts_for_none(described):
    table = judged(came(("440100", described, "2011-11-04 02:00")))

    assert set(table["report_status"]) == {"missing"}


def test_offices_reported_on_stand_beside_those_expected():
    table = judged(
        came(("440100", "2011-10-31", "2011-11-03 02:00")),
        on(("440100", "2011-10-31", 2)),
        as_of=OCTOBER,
    )

    counts = ["rostered_count", "period_reported_count", "period_reporting_rate"]
    assert table[counts].to_numpy().tolist() == [[3, 2, 2 / 3], [1, 0, 0.0]]


def test_before_the_first_period_has_ended_there_is_nothing_to_judge():
    table = judged(came(), as_of=date(2011, 10, 30))

    assert table.empty
    assert str(table["received_on"].dtype) == "datetime64[s]"


def summed(table, snapshot=TWO_PREFECTURES, *, as_of=NOVEMBER):
    return reporting_summary(table, snapshot, calendar=CALENDAR, as_of=as_of).set_index(
        "group_code"
    )


def test_a_prefecture_s_periods_come_to_rates():
    table = judged(
        came(
            ("440100", "2011-10-31", "2011-11-03 02:00"),
            ("440100", "2011-11-30", "2011-12-12 02:00"),
        ),
        on(("440100", "2011-10-31", 3), ("440100", "2011-11-30", 2)),
    )

    found = summed(table).loc["440100"]

    assert found["period_count"] == 2
    assert found["on_time_period_count"] == 1
    assert found["late_period_count"] == 1
    assert found["arrived_rate"] == 1.0
    assert found["punctual_rate"] == 0.5
    assert found["most_days_late"] == 7
    assert found["report_status"] == "late"
    assert found["period_reporting_rate"] == pytest.approx(2 / 3)


def test_periods_that_are_not_due_are_in_no_rate():
    table = judged(came(), as_of=OCTOBER, today=date(2011, 11, 1))

    found = summed(table, as_of=OCTOBER).loc["440100"]

    assert found["not_due_period_count"] == 1
    assert pd.isna(found["arrived_rate"])
    assert pd.isna(found["punctual_rate"])


def test_news_are_as_old_as_the_newest_report():
    snapshot = townships(
        JIA | {"report_as_of": "2011-11-30"},
        JIA | {"report_as_of": "2011-10-31"},
        JIA | {"is_reported": False, "report_as_of": pd.NaT},
        YI | {"is_reported": False, "report_as_of": pd.NaT},
    )

    found = summed(judged(came()), snapshot, as_of=date(2011, 12, 2))

    assert found.loc["440100", "stale_days"] == 2
    assert found.loc["440100", "report_as_of"] == pd.Timestamp("2011-11-30")
    assert found["stale_count"].tolist() == [1, 0]
    assert found["silent_count"].tolist() == [1, 1]
    assert pd.isna(found.loc["440200", "stale_days"])


def test_without_a_period_the_summary_counts_nothing():
    as_of = date(2011, 10, 30)

    found = summed(judged(came(), as_of=as_of), as_of=as_of)

    assert found["period_count"].tolist() == [0, 0]
    assert found["arrived_rate"].isna().all()
    assert found["report_status"].isna().all()


RECEIPTS = st.lists(
    st.tuples(
        st.sampled_from(["440100", "440200", "449900"]),
        st.dates(date(2011, 9, 1), date(2012, 1, 31)),
        st.datetimes(datetime(2011, 9, 1), datetime(2012, 3, 1)),
    ),
    max_size=12,
)


@settings(max_examples=examples(20), deadline=None)
@given(rows=RECEIPTS, today=st.dates(date(2011, 9, 1), date(2012, 4, 1)))
def test_what_holds_for_any_receipts(rows, today):
    receipts = came(*((c, str(d), str(m.replace(tzinfo=UTC))) for c, d, m in rows))

    table = judged(receipts, as_of=date(2011, 12, 31), today=today)
    backwards = judged(receipts.iloc[::-1], as_of=date(2011, 12, 31), today=today)
    summary = summed(table, as_of=date(2011, 12, 31))

    pd.testing.assert_frame_equal(table, backwards)
    parts = [f"{status}_period_count" for status in ReportStatus]
    assert (summary[parts].sum(axis="columns") == summary["period_count"]).all()
    assert (summary["period_count"] == 3).all()
    for name in ("arrived_rate", "punctual_rate", "period_reporting_rate"):
        assert summary[name].dropna().between(0, 1).all()
    assert (table["days_late"].dropna() > 0).all()
    assert (table["received_on"].isna() == (table["submission_count"] == 0)).all()
    assert {*table.columns, *summary.columns} <= MEASURES.keys()
