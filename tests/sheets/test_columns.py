from dataclasses import replace

import pytest

from hrss.sheets.columns import (
    COLUMNS,
    FUNCTION_COLUMNS,
    KEY_COLUMNS,
    VALUE_COLUMNS,
    choice_label,
    choice_values,
    column,
    index_aliases,
)
from hrss.sheets.headers import UNIT_FACTORS


def test_every_header_and_alias_names_one_column():
    index = index_aliases(COLUMNS)

    assert index["建筑面积"].name == "floor_area_m2"
    assert index["县市区"].name == "county_name"
    assert "" not in index


def test_two_columns_with_one_alias_are_refused_by_name():
    area = column("floor_area_m2")
    thief = replace(column("remarks"), aliases=("建筑 面积（㎡）",))

    with pytest.raises(ValueError, match=r"'remarks' is already an alias of 'floor_"):
        index_aliases([area, thief])


def test_keys_and_ignored_columns_are_not_values():
    assert set(KEY_COLUMNS).isdisjoint(VALUE_COLUMNS)
    assert "sequence" not in VALUE_COLUMNS
    assert "contact" not in VALUE_COLUMNS
    assert len(VALUE_COLUMNS) == len(COLUMNS) - len(KEY_COLUMNS) - 2


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
