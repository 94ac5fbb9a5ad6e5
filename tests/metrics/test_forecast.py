from datetime import date

import pandas as pd
import pandas.testing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import (
    MEASURES,
    Grouping,
    chance_words,
    completions,
    forecast,
    forecast_method,
    forecast_path,
    pace,
    progress,
    weekly_completions,
)
from tests.metrics.townships import complete, first_reports, incomplete, townships

AS_OF = date(2011, 11, 30)
DUE = pd.Timestamp("2011-12-31")


def ends(*counts, as_of=AS_OF):
    """An office for each completion of the last weeks, the newest week last."""
    newest = pd.Timestamp(as_of)
    return [
        complete(str((newest - pd.Timedelta(days=7 * ago)).date()))
        for ago, count in enumerate(reversed(counts))
        for _ in range(count)
    ]


def outlook(*rows, as_of=AS_OF, by=Grouping.BATCH, first=None):
    """Weeks and forecast of these townships."""
    snapshot = townships(*rows)
    first = first_reports() if first is None else first
    completed = completions(snapshot, first, as_of=as_of)
    weekly = weekly_completions(completed, as_of=as_of, by=by)
    table = progress(snapshot, as_of=as_of, by=by)
    return weekly, forecast(weekly, table, as_of=as_of)


def row_of(*rows, **options):
    _, table = outlook(*rows, **options)
    (row,) = table.to_dict("records")
    return row


def test_a_steady_pace_leads_to_a_day_with_a_range_around_it():
    """Five a week and twenty to go: some four weeks, 28 December."""
    row = row_of(*ends(*[5] * 8), *[incomplete()] * 20)

    assert row["forecast_status"] == "forecast"
    assert row["pace_per_week"] == 5.0
    assert row["remaining_count"] == 20
    assert abs((row["forecast_date"] - pd.Timestamp("2011-12-28")).days) <= 2
    assert row["forecast_low"] < row["forecast_date"] < row["forecast_high"]
    assert 0.4 < row["chance_by_due"] < 0.9


def test_equal_weeks_do_not_promise_a_single_day():
    row = row_of(*ends(*[1] * 8), *[incomplete()] * 30)

    assert (row["forecast_high"] - row["forecast_low"]).days > 60


def test_what_is_needed_is_what_progress_says():
    rows = [*ends(*[2] * 8), *[incomplete()] * 10]
    table = progress(townships(*rows), as_of=AS_OF, by=Grouping.BATCH)

    row = row_of(*rows)

    assert row["needed_per_week"] == table["needed_per_week"].iloc[0]
    assert row["needed_per_week"] == pytest.approx(10 * 7 / 31)


def test_the_pace_is_the_one_that_pace_gives():
    weekly, table = outlook(*ends(0, 1, 2, 0, 3, 0, 1, 2), *[incomplete()] * 10)

    assert table["pace_per_week"].tolist() == pace(weekly)["pace_per_week"].tolist()
    assert table["pace_per_week"].tolist() == [1.125]


@pytest.mark.parametrize(
    ("weeks", "status"),
    [
        ((0, 0, 0, 0, 0, 1, 1, 1), "too_little_history"),
        ((0, 0, 0, 0, 0, 0, 0, 9), "too_little_history"),
        ((0, 0, 0, 0, 1, 1, 1, 1), "forecast"),
        ((0, 0, 0, 0, 0, 0, 0, 0), "standstill"),
    ],
)
def test_four_weeks_with_a_completion_bear_a_forecast(weeks, status):
    row = row_of(*ends(*weeks), *[incomplete()] * 5)

    assert row["forecast_status"] == status


