from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.decree import LightRule
from hrss.metrics import MEASURES, Grouping, light_words, progress, whole_needed
from tests.examples import examples
from tests.snapshots import make_snapshot

MID_2011 = date(2011, 7, 2)  # 182 of the 364 days from 1 January to 31 December


def row_of(snapshot, *, as_of, by, code, lights=None):
    table = progress(snapshot, as_of=as_of, by=by, lights=lights)
    return table.set_index("group_code").loc[code]


def test_unreported_township_stays_in_the_denominator():
    """Silence is not completion (粤府办〔2011〕65号 六(一))."""
    snapshot = make_snapshot(
        batch=[2011, 2011, 2011, 2011],
        is_complete=[True, False, pd.NA, pd.NA],
        is_reported=[True, True, True, False],
    )

    row = row_of(snapshot, as_of=MID_2011, by=Grouping.PROVINCE, code="440000")

    assert row["rostered_count"] == 4
    assert row["reported_count"] == 3
    assert row["answered_count"] == 2
    assert row["complete_count"] == 1
    assert row["remaining_count"] == 3
    assert row["completion_rate"] == 0.25


def test_schedule_is_linear_between_start_and_due_date():
    snapshot = make_snapshot(batch=[2011] * 10, is_complete=[True] * 4 + [False] * 6)

    row = row_of(snapshot, as_of=MID_2011, by=Grouping.BATCH, code="2011")

    assert row["scheduled_count"] == 5.0
    assert row["scheduled_rate"] == 0.5
    assert row["gap_pp"] == pytest.approx(-10.0)
    assert row["light"] == "yellow"
    assert row["days_left"] == 182
    assert row["needed_per_week"] == pytest.approx(6 / 26)


@pytest.mark.parametrize(
    ("complete", "light"),
    [(10, "green"), (8, "green"), (7, "yellow"), (5, "yellow"), (4, "red")],
)
def test_lights_turn_at_ten_and_beyond_thirty_points_behind(complete, light):
    """Schedule 80 %: 8 of 10 is on it, 7 is 10 behind, 5 is 30, 4 is 40."""
    day = date(2011, 10, 19)  # 291 of 364 days: 79.9 %
    snapshot = make_snapshot(
        batch=[2011] * 10, is_complete=[True] * complete + [False] * (10 - complete)
    )

    row = row_of(
        snapshot,
        as_of=day,
        by=Grouping.BATCH,
        code="2011",
        lights=LightRule(yellow_pp=9.9, red_pp=30.0),
    )

    assert row["light"] == light


def test_the_remainder_has_no_light_before_2012_and_early_work_is_ahead():
    snapshot = make_snapshot(
        batch=[2012, 2012], region=["other", "other"], is_complete=[True, False]
    )

    row = row_of(snapshot, as_of=date(2011, 11, 30), by=Grouping.BATCH, code="2012")

    assert row["light"] == "not_due"
    assert row["scheduled_rate"] == 0.0
    assert row["gap_pp"] == 50.0


def test_a_missed_deadline_is_never_green():
    snapshot = make_snapshot(batch=[2011] * 20, is_complete=[True] * 19 + [False])

    row = row_of(snapshot, as_of=date(2012, 1, 1), by=Grouping.BATCH, code="2011")

    assert row["gap_pp"] == pytest.approx(-5.0)
    assert row["light"] == "yellow"
    assert row["is_overdue"]
    assert row["days_left"] == -1
    assert pd.isna(row["needed_per_week"])


def test_a_finished_batch_is_green_after_its_deadline():
    snapshot = make_snapshot(batch=[2011, 2011], is_complete=[True, True])

    row = row_of(snapshot, as_of=date(2012, 6, 1), by=Grouping.BATCH, code="2011")

    assert row["light"] == "green"
    assert not row["is_overdue"]


def test_an_undesignated_township_counts_but_owes_nothing():
    snapshot = make_snapshot(
        batch=[2011, pd.NA],
        region=["delta", "undesignated"],
        is_complete=[True, False],
    )

    row = row_of(
        snapshot, as_of=date(2011, 12, 31), by=Grouping.PROVINCE, code="440000"
    )

    assert row["rostered_count"] == 2
    assert row["scheduled_count"] == 1.0
    assert row["gap_pp"] == 0.0


