import pandas as pd

from hrss.figures import area_histogram
from tests.figures.frames import NOTE, texts

BINS = pd.DataFrame(
    {
        "low_m2": pd.array([200, 250, 300, 350], dtype="Int64"),
        "high_m2": pd.array([250, 300, 350, None], dtype="Int64"),
        "office_count": pd.array([0, 4, 12, 3], dtype="Int64"),
        "is_large_enough": [False, False, True, True],
    }
)
SUMMARY = pd.Series(
    {
        "too_small_count": 4,
        "small_window_count": 0,
        "large_enough_count": 15,
        "large_enough_rate": 15 / 19,
        "median_area_m2": 312.5,
        "missing_area_m2": 87.0,
    }
)


def drawn(summary=SUMMARY, bins=BINS):
    return area_histogram(bins, summary, line_m2=300.0, note=NOTE)


def test_steps_below_the_line_are_hatched_and_from_it_on_solid():
    below, above = drawn().data

    assert (below.x, below.y) == ((275.0,), (4.0,))
    assert (above.x, above.y) == ((325.0, 375.0), (12.0, 3.0))
    assert (below.marker.pattern.shape, above.marker.pattern.shape) == ("x", None)


def test_the_line_stands_at_the_decree_s_area_and_both_sides_are_said():
    fig = drawn()

    assert fig.layout.shapes[0].x0 == fig.layout.shapes[0].x1 == 300.0
    written = texts(fig)
    assert "不足 4 个<br>共差 87㎡" in written
    assert "达到 15 个，占填报 78.9%<br>中位数 312.5㎡" in written


def test_small_windows_on_a_platform_are_named_and_a_click_gives_the_step():
    fig = drawn(pd.Series({**SUMMARY, "small_window_count": 1}))

    assert "不足 4 个（含专门窗口 1）<br>共差 87㎡" in texts(fig)
    assert fig.data[0].customdata == (["250", "bad"],)


def test_bars_start_at_zero_and_the_last_step_is_open():
    fig = drawn()

    assert fig.layout.yaxis.range[0] == 0
    assert fig.layout.xaxis.ticktext[-1] == "350以上"


def test_without_areas_it_says_so():
    nothing = pd.Series(dict.fromkeys(SUMMARY.index, pd.NA), dtype="object")
    nothing[["too_small_count", "large_enough_count"]] = 0

    fig = drawn(nothing, BINS.assign(office_count=0))

    assert "尚无机构填报面积" in texts(fig)
