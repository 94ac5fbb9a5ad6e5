import pytest

from hrss.sheets.title_units import find_units

HEADER = ["县区", "乡镇", "是否建成", "年度经费", "建筑面积", "工作人员数"]
ROW = ["越秀区", "洪桥街道", "否", 50000, 300, 3]
MEASURES = ["annual_budget_wan_yuan", "floor_area_m2", "staff_count"]


def doubtful(checked):
    return [
        (each.field, each.row, each.column, each.value)
        for each in checked.issues
        if each.code == "doubtful_unit"
    ]


@pytest.mark.parametrize(
    ("row", "units"),
    [
        (["单位：元"], ("元",)),
        (["单位：", "万元"], ("万元",)),
        (["进度表（金额单位：元）"], ("元",)),
        (["填报单位：广州市人社局    单位：㎡"], ("平方米",)),
        (["单位：个、万元、平方米"], ("个", "万元", "平方米")),
        (["填报单位：元山镇"], ()),
        (["单位：名称"], ()),
    ],
)
def test_the_unit_above_a_table_is_found(row, units):
    assert find_units([row]) == units


@pytest.mark.parametrize(
    ("title", "budget"),
    [("单位：元", 5.0), ("单位：千元", 5000.0), ("单位：万元", 50000.0)],
)
def test_money_without_a_unit_is_in_that_of_the_title(check, title, budget):
    checked = check([["进度表", title], HEADER, ROW])

    assert checked.rows[MEASURES].values.tolist() == [[budget, 300.0, 3]]
    assert doubtful(checked) == []


def test_the_unit_in_a_header_goes_before_that_of_the_title(check):
    header = [each.replace("年度经费", "年度经费（万元）") for each in HEADER]

    checked = check([["单位：元"], header, [*ROW[:3], 5, 300, 3]])

    assert checked.rows["annual_budget_wan_yuan"].tolist() == [5.0]


def test_two_units_of_money_are_a_warning_and_turn_nothing(check):
    checked = check([["单位：元、万元"], HEADER, ROW])

    assert checked.rows["annual_budget_wan_yuan"].tolist() == [50000.0]
    assert doubtful(checked) == [("annual_budget_wan_yuan", 2, "D", "元、万元")]


def test_a_unit_that_cannot_be_turned_is_a_warning(check):
    assert doubtful(check([["单位：亩"], HEADER, ROW])) == [
        ("floor_area_m2", 2, "E", "亩")
    ]


def test_ten_thousands_of_people_above_a_table_turn_nobodys_staff(check):
    checked = check([["单位：万人"], HEADER, ROW])

    assert checked.rows["staff_count"].tolist() == [3]
    assert doubtful(checked) == [("staff_count", 2, "F", "万人")]