def test_a_prefecture_with_both_batches_owes_the_sum_of_their_schedules():
    snapshot = make_snapshot(
        batch=[2011, 2012, 2012, 2012], is_complete=[True, True, False, False]
    )

    row = row_of(
        snapshot, as_of=date(2012, 7, 1), by=Grouping.PREFECTURE, code="440100"
    )

    # 2012 has 365 days from its first to its last day; 182 have passed.
    assert row["scheduled_count"] == pytest.approx(1 + 3 * 182 / 365)
    assert pd.isna(row["due_date"])
    assert row["needed_per_week"] == pytest.approx(2 / (183 / 7))


def test_the_second_batch_cannot_hide_what_the_first_has_missed():
    """None of 10 central towns, 10 of 30 others early: 10 of the 10 that are due."""
    snapshot = make_snapshot(
        batch=[2011] * 10 + [2012] * 30,
        region=["central"] * 10 + ["other"] * 30,
        is_complete=[False] * 10 + [True] * 10 + [False] * 20,
    )

    row = row_of(
        snapshot, as_of=date(2011, 12, 31), by=Grouping.PREFECTURE, code="440100"
    )

    assert row["complete_count"] == 10
    assert row["scheduled_count"] == 10.0
    assert row["gap_pp"] == 0.0
    assert row["light"] == "red"


def test_offices_of_no_batch_cannot_hide_what_a_batch_has_missed():
    snapshot = make_snapshot(
        batch=[2011, pd.NA, pd.NA, pd.NA],
        region=["delta"] + ["undesignated"] * 3,
        is_complete=[False, True, True, True],
    )

    row = row_of(
        snapshot, as_of=date(2011, 12, 31), by=Grouping.PREFECTURE, code="440100"
    )

    assert row["gap_pp"] == 50.0
    assert row["light"] == "red"


def test_a_batch_that_has_not_begun_leaves_the_light_to_the_one_that_has():
    snapshot = make_snapshot(batch=[2011, 2012], is_complete=[True, False])

    row = row_of(
        snapshot, as_of=date(2011, 12, 31), by=Grouping.PREFECTURE, code="440100"
    )

    assert row["light"] == "green"


def test_silence_about_one_batch_does_not_make_the_light_better():
    snapshot = make_snapshot(
        batch=[2011, 2012],
        is_reported=[False, True],
        is_complete=[pd.NA, True],
    )

    row = row_of(
        snapshot, as_of=date(2011, 12, 31), by=Grouping.PREFECTURE, code="440100"
    )

    assert row["light"] == "red"


def test_batches_and_regions_are_all_there_even_without_offices():
    snapshot = make_snapshot(batch=[2011], is_complete=[True])

    batches = progress(snapshot, as_of=MID_2011, by=Grouping.BATCH)
    regions = progress(snapshot, as_of=MID_2011, by=Grouping.REGION)

    assert batches["group_code"].tolist() == ["2011", "2012", "undesignated"]
    assert batches["rostered_count"].tolist() == [1, 0, 0]
    assert pd.isna(batches["completion_rate"].iloc[1])
    assert pd.isna(batches["light"].iloc[1])
    assert regions["group_name"].tolist() == [
        "珠三角",
        "其他地区中心镇",
        "其他地区其余乡镇",
        "批次待定",
    ]


def test_a_prefecture_without_counties_stands_for_itself():
    snapshot = make_snapshot(
        batch=[2011],
        prefecture_code=["441900"],
        prefecture_name=["东莞市"],
        county_code=[pd.NA],
        county_name=[pd.NA],
    )

    table = progress(snapshot, as_of=MID_2011, by=Grouping.COUNTY)

    assert table["group_code"].tolist() == ["441900"]
    assert table["group_name"].tolist() == ["东莞市"]


def test_every_column_is_in_the_vocabulary():
    snapshot = make_snapshot(batch=[2011], is_complete=[True])

    for by in Grouping:
        table = progress(snapshot, as_of=MID_2011, by=by)
        assert set(table.columns) <= set(MEASURES)


def test_needed_per_week_is_rounded_up_to_whole_offices():
    assert whole_needed(83.3) == 84
    assert whole_needed(84.0) == 84
    assert whole_needed(0.0) == 0


