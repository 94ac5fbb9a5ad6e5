import geopandas as gpd
import pytest
from shapely.geometry import MultiPolygon, box

from hrss.places import (
    load_county_boundaries,
    load_label_points,
    load_prefecture_boundaries,
    load_tiles,
    load_township_points,
    map_extent,
)


def make_boundaries(**polygons) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries(polygons), crs="EPSG:4326")


def test_there_are_21_prefecture_polygons_in_degrees():
    prefectures = load_prefecture_boundaries()

    assert len(prefectures) == 21
    assert prefectures.crs == "EPSG:4326"
    assert prefectures.loc["440300", "name"] == "深圳市"


def test_there_are_121_county_map_units():
    counties = load_county_boundaries()

    assert len(counties) == 121
    assert counties.loc["440112", "name"] == "黄埔区、萝岗区"
    assert counties.loc["440904", "name"] == "茂港区、电白县"
    assert counties.loc["441900", "prefecture_code"] == "441900"
    assert not {"440309", "440310", "440311"} & set(counties.index)


def test_changing_loaded_boundaries_does_not_change_the_next_ones():
    prefectures = load_prefecture_boundaries()

    prefectures["name"] = "甲市"

    assert load_prefecture_boundaries().loc["440100", "name"] == "广州市"


def test_an_extent_has_a_margin_of_the_longer_side():
    boundaries = make_boundaries(a=box(110, 22, 112, 23), b=box(112, 22, 115, 27))

    assert map_extent(boundaries, ["a"]) == pytest.approx(
        (109.92, 112.08, 21.92, 23.08)
    )
    assert map_extent(boundaries) == pytest.approx((109.8, 115.2, 21.8, 27.2))


def test_a_remote_island_does_not_stretch_the_map_unless_wanted():
    boundaries = make_boundaries(
        a=MultiPolygon([box(110, 22, 111, 23), box(112.5, 20, 112.6, 20.1)])
    )

    near = map_extent(boundaries, ["a"])
    whole = map_extent(boundaries, ["a"], with_remote_islands=True)

    assert near == pytest.approx((109.96, 111.04, 21.96, 23.04))
    assert whole == pytest.approx((109.88, 112.72, 19.88, 23.12))


@pytest.mark.parametrize("codes", [["440999"], []])
def test_an_extent_of_nothing_known_is_refused(codes):
    with pytest.raises(ValueError, match="no boundary"):
        map_extent(load_prefecture_boundaries(), codes)


def test_the_province_map_holds_dongsha():
    west, east, south, north = map_extent(load_prefecture_boundaries())

    assert west < 116.8 < east
    assert south < 20.7 < north


def test_every_township_has_a_point_with_its_quality():
    points = load_township_points()

    assert len(points) == 1586
    assert points["quality"].value_counts().to_dict() == {
        "A": 1237,
        "D": 250,
        "B": 65,
        "C": 34,
    }


def test_island_townships_lie_on_their_islands():
    points = load_township_points()

    assert points.loc["440402107", "lon"] > 114.2
    assert points.loc["440811173", "lat"] < 20.95


def test_labels_at_sea_have_a_leader_and_the_others_none():
    labels = load_label_points()

    has_leader = labels["lon"].ne(labels["anchor_lon"])
    assert len(labels) == 21
    assert set(labels.index[has_leader]) == {"440300", "440400", "440500", "442000"}
    assert set(labels.loc[has_leader, "text_position"]) == {"bottom center"}
    assert set(labels.loc[~has_leader, "text_position"]) == {"middle center"}


def test_labels_do_not_touch_on_a_map_of_400_pixels():
    """A degree is 47 pixels there, a label of two lines 29 by 31."""
    labels = load_label_points()
    boxes = {}
    for code, label in labels.iterrows():
        x, y = label["lon"] * 47, -label["lat"] * 47 * 1.09
        y += 16 if label["text_position"] == "bottom center" else 0
        boxes[code] = box(x - 14.5, y - 15.5, x + 14.5, y + 15.5)

    touching = [
        (one, other)
        for one in boxes
        for other in boxes
        if one < other and boxes[one].intersects(boxes[other])
    ]

    assert touching == []


def test_each_prefecture_has_a_tile_of_its_own():
    tiles = load_tiles()

    assert set(tiles.index) == set(load_prefecture_boundaries().index)
    assert not tiles.duplicated().any()
    assert tiles.min().to_dict() == {"row": 0, "column": 0}


def test_tiles_keep_the_compass():
    tiles = load_tiles()

    assert tiles["row"].idxmin() == "440200"
    assert tiles.loc["440800"].to_dict() == {"row": 4, "column": 0}
    assert tiles["column"].nlargest(2, keep="all").index.tolist() == [
        "440500",
        "445100",
    ]
