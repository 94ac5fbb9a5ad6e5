import pandas as pd
import pandas.testing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import MEASURES, ChangeKind, Grouping, bridge, bridge_offices
from tests.examples import examples
from tests.metrics.townships import complete, incomplete, townships

OCTOBER = {"report_as_of": "2011-10-31", "submission_id": 1}
NOVEMBER = {"report_as_of": "2011-11-30", "submission_id": 2}
SILENT = {"is_reported": False, "report_as_of": pd.NaT, "submission_id": pd.NA}
KINDS = [f"{kind.value}_count" for kind in ChangeKind]


def kinds(before, after, by=Grouping.PREFECTURE):
    """Kind and change of each office of the difference, by its last digit."""
    offices = bridge_offices(townships(*before), townships(*after), by=by)
    return {
        code[-1]: (row["kind"], row["change"])
        for code, row in zip(offices.index, offices.to_dict("records"), strict=True)
    }


@pytest.mark.parametrize(
    ("before", "after", "kind", "change"),
    [
        (incomplete(**OCTOBER), complete(**NOVEMBER), "newly_complete", 1),
        ({**SILENT}, complete(**NOVEMBER), "newly_complete", 1),
        (
            {"is_complete": pd.NA, **OCTOBER},
            complete(**NOVEMBER),
            "newly_complete",
            1,
        ),
        (
            incomplete(**OCTOBER),
            complete(report_as_of="2011-10-31", submission_id=5),
            "corrected",
            1,
        ),
        (incomplete(**NOVEMBER), complete(**OCTOBER), "corrected", 1),
        (
            complete(**OCTOBER),
            incomplete(report_as_of="2011-10-31", submission_id=5),
            "corrected",
            -1,
        ),
        (complete(**OCTOBER), incomplete(**NOVEMBER), "withdrawn", -1),
        (
            complete(**OCTOBER),
            {"is_complete": pd.NA, **NOVEMBER},
            "withdrawn",
            -1,
        ),
        (complete(**NOVEMBER), incomplete(**OCTOBER), "withdrawn", -1),
        (complete(**OCTOBER), {**SILENT}, "withdrawn", -1),
        (
            complete(report_as_of="2011-10-31", submission_id=5),
            incomplete(**OCTOBER),
            "withdrawn",
            -1,
        ),
    ],
    ids=[
        "a newer report says complete",
        "the first report says complete",
        "a newer report answers what was left open",
        "a second report about the day says complete",
        "the newer report is withdrawn and the older one said complete",
        "a second report about the day takes it back",
        "a newer report takes it back",
        "a newer report does not say",
        "the report is withdrawn and an older one counts",
        "the report is withdrawn and none is left",
        "the second report about the day is withdrawn",
    ],
)
def test_each_office_of_the_difference_has_its_kind(before, after, kind, change):
    assert kinds([before], [after]) == {"0": (kind, change)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (complete(**OCTOBER), complete(**NOVEMBER)),
        (incomplete(**OCTOBER), incomplete(**NOVEMBER)),
        (incomplete(**OCTOBER), {**SILENT}),
    ],
)
def test_an_office_that_counts_in_both_or_neither_is_no_part_of_it(before, after):
    assert kinds([before], [after]) == {}


def test_an_office_that_enters_or_leaves_the_scope_is_re_scoped_whatever_it_reports():
    before = [complete(**OCTOBER), complete(**OCTOBER)]
    after = [
        complete(**OCTOBER),
        complete(township_code="440103007", **NOVEMBER),
        incomplete(township_code="440103008", **NOVEMBER),
    ]

    assert kinds(before, after) == {"1": ("re_scoped", -1), "7": ("re_scoped", 1)}


def test_an_office_that_moves_between_groups_leaves_one_and_enters_the_other():
    before = townships(complete(**OCTOBER, batch=2012))
    after = townships(complete(**OCTOBER, batch=2011))

    table = bridge(before, after, by=Grouping.BATCH).set_index("group_code")

    assert table.loc["2011", "re_scoped_count"] == 1
    assert table.loc["2012", "re_scoped_count"] == -1
    assert table["net_change_count"].sum() == 0
    assert bridge_offices(before, after, by=Grouping.PREFECTURE).empty


