import pandas as pd
import pytest

from hrss.figures import gap_bars
from tests.figures.frames import (
    NOTE,
    all_done,
    nothing_done,
    nothing_rostered,
    one_silent,
    texts,
    three_prefectures,
)


def test_the_furthest_behind_comes_first():
    fig = gap_bars(three_prefectures(), note=NOTE)

    assert fig.layout.yaxis.ticktext == ("广州市", "韶关市", "珠海市")
    assert fig.data[0].x == pytest.approx((-30.0, -20.0, 0.0))


def test_bars_are_warm_from_yellow_on():
    fig = gap_bars(three_prefectures(), note=NOTE)

    assert fig.data[0].marker.color == ("#B3261E", "#E0A030", "#4F93CE")


def test_each_value_has_its_lights_sign():
    fig = gap_bars(three_prefectures(), note=NOTE)

    assert texts(fig)[3:9] == ["■", "▲", "●", "−30.0", "−20.0", "0.0"]


def test_thresholds_in_force_are_named_lines():
    fig = gap_bars(three_prefectures(), yellow_pp=5, red_pp=25, note=NOTE)

    assert [line.x0 for line in fig.layout.shapes] == [0.0, -5, -25]
    assert texts(fig)[:3] == ["序时", "黄灯<br>−5", "红灯<br>−25"]


def test_the_axis_holds_zero_and_the_thresholds():
    fig = gap_bars(nothing_done(), note=NOTE)

    low, high = fig.layout.xaxis.range
    assert low < -30
    assert high > 0


@pytest.mark.parametrize("frame", [nothing_done(), all_done(), nothing_rostered()])
def test_extremes_are_drawn(frame):
    fig = gap_bars(frame, note=NOTE)

    assert len(fig.data) == 1


def test_lights_that_are_of_the_worse_of_two_batches_are_said_to_be():
    frame = three_prefectures()
    one = frame.assign(due_date=pd.Timestamp(2011, 12, 31))
    both = one.assign(due_date=one["due_date"].where(one["group_code"] != "440200"))

    assert "分批次" not in "".join(texts(gap_bars(one, note=NOTE)))
    assert "亮灯分批次判断，以较差的为准" in "".join(texts(gap_bars(both, note=NOTE)))


def test_who_has_reported_nothing_comes_last_without_a_bar_or_a_light():
    fig = gap_bars(one_silent(), note=NOTE)

    assert fig.layout.yaxis.ticktext == ("广州市", "韶关市")
    assert fig.data[0].x[1] != fig.data[0].x[1]
    assert texts(fig)[3:7] == ["■", "", "−30.0", "未上报"]
