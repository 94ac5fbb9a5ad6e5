import pandas as pd
import pytest

from hrss.places import (
    ROSTER_COLUMNS,
    SHIPPED_ROSTER_NAME,
    assign_regions,
    default_delta_codes,
    load_shipped_roster,
    validate_roster,
)

SHAMIAN = {
    "township_code": "440103001",
    "township_name": "沙面街道",
    "division_type": "subdistrict",
    "county_code": "440103",
    "county_name": "荔湾区",
    "prefecture_code": "440100",
    "prefecture_name": "广州市",
    "is_central_town": None,
}
HUMEN = {
    "township_code": "441900121",
    "township_name": "虎门镇",
    "division_type": "town",
    "county_code": None,
    "county_name": None,
    "prefecture_code": "441900",
    "prefecture_name": "东莞市",
    "is_central_town": None,
}


def make_roster(*units: dict[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(list(units), index=range(2, 2 + len(units)))


def test_the_shipped_roster_counts_1586_townships():
    roster = load_shipped_roster()

    assert len(roster) == 1586
    assert "1,586" in SHIPPED_ROSTER_NAME
    assert roster["division_type"].value_counts().to_dict() == {
        "town": 1135,
        "subdistrict": 440,
        "rural_township": 11,
    }


def test_the_shipped_roster_has_typed_columns_and_nothing_designated():
    roster = load_shipped_roster()

    assert tuple(roster.columns) == ROSTER_COLUMNS
    assert roster["township_code"].dtype == "string"
    assert roster["is_central_town"].dtype == "boolean"
    assert roster["is_central_town"].isna().all()
    assert roster["county_code"].isna().sum() == 32 + 24


def test_the_shipped_roster_has_no_fault():
    assert validate_roster(load_shipped_roster()) == []


def test_the_delta_is_589_of_the_shipped_roster():
    roster = load_shipped_roster()

    places = assign_regions(roster, delta_codes=default_delta_codes())

    assert places["region"].value_counts().to_dict() == {
        "undesignated": 997,
        "delta": 589,
    }


def test_each_call_gives_a_roster_of_its_own():
    roster = load_shipped_roster()

    roster["township_name"] = "甲镇"

    assert load_shipped_roster()["township_name"][0] == "沙面街道"


def test_townships_with_and_without_a_county_pass():
    assert validate_roster(make_roster(SHAMIAN, HUMEN)) == []


@pytest.mark.parametrize(
    ("unit", "fault"),
    [
        (
            SHAMIAN | {"township_code": "44010300"},
            "第2行“沙面街道”的行政区划代码“44010300”不是9位数字，"
            "应为440103001这样的9位代码。",
        ),
        (
            SHAMIAN | {"township_name": " "},
            "第2行（440103001）没有乡镇（街道）名称，请填写全称。",
        ),
        (
            SHAMIAN | {"division_type": "farm"},
            "第2行“沙面街道”的类型“farm”不在允许范围，"
            "应为镇（town）、乡（rural_township）、街道（subdistrict）之一。",
        ),
        (
            SHAMIAN | {"prefecture_code": "440109"},
            "第2行“沙面街道”的地级市代码“440109”不是我省21个地级以上市的代码，"
            "广州市应为440100。",
        ),
        (
            SHAMIAN | {"prefecture_name": "羊城"},
            "第2行“沙面街道”的地级市名称“羊城”与代码440100不符，应为“广州市”。",
        ),
        (
            SHAMIAN | {"township_code": "440203001"},
            "第2行“沙面街道”的行政区划代码“440203001”不属于广州市，前四位应为4401。",
        ),
        (
            SHAMIAN | {"county_code": "440203", "county_name": "武江区"},
            "第2行“沙面街道”的县级代码440203（武江区）属于韶关市，不属于广州市，"
            "应为440103（荔湾区）这样的6位代码，且在所属地级市之内。",
        ),
        (
            SHAMIAN | {"county_code": None},
            "第2行“沙面街道”没有县级代码，荔湾区应为440103。",
        ),
        (
            SHAMIAN | {"county_code": "440118", "county_name": "增城区"},
            "第2行“沙面街道”县级代码“440118”不是2011年的县级代码，"
            "应为440183（增城市）。",
        ),
        (
            SHAMIAN | {"county_name": "芳村区"},
            "第2行“沙面街道”的县级名称“芳村区”与代码440103不符，应为“荔湾区”。",
        ),
        (
            HUMEN | {"county_name": "虎门片区"},
            "第2行“虎门镇”：东莞市不设县级，县级代码和名称应留空。",
        ),
    ],
)
def test_a_fault_names_its_row_and_what_to_write(unit, fault):
    assert validate_roster(make_roster(unit)) == [fault]


def test_a_code_that_stands_twice_names_both_rows():
    roster = make_roster(SHAMIAN, SHAMIAN | {"township_name": "岭南街道"})

    assert validate_roster(roster) == [
        "第3行“岭南街道”的行政区划代码440103001与第2行重复，"
        "每个乡镇（街道）应有自己的代码，请改正或删去一行。"
    ]


def test_a_name_may_stand_once_in_a_county():
    roster = make_roster(SHAMIAN, SHAMIAN | {"township_code": "440103002"})

    assert validate_roster(roster) == [
        "第3行“沙面街道”与第2行重名，都在荔湾区，请写全称加以区别或删去一行。"
    ]


def test_the_same_name_in_two_counties_is_no_fault():
    elsewhere = {
        "township_code": "440104001",
        "county_code": "440104",
        "county_name": "越秀区",
    }

    assert validate_roster(make_roster(SHAMIAN, SHAMIAN | elsewhere)) == []


def test_a_name_twice_in_a_prefecture_without_counties_is_a_fault():
    roster = make_roster(HUMEN, HUMEN | {"township_code": "441900122"})

    assert validate_roster(roster) == [
        "第3行“虎门镇”与第2行重名，都在东莞市，请写全称加以区别或删去一行。"
    ]


def test_all_faults_are_said_at_once_in_order_of_rows():
    roster = make_roster(
        SHAMIAN | {"division_type": "farm", "county_name": "芳村区"},
        HUMEN | {"township_name": None},
    )

    faults = validate_roster(roster)

    assert [fault[:3] for fault in faults] == ["第2行", "第2行", "第3行"]


def test_rows_with_the_same_number_are_still_compared():
    roster = make_roster(SHAMIAN, SHAMIAN).set_axis([5, 5])

    assert len(validate_roster(roster)) == 2


def test_a_missing_column_is_the_only_thing_said():
    roster = make_roster(SHAMIAN).drop(columns="is_central_town")

    assert validate_roster(roster) == [
        "名册缺少“是否中心镇”（is_central_town）一列，请补上。"
    ]


def test_an_empty_roster_is_a_fault():
    assert validate_roster(load_shipped_roster().iloc[:0]) == [
        "名册没有一行乡镇（街道），请至少填一行。"
    ]
