import pandas as pd

from hrss.metrics import MEASURES, stated_values
from tests.snapshots import make_snapshot


def value_of(label, **columns):
    table = stated_values(make_snapshot(**columns)).set_index("value_label")
    return table.loc[label]


def test_stations_are_compared_only_where_both_numbers_are_given():
    row = value_of(
        "已建站点",
        station_due_count=[10, 10, pd.NA],
        station_complete_count=[4, pd.NA, 7],
    )

    assert row["rule"] == "R03"
    assert row["answered_count"] == 1
    assert (row["value_sum"], row["base_sum"]) == (4, 10)
    assert row["value_rate"] == 0.4


def test_training_is_per_one_of_the_staff_and_no_share():
    row = value_of(
        "培训人次", trained_person_count=[9, 3, 5], staff_count=[3, 1, pd.NA]
    )

    assert (row["value_sum"], row["base_sum"]) == (12, 4)
    assert row["value_per_base"] == 3.0
    assert row["value_rate"] is pd.NA


def test_a_choice_is_a_share_of_those_who_answered():
    row = value_of(
        "分支机构（垂直）",
        management_system=["branch", "local", "local", pd.NA, "local"],
    )

    assert (row["value_sum"], row["base_sum"]) == (1, 4)
    assert row["value_rate"] == 0.25


def test_subsidies_are_added_up_zero_being_an_answer():
    row = value_of("乡镇补助", township_subsidy_wan_yuan=[1.5, 0.0, pd.NA])

    assert row["answered_count"] == 2
    assert row["value_sum"] == 1.5
    assert row["value_per_base"] == 0.75


def test_more_recruited_than_new_is_no_share_above_all():
    """Twelve were recruited openly, ten staff are new: replacements are not new."""
    row = value_of("公开招聘", new_staff_count=[10], openly_recruited_count=[12])

    assert (row["value_sum"], row["base_sum"]) == (12, 10)
    assert row["value_rate"] is pd.NA
    assert row["value_per_base"] is pd.NA


def test_the_preferred_are_a_share_of_the_openly_recruited():
    table = stated_values(
        make_snapshot(
            new_staff_count=[10],
            openly_recruited_count=[5],
            priority_recruited_count=[2],
        )
    )

    own = table[table["rule"] == "R22"].set_index("value_label")["value_rate"]
    assert own["三支一扶、大学生村官"] == 0.4


def test_where_nobody_answers_nothing_is_said():
    table = stated_values(make_snapshot(has_window=[pd.NA]))

    numbers = ["value_sum", "base_sum", "value_rate", "value_per_base"]
    assert (table["answered_count"] == 0).all()
    assert table[numbers].isna().all(axis=None)
    assert set(table.columns) <= MEASURES.keys()
