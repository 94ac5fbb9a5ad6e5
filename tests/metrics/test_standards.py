import pandas as pd
import pytest

from hrss.metrics import (
    VERIFYING_FIELDS,
    VERIFYING_RULES,
    rule_results,
    unasked_rules,
    verified,
    window_sentence,
)
from tests.snapshots import ALL_FIELDS, conforming, make_snapshot


def judged(rule_id, **changes):
    snapshot = make_snapshot(**conforming(**changes))
    result = rule_results(snapshot, rules=(rule_id,))[rule_id].iloc[0]
    return None if result is pd.NA else bool(result)


def test_the_hard_rules_that_verify_are_seven():
    assert VERIFYING_RULES == ("R04", "R15", "R17", "R19", "R20", "R24", "R27")


def test_an_office_that_meets_every_hard_rule_is_verified():
    snapshot = make_snapshot(**conforming())

    assert verified(snapshot).tolist() == [True]


@pytest.mark.parametrize(
    "fault",
    [
        {"institution_type": "administrative"},
        {"office_name": "石龙镇人力资源社会保障服务所"},
        {"has_unified_sign": False},
        {"has_window": False},
        {"has_fax": False},
        {"has_time_limit": False},
        {"has_county_budget": False},
    ],
)
def test_one_failed_hard_rule_leaves_an_office_unverified(fault):
    snapshot = make_snapshot(**conforming(**fault))

    assert verified(snapshot).tolist() == [False]


def test_a_small_office_is_still_verified_because_300_m2_is_in_principle():
    snapshot = make_snapshot(**conforming(floor_area_m2=120.0))

    assert verified(snapshot).tolist() == [True]


def test_silence_on_a_hard_rule_that_the_sheet_asks_is_not_a_pass():
    snapshot = make_snapshot(**conforming(has_county_budget=pd.NA))

    assert verified(snapshot).tolist() == [False]


def test_a_rule_that_the_sheet_does_not_ask_is_left_out_and_named():
    fields = ALL_FIELDS.replace("has_county_budget", "")
    snapshot = make_snapshot(**conforming(has_county_budget=pd.NA, sheet_fields=fields))

    assert verified(snapshot).tolist() == [True]
    assert unasked_rules(snapshot) == ("R27",)


def test_a_sheet_that_asks_no_hard_rule_verifies_nothing():
    snapshot = make_snapshot(is_complete=[True], sheet_fields=["is_complete"])

    assert verified(snapshot).tolist() == [False]
    assert unasked_rules(snapshot) == VERIFYING_RULES


def test_an_office_that_is_not_complete_is_not_verified():
    snapshot = make_snapshot(**conforming(is_complete=False))

    assert verified(snapshot).tolist() == [False]


def test_an_unreported_office_is_not_verified():
    snapshot = make_snapshot(is_reported=[False])

    assert verified(snapshot).tolist() == [False]


@pytest.mark.parametrize(
    ("name", "passes"),
    [
        ("石龙镇人力资源和社会保障服务所", True),
        ("沙面街道人力资源和社会保障服务所", True),
        ("沙面街人力资源和社会保障服务所", True),
        ("深渡水瑶族乡人力资源和社会保障服务所", True),
        ("石 龙 镇人力资源和社会保障服务所", True),
        ("石龙镇人力资源社会保障服务所", False),
        ("石龙镇劳动保障所", False),
        ("乡镇（街道）人力资源和社会保障服务所", False),
        ("××镇人力资源和社会保障服务所", False),
        ("石龙人力资源和社会保障服务所", False),
    ],
)
def test_office_name_follows_the_decree(name, passes):
    """粤府办〔2011〕65号 二(一)."""
    assert judged("R15", office_name=name) is passes


@pytest.mark.parametrize(
    ("area", "passes"), [(300.0, True), (299.9, False), (0.0, False)]
)
def test_three_hundred_square_metres_is_enough(area, passes):
    assert judged("R18", floor_area_m2=area) is passes


@pytest.mark.parametrize(
    ("served", "staff", "passes"),
    [
        (24000, 3, True),
        (24001, 3, False),
        (18000, 3, True),
        (1, 0, False),
        (0, 0, False),
        (pd.NA, 0, False),
        (pd.NA, 3, None),
    ],
)
def test_one_staff_serves_at_most_eight_thousand(served, staff, passes):
    assert judged("R09", served_count=served, staff_count=staff) is passes


