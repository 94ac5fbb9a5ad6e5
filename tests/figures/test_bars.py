import pytest

from hrss.figures import prefecture_ranking
from tests.figures.frames import (
    NOTE,
    all_done,
    nothing_done,
    nothing_rostered,
    one_silent,
    progress_rows,
    texts,
    three_prefectures,
)

DELTA = {"440100", "440400"}


def test_delta_and_elsewhere_stand_apart_each_best_first():
    fig = prefecture_ranking(three_prefectures(), delta_codes=DELTA, note=NOTE)

    assert fig.layout.yaxis.ticktext == ("珠海市", "广州市", "韶关市")
    assert fig.layout.yaxis.tickvals == pytest.approx((1.0, 2.0, 4.3))
    assert [text for text in texts(fig) if "<b>" in text] == [
        "<b>珠三角</b>",
        "<b>其他地区</b>",
    ]


def test_bars_are_solid_where_verified_and_hatched_where_only_reported():
    fig = prefecture_ranking(three_prefectures(), delta_codes=DELTA, note=NOTE)

    ground, verified, reported, elsewhere, elsewhere_reported, schedule = fig.data
    assert ground.x == (1.0, 1.0, 1.0)
    assert verified.x == (0.0, 0.4)
    assert reported.base == (0.0, 0.4)
    assert reported.x == pytest.approx((0.75, 0.2))
    assert reported.marker.pattern.shape == "/"
    assert verified.marker.pattern.shape is None
    assert (elsewhere.x, elsewhere_reported.x) == ((0.2,), (0.0,))
    assert schedule.x == pytest.approx((0.75, 0.9, 0.4))


def test_rate_ratio_and_light_stand_in_columns():
    fig = prefecture_ranking(three_prefectures(), delta_codes=DELTA, note=NOTE)

    written = texts(fig)
    assert written[-10:-1] == [
        "75.0%",
        "60.0%",
        "20.0%",
        "3/4",
        "6/10",
        "2/10",
        "● 绿灯",
        "■ 红灯",
        "▲ 黄灯",
    ]
    assert written.count("序时") == 1


def test_equal_rates_are_ordered_by_name():
    prefectures = progress_rows(
        {"group_code": "1", "group_name": "乙市"},
        {"group_code": "2", "group_name": "丙市"},
    )

    fig = prefecture_ranking(prefectures, delta_codes=set(), note=NOTE)

    assert fig.layout.yaxis.ticktext == ("丙市", "乙市")


def test_the_axis_is_zero_to_a_hundred_percent():
    fig = prefecture_ranking(three_prefectures(), delta_codes=DELTA, note=NOTE)

    assert fig.layout.xaxis.range == (0, 1)


def test_twenty_one_prefectures_fit_430_pixels():
    prefectures = progress_rows(
        *({"group_code": f"4401{n:02d}", "group_name": f"{n}市"} for n in range(21))
    )

    fig = prefecture_ranking(
        prefectures, delta_codes={f"4401{n:02d}" for n in range(9)}, note=NOTE
    )

    assert fig.layout.height <= 440


def test_a_long_name_is_cut_and_kept_whole_under_the_pointer():
    prefectures = progress_rows({"group_name": "连山壮族瑶族自治县所辖市"})

    fig = prefecture_ranking(prefectures, delta_codes=set(), note=NOTE)

    assert fig.layout.yaxis.ticktext == ("连山壮族瑶族自…",)
    assert "连山壮族瑶族自治县所辖市" in fig.data[0].text[0]


def test_a_click_gives_the_code():
    fig = prefecture_ranking(three_prefectures(), delta_codes=DELTA, note=NOTE)

    assert fig.data[0].customdata == (["440400"], ["440100"], ["440200"])


@pytest.mark.parametrize("frame", [nothing_done(), all_done(), nothing_rostered()])
def test_extremes_are_drawn(frame):
    fig = prefecture_ranking(frame, delta_codes=DELTA, note=NOTE)

    assert len(fig.data) == 6


def test_a_prefecture_without_offices_has_a_dash_for_rate_and_light():
    fig = prefecture_ranking(nothing_rostered(), delta_codes=DELTA, note=NOTE)

    assert texts(fig)[-4:-1] == ["—", "0/0", "—"]


def test_no_prefecture_gives_an_empty_figure_not_an_error():
    fig = prefecture_ranking(three_prefectures().head(0), delta_codes=DELTA, note=NOTE)

    assert fig.layout.yaxis.ticktext == ()


def test_who_has_reported_nothing_stands_last_as_silent_not_as_red():
    fig = prefecture_ranking(one_silent(), delta_codes=set(), note=NOTE)

    assert fig.layout.yaxis.ticktext == ("广州市", "韶关市")
    assert texts(fig)[-7:-1] == ["60.0%", "—", "6/10", "0/10", "■ 红灯", "未上报"]
    assert fig.data[0].text[1] == "<b>韶关市</b><br>未上报，应建 10 个"
