import pandas as pd

from hrss.metrics import blocking_rules, staffing_bands, stated_values
from hrss.web.standards_data import (
    blocking_title,
    shortage_title,
    unjudged_words,
    value_words,
)
from tests.snapshots import ALL_FIELDS, make_snapshot


def test_the_missing_staff_are_said_apart_from_the_offices_without_any():
    """The first lacks two for 40 000 people, the second has nobody at all."""
    snapshot = make_snapshot(served_count=[40_000, 32_000], staff_count=[3, 0])

    assert shortage_title(staffing_bands(snapshot)) == (
        "每名工作人员的服务对象（R09，有人员的机构共缺2人，另1个没有工作人员）"
    )


def test_where_every_office_has_staff_the_missing_are_said_alone():
    snapshot = make_snapshot(served_count=[40_000], staff_count=[3])

    assert shortage_title(staffing_bands(snapshot)) == (
        "每名工作人员的服务对象（R09，共缺2人）"
    )


def test_who_cannot_be_judged_is_named_beside_the_bars_of_who_can():
    snapshot = make_snapshot(
        is_complete=[True, True, True],
        has_window=[False, pd.NA, pd.NA],
        sheet_fields=[ALL_FIELDS, "is_complete", "is_complete"],
    ).assign(is_verified=False)
    blocking = blocking_rules(snapshot)

    assert blocking_title(blocking, unverified=3) == (
        "3个建成未核验的机构，其中可判定的1个卡在哪里"
    )
    assert unjudged_words(blocking, unverified=3) == (
        "另2个所在报表没有任何硬性条款的栏目，无从核验"
    )
    assert blocking_title(blocking, unverified=1) == "1个建成未核验的机构卡在哪里"
    assert unjudged_words(blocking, unverified=1) == ""


def test_the_openly_recruited_stand_beside_the_new_staff():
    values = stated_values(
        make_snapshot(new_staff_count=[10], openly_recruited_count=[12])
    ).set_index("value_label", drop=False)

    assert value_words(values.loc["公开招聘"]) == (
        "公开招聘12人，新增人员10人（1个机构填报）"
    )
