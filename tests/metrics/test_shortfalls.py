import pandas as pd
import pytest

from hrss.metrics import (
    MEASURES,
    Grouping,
    ItemKind,
    blocking_rules,
    held_back,
    missing_items,
    name_faults,
    name_faults_by,
    rule_results,
    verified,
)
from hrss.metrics.shortfalls import ITEM_LABELS
from hrss.sheets import VALUE_COLUMNS
from tests.snapshots import ALL_FIELDS, conforming, make_snapshot

NAMES = [
    "石龙镇人力资源和社会保障服务所",
    "石龙镇人力资源社会保障服务所",
    "乡镇（街道）人力资源和社会保障服务所",
    "石龙镇劳动保障所",
    pd.NA,
]


def test_the_item_lacked_most_comes_first():
    snapshot = make_snapshot(
        has_fax=[False, False, True, pd.NA],
        has_printer=[True, False, pd.NA, pd.NA],
    )

    items = missing_items(snapshot, items=ItemKind.EQUIPMENT)

    first = items.iloc[0]
    assert items["item"].tolist() == [
        *("has_fax", "has_printer", "has_computer"),
        *("has_telephone", "has_filing_cabinet", "has_notice_board"),
    ]
    assert first["title"] == "传真机"
    assert first["rostered_count"] == 4
    assert first["answered_count"] == 3
    assert first["has_count"] == 1
    assert first["lacks_count"] == 2
    assert first["unanswered_count"] == 1
    assert first["has_rate"] == 0.25
    assert first["lacks_rate"] == pytest.approx(2 / 3)
    assert items.iloc[2]["lacks_rate"] is pd.NA


@pytest.mark.parametrize(
    ("kind", "number"),
    [(ItemKind.EQUIPMENT, 6), (ItemKind.FUNCTIONS, 8), (ItemKind.SYSTEMS, 5)],
)
def test_parts_of_each_item_add_up_to_the_rostered(kind, number):
    snapshot = make_snapshot(**conforming())

    items = missing_items(snapshot, items=kind)

    parts = items["has_count"] + items["lacks_count"] + items["unanswered_count"]
    assert len(items) == number
    assert (parts == items["rostered_count"]).all()
    assert set(items.columns) <= MEASURES.keys()


def test_every_item_is_a_column_of_the_registry():
    assert ITEM_LABELS.keys() <= {*VALUE_COLUMNS}


def test_the_missing_he_is_a_kind_of_its_own():
    table = name_faults(make_snapshot(office_name=[*NAMES, NAMES[1]]))

    assert dict(zip(table["title"], table["office_count"], strict=True)) == {
        "名称规范": 1,
        "缺“和”字": 2,
        "未写地名": 1,
        "其他名称": 1,
        "未填报": 1,
    }
    assert table["office_rate"].sum() == pytest.approx(1.0)


def test_names_pass_and_fail_as_the_rule_does():
    snapshot = make_snapshot(office_name=NAMES)

    counts = name_faults(snapshot).set_index("kind")["office_count"]
    judged = rule_results(snapshot, rules=("R15",))["R15"]

    assert counts["conforms"] == judged.sum()
    assert counts["not_reported"] == judged.isna().sum()


def test_names_by_prefecture_add_up_to_the_rostered():
    snapshot = make_snapshot(
        office_name=NAMES, prefecture_code=["440100"] * 3 + ["440200"] * 2
    )

    table = name_faults_by(snapshot, by=Grouping.PREFECTURE).set_index("group_code")

    counts = [
        *("conforms_count", "lacks_he_count", "generic_count"),
        *("other_count", "not_reported_count"),
    ]
    assert table.loc["440100", counts].tolist() == [1, 1, 1, 0, 0]
    assert table.loc["440200", counts].tolist() == [0, 0, 0, 1, 1]
    assert set(table.columns) <= MEASURES.keys()


def complete_offices(*faults):
    rows = [conforming(**fault) for fault in faults]
    snapshot = make_snapshot(
        **{name: [row[name][0] for row in rows] for name in rows[0]}
    )
    return snapshot.assign(is_verified=verified(snapshot))


def test_what_keeps_complete_offices_from_being_verified_is_counted_by_rule():
    snapshot = complete_offices(
        {},
        {"has_fax": False},
        {"has_fax": False, "has_window": False},
        {"has_window": pd.NA, "window_count": pd.NA},
        {"has_fax": False, "is_complete": False},
    )

    table = blocking_rules(snapshot)

    first, second, *others = table.to_dict("records")
    assert first == {
        "rule": "R19",
        "title": "服务窗口",
        "unverified_count": 3,
        "fail_count": 1,
        "unanswered_count": 1,
        "only_count": 1,
    }
    assert second == {
        "rule": "R20",
        "title": "设备配置",
        "unverified_count": 3,
        "fail_count": 2,
        "unanswered_count": 0,
        "only_count": 1,
    }
    assert {other["fail_count"] for other in others} == {0}
    assert set(table.columns) <= MEASURES.keys()


def test_a_rule_that_the_sheet_does_not_ask_holds_nobody_up():
    fields = ALL_FIELDS.replace("has_county_budget", "")
    snapshot = complete_offices(
        {"has_county_budget": pd.NA, "has_fax": False, "sheet_fields": fields}
    )

    table = blocking_rules(snapshot).set_index("rule")

    assert table.loc["R27", "unanswered_count"] == 0
    assert table.loc["R20", "only_count"] == 1


def test_nobody_complete_means_nobody_held_up():
    snapshot = make_snapshot(is_complete=[False], is_verified=[False])

    assert (blocking_rules(snapshot)["unverified_count"] == 0).all()


def test_what_holds_an_office_up_is_a_failed_rule_or_a_blank_that_was_asked():
    fields = ALL_FIELDS.replace("has_unified_sign", "")
    office = conforming(
        has_fax=False, has_county_budget=pd.NA, has_unified_sign=pd.NA,
        sheet_fields=fields,
    )  # fmt: skip
    snapshot = make_snapshot(**office)

    held = held_back(snapshot).iloc[0]

    assert held.fillna(False).index[~held.fillna(False).astype(bool)].tolist() == [
        "R20",
        "R27",
    ]
    assert pd.isna(held["R27"])
    assert not held["R20"]