def test_the_kinds_add_up_place_by_place():
    other = {"prefecture_code": "440200", "prefecture_name": "乙市"}
    before = townships(
        complete(**OCTOBER),
        incomplete(**OCTOBER),
        complete(**OCTOBER),
        complete(township_code="440203001", **OCTOBER, **other),
    )
    after = townships(
        complete(**NOVEMBER),
        complete(**NOVEMBER),
        incomplete(**NOVEMBER),
        complete(township_code="440203001", **NOVEMBER, **other),
        complete(township_code="440203002", **NOVEMBER, **other),
    )

    table = bridge(before, after, by=Grouping.PREFECTURE).set_index("group_name")

    columns = ["before_count", *KINDS, "after_count", "net_change_count"]
    assert table.loc["甲市", columns].tolist() == [2, 1, -1, 0, 0, 2, 0]
    assert table.loc["乙市", columns].tolist() == [1, 0, 0, 0, 1, 2, 1]


def test_an_office_keeps_the_reports_of_both_sides():
    offices = bridge_offices(
        townships(incomplete(**OCTOBER)),
        townships(complete(**NOVEMBER)),
        by=Grouping.PREFECTURE,
    )

    (row,) = offices.to_dict("records")
    assert row["report_as_of_before"] == pd.Timestamp("2011-10-31")
    assert row["report_as_of_after"] == pd.Timestamp("2011-11-30")
    assert (row["submission_id_before"], row["submission_id_after"]) == (1, 2)
    assert row["township_name"] == "甲镇"


def test_two_empty_snapshots_have_no_difference():
    nobody = townships()

    assert bridge(nobody, nobody, by=Grouping.PREFECTURE).empty
    assert bridge_offices(nobody, nobody, by=Grouping.PREFECTURE).empty


report = st.fixed_dictionaries(
    {
        "township_code": st.sampled_from([f"44010300{n}" for n in range(6)]),
        "prefecture_code": st.sampled_from(["440100", "440200"]),
        "batch": st.sampled_from([2011, 2012, pd.NA]),
        "is_complete": st.sampled_from([True, False, pd.NA]),
        "report_as_of": st.sampled_from(["2011-10-31", "2011-11-30", pd.NaT]),
        "submission_id": st.sampled_from([1, 2, 3]),
    }
)
snapshots = st.lists(report, max_size=6, unique_by=lambda row: row["township_code"])


@given(before=snapshots, after=snapshots, by=st.sampled_from(Grouping))
@settings(max_examples=examples(25), deadline=None)
def test_any_two_snapshots_add_up_exactly_and_each_office_has_one_kind(
    before, after, by
):
    old, new = townships(*before), townships(*after)

    table = bridge(old, new, by=by)
    offices = bridge_offices(old, new, by=by)

    added = table["before_count"] + table[KINDS].sum(axis="columns")
    assert (added == table["after_count"]).all()
    assert table["before_count"].sum() == old["is_complete"].sum()
    assert table["after_count"].sum() == new["is_complete"].sum()
    assert offices["change"].sum() == table["net_change_count"].sum()
    assert not offices.reset_index().duplicated(["township_code", "group_code"]).any()
    assert offices.groupby("township_code")["kind"].nunique().le(1).all()
    assert set(table.columns) <= set(MEASURES)


@given(before=snapshots, after=snapshots)
@settings(max_examples=examples(12), deadline=None)
def test_the_order_of_rows_does_not_matter_and_nothing_is_altered(before, after):
    old, new = townships(*before), townships(*after)
    kept = old.copy(deep=True)

    forwards = bridge(old, new, by=Grouping.PREFECTURE)
    backwards = bridge(old.iloc[::-1], new.iloc[::-1], by=Grouping.PREFECTURE)

    pandas.testing.assert_frame_equal(forwards, backwards)
    pandas.testing.assert_frame_equal(old, kept)
