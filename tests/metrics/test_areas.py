import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import (
    AREA_GROUPINGS,
    MEASURES,
    Grouping,
    area_budgets,
    area_rules,
)
from tests.metrics.area_rows import PLACES, area_rows
from tests.metrics.townships import townships

COUNTS = ["area_count", "answered_count", "yes_count", "no_count", "unanswered_count"]


def row_of(areas, rule, level, *, by=Grouping.PROVINCE, code="440000"):
    table = area_rules(areas, by=by).set_index(["group_code", "rule", "level"])
    return table.loc[(code, rule, level)]


def test_prefectures_and_counties_answer_apart():
    areas = area_rows(
        {
            "440100": {"has_hiring_standard": True},
            "440103": {"has_hiring_standard": False},
            "440203": {"has_hiring_standard": True},
        }
    )

    assert row_of(areas, "R21", "prefecture")[COUNTS].tolist() == [3, 1, 1, 0, 2]
    assert row_of(areas, "R21", "county")[COUNTS].tolist() == [3, 2, 1, 1, 1]


def test_silence_stays_in_one_denominator_and_not_in_the_other():
    areas = area_rows(
        {
            "440103": {"has_assessment": True},
            "440104": {"has_assessment": False},
        }
    )

    row = row_of(areas, "R26", "county")

    assert row["yes_rate"] == 1 / 3
    assert row["answered_yes_rate"] == 0.5
    assert pd.isna(row_of(areas, "R26", "prefecture")["answered_yes_rate"])


def test_the_budget_is_asked_of_counties_and_of_prefectures_without_any():
    areas = area_rows(
        {
            # The prefecture has counties: theirs is the budget that counts.
            "440100": {"has_county_budget": True},
            "440103": {"has_county_budget": False},
            "441900": {"has_county_budget": True},
        }
    )

    assert row_of(areas, "R27", "county")[COUNTS].tolist() == [3, 1, 0, 1, 2]
    assert row_of(areas, "R27", "prefecture")[COUNTS].tolist() == [1, 1, 1, 0, 0]


def test_each_prefecture_has_its_own_answer_and_its_counties():
    table = area_rules(area_rows(), by=Grouping.PREFECTURE)

    own = table[table["rule"] == "R30"]
    assert list(
        zip(own["group_name"], own["level"], own["area_count"], strict=True)
    ) == [
        ("甲市", "prefecture", 1),
        ("甲市", "county", 2),
        ("乙市", "prefecture", 1),
        ("乙市", "county", 1),
        ("丙市", "prefecture", 1),
    ]


def test_by_county_every_area_stands_for_itself():
    table = area_rules(area_rows(), by=Grouping.COUNTY)

    asked = table.groupby("group_code")["rule"].agg(list).to_dict()
    assert asked == {
        "440100": ["R21", "R26", "R30"],
        "440103": ["R21", "R26", "R27", "R30"],
        "440104": ["R21", "R26", "R27", "R30"],
        "440200": ["R21", "R26", "R30"],
        "440203": ["R21", "R26", "R27", "R30"],
        "441900": ["R21", "R26", "R27", "R30"],
    }
    assert table["area_count"].tolist() == [1] * len(table)


@pytest.mark.parametrize("by", [Grouping.BATCH, Grouping.REGION])
def test_areas_have_no_batch(by):
    with pytest.raises(ValueError, match=by.value):
        area_rules(area_rows(), by=by)


OFFICES = townships(
    {"county_code": "440103"},
    {"county_code": "440103"},
    {"county_code": "440104"},
    {
        "township_code": "440203001",
        "county_code": "440203",
        "prefecture_code": "440200",
    },
    {"township_code": "441900001", "county_code": pd.NA, "prefecture_code": "441900"},
)


def test_budgets_add_up_and_their_mean_is_over_the_offices_they_are_for():
    areas = area_rows(
        {
            # It may be the sum of its counties': it would count twice.
            "440100": {"annual_budget_wan_yuan": 99.0},
            "440103": {"annual_budget_wan_yuan": 30.0},
            "441900": {"annual_budget_wan_yuan": 12.0},
        }
    )

    whole = area_budgets(areas, OFFICES, by=Grouping.PROVINCE).iloc[0]
    parts = area_budgets(areas, OFFICES, by=Grouping.PREFECTURE)

    assert whole[["area_count", "answered_count", "office_count"]].tolist() == [4, 2, 3]
    assert whole["budget_wan_yuan"] == 42.0
    assert whole["budget_per_office_wan_yuan"] == 14.0
    assert parts["group_name"].tolist() == ["甲市", "乙市", "丙市"]
    assert parts["budget_wan_yuan"].fillna(-1).tolist() == [30.0, -1, 12.0]
    assert parts["budget_per_office_wan_yuan"].fillna(-1).tolist() == [15.0, -1, 12.0]


def test_a_budget_of_nothing_is_an_answer():
    areas = area_rows({"440203": {"annual_budget_wan_yuan": 0.0}})

    parts = area_budgets(areas, OFFICES, by=Grouping.COUNTY).set_index("group_code")

    assert parts.loc["440203", "answered_count"] == 1
    assert parts.loc["440203", "budget_per_office_wan_yuan"] == 0.0


def test_every_column_is_in_the_vocabulary():
    for by in AREA_GROUPINGS:
        assert set(area_rules(area_rows(), by=by).columns) <= MEASURES.keys()
        assert set(area_budgets(area_rows(), OFFICES, by=by).columns) <= MEASURES.keys()


flags = st.sampled_from([True, False, None])
drawn_areas = st.fixed_dictionaries(
    {
        place[0]: st.fixed_dictionaries(
            {
                "has_hiring_standard": flags,
                "has_county_budget": flags,
                "annual_budget_wan_yuan": st.sampled_from([0.0, 7.5, None]),
            }
        )
        for place in PLACES
    }
)


@settings(deadline=None, max_examples=10)
@given(drawn_areas, st.randoms(use_true_random=False))
def test_parts_sum_to_the_whole_whatever_the_order(drawn, random):
    areas = area_rows(drawn)
    before = areas.copy(deep=True)
    order = list(range(len(areas)))
    random.shuffle(order)

    whole = area_rules(areas, by=Grouping.PROVINCE).set_index(["rule", "level"])

    for by in AREA_GROUPINGS:
        parts = area_rules(areas, by=by)
        sums = parts.groupby(["rule", "level"])[COUNTS].sum()
        rates = pd.concat([parts["yes_rate"], parts["answered_yes_rate"]]).dropna()
        assert sums.sort_index().equals(whole[COUNTS].sort_index())
        assert rates.between(0, 1).all()
        pd.testing.assert_frame_equal(parts, area_rules(areas.iloc[order], by=by))
        budgets = area_budgets(areas, OFFICES, by=by)
        province = area_budgets(areas, OFFICES, by=Grouping.PROVINCE)
        for name in ("area_count", "answered_count", "office_count"):
            assert budgets[name].sum() == province[name].sum()
        assert budgets["budget_wan_yuan"].sum() == province["budget_wan_yuan"].sum()
    pd.testing.assert_frame_equal(areas, before)
