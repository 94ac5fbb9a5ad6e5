import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import MEASURES, TOWNSHIP_RULES, Grouping, rule_results, standards
from tests.examples import examples
from tests.snapshots import conforming, make_snapshot


def row_of(snapshot, rule, *, by=Grouping.PROVINCE, code="440000"):
    table = standards(snapshot, by=by).set_index(["group_code", "rule"])
    return table.loc[(code, rule)]


def test_every_township_level_rule_has_a_row_in_the_decree_s_order():
    table = standards(make_snapshot(**conforming()), by=Grouping.PROVINCE)

    assert table["rule"].tolist() == [
        *("R01", "R02", "R03", "R04", "R06", "R07", "R09", "R10", "R11", "R15"),
        *("R17", "R18", "R19", "R20", "R22", "R23", "R24", "R25", "R27", "R27b"),
    ]
    assert "".join(table["strength"]) == "MOAMPOPOPMMPMMMMMMMO"


def test_a_silent_office_stays_in_the_rostered_and_not_in_the_answered():
    snapshot = make_snapshot(floor_area_m2=[300.0, 299.9, pd.NA, pd.NA])

    row = row_of(snapshot, "R18")

    assert row["rostered_count"] == 4
    assert row["answered_count"] == 2
    assert row["pass_count"] == 1
    assert row["fail_count"] == 1
    assert row["unanswered_count"] == 2
    assert row["pass_rate"] == 0.25
    assert row["answered_pass_rate"] == 0.5


@pytest.mark.parametrize(
    ("rule", "columns", "answered", "used"),
    [
        ("R02", {"platform_type": ["shared_window", "standalone", pd.NA]}, 2, 1),
        ("R07", {"management_system": ["branch", "local", "local"]}, 3, 1),
        ("R10", {"is_heavy_workload": [True, False, pd.NA]}, 2, 1),
        ("R27b", {"township_subsidy_wan_yuan": [1.5, 0.0, pd.NA]}, 2, 1),
    ],
)
def test_an_option_never_counts_against_anyone(rule, columns, answered, used):
    row = row_of(make_snapshot(**columns), rule)

    assert row["answered_count"] == answered
    assert row["pass_count"] == answered
    assert row["fail_count"] == 0
    assert row["used_count"] == used
    assert row[["pass_rate", "answered_pass_rate"]].isna().all()


@pytest.mark.parametrize(
    ("rule", "columns", "answered"),
    [
        (
            "R03",
            {
                "station_due_count": [4, 4, pd.NA],
                "station_complete_count": [2, pd.NA, 1],
            },
            1,
        ),
        ("R22", {"openly_recruited_count": [0, 3, pd.NA]}, 2),
        ("R23", {"trained_person_count": [0, pd.NA, pd.NA]}, 1),
    ],
)
def test_a_rule_without_a_number_in_the_text_has_no_pass_and_no_failure(
    rule, columns, answered
):
    row = row_of(make_snapshot(**columns), rule)

    assert row["answered_count"] == answered
    assert row["unanswered_count"] == 3 - answered
    judged = ["pass_count", "fail_count", "pass_rate", "answered_pass_rate"]
    assert row[[*judged, "used_count"]].isna().all()


def test_groups_are_those_of_the_progress_table():
    snapshot = make_snapshot(
        batch=[2011, 2012, pd.NA],
        region=["delta", "other", "undesignated"],
        county_code=["440103", pd.NA, "440222"],
        county_name=["荔湾区", pd.NA, "始兴县"],
        prefecture_code=["440100", "441900", "440200"],
        prefecture_name=["广州市", "东莞市", "韶关市"],
        has_window=[True, False, pd.NA],
    )

    def passes(by):
        table = standards(snapshot, by=by)
        own = table[table["rule"] == "R19"]
        return list(
            zip(own["group_code"], own["group_name"], own["pass_count"], strict=True)
        )

    assert passes(Grouping.BATCH) == [
        ("2011", "2011年批次", 1),
        ("2012", "2012年批次", 0),
        ("undesignated", "批次待定", 0),
    ]
    assert [code for code, _, _ in passes(Grouping.REGION)] == [
        *("delta", "central", "other", "undesignated"),
    ]
    assert passes(Grouping.COUNTY) == [
        ("440103", "荔湾区", 1),
        ("440222", "始兴县", 0),
        ("441900", "东莞市", 0),
    ]