offices = st.lists(
    st.tuples(
        st.sampled_from(
            [
                (2011, "delta"),
                (2011, "central"),
                (2012, "other"),
                (None, "undesignated"),
            ]
        ),
        st.sampled_from(["440100", "440200", "441900"]),
        st.sampled_from([True, False, None]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
days = st.dates(date(2010, 12, 1), date(2013, 2, 1))


def snapshot_of(drawn):
    return make_snapshot(
        batch=[batch for (batch, _), *_ in drawn],
        region=[region for (_, region), *_ in drawn],
        prefecture_code=[code for _, code, *_ in drawn],
        county_code=[code for _, code, *_ in drawn],
        is_complete=[complete for *_, complete, _ in drawn],
        is_verified=[bool(complete) and sure for *_, complete, sure in drawn],
    )


@settings(deadline=None, max_examples=examples(20))
@given(offices, days)
def test_parts_sum_to_the_whole_and_rates_stay_within_bounds(drawn, as_of):
    snapshot = snapshot_of(drawn)
    before = snapshot.copy(deep=True)
    whole = progress(snapshot, as_of=as_of, by=Grouping.PROVINCE).iloc[0]

    for by in Grouping:
        parts = progress(snapshot, as_of=as_of, by=by)
        for name in ("rostered_count", "reported_count", "complete_count"):
            assert parts[name].sum() == whole[name]
        assert parts["verified_count"].sum() == whole["verified_count"]
        assert parts["scheduled_count"].sum() == pytest.approx(whole["scheduled_count"])
        for name in ("completion_rate", "verified_rate", "scheduled_rate"):
            assert parts[name].dropna().between(0, 1).all()
        assert (parts["verified_count"] <= parts["complete_count"]).all()

    pd.testing.assert_frame_equal(snapshot, before)


@settings(deadline=None, max_examples=examples(20))
@given(offices, days)
def test_no_light_is_better_than_that_of_one_of_its_batches(drawn, as_of):
    snapshot = snapshot_of(drawn)
    order = ["not_due", "green", "yellow", "red"]

    for by in (Grouping.PROVINCE, Grouping.PREFECTURE):
        lights = progress(snapshot, as_of=as_of, by=by).set_index("group_code")["light"]
        for batch in (2011, 2012):
            own = snapshot[snapshot["batch"].eq(batch).fillna(False)]
            of_batch = progress(own, as_of=as_of, by=by).set_index("group_code")
            for code, light in of_batch["light"].dropna().items():
                assert order.index(lights[code]) >= order.index(light)


@settings(deadline=None, max_examples=examples(12))
@given(offices, days, st.randoms(use_true_random=False))
def test_order_of_rows_is_irrelevant(drawn, as_of, random):
    snapshot = snapshot_of(drawn)
    order = list(range(len(snapshot)))
    random.shuffle(order)

    for by in Grouping:
        pd.testing.assert_frame_equal(
            progress(snapshot, as_of=as_of, by=by),
            progress(snapshot.iloc[order], as_of=as_of, by=by),
        )


def test_offices_without_a_batch_have_neither_schedule_nor_light():
    snapshot = make_snapshot(
        batch=[pd.NA, pd.NA],
        region=["undesignated", "undesignated"],
        is_complete=[True, False],
    )

    row = row_of(
        snapshot, as_of=date(2012, 4, 30), by=Grouping.BATCH, code="undesignated"
    )

    assert row["completion_rate"] == 0.5
    assert pd.isna(row["scheduled_rate"])
    assert pd.isna(row["gap_pp"])
    assert pd.isna(row["light"])


def test_who_has_reported_nothing_keeps_its_figures_and_gets_no_light():
    """Two prefectures owe half: one reports none complete, one reports nothing."""
    snapshot = make_snapshot(
        batch=[2011, 2011, 2011],
        prefecture_code=["440100", "440200", "440200"],
        is_reported=[True, False, False],
        is_complete=[False, pd.NA, pd.NA],
    )

    table = progress(snapshot, as_of=MID_2011, by=Grouping.PREFECTURE)

    assert table["completion_rate"].tolist() == [0.0, 0.0]
    assert table["gap_pp"].tolist() == [-50.0, -50.0]
    assert table["light"].fillna("none").tolist() == ["red", "none"]
    assert light_words(table).tolist() == ["■红灯", "未上报"]
    assert light_words(table, has_sign=False).tolist() == ["红灯", "未上报"]


def test_one_report_is_enough_for_a_light():
    snapshot = make_snapshot(
        batch=[2011, 2011],
        is_reported=[True, False],
        is_complete=[pd.NA, pd.NA],
    )

    row = row_of(snapshot, as_of=MID_2011, by=Grouping.PROVINCE, code="440000")

    assert row["light"] == "red"


def test_a_batch_without_offices_has_neither_a_light_nor_the_word_for_silence():
    snapshot = make_snapshot(batch=[2011], is_complete=[True])

    words = light_words(progress(snapshot, as_of=MID_2011, by=Grouping.BATCH))

    assert words.fillna("none").tolist() == ["●绿灯", "none", "none"]