@pytest.mark.parametrize(
    "rows",
    [
        ends(0, 0, 0, 0, 0, 1, 1, 1) + [incomplete()] * 5,
        [incomplete()] * 5,
        ends(*[1] * 8),
        ends(0, 0, 0, 0, 1, 1, 1, 1) + [incomplete()] * 500,
        [{"is_reported": False, "report_as_of": pd.NaT}] * 3,
    ],
    ids=["little", "standstill", "done", "beyond", "silent"],
)
def test_without_a_forecast_there_is_no_date_and_no_chance(rows):
    row = row_of(*rows)

    assert row["forecast_status"] != "forecast"
    for name in ("forecast_date", "forecast_low", "forecast_high", "chance_by_due"):
        assert pd.isna(row[name])


def test_a_group_whose_offices_all_stand_is_done():
    assert row_of(*ends(*[1] * 8))["forecast_status"] == "done"


def test_what_two_years_do_not_finish_is_beyond_the_horizon():
    row = row_of(*ends(0, 0, 0, 0, 1, 1, 1, 1), *[incomplete()] * 500)

    assert row["forecast_status"] == "beyond_horizon"


def test_a_group_that_never_reported_has_no_history_and_does_not_stand_still():
    row = row_of(*[{"is_reported": False, "report_as_of": pd.NaT}] * 3)

    assert row["forecast_status"] == "too_little_history"


def test_offices_of_an_unknown_week_may_be_the_work_that_is_missing():
    first = first_reports(t440103000=("2011-11-30", None))

    row = row_of(complete(), *[incomplete()] * 5, first=first)

    assert row["forecast_status"] == "too_little_history"


def test_weeks_before_a_batch_began_are_not_its_history():
    """The remainder begins on 2012-01-01: by 18 January it has two whole weeks."""
    later = {"batch": 2012, "region": "other", "report_as_of": "2012-02-29"}
    day = date(2012, 1, 18)
    rows = [row | later for row in ends(*[1] * 8, as_of=day)]

    early = row_of(*rows, *[incomplete(**later)] * 9, as_of=day)
    late = row_of(
        *[row | later for row in ends(*[1] * 8, as_of=date(2012, 2, 29))],
        *[incomplete(**later)] * 9,
        as_of=date(2012, 2, 29),
    )

    assert early["forecast_status"] == "too_little_history"
    assert late["forecast_status"] == "forecast"


def test_after_the_due_date_nothing_can_be_on_time():
    rows = ends(*[2] * 8, as_of=date(2012, 2, 29))
    later = {"report_as_of": "2012-02-29"}

    row = row_of(
        *[each | later for each in rows],
        *[incomplete(**later)] * 6,
        as_of=date(2012, 2, 29),
    )

    assert row["forecast_status"] == "forecast"
    assert row["chance_by_due"] == 0.0


def test_old_reports_promise_no_deadline_that_has_passed_since():
    """Seen until 28 December with one left; on 20 January it cannot be on time."""
    december, january = date(2011, 12, 28), date(2012, 1, 20)
    old = {"report_as_of": "2011-12-28"}
    rows = [row | old for row in ends(*[2] * 8, as_of=december)]

    row = row_of(*rows, incomplete(**old), as_of=january)

    assert row["forecast_status"] == "forecast"
    assert row["forecast_date"] == pd.Timestamp(january)
    assert row["chance_by_due"] == 0.0


def test_a_group_of_both_batches_has_a_date_and_no_single_deadline():
    row = row_of(
        *ends(*[2] * 8),
        *[incomplete()] * 3,
        *[incomplete(batch=2012)] * 3,
        by=Grouping.PROVINCE,
    )

    assert row["forecast_status"] == "forecast"
    assert pd.isna(row["due_date"])
    assert pd.isna(row["chance_by_due"])


def test_what_was_seen_until_october_goes_on_from_october_and_never_ends_before_now():
    old = {"report_as_of": "2011-10-31"}
    rows = [row | old for row in ends(*[3] * 8, as_of=date(2011, 10, 31))]

    row = row_of(*rows, incomplete(**old))

    assert row["forecast_status"] == "forecast"
    assert row["forecast_date"] == pd.Timestamp(AS_OF)
    assert row["chance_by_due"] > 0.99


