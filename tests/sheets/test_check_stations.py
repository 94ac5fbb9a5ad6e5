import datetime

import pytest

from hrss.sheets import SheetKind, message, value_columns

AS_OF = datetime.date(2011, 11, 30)
HEADER = [
    "地级市",
    "县（市、区）",
    "乡镇（街道）",
    "村（社区）",
    "站点全称",
    "是否建成",
]
NORTH = ["广州市", "增城市", "新塘镇", "北村", "北村人力资源社会保障服务站", "是"]
SOUTH = ["广州市", "增城市", "新塘镇", "南村", None, "否"]
ALWAYS = {"missing_headers", "complete_without_date"}


def found(checked):
    return [
        (issue.code, issue.row, issue.column)
        for issue in checked.issues
        if issue.code not in ALWAYS
    ]


def with_column(header, *values):
    more = [*values, *[None] * (2 - len(values))]
    return [[*HEADER, header], [*NORTH, more[0]], [*SOUTH, more[1]]]


def test_a_sheet_with_villages_is_one_of_stations(check):
    checked = check([HEADER, NORTH, SOUTH], as_of=AS_OF)

    assert checked.kind is SheetKind.STATION
    assert found(checked) == []
    assert checked.rows.columns.tolist() == [
        "prefecture_code", "township_code", "sheet", "row",
        *value_columns(SheetKind.STATION), "raw",
    ]  # fmt: skip
    assert checked.rows["township_code"].tolist() == ["440183101", "440183101"]
    assert checked.rows["village_name"].tolist() == ["北村", "南村"]
    assert checked.rows["is_complete"].tolist() == [True, False]


def test_an_office_sheet_that_counts_stations_stays_one_of_offices(check):
    header = ["县区", "乡镇", "是否建成", "应建站点数", "已建站点数"]

    checked = check([header, ["增城市", "新塘镇", "是", 12, 8]], as_of=AS_OF)

    assert checked.kind is SheetKind.OFFICE
    assert checked.rows["station_due_count"].tolist() == [12]


def test_a_village_may_stand_in_the_name_of_its_station(check):
    row = ["广州市", "增城市", "新塘镇", None, "东村人力资源社会保障服务站", "是"]

    checked = check([HEADER, row], as_of=AS_OF)

    assert checked.rows["village_name"].tolist() == ["东村"]


def test_the_same_village_in_another_township_is_another_station(check):
    elsewhere = ["广州市", "增城市", "石滩镇", "北村", None, "否"]

    checked = check([HEADER, NORTH, elsewhere], as_of=AS_OF)

    assert found(checked) == []
    assert checked.rows_valid == 2


@pytest.mark.parametrize(
    ("code", "rows", "row", "column"),
    [
        (
            "missing_village",
            [HEADER, NORTH, ["广州市", "增城市", "新塘镇", None, None, "否"]],
            3, "D",
        ),
        (
            "unused_row",
            [HEADER, NORTH, ["广州市", "增城市", "石滩镇", None, None, None]],
            3, "D",
        ),
        (
            "duplicate_station",
            [HEADER, NORTH, ["广州市", "增城市", "新塘镇", "北 村", None, "否"]],
            3, "D",
        ),
        ("other_guiding_office", with_column("指导服务所", "石滩镇服务所"), 2, "G"),
        ("paid_public_servants", with_column("领取兼职报酬的公职人员数", 2), 2, "G"),
        ("not_a_choice", with_column("用工方式", "临时工"), 2, "G"),
        ("unknown_office", [HEADER, [*NORTH[:2], "旧塘坊", *NORTH[3:]]], 2, "C"),
        ("missing_office", [HEADER, [*NORTH[:2], None, *NORTH[3:]]], 2, "C"),
    ],
)  # fmt: skip
def test_each_fault_of_a_station_is_one_issue_at_its_cell(
    check, code, rows, row, column
):
    checked = check(rows, as_of=AS_OF)

    assert found(checked) == [(code, row, column)]
    (issue,) = [each for each in checked.issues if each.code == code]
    assert "{" not in message(issue)
    assert "None" not in message(issue)


def test_more_paid_than_serving_public_servants_are_pointed_out(check):
    header = [*HEADER, "公职人员兼职人数", "领取报酬人数"]

    checked = check([header, [*NORTH, 1, 2]], as_of=AS_OF)

    assert found(checked) == [
        ("part_exceeds_whole", 2, "H"),
        ("paid_public_servants", 2, "H"),
    ]


def test_a_zero_of_paid_public_servants_is_no_fault(check):
    checked = check(with_column("领取报酬人数", 0, 0), as_of=AS_OF)

    assert found(checked) == []


def test_a_guiding_office_is_known_by_the_name_of_its_township(check):
    checked = check(
        with_column("指导服务所", "新塘镇人力资源和社会保障服务所", "新塘所"),
        as_of=AS_OF,
    )

    assert found(checked) == []


def test_a_list_of_stations_without_townships_cannot_be_read(check):
    checked = check([["村（社区）", "站点全称", "是否建成"], NORTH[3:]], as_of=AS_OF)

    assert found(checked) == [("missing_township", None, None)]
    assert checked.rows_valid == 0
    assert checked.rows["village_name"].dtype == "string"


def test_a_merged_township_is_that_of_every_village_beside_it(check):
    below = [None, None, None, "南村", None, "否"]

    checked = check([HEADER, NORTH, below], as_of=AS_OF, merges=("C2:C3", "B2:B3"))

    assert found(checked) == []
    assert checked.rows["township_code"].tolist() == ["440183101", "440183101"]


@pytest.mark.parametrize(
    "above", ["增城市新塘镇村（社区）站点情况表", "填报单位：新塘镇人民政府"]
)
def test_the_township_may_stand_above_the_table_alone(check, above):
    rows = [
        [above],
        ["村（社区）", "用工方式", "是否建成"],
        ["北村", "兼职", "否"],
        ["南村", "专职", "是"],
    ]

    checked = check(rows, as_of=AS_OF)

    assert found(checked) == [("place_from_unit", None, None)]
    assert checked.rows["township_code"].tolist() == ["440183101", "440183101"]
    (issue,) = [each for each in checked.issues if each.code == "place_from_unit"]
    assert "读作“新塘镇”，请确认" in message(issue)


def test_of_two_townships_above_the_table_none_is_taken(check):
    rows = [
        ["新塘镇、石滩镇站点情况表"],
        ["村（社区）", "用工方式", "是否建成"],
        ["北村", "兼职", "否"],
    ]

    assert ("missing_township", None, None) in found(check(rows, as_of=AS_OF))


def test_a_ditto_repeats_the_township_of_the_village_above(check):
    rows = [HEADER, NORTH, ["〃", "〃", "同上", "南村", "兼职", "否"]]

    checked = check(rows, as_of=AS_OF)

    assert found(checked) == []
    assert checked.rows["village_name"].tolist() == ["北村", "南村"]
