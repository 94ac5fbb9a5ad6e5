import datetime

import pytest

from hrss.sheets.columns import column
from hrss.sheets.measures import read_number
from hrss.sheets.values import (
    read_choice,
    read_is_complete,
    read_presence,
    read_status,
    read_text,
    read_yes_no,
)

AREA = column("floor_area_m2")
BUDGET = column("annual_budget_wan_yuan")
SERVED = column("served_count")
COMPUTER = column("has_computer")
STATUS = column("construction_status")


@pytest.mark.parametrize(
    "cell",
    ["√", "✓", "✔", "☑", "■", "●", "是", "有", "已", "Y", "y", "1", 1, 1.0, True,
     "已完成", "达标", " 是 ", "是。"],
)  # fmt: skip
def test_signs_of_yes(cell):
    assert read_yes_no(cell).value is True


@pytest.mark.parametrize(
    "cell", ["×", "✗", "□", "否", "无", "未", "N", "0", 0, 0.0, False, "未完成"]
)
def test_signs_of_no(cell):
    assert read_yes_no(cell).value is False


@pytest.mark.parametrize(
    "cell", [None, "—", "-", "、", "待定", "不详", "——", "/", "\\"]
)
def test_blanks_and_dashes_are_not_reported(cell):
    for reading in (read_yes_no(cell), read_number(cell, AREA, unit=None)):
        assert reading.value is None
        assert reading.fault is None


def test_a_word_that_is_neither_yes_nor_no_is_a_fault():
    assert read_yes_no("基本").fault == "not_yes_no"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("3", True), (3, True), ("3台", True), (0, False), ("有", True), ("无", False)],
)
def test_a_count_under_equipment_says_whether_there_is_any(cell, value):
    assert read_presence(cell, COMPUTER).value is value


def test_a_count_stays_in_the_raw_text():
    reading = read_presence(5, COMPUTER)

    assert reading.marks == ("count",)
    assert not reading.plain


def test_a_negative_count_of_equipment_is_a_fault():
    assert read_presence("-1", COMPUTER).fault == "out_of_range"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (300, 300.0),
        ("300", 300.0),
        ("300㎡", 300.0),
        ("300平方米", 300.0),
        ("300 m2", 300.0),
        ("３００", 300.0),
        ("1,200", 1200.0),
        ("300.0", 300.0),
        ("320（含租赁）", 320.0),
        ("200+150", 350.0),
        ("-5", -5.0),
    ],
)
def test_an_area_in_its_many_forms(cell, value):
    assert read_number(cell, AREA, unit=None).value == value


@pytest.mark.parametrize(
    "cell",
    ["约300", "大约300", "近300", "将近300㎡", "超过300", "至少300", "不足300",
     "300以上", "300㎡以上", "300余平方米", "300多", "300左右", "300上下", "300（约）",
     "300（估算，含租赁）", "约３００"],
)  # fmt: skip
def test_an_approximate_number_is_read_and_marked(cell):
    reading = read_number(cell, AREA, unit=None)

    assert reading.value == 300.0
    assert reading.marks == ("approximate",)


@pytest.mark.parametrize("cell", ["三百", "1,20", "300-400", "暂无数据", True])
def test_what_is_no_number_is_a_fault_and_no_guess(cell):
    assert read_number(cell, AREA, unit=None).fault == "not_a_number"


def test_a_foreign_unit_is_a_fault():
    assert read_number("3亩", AREA, unit=None).fault == "wrong_unit"


def test_a_date_in_a_column_of_numbers_is_a_fault():
    day = datetime.date(2011, 12, 31)

    assert read_number(day, AREA, unit=None).fault == "date_in_number"


@pytest.mark.parametrize(
    ("cell", "header_unit", "value"),
    [
        ("1.2万", None, 1.2),
        ("12000元", None, 1.2),
        ("1.2万元", None, 1.2),
        (12000, "元", 1.2),
        ("12000", "元", 1.2),
        ("1.2万元", "元", 1.2),
        (1.2, "万元", 1.2),
    ],
)
def test_money_is_kept_in_wan_yuan(cell, header_unit, value):
    assert read_number(cell, BUDGET, unit=header_unit).value == value


def test_ten_thousands_of_people_are_people():
    assert read_number("1.2万", SERVED, unit=None).value == 12000.0
    assert read_number(1.2, SERVED, unit="万人").value == 12000.0


def test_a_broken_formula_is_named_as_such():
    assert read_number("#REF!", AREA, unit=None).fault == "formula_error"
    assert read_yes_no("#DIV/0!").fault == "formula_error"


def test_choices_by_label_and_alias():
    assert read_choice("租用", column("construction_method")).value == "lease"
    assert read_choice("2011年底前", column("claimed_batch")).value == "2011"
    assert read_choice(2012.0, column("claimed_batch")).value == "2012"
    assert read_choice("借用", column("construction_method")).fault == "not_a_choice"


@pytest.mark.parametrize(
    ("cell", "status", "complete"),
    [
        ("已建成", "complete", True),
        ("已完成。2011年10月挂牌运行", "complete", True),
        ("装修中，预计年底完成", "in_progress", False),
        ("未启动", "not_started", False),
        ("是", "complete", True),
        ("否", None, False),
    ],
)
def test_status_by_its_first_word(cell, status, complete):
    reading = read_status(cell, STATUS)

    assert (reading.value, reading.other) == (status, complete)


def test_a_word_of_status_under_yes_or_no_is_understood():
    reading = read_is_complete("在建", STATUS)

    assert (reading.value, reading.other) == (False, "in_progress")


def test_a_plan_is_no_status():
    assert read_status("预计2012年6月完成", STATUS).fault == "not_a_choice"


def test_rare_characters_stay_as_written():
    assert read_text(" 塱㙟𡉏镇 ").value == "塱㙟𡉏镇"


def test_plain_cells_need_no_raw_text():
    assert read_yes_no("√").plain
    assert read_number(300.5, AREA, unit=None).plain
    assert not read_number("300㎡", AREA, unit=None).plain


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("✔\ufe0f", True),
        ("✅", True),
        ("✕", False),
        ("╳", False),
        ("是（2011年10月）", True),
        ("是，已挂牌", True),
        ("有（2台）", True),
        ("否，计划2012年", False),
    ],
)
def test_a_yes_or_no_may_be_a_sign_of_today_or_the_first_word(written, value):
    assert read_yes_no(written).value is value


@pytest.mark.parametrize("written", ["有，未启用", "1.5", "1，0", "是不是", "部分，是"])
def test_a_yes_that_is_denied_and_a_number_are_no_answer(written):
    assert read_yes_no(written).fault == "not_yes_no"


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("5万元/年", "annual_budget_wan_yuan", 5.0),
        ("50000元每年", "annual_budget_wan_yuan", 5.0),
        ("2台电脑", "has_computer", 2.0),
        ("5位", "staff_count", 5.0),
        ("100不到", "floor_area_m2", 100.0),
    ],
)
def test_words_behind_a_unit_do_not_make_it_another(written, name, value):
    assert read_number(written, column(name), unit=None).value == value


@pytest.mark.parametrize(
    ("written", "name"),
    [("3000元/月", "annual_budget_wan_yuan"), ("2台打印机", "has_computer")],
)
def test_another_span_and_another_thing_are_another_unit(written, name):
    assert read_number(written, column(name), unit=None).fault == "wrong_unit"
