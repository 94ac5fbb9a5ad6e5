import datetime

import pytest

from hrss.sheets.columns import column
from hrss.sheets.split_columns import part_of

AS_OF = datetime.date(2011, 11, 30)


def under(group, *leaves):
    """A header in two rows, the last columns split under one group."""
    count = len(leaves) - 1
    last = chr(ord("C") + count)
    rows = [["县区", "乡镇", group, *[None] * count], [None, None, *leaves]]
    return rows, ["A1:A2", "B1:B2", f"C1:{last}1"]


def check_split(check, group, leaves, *cells):
    rows, merges = under(group, *leaves)
    names = [["越秀区", "洪桥街道"], ["越秀区", "北京街道"], ["增城市", "新塘镇"]]
    body = [[*name, *row] for name, row in zip(names, cells, strict=False)]
    return check([*rows, *body], as_of=AS_OF, merges=merges)


def test_a_status_that_is_ticked_in_columns_of_its_own_is_one_value(check):
    checked = check_split(
        check,
        "建设状态",
        ["已建成", "在建", "未启动"],
        ["√", None, None],
        [None, "是", "否"],
        [None, None, 1],
    )

    assert checked.rows["construction_status"].tolist() == [
        "complete",
        "in_progress",
        "not_started",
    ]
    assert checked.rows["is_complete"].tolist() == [True, False, False]
    assert checked.sheets[0].header_rows == (1, 2)


def test_a_yes_and_a_no_in_columns_of_their_own_are_one_answer(check):
    checked = check_split(
        check, "是否建成", ["是", "否"], ["√", None], [None, "√"], [None, None]
    )

    assert checked.rows["is_complete"].tolist()[:2] == [True, False]
    assert checked.rows["is_complete"].isna().tolist()[2]


def test_two_ticks_in_one_row_are_a_fault_at_the_first_column(check):
    checked = check_split(check, "建设状态", ["已建成", "在建"], ["√", "√"])

    (issue,) = [each for each in checked.issues if each.code == "not_a_choice"]
    assert (issue.row, issue.column, issue.value) == (3, "C", "已建成/在建")


def test_a_date_in_three_columns_is_one_date(check):
    rows, merges = under("建成时间", "年", "月", "日")
    rows = [[*rows[0], "是否建成"], rows[1]]
    body = [
        ["越秀区", "洪桥街道", 2011, 10, 1, "是"],
        ["越秀区", "北京街道", "2011年", "9月", None, "是"],
        ["增城市", "新塘镇", None, None, None, "否"],
    ]

    checked = check([*rows, *body], as_of=AS_OF, merges=[*merges, "F1:F2"])

    days = checked.rows["completion_date"]
    assert days.iloc[0] == datetime.datetime(2011, 10, 1)
    assert days.iloc[1] == datetime.datetime(2011, 9, 30)
    assert days.isna().tolist() == [False, False, True]
    assert not checked.has_errors


def test_a_date_without_its_month_is_a_fault(check):
    rows, merges = under("建成时间", "年", "月", "日")
    rows = [[*rows[0], "是否建成"], rows[1]]

    checked = check(
        [*rows, ["越秀区", "洪桥街道", 2011, None, 3, "是"]],
        as_of=AS_OF,
        merges=[*merges, "F1:F2"],
    )

    (issue,) = [each for each in checked.issues if each.code == "not_a_date"]
    assert (issue.row, issue.column, issue.value) == (3, "C", "2011年3日")


def test_one_part_alone_is_a_column_like_any_other(check):
    rows = [["县区", "乡镇", "建设情况", None], [None, None, "建成", "面积"],
            ["越秀区", "洪桥街道", "否", 300]]  # fmt: skip

    checked = check(rows, as_of=AS_OF, merges=["A1:A2", "B1:B2", "C1:D1"])

    assert checked.rows["is_complete"].tolist() == [False]
    assert checked.rows["floor_area_m2"].tolist() == [300]


@pytest.mark.parametrize(
    ("name", "header", "part"),
    [
        ("completion_date", "月", "月"),
        ("completion_date", "月份", None),
        ("construction_status", "建设中", "在建"),
        ("construction_status", "备注", None),
        ("is_complete", "（是）", "是"),
        ("floor_area_m2", "年", None),
    ],
)
def test_the_part_that_a_leaf_header_names(name, header, part):
    assert part_of(column(name), header) == part
