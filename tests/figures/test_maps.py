import pandas as pd
import pytest

from hrss.figures import prefecture_map, prefecture_map_animated
from tests.figures.frames import (
    LABEL_POINTS,
    NOTE,
    all_done,
    nothing_done,
    nothing_rostered,
    texts,
    three_prefectures,
)

URL = "/app/static/boundaries/prefectures.geojson"


def province(frame=None, *, measure="completion_rate", **options):
    return prefecture_map(
        three_prefectures() if frame is None else frame,
        LABEL_POINTS,
        measure=measure,
        geojson_url=URL,
        note=NOTE,
        **options,
    )


def test_areas_are_found_by_their_code_at_an_address():
    areas = province().data[0]

    assert areas.geojson == URL
    assert areas.featureidkey == "id"
    assert areas.locations == ("440100", "440200", "440400")
    assert areas.z == (0.6, 0.2, 0.75)


@pytest.mark.parametrize(
    "measure", ["completion_rate", "verified_rate", "reporting_rate"]
)
def test_rates_are_always_coloured_on_zero_to_a_hundred_percent(measure):
    areas = province(nothing_done(), measure=measure).data[0]

    assert (areas.zmin, areas.zmax) == (0, 1)
    assert areas.colorbar.ticktext == ("0%", "25%", "50%", "75%", "100%")


def test_gaps_are_coloured_symmetrically_about_zero():
    areas = province(measure="gap_pp").data[0]

    assert areas.z == pytest.approx((-30.0, -20.0, 0.0))
    assert (areas.zmin, areas.zmax) == (-30, 30)


def test_two_maps_side_by_side_have_one_scale():
    """30 points behind at most on one day, 90 on the other."""
    now = three_prefectures()
    before = now.assign(gap_pp=now["gap_pp"] * 3)

    first = province(before, measure="gap_pp", beside=now).data[0]
    second = province(now, measure="gap_pp", beside=before).data[0]

    assert (first.zmin, first.zmax) == (second.zmin, second.zmax) == (-90, 90)


def test_a_light_of_the_worse_of_two_batches_is_said_under_the_map():
    one = three_prefectures().assign(due_date=pd.Timestamp(2011, 12, 31))
    both = one.assign(due_date=one["due_date"].where(one["group_code"] != "440200"))

    assert "分批次" not in "".join(texts(province(one, measure="light")))
    assert "亮灯分批次判断" in "".join(texts(province(both, measure="light")))


def test_labels_are_two_lines():
    labels = province().data[3]

    assert labels.text == ("广州<br>60.0%", "韶关<br>20.0%", "珠海<br>75.0%")


def test_a_light_is_a_tone_a_sign_and_a_word():
    fig = province(measure="light")

    assert fig.data[0].z == (2.5, 1.5, 0.5)
    assert (fig.data[0].zmin, fig.data[0].zmax) == (0, 4)
    assert (0.75, "#B3261E") in fig.data[0].colorscale
    assert fig.data[3].text == (
        "广州<br>■ 红灯",
        "韶关<br>▲ 黄灯",
        "珠海<br>● 绿灯",
    )
    assert any("红灯 1" in text for text in texts(fig))


def test_alarms_may_stand_beside_the_names():
    labels = province(light_column="light").data[3]

    assert labels.text == ("广州■<br>60.0%", "韶关▲<br>20.0%", "珠海<br>75.0%")


def test_a_label_that_stands_off_has_a_leader_and_dark_text():
    fig = province(all_done())
    off = province().data[2]

    assert (off.lon, off.lat) == ((113.27, 113.15, None), (22.15, 21.82, None))
    assert fig.data[2].lon == ()


def test_text_stands_out_from_a_dark_area_and_a_light_one():
    assert province(all_done()).data[3].textfont.color == ("#FFFFFF", "#FFFFFF")
    assert province(nothing_done()).data[3].textfont.color == ("#1D2733", "#1D2733")


def test_a_prefecture_without_a_value_is_grey_and_has_a_dash():
    fig = province(nothing_rostered())

    known, unknown = fig.data[:2]
    assert known.locations == ()
    assert unknown.locations == ("440100", "440200", "440400")
    assert fig.data[3].text == ("广州<br>—",)


def test_areas_out_of_the_frame_keep_the_province_whole():
    fig = province(three_prefectures().head(1))

    assert fig.data[1].locations == ("440200", "440400")
    assert fig.data[1].text == ("不在当前范围", "不在当前范围")


def test_the_pointer_shows_counts_rates_and_light():
    details = province().data[0].text[0]

    assert details == (
        "<b>广州市</b><br>上报建成 6 个，应建 10 个<br>"
        "完成率 60.0%，核验达标率 40.0%<br>"
        "序时进度 90.0%，相差 −30.0 个百分点<br>■ 红灯"
    )


def test_the_map_says_that_it_is_a_sketch():
    assert texts(province())[:2] == ["示意图", "内部工作示意图，未经审核，不得公开"]


def test_the_map_is_a_fixed_piece_of_mercator_without_a_frame():
    geo = province().layout.geo

    assert geo.projection.type == "mercator"
    assert geo.lonaxis.range == (109.55, 117.4)
    assert geo.lataxis.range == (20.1, 25.6)
    assert geo.visible is False


def two_dates():
    return pd.concat(
        [
            nothing_done().assign(as_of=pd.Timestamp("2011-10-31")),
            three_prefectures().assign(as_of=pd.Timestamp("2011-11-30")),
        ],
        ignore_index=True,
    )


def played(history, measure="completion_rate"):
    return prefecture_map_animated(
        history, LABEL_POINTS, measure=measure, geojson_url=URL, note=NOTE
    )


def test_the_played_map_has_a_frame_for_each_date_and_opens_on_the_last():
    fig = played(two_dates())

    assert [frame.name for frame in fig.frames] == ["2011年10月31日", "2011年11月30日"]
    assert fig.data[0].z == (0.6, 0.2, 0.75)
    assert fig.layout.sliders[0].active == 1
    assert [button.label for button in fig.layout.updatemenus[0].buttons] == [
        "播放",
        "暂停",
    ]


def test_the_scale_does_not_change_while_playing():
    fig = played(two_dates(), "gap_pp")

    assert [frame.data[0].zmax for frame in fig.frames] == [30, 30]


def test_nothing_to_play_gives_an_empty_map():
    fig = played(two_dates().head(0))

    assert fig.frames == ()
