import pytest

from hrss.figures import tile_map
from tests.figures.frames import (
    NOTE,
    TILES,
    all_done,
    nothing_done,
    nothing_rostered,
    one_silent,
    three_prefectures,
)


def drawn(frame, measure="completion_rate"):
    return tile_map(frame, TILES, measure=measure, note=NOTE)


def test_a_tile_stands_at_its_row_and_column():
    tiles = drawn(three_prefectures()).data[0]

    assert tiles.x == (1, 1, 0)
    assert tiles.base == pytest.approx((0.53, -0.47, 1.53))


def test_the_north_is_at_the_top_and_tiles_are_square():
    fig = drawn(three_prefectures())

    assert fig.layout.yaxis.range == (2.5, -0.5)
    assert fig.layout.yaxis.scaleanchor == "x"


def test_a_tile_has_name_value_and_ratio():
    words = drawn(three_prefectures()).data[1]

    assert words.text[0] == "<b>广州</b><br>60.0%<br>6/10"


def test_the_colour_bar_is_zero_to_a_hundred_percent():
    bar = drawn(nothing_done()).data[2].marker

    assert (bar.cmin, bar.cmax) == (0, 1)


def test_a_tile_without_a_value_is_grey():
    assert drawn(nothing_rostered()).data[0].marker.color == ("#E9EDF1",)


def test_a_click_gives_the_code():
    assert drawn(three_prefectures()).data[0].customdata[0] == ["440100"]


@pytest.mark.parametrize("measure", ["verified_rate", "reporting_rate", "gap_pp"])
def test_every_measure_can_be_drawn(measure):
    assert len(drawn(all_done(), measure).data) == 3


@pytest.mark.parametrize("measure", ["completion_rate", "gap_pp", "reporting_rate"])
def test_who_has_reported_nothing_is_grey_and_says_so(measure):
    fig = drawn(one_silent(), measure)

    assert fig.data[0].marker.color[1] == "#E9EDF1"
    assert fig.data[1].text[1] == "<b>韶关</b><br>未上报<br>0/10"
