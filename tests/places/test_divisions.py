import pytest

from hrss.places import (
    County,
    Prefecture,
    default_delta_codes,
    list_counties,
    list_prefectures,
    load_counties,
    load_division_changes,
    load_prefectures,
)


def test_there_are_21_prefectures_of_which_nine_are_the_delta():
    prefectures = list_prefectures()

    delta = {prefecture.name for prefecture in prefectures if prefecture.is_delta}
    assert len(prefectures) == 21
    assert delta == {
        "广州市",
        "深圳市",
        "珠海市",
        "佛山市",
        "惠州市",
        "东莞市",
        "中山市",
        "江门市",
        "肇庆市",
    }


def test_a_prefecture_knows_its_code_name_and_people():
    assert list_prefectures()[0] == Prefecture(
        code="440100",
        name="广州市",
        is_delta=True,
        has_counties=True,
        population_2010=12_700_800,
    )


def test_prefectures_add_up_to_the_people_of_the_province():
    assert load_prefectures()["population_2010"].sum() == 104_303_132


def test_only_dongguan_and_zhongshan_have_no_counties():
    without = [p.name for p in list_prefectures() if not p.has_counties]

    assert without == ["东莞市", "中山市"]


def test_what_the_delta_is_can_be_set():
    prefectures = load_prefectures(frozenset({"440300"}))

    delta = prefectures.loc[prefectures["is_delta"], "prefecture_name"]
    assert list(delta) == ["深圳市"]


def test_an_empty_delta_is_not_the_default_one():
    assert not any(p.is_delta for p in list_prefectures(frozenset()))


def test_a_delta_with_an_unknown_code_is_refused():
    with pytest.raises(ValueError, match="440109"):
        list_prefectures(frozenset({"440100", "440109"}))


def test_the_default_delta_has_nine_codes():
    assert default_delta_codes() == {
        "440100",
        "440300",
        "440400",
        "440600",
        "440700",
        "441200",
        "441300",
        "441900",
        "442000",
    }


def test_there_are_121_counties_of_2011_in_19_prefectures():
    counties = load_counties()

    assert len(counties) == 121
    assert counties["county_code"].is_unique
    assert counties["prefecture_code"].nunique() == 19
    assert not set(counties["prefecture_code"]) & {"441900", "442000"}


def test_counties_have_the_names_of_2011():
    names = {county.code: county.name for county in list_counties()}

    assert names["440116"] == "萝岗区"
    assert names["440183"] == "增城市"
    assert names["441827"] == "清新县"
    assert "440117" not in names


def test_two_pairs_of_counties_share_a_polygon_of_today():
    counties = {county.code: county for county in list_counties()}

    assert counties["440116"] == County(
        code="440116",
        name="萝岗区",
        prefecture_code="440100",
        map_unit_code="440112",
    )
    assert counties["440903"].map_unit_code == "440904"
    assert counties["440923"].map_unit_code == "440904"
    assert len({county.map_unit_code for county in list_counties()}) == 119


def test_changing_a_loaded_frame_does_not_change_the_next_one():
    prefectures, counties = load_prefectures(), load_counties()

    prefectures["prefecture_name"] = "甲市"
    counties["county_name"] = "甲县"

    assert load_prefectures()["prefecture_name"][0] == "广州市"
    assert load_counties()["county_name"][0] == "荔湾区"


def test_a_moved_township_is_found_under_its_new_county():
    changes = load_division_changes().set_index("new_name")

    moved = changes.loc["南沙区东涌镇"]
    assert moved["old_name"] == "番禺区东涌镇"
    assert moved["new_code"] == "440115103"
    assert moved["since"] == "2012-09-30"
