import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.places import alias_key
from hrss.places.name_forms import normalise_name, township_of_office
from hrss.places.names import KEYS, match_prefecture, match_townships
from tests.factories import make_roster

ROSTER = make_roster(
    ("440104001", "广州市", "越秀区", "洪桥街道"),
    ("440104003", "广州市", "越秀区", "北京街道"),
    ("440111101", "广州市", "白云区", "太和镇"),
    ("441403101", "梅州市", "梅县", "城东镇"),
    ("441421101", "梅州市", "梅江区", "城东镇"),
    ("441827101", "清远市", "清新县", "太和镇"),
    ("441882200", "清远市", "连州市", "瑶安瑶族乡"),
    ("441826106", "清远市", "连南瑶族自治县", "涡水镇"),
    ("441900006", "东莞市", None, "莞城街道"),
)


def match(prefecture=None, county=None, township=None, code=None, office=None):
    keys = pd.DataFrame([[prefecture, county, township, code, office]], columns=KEYS)
    return match_townships(keys, ROSTER).iloc[0]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("洪桥街", "洪桥街道"),
        ("洪桥街道办", "洪桥街道"),
        ("洪桥街道办事处", "洪桥街道"),
        ("洪桥 办事处", "洪桥街道"),
        ("洪　桥　街　道", "洪桥街道"),
        ("太和镇人民政府", "太和镇"),
        ("太和镇政府", "太和镇"),
        ("瑶安瑶族乡", "瑶安乡"),
        ("广东省广州市", "广州市"),
    ],
)
def test_ways_of_writing_a_name_are_one(written, name):
    assert normalise_name(written) == name


@pytest.mark.parametrize(
    "office",
    [
        "洪桥街道人力资源和社会保障服务所",
        "洪桥街道人力资源社会保障服务所",
        "洪桥街道办事处劳动保障所",
        "洪桥街道公共服务中心",
    ],
)
def test_the_place_in_the_name_of_an_office(office):
    assert normalise_name(township_of_office(office)) in ("洪桥街道", "洪桥街道办事处")


@pytest.mark.parametrize(
    "key",
    [
        {"prefecture": "广州市", "county": "越秀区", "township": "洪桥街道"},
        {"prefecture": "广州", "county": "越秀", "township": "洪桥街道办事处"},
        {"prefecture": "广东省广州市", "county": "广州市越秀区", "township": "洪桥街"},
        {"prefecture": "广州市", "township": "洪桥"},
        {"prefecture": "广州市", "township": "广州市越秀区洪桥街道"},
        {"prefecture": "广州市", "office": "越秀区洪桥街道人力资源和社会保障服务所"},
        {"township": "洪桥街道"},
        {"code": "440104001"},
        {"code": "440104001000"},
        {"prefecture": "广州市", "township": "洪桥街办", "code": "440104001"},
    ],
)
def test_a_place_written_in_any_way_is_found(key):
    found = match(**key)

    assert found["township_code"] == "440104001"
    assert found["prefecture_code"] == "440100"
    assert pd.isna(found["reason"])


@pytest.mark.parametrize("county", [None, "市直", "市辖区", "东莞市", "—"])
def test_a_prefecture_without_counties(county):
    found = match("东莞市", county, "莞城街道")

    assert found["township_code"] == "441900006"


@pytest.mark.parametrize(
    ("county", "township", "code"),
    [
        ("清新区", "太和镇", "441827101"),
        ("连南县", "涡水镇", "441826106"),
        ("连州", "瑶安乡", "441882200"),
    ],
)
def test_counties_by_their_short_or_later_name(county, township, code):
    assert match("清远市", county, township)["township_code"] == code


def test_a_name_that_two_counties_share_is_ambiguous_without_its_county():
    found = match("梅州市", None, "城东镇")

    assert pd.isna(found["township_code"])
    assert found["reason"] == "ambiguous_office"
    assert found["suggestions"] == ("梅县城东镇", "梅江区城东镇")


def test_a_misspelt_name_is_never_guessed_but_suggested():
    found = match("广州市", "越秀区", "洪乔街道")

    assert pd.isna(found["township_code"])
    assert found["reason"] == "unknown_office"
    assert found["suggestions"][0] == "越秀区洪桥街道"
    assert len(found["suggestions"]) <= 3


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ({"prefecture": "广洲市", "township": "洪桥街道"}, "unknown_prefecture"),
        (
            {"prefecture": "广州市", "county": "月秀区", "township": "洪桥街道"},
            "unknown_county",
        ),
        (
            {"prefecture": "广州市", "township": "洪桥街道", "code": "440104003"},
            "code_disagrees",
        ),
        (
            {"prefecture": "广州市", "township": "洪桥街道", "code": "449999999"},
            "code_disagrees",
        ),
        ({"prefecture": "广州市", "county": "越秀区"}, "missing_office"),
        ({"prefecture": "梅州市", "code": "440104001"}, "code_disagrees"),
        (
            {"prefecture": "广州市", "county": "白云区", "township": "洪桥街道"},
            "unknown_office",
        ),
    ],
)
def test_every_other_place_has_its_reason(key, reason):
    found = match(**key)

    assert pd.isna(found["township_code"])
    assert found["reason"] == reason