def test_an_empty_roster_has_the_rules_with_nobody_in_them():
    snapshot = make_snapshot(has_window=[True]).iloc[:0]

    row = row_of(snapshot, "R19")

    assert row["rostered_count"] == 0
    assert row[["pass_rate", "answered_pass_rate"]].isna().all()
    assert standards(snapshot, by=Grouping.PREFECTURE).empty


def test_every_column_is_in_the_vocabulary():
    table = standards(make_snapshot(**conforming()), by=Grouping.COUNTY)

    assert set(table.columns) <= MEASURES.keys()


flags = st.sampled_from([True, False, pd.NA])
drawn_offices = st.lists(
    st.fixed_dictionaries(
        {
            "batch": st.sampled_from([2011, 2012, pd.NA]),
            "prefecture_code": st.sampled_from(["440100", "440200"]),
            "has_window": flags,
            "has_fax": flags,
            "has_unified_sign": flags,
            "is_heavy_workload": flags,
            "office_name": st.sampled_from(
                ["石龙镇人力资源和社会保障服务所", "石龙镇劳动保障所", pd.NA]
            ),
            "platform_type": st.sampled_from(["standalone", "shared_window", pd.NA]),
            "management_system": st.sampled_from(["local", "branch", pd.NA]),
            "floor_area_m2": st.sampled_from([0.0, 299.0, 300.0, pd.NA]),
            "served_count": st.sampled_from([0, 8000, 8001, pd.NA]),
            "staff_count": st.sampled_from([0, 1, pd.NA]),
            "new_staff_count": st.sampled_from([0, 2, pd.NA]),
            "new_staff_purchased_count": st.sampled_from([0, 1, 2, pd.NA]),
            "trained_person_count": st.sampled_from([0, 5, pd.NA]),
        }
    ),
    min_size=1,
    max_size=8,
)


def snapshot_of(drawn):
    return make_snapshot(**{name: [row[name] for row in drawn] for name in drawn[0]})


@settings(deadline=None, max_examples=examples(12))
@given(drawn_offices)
def test_parts_sum_to_the_whole_and_the_input_stays_as_it_was(drawn):
    snapshot = snapshot_of(drawn)
    before = snapshot.copy(deep=True)
    whole = standards(snapshot, by=Grouping.PROVINCE).set_index("rule")
    judged = rule_results(snapshot)

    for by in (Grouping.BATCH, Grouping.PREFECTURE):
        table = standards(snapshot, by=by)
        known = table[table["pass_count"].notna()]
        rates = pd.concat([table["pass_rate"], table["answered_pass_rate"]]).dropna()
        sums = table.groupby("rule")[["rostered_count", "answered_count"]].sum()
        assert (known["pass_count"] + known["fail_count"]).equals(
            known["answered_count"]
        )
        assert (table["answered_count"] <= table["rostered_count"]).all()
        assert rates.between(0, 1).all()
        for rule in TOWNSHIP_RULES:
            assert sums.loc[rule].tolist() == whole.loc[rule, sums.columns].tolist()
    for rule in judged:
        assert whole.loc[rule, "pass_count"] == judged[rule].sum()
    pd.testing.assert_frame_equal(snapshot, before)


@settings(deadline=None, max_examples=examples(8))
@given(drawn_offices, st.randoms(use_true_random=False))
def test_order_of_offices_is_irrelevant(drawn, random):
    snapshot = snapshot_of(drawn)
    order = list(range(len(snapshot)))
    random.shuffle(order)

    for by in (Grouping.PROVINCE, Grouping.PREFECTURE):
        pd.testing.assert_frame_equal(
            standards(snapshot, by=by), standards(snapshot.iloc[order], by=by)
        )