def test_six_equipment_items_pass_only_together():
    assert judged("R20", has_printer=pd.NA) is None
    assert judged("R20", has_printer=False) is False
    assert judged("R20", has_printer=False, has_fax=pd.NA) is False


def test_a_window_count_answers_for_the_window():
    assert judged("R19", has_window=pd.NA, window_count=2) is True
    assert judged("R19", has_window=pd.NA, window_count=0) is False
    assert judged("R19", has_window=pd.NA, window_count=pd.NA) is None


def test_a_branch_that_existed_is_no_fault():
    assert judged("R06", management_system="branch") is True
    assert judged("R06", management_system=pd.NA) is None


def test_eight_functions_may_be_counted_or_ticked():
    unticked = {
        name: pd.NA for name in conforming() if name.startswith("has_function_")
    }

    assert judged("R01", **unticked, function_count=8) is True
    assert judged("R01", **unticked, function_count=7) is False
    assert judged("R01", function_count=pd.NA) is True
    assert judged("R01", has_function_veterans=False, function_count=8) is False


@pytest.mark.parametrize(
    ("new", "purchased", "passes"),
    [
        (3, 2, True),
        (2, 1, False),
        (3, 0, False),
        (0, 0, True),
        (0, pd.NA, True),
        (3, pd.NA, None),
        (pd.NA, 2, None),
    ],
)
def test_new_staff_are_purchased_in_the_main_when_more_than_half_are(
    new, purchased, passes
):
    """粤府办〔2011〕65号 一(四): 主要通过政府购买服务方式解决."""
    assert (
        judged("R11", new_staff_count=new, new_staff_purchased_count=purchased)
        is passes
    )


def place_rules(**changes):
    """R18 and R19 of a window on a multi-purpose platform, both ways of judging."""
    office = conforming(**({"platform_type": "shared_window"} | changes))
    snapshot = make_snapshot(**office)
    rules = ("R18", "R19")
    advised = rule_results(snapshot, rules=rules)
    judged = rule_results(snapshot, rules=rules, judges_window_area=True)
    return [
        None if value is pd.NA else bool(value)
        for value in (*advised.iloc[0], judged["R18"].iloc[0])
    ]


@pytest.mark.parametrize(
    ("has_window", "area", "r18", "r19", "strict_r18"),
    [
        (True, 320.0, True, True, True),
        (True, 40.0, True, True, False),
        (True, pd.NA, None, True, None),
        (False, 320.0, False, False, False),
        (False, 40.0, False, False, False),
        (pd.NA, 320.0, None, None, None),
        (pd.NA, 40.0, None, None, False),
    ],
)
def test_a_window_on_a_platform_meets_the_rules_of_place_by_its_own_window(
    has_window, area, r18, r19, strict_r18
):
    """粤府办〔2011〕65号 一(一): 可在多功能服务平台设立专门办事窗口."""
    found = place_rules(has_window=has_window, floor_area_m2=area)

    assert found == [r18, r19, strict_r18]


def test_the_windows_of_a_platform_do_not_answer_for_an_office_s_own():
    assert place_rules(has_window=pd.NA, window_count=12)[1] is None
    assert place_rules(platform_type="standalone", has_window=pd.NA)[1] is True


def test_an_office_of_its_own_is_judged_by_its_area_either_way():
    assert place_rules(platform_type="standalone", floor_area_m2=40.0) == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("has_window", "is_verified"), [(True, True), (False, False), (pd.NA, False)]
)
def test_a_window_on_a_platform_is_verified_only_with_a_window_of_its_own(
    has_window, is_verified
):
    fields = ALL_FIELDS.replace("has_window", "").replace("window_count", "")
    office = conforming(
        platform_type="shared_window",
        has_window=has_window,
        floor_area_m2=40.0,
        sheet_fields=fields,
    )

    assert verified(make_snapshot(**office)).tolist() == [is_verified]


def test_the_reading_of_a_window_on_a_platform_follows_the_setting():
    assert window_sentence(judges_area=False).endswith("不足300㎡只作提示，不算不符合")
    assert window_sentence(judges_area=True).endswith("面积仍按300㎡判")


def test_the_fields_named_are_all_that_verification_reads():
    snapshot = make_snapshot(**conforming())

    few = snapshot[[*VERIFYING_FIELDS, "sheet_fields"]]

    assert verified(few).tolist() == [True]
