import pandas as pd

from hrss.metrics import MEASURES, Grouping, floor_area_bins, floor_areas
from tests.snapshots import make_snapshot


def test_three_hundred_itself_is_enough_and_the_missing_area_is_added_up():
    """粤府办〔2011〕65号 二(二)."""
    snapshot = make_snapshot(floor_area_m2=[300.0, 299.5, 100.0, 400.0, 0.0, pd.NA])

    row = floor_areas(snapshot, by=Grouping.PROVINCE).iloc[0]

    assert row["rostered_count"] == 6
    assert row["answered_count"] == 5
    assert row["large_enough_count"] == 2
    assert row["too_small_count"] == 3
    assert row["large_enough_rate"] == 0.4
    assert row["median_area_m2"] == 299.5
    assert row["missing_area_m2"] == 0.5 + 200 + 300


def test_where_nobody_answers_there_is_no_median_and_no_missing_area():
    snapshot = make_snapshot(floor_area_m2=[pd.NA, 320.0], batch=[2012, 2011])

    table = floor_areas(snapshot, by=Grouping.BATCH).set_index("group_code")

    numbers = ["large_enough_rate", "median_area_m2", "missing_area_m2"]
    assert table.loc["2012", numbers].isna().all()
    assert table.loc["2011", numbers].tolist() == [1.0, 320.0, 0.0]
    assert set(table.columns) <= MEASURES.keys()


def test_a_step_begins_at_the_line_and_the_last_one_is_open():
    areas = [0.0, 49.9, 50.0, 299.9, 300.0, 599.0, 600.0, 12000.0, pd.NA]

    bins = floor_area_bins(make_snapshot(floor_area_m2=areas))

    filled = bins[bins["office_count"] > 0]
    assert filled["low_m2"].tolist() == [0, 50, 250, 300, 550, 600]
    assert filled["office_count"].tolist() == [2, 1, 1, 1, 1, 2]
    assert filled["is_large_enough"].tolist() == [False] * 3 + [True] * 3
    assert bins["high_m2"].isna().tolist() == [False] * 12 + [True]
    assert set(bins.columns) <= MEASURES.keys()


def test_small_windows_on_a_platform_are_told_apart():
    snapshot = make_snapshot(
        floor_area_m2=[40.0, 40.0, 320.0, 40.0],
        platform_type=["shared_window", "standalone", "shared_window", pd.NA],
    )

    row = floor_areas(snapshot, by=Grouping.PROVINCE).iloc[0]

    assert row["too_small_count"] == 3
    assert row["small_window_count"] == 1
