"""The files as they are shipped: what a count by hand and the eye say of them."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = (
    "roster",
    "prefectures",
    "counties",
    "division_changes",
    "township_points",
    "label_points",
    "tiles",
)


def read(name: str) -> list[dict[str, str]]:
    path = ROOT / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_layer(name: str) -> list[dict]:
    path = ROOT / "static" / "boundaries" / f"{name}.geojson"
    return json.loads(path.read_text(encoding="utf-8"))["features"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_utf8_without_a_mark_and_with_plain_line_ends(name):
    content = (ROOT / "data" / f"{name}.csv").read_bytes()

    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.decode("utf-8").endswith("\n")


def test_townships_of_each_prefecture_are_as_counted_in_the_national_list():
    counts = Counter(unit["prefecture_name"] for unit in read("roster"))

    assert counts == {
        "广州市": 170,
        "韶关市": 104,
        "深圳市": 59,
        "珠海市": 24,
        "汕头市": 69,
        "佛山市": 32,
        "江门市": 73,
        "湛江市": 121,
        "茂名市": 108,
        "肇庆市": 104,
        "惠州市": 71,
        "梅州市": 112,
        "汕尾市": 54,
        "河源市": 100,
        "阳江市": 48,
        "清远市": 85,
        "东莞市": 32,
        "中山市": 24,
        "潮州市": 50,
        "揭阳市": 83,
        "云浮市": 63,
    }


def test_every_county_is_in_the_roster_and_no_other():
    in_roster = {unit["county_code"] for unit in read("roster")}

    assert in_roster - {""} == {county["county_code"] for county in read("counties")}


@pytest.mark.parametrize(
    ("county", "count"),
    [
        ("越秀区", 18),
        ("番禺区", 19),
        ("萝岗区", 6),
        ("茂港区", 7),
        ("电白县", 17),
        ("潮安县", 19),
        ("揭东县", 16),
        ("云城区", 7),
        ("云安县", 8),
    ],
)
def test_townships_are_back_in_their_county_of_2011(county, count):
    units = [unit for unit in read("roster") if unit["county_name"] == county]

    assert len(units) == count


def test_township_names_do_not_repeat_within_a_county():
    names = Counter(
        (unit["prefecture_code"], unit["county_code"], unit["township_name"])
        for unit in read("roster")
    )

    assert names.most_common(1)[0][1] == 1


def test_names_that_the_national_list_mangles_are_corrected():
    names = {unit["township_code"]: unit["township_name"] for unit in read("roster")}

    assert names["440113120"] == "石碁镇"
    assert names["440222204"] == "深渡水瑶族乡"
    assert names["441625200"] == "漳溪畲族乡"
    assert names["441881112"] == "浛洸镇"
    assert names["445381111"] == "榃滨镇"


def test_a_name_ends_as_its_type_does():
    endings = {"town": "镇", "rural_township": "乡", "subdistrict": "街道"}

    odd = [
        unit["township_name"]
        for unit in read("roster")
        if not unit["township_name"].endswith(endings[unit["division_type"]])
    ]

    assert odd == []


def test_the_list_of_central_towns_is_empty_until_the_province_fills_it():
    assert {unit["is_central_town"] for unit in read("roster")} == {""}


def test_dongguan_and_zhongshan_go_straight_to_townships():
    without = Counter(
        unit["prefecture_name"] for unit in read("roster") if not unit["county_code"]
    )

    assert without == {"东莞市": 32, "中山市": 24}


def test_a_change_has_a_name_on_one_side_and_its_evidence():
    for change in read("division_changes"):
        assert change["old_name"] or change["new_name"]
        assert change["note"]


def test_codes_of_changed_townships_are_in_the_roster():
    known = {unit["township_code"] for unit in read("roster")}
    changes = [row for row in read("division_changes") if row["level"] == "township"]

    codes = {row[key] for row in changes for key in ("old_code", "new_code")}
    assert codes - {""} <= known


def test_both_boundary_files_together_stay_under_350_kilobytes():
    folder = ROOT / "static" / "boundaries"

    assert sum(file.stat().st_size for file in folder.iterdir()) < 350_000


@pytest.mark.parametrize(("layer", "count"), [("prefectures", 21), ("counties", 121)])
def test_a_feature_has_its_code_as_id(layer, count):
    features = read_layer(layer)

    assert len(features) == count
    assert all(feature["id"] == feature["properties"]["code"] for feature in features)


def test_coordinates_have_at_most_four_decimals():
    text = (ROOT / "static" / "boundaries" / "counties.geojson").read_text()

    numbers = text.split('"coordinates":')[1].split("]]]")[0].strip("[").split(",")
    assert all(len(n.strip("[]").partition(".")[2]) <= 4 for n in numbers)


def test_dongsha_belongs_to_shanwei():
    shanwei = next(f for f in read_layer("prefectures") if f["id"] == "441500")

    islands = [
        ring[0] for ring in shanwei["geometry"]["coordinates"] if ring[0][0][1] < 21.5
    ]
    assert any(116.6 < lon < 117 and 20.5 < lat < 20.9 for lon, lat in islands[-1])


def test_the_offline_topology_has_every_layer_that_plotly_looks_up():
    path = ROOT / "static" / "topology" / "world_110m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))

    assert topology["type"] == "Topology"
    assert topology["arcs"] == []
    assert topology["objects"] == {
        layer: {"type": "GeometryCollection", "geometries": []}
        for layer in (
            "coastlines",
            "land",
            "ocean",
            "lakes",
            "rivers",
            "countries",
            "subunits",
        )
    }
