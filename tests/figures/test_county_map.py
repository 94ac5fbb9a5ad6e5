import pandas as pd
import pytest

from hrss.figures import county_map
from tests.figures.frames import NOTE, progress_rows, texts

URL = "/app/static/boundaries/counties.geojson"


def counties():
    rows = progress_rows(
        {"group_code": "440902", "group_name": "茂南区", "complete_count": 5},
        {"group_code": "440903", "group_name": "茂港区", "complete_count": 2},
        {
            "group_code": "440923",
            "group_name": "电白县",
            "rostered_count": 30,
            "complete_count": 12,
            "light": "yellow",
        },
        {"group_code": "440103", "group_name": "荔湾区"},
    )
    rows["prefecture_code"] = ["440900", "440900", "440900", "440100"]
    rows["map_unit_code"] = ["440902", "440904", "440904", "440103"]
    return rows


PLACES = pd.DataFrame(
    {
        "map_unit_code": ["440902", "440904", "440103"],
        "lon": [110.9, 111.2, 113.2],
        "lat": [21.7, 21.6, 23.1],
    }
)
OFFICES = pd.DataFrame(
    {
        "lon": [110.90, 110.95, 111.10, 111.20],
        "lat": [21.70, 21.65, 21.60, 21.55],
        "quality": ["A", "D", "B", "C"],
        "township_name": ["甲镇", "乙镇", "丙镇", "丁镇"],
        "status": [
            "complete_verified",
            "complete_verified",
            "incomplete",
            "not_reported",
        ],
    }
)


def drawn(points=None, frame=None, places=PLACES):
    return county_map(
        counties() if frame is None else frame,
        places,
        measure="completion_rate",
        prefecture_code="440900",
        extent=(110.5, 21.4, 111.6, 22.5),
        geojson_url=URL,
        note=NOTE,
        points=points,
    )


def test_only_the_prefectures_own_counties_are_drawn():
    assert drawn().data[0].locations == ("440902", "440904")


def test_two_counties_of_one_polygon_are_coloured_together_and_listed_apart():
    areas = drawn().data[0]

    assert areas.z == pytest.approx((0.5, 0.35))
    assert areas.text[1] == (
        "<b>茂港区</b> 2/10，完成率 20.0%，序时 90.0% ■ 红灯<br>"
        "<b>电白县</b> 12/30，完成率 40.0%，序时 30.0% ▲ 黄灯"
    )


def test_labels_carry_names_and_values():
    assert drawn().data[-1].text == (
        "茂南区<br>50.0%",
        "茂港区、<br>电白县<br>35.0%",
    )


def test_crowded_labels_are_moved_apart_with_a_leader():
    close = PLACES.assign(lon=[111.0, 111.0, 113.2], lat=[21.8, 21.8, 23.1])

    fig = drawn(places=close)

    leader, labels = fig.data[2:]
    assert (labels.lon[0], labels.lat[0]) != (labels.lon[1], labels.lat[1])
    assert leader.lon[0] == 111.0


def test_each_state_of_an_office_has_its_own_symbol():
    fig = drawn(OFFICES)

    assert [trace.marker.symbol for trace in fig.data[2:6]] == [
        "circle",
        "diamond",
        "triangle-down",
        "cross",
    ]


def test_an_approximate_place_is_hollow():
    verified = drawn(OFFICES).data[2]

    assert verified.marker.color == ("#0B2A4D", "#FFFFFF")
    assert verified.text[1] == "<b>乙镇</b><br>核验达标（位置为大致）"


def test_the_key_counts_offices_and_explains_hollow():
    written = texts(drawn(OFFICES))

    assert "● 核验达标 2" in written[0]
    assert "▼ 未建成 1" in written[0]
    assert "空心为大致位置" in written


def test_areas_are_paler_under_points_and_names_stand_alone():
    fig = drawn(OFFICES)

    assert fig.data[0].colorscale[-1][1] == "#94A7BD"
    assert fig.data[-1].text == ("茂南区", "茂港区、<br>电白县")


def test_a_prefecture_without_counties_is_one_unit():
    alone = progress_rows({"group_code": "441900", "group_name": "东莞市"})
    alone["map_unit_code"] = ["441900"]
    places = pd.DataFrame({"map_unit_code": ["441900"], "lon": [113.8], "lat": [22.9]})

    fig = county_map(
        alone,
        places,
        measure="gap_pp",
        prefecture_code="441900",
        extent=(113.5, 22.6, 114.3, 23.2),
        geojson_url=URL,
        note=NOTE,
    )

    assert fig.data[0].locations == ("441900",)


def test_a_county_outside_the_view_is_grey_instead_of_a_hole():
    fig = county_map(
        counties().head(1),
        PLACES,
        measure="completion_rate",
        prefecture_code="440900",
        extent=(110.5, 21.4, 111.6, 22.5),
        geojson_url=URL,
        note=NOTE,
        outside=["440902", "440904"],
    )

    assert fig.data[0].locations == ("440902",)
    assert fig.data[1].locations == ("440904",)
    assert fig.data[1].text == ("不在当前范围",)
    assert fig.data[-1].text == ("茂南区<br>50.0%",)


def test_a_county_of_no_batch_is_neither_ahead_nor_behind():
    frame = counties()
    frame["scheduled_count"] = [9.0, 0.0, 9.0, 9.0]
    frame.loc[frame["group_code"] == "440902", "scheduled_count"] = 0.0
    frame.loc[frame["group_code"].isin(["440902", "440903"]), "scheduled_rate"] = pd.NA

    fig = county_map(
        frame,
        PLACES,
        measure="gap_pp",
        prefecture_code="440900",
        extent=(110.5, 21.4, 111.6, 22.5),
        geojson_url=URL,
        note=NOTE,
    )

    # The second unit has a county with a schedule: 14 of 40 against 9 that are due.
    assert fig.data[0].locations == ("440904",)
    assert fig.data[0].z == pytest.approx((12.5,))
    assert fig.data[1].locations == ("440902",)
    assert fig.data[-1].text[0] == "茂南区<br>—"


def test_no_county_gives_an_empty_map():
    assert drawn(frame=counties().head(0)).data[0].locations == ()


def test_no_office_gives_empty_points():
    assert len(drawn(OFFICES.head(0)).data[2].lon) == 0
