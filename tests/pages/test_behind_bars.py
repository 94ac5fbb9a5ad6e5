"""From a bar of the standards page to its offices, on frames written by hand."""

import pandas as pd
import pytest

from hrss.metrics import Grouping
from hrss.web.behind_bars import Bars, behind_bar
from tests.snapshots import ALL_FIELDS, conforming, make_snapshot

FIRST, SECOND, THIRD = "440100000", "440100001", "440100002"


def answers(found):
    return found.answers.to_dict()


def offices(**changes):
    """Three complete offices that meet every rule but for `changes`, one a column."""
    columns = {name: values * 3 for name, values in conforming().items()}
    return make_snapshot(**(columns | changes)).set_axis(
        pd.Index([FIRST, SECOND, THIRD], name="township_code")
    )


def test_a_rule_has_the_offices_that_pass_that_fail_and_that_are_silent():
    snapshot = offices(floor_area_m2=[320.0, 120.0, pd.NA])

    found = behind_bar(snapshot, Bars.RULES, "R18")

    assert found.title == "R18场所面积"
    assert answers(found) == {FIRST: "good", SECOND: "bad", THIRD: "silent"}
    assert found.fields == ("floor_area_m2", "platform_type", "has_window")
    assert found.parts == {"good": "符合", "bad": "不符合", "silent": "未填报"}


def test_the_setting_for_windows_on_a_platform_reaches_the_offices():
    snapshot = offices(floor_area_m2=[40.0] * 3, platform_type=["shared_window"] * 3)

    advised = behind_bar(snapshot, Bars.RULES, "R18")
    judged = behind_bar(snapshot, Bars.RULES, "R18", judges_window_area=True)

    assert set(answers(advised).values()) == {"good"}
    assert set(answers(judged).values()) == {"bad"}


def test_an_item_has_the_offices_that_have_and_that_lack_it():
    snapshot = offices(has_fax=[True, False, pd.NA])

    found = behind_bar(snapshot, Bars.ITEMS, "has_fax")

    assert found.title == "传真机"
    assert answers(found) == {FIRST: "good", SECOND: "bad", THIRD: "silent"}
    assert found.fields == ("has_fax",)


def test_a_blocking_rule_has_only_the_offices_that_it_holds_up():
    snapshot = offices(
        has_county_budget=[False, pd.NA, True],
        is_verified=[False, False, False],
    )

    found = behind_bar(snapshot, Bars.BLOCKING, "R27")

    assert answers(found) == {FIRST: "bad", SECOND: "silent"}


def test_a_place_has_its_complete_offices_and_what_holds_each_up():
    snapshot = offices(
        is_complete=[True, True, False],
        has_county_budget=[True, pd.NA, True],
        has_window=[True, False, True],
        is_verified=[True, False, False],
    )

    found = behind_bar(snapshot, Bars.VERIFIED, "440100", by=Grouping.PREFECTURE)

    assert found.title == "甲市上报建成的机构"
    assert answers(found) == {FIRST: "good", SECOND: "unverified"}
    assert found.held_by.to_dict() == {
        FIRST: "",
        SECOND: "R19服务窗口、R27经费列入县级预算（未填）",
    }


def test_an_office_whose_sheet_asks_no_hard_rule_says_so():
    snapshot = offices(sheet_fields=["is_complete", ALL_FIELDS, ALL_FIELDS])

    found = behind_bar(snapshot, Bars.VERIFIED, "440100")

    assert found.held_by[FIRST] == "报表未设硬性条款各栏"


@pytest.mark.parametrize(
    ("bars", "code", "changes", "title"),
    [
        (Bars.AREAS, "250", {"floor_area_m2": [299.9, 300.0, 249.0]}, "250㎡起的一段"),
        (
            Bars.NAMES,
            "lacks_he",
            {
                "office_name": [
                    "甲镇人力资源社会保障服务所",
                    "甲镇人力资源和社会保障服务所",
                    pd.NA,
                ]
            },
            "缺“和”字",
        ),
        (Bars.BANDS, "short", {"served_count": [24001, 24000, pd.NA]}, "超过8000人"),
    ],
)
def test_a_kind_a_step_or_a_band_has_its_own_offices(bars, code, changes, title):
    found = behind_bar(offices(**changes), bars, code)

    assert list(found.answers.index) == [FIRST]
    assert found.title.endswith(f"：{title}")
    assert found.parts == {}


@pytest.mark.parametrize("bars", list(Bars))
def test_what_is_no_bar_has_no_offices(bars):
    assert behind_bar(offices(), bars, "999999") is None