def test_the_same_data_give_the_same_forecast_whatever_stands_beside():
    other = {"prefecture_code": "440200", "prefecture_name": "乙市"}
    rows = [*ends(0, 1, 2, 3, 0, 1, 2, 3), *[incomplete()] * 12]
    busier = [row | other for row in [*ends(*[4] * 8), *[incomplete()] * 7]]

    _, alone = outlook(*rows, by=Grouping.PREFECTURE)
    _, beside = outlook(*busier, *rows, by=Grouping.PREFECTURE)

    beside = beside[beside["group_code"] == "440100"].reset_index(drop=True)
    pandas.testing.assert_frame_equal(alone, beside)


def test_the_path_starts_at_what_stands_and_ends_at_the_whole():
    weekly, table = outlook(*ends(*[5] * 8), *[incomplete()] * 20)

    path = forecast_path(weekly, table)

    assert path["week_end"].iloc[0] == pd.Timestamp(AS_OF)
    assert path.iloc[0][["expected_count", "low_count", "high_count"]].tolist() == [
        40,
        40,
        40,
    ]
    assert path["low_count"].iloc[-1] == 60
    assert (path["low_count"] <= path["expected_count"]).all()
    assert (path["expected_count"] <= path["high_count"]).all()
    assert path["high_count"].is_monotonic_increasing


def test_the_path_arrives_in_the_week_of_the_forecast():
    weekly, table = outlook(*ends(3, 6, 5, 4, 7, 5, 2, 8), *[incomplete()] * 40)

    path = forecast_path(weekly, table).set_index("week_end")

    for name, day in (
        ("expected_count", "forecast_date"),
        ("high_count", "forecast_low"),
        ("low_count", "forecast_high"),
    ):
        arrived = path.index[path[name] == 80][0]
        assert 0 <= (arrived - table[day].iloc[0]).days < 7


def test_a_group_without_a_forecast_has_no_path():
    weekly, table = outlook(*[incomplete()] * 3)

    assert forecast_path(weekly, table).empty


@given(
    weeks=st.lists(st.integers(0, 12), min_size=8, max_size=8),
    remaining=st.integers(0, 60),
)
@settings(max_examples=30, deadline=None)
def test_a_forecast_is_never_before_its_day_and_its_parts_are_in_order(
    weeks, remaining
):
    weekly, table = outlook(*ends(*weeks), *[incomplete()] * remaining)

    assert set(table.columns) <= set(MEASURES)
    assert set(weekly.columns) <= set(MEASURES)
    for row in table.to_dict("records"):
        days = [row["forecast_low"], row["forecast_date"], row["forecast_high"]]
        known = [day for day in days if pd.notna(day)]
        assert known == sorted(known)
        assert all(day >= pd.Timestamp(AS_OF) for day in known)
        assert pd.isna(row["chance_by_due"]) or 0 <= row["chance_by_due"] <= 1


@given(
    weeks=st.lists(st.integers(0, 12), min_size=8, max_size=8),
    remaining=st.integers(1, 40),
    where=st.integers(0, 7),
)
@settings(max_examples=20, deadline=None)
def test_more_work_never_makes_the_forecast_later(weeks, remaining, where):
    more = [count + (at == where and count > 0) for at, count in enumerate(weeks)]

    first, second = (
        row_of(*ends(*counts), *[incomplete()] * remaining) for counts in (weeks, more)
    )

    if first["forecast_status"] == second["forecast_status"] == "forecast":
        assert second["forecast_date"] <= first["forecast_date"]


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1.0, "＞99%"), (0.991, "＞99%"), (0.5, "50%"), (0.0, "＜1%"), (pd.NA, "—")],
)
def test_what_is_drawn_at_random_is_never_certain(chance, words):
    assert chance_words(chance) == words


def test_the_explanation_names_method_and_assumptions():
    words = forecast_method(8)

    for said in ("最近8周", "1,000次", "种子固定", "第10至第90百分位", "资料不足"):
        assert said in words