def test_a_number_of_ones_own_in_the_code_column_does_not_count():
    assert match("广州市", "越秀区", "洪桥街道", "12")["township_code"] == "440104001"


def test_the_index_of_the_keys_is_kept():
    keys = pd.DataFrame({"township_name": ["莞城街道", "无此镇"]}, index=[7, 3])

    found = match_townships(keys, ROSTER)

    assert found.index.tolist() == [7, 3]
    assert found["township_code"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("广州市人力资源和社会保障局", "广州市"),
        ("东莞2011年11月进度表", "东莞市"),
        ("广州市、东莞市", None),
        ("广东省人力资源和社会保障厅", None),
    ],
)
def test_the_prefecture_a_text_speaks_of(text, name):
    assert match_prefecture(text, ROSTER) == name


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), min_size=5, max_size=5))
def test_no_text_makes_the_matching_fail(texts):
    found = match(*texts)

    assert pd.isna(found["township_code"]) != pd.isna(found["reason"])


# As the divisions of 2011 are in the roster: the names of later years, and moves.
CHANGED = make_roster(
    ("440113103", "广州市", "番禺区", "东涌镇"),
    ("440115001", "广州市", "南沙区", "南沙街道"),
    ("440903108", "茂名市", "茂港区", "羊角镇"),
    ("440923100", "茂名市", "电白县", "水东镇"),
    ("440923101", "茂名市", "电白县", "麻岗镇"),
    ("441827101", "清远市", "清新县", "太和镇"),
    ("440306007", "深圳市", "宝安区", "公明街道"),
    ("440306012", "深圳市", "宝安区", "龙华街道"),
    ("440307007", "深圳市", "龙岗区", "坪山街道"),
    ("440307009", "深圳市", "龙岗区", "葵涌街道"),
)


@pytest.mark.parametrize(
    ("prefecture", "county", "township", "code"),
    [
        ("广州市", "南沙区", "东涌镇", "440113103"),
        ("深圳市", "光明新区", "公明街道", "440306007"),
        ("深圳市", "龙华新区", "龙华街道", "440306012"),
        ("深圳市", "坪山新区", "坪山办事处", "440307007"),
        ("深圳市", "大鹏新区", "葵涌街道", "440307009"),
        ("茂名市", "电白区", "羊角镇", "440903108"),
        ("茂名市", "电白区", "水东镇", "440923100"),
        ("清远市", "清新区", "太和镇", "441827101"),
    ],
)
def test_a_place_is_found_by_what_it_was_called_after_a_change(
    prefecture, county, township, code
):
    keys = pd.DataFrame([[prefecture, county, township]], columns=KEYS[:3])

    found = match_townships(keys, CHANGED).iloc[0]

    assert found["township_code"] == code
    assert pd.isna(found["reason"])


def test_a_move_is_named_as_the_reason_and_a_plain_name_is_not():
    keys = pd.DataFrame(
        [["广州市", "南沙区", "东涌镇"], ["广州市", "南沙区", "南沙街道"]],
        columns=KEYS[:3],
    )

    found = match_townships(keys, CHANGED)

    assert found["source"].tolist() == ["change", pd.NA]


def test_a_town_that_never_moved_is_not_looked_for_in_the_other_county():
    keys = pd.DataFrame([["广州市", "番禺区", "南沙街道"]], columns=KEYS[:3])

    assert match_townships(keys, CHANGED).iloc[0]["reason"] == "unknown_office"


def confirmed(county, written, code):
    prefecture, county, written = alias_key(f"{code[:4]}00", county, written)
    return pd.DataFrame(
        {
            "prefecture_code": [prefecture],
            "county_name": [county],
            "written": [written],
            "township_code": [code],
        }
    )


@pytest.mark.parametrize("written", ["红桥街道", "红 桥 街", "红桥办事处"])
def test_a_confirmed_name_is_known_in_every_way_of_writing_it(written):
    aliases = confirmed("越秀区", "红桥街道", "440104001")
    keys = pd.DataFrame([["广州", "越秀区", written]], columns=KEYS[:3])

    found = match_townships(keys, ROSTER, aliases).iloc[0]

    assert found["township_code"] == "440104001"
    assert found["source"] == "alias"


def test_name_that_was_confirmed_before_marks_were_dropped_still_holds():
    aliases = confirmed("越秀区", "红桥街道", "440104001").assign(written="红桥街道*")
    keys = pd.DataFrame([["广州市", "越秀区", "红桥街道*"]], columns=KEYS[:3])

    assert match_townships(keys, ROSTER, aliases).iloc[0]["source"] == "alias"


def test_a_confirmed_name_holds_for_its_own_county_only():
    aliases = confirmed("越秀区", "红桥街道", "440104001")
    keys = pd.DataFrame([["广州市", "白云区", "红桥街道"]], columns=KEYS[:3])

    assert match_townships(keys, ROSTER, aliases).iloc[0]["reason"] == "unknown_office"


def test_a_name_of_the_roster_needs_no_confirmation_and_takes_none():
    aliases = confirmed("越秀区", "北京街道", "440104001")
    keys = pd.DataFrame([["广州市", "越秀区", "北京街道"]], columns=KEYS[:3])

    found = match_townships(keys, ROSTER, aliases).iloc[0]

    assert found["township_code"] == "440104003"
    assert pd.isna(found["source"])
