from dataclasses import replace

import pytest

from hrss.sheets.columns import (
    COLUMNS,
    FUNCTION_COLUMNS,
    KEY_COLUMNS,
    PLAN_COLUMNS,
    PLAN_MONTHS,
    VALUE_COLUMNS,
    choice_label,
    choice_values,
    column,
    index_aliases,
)
from hrss.sheets.headers import UNIT_FACTORS
from hrss.sheets.kinds import ROW_CODES, SheetKind
from hrss.sheets.registry import registry_of, value_columns


def test_every_header_and_alias_names_one_column_of_its_kind():
    office = registry_of(SheetKind.OFFICE)
    station = registry_of(SheetKind.STATION)
    area = registry_of(SheetKind.AREA)

    assert office.column_of_key("建筑面积").name == "floor_area_m2"
    assert office.column_of_key("县市区").name == "county_name"
    assert office.column_of_key("名称").name == "office_name"
    assert station.column_of_key("名称").name == "station_name"
    assert area.column_of_key("方案备案日期").name == "plan_filed_date"
    assert area.column_of_key("2011年10月").name == "planned_2011_10"
    assert area.column_of_key("建筑面积") is None
    assert office.column_of_key("") is None


def test_two_columns_with_one_alias_are_refused_by_name():
    area = column("floor_area_m2")
    thief = replace(column("remarks"), aliases=("建筑 面积（㎡）",))

    with pytest.raises(ValueError, match=r"'remarks' is already an alias of 'floor_"):
        index_aliases([area, thief])


def test_keys_and_ignored_columns_are_not_values():
    assert set(KEY_COLUMNS).isdisjoint(VALUE_COLUMNS)
    assert "sequence" not in VALUE_COLUMNS
    assert "contact" not in VALUE_COLUMNS
    offices = [each for each in COLUMNS if SheetKind.OFFICE in each.kinds]
    assert len(VALUE_COLUMNS) == len(offices) - len(KEY_COLUMNS) - 2
    assert value_columns(SheetKind.OFFICE) == VALUE_COLUMNS


@pytest.mark.parametrize("kind", SheetKind)
def test_no_kind_stores_its_codes_as_values(kind):
    assert set(ROW_CODES[kind]).isdisjoint(value_columns(kind))
    assert "remarks" in value_columns(kind)


def test_a_plan_has_a_column_for_each_month_of_the_two_years():
    areas = value_columns(SheetKind.AREA)

    assert len(PLAN_COLUMNS) == len(PLAN_MONTHS) == 24
    assert areas[-25:-1] == PLAN_COLUMNS
    assert column("planned_2012_03").header == "2012年3月"


def test_the_decree_has_eight_functions():
    assert len(FUNCTION_COLUMNS) == 8
    assert all(column(name).rule == "R01" for name in FUNCTION_COLUMNS)


def test_every_unit_of_the_registry_is_one_that_can_be_read():
    units = {each.unit for each in COLUMNS if each.unit}

    assert units <= UNIT_FACTORS.keys()


def test_a_choice_is_known_by_label_alias_and_value():
    values = choice_values("construction_status")

    assert values["在建"] == "in_progress"
    assert values["装修中"] == "in_progress"
    assert choice_label("construction_status", "not_started") == "未启动"
