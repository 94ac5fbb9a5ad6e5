import datetime

import pytest

PLAN, FACT = datetime.datetime(2011, 12, 31), datetime.datetime(2011, 10, 1)


def unknown(sheet):
    return [each.text for each in sheet.unknown_headers]


@pytest.mark.parametrize("merges", [("A1:A2", "B1:B2", "C1:E1"), ()])
@pytest.mark.parametrize("word", ["合计", "小计", "总面积"])
def test_the_sum_below_a_measure_is_the_measure(parse, merges, word):
    sheet = parse(
        [
            ["乡镇", "是否建成", "建筑面积（㎡）", None, None],
            [None, None, word, "办公面积", "服务面积"],
            ["洪桥街道", "是", 300, 100, 200],
        ],
        merges=merges,
    )

    assert sheet.rows["floor_area_m2"].tolist() == [300.0]
    assert sheet.letters["floor_area_m2"] == "C"
    assert len(sheet.rows) == 1
    assert len(unknown(sheet)) == 2


def test_a_part_of_a_measure_is_not_taken_for_the_whole(parse):
    sheet = parse(
        [
            ["乡镇", "是否建成", "场地面积", None],
            [None, None, "办公面积", "服务大厅面积"],
            ["洪桥街道", "是", 100, 200],
        ],
        merges=["A1:A2", "B1:B2", "C1:D1"],
    )

    assert "floor_area_m2" not in sheet.letters
    assert unknown(sheet) == ["场地面积 > 办公面积", "场地面积 > 服务大厅面积"]


def test_an_area_beside_another_is_the_whole_by_its_own_name(parse):
    sheet = parse(
        [
            ["县区", "乡镇", "是否建成", "面积", None],
            [None, None, None, "建筑面积", "使用面积"],
            ["越秀区", "洪桥街道", "是", 300, 200],
        ],
        merges=["D1:E1"],
    )

    assert sheet.rows["floor_area_m2"].tolist() == [300.0]


def test_the_sum_of_people_is_read_beside_its_parts(parse):
    sheet = parse(
        [
            ["乡镇", "是否建成", "工作人员", None, None],
            [None, None, "小计", "在编", "聘用"],
            ["洪桥街道", "是", 3, 1, 2],
        ],
        merges=["A1:A2", "B1:B2", "C1:E1"],
    )

    assert sheet.rows["staff_count"].tolist() == [3]
    assert sheet.rows["staff_established_count"].tolist() == [1]
    assert sheet.rows["staff_hired_count"].tolist() == [2]


@pytest.mark.parametrize(
    "merges", [("E1:F1",), ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"), ()]
)
@pytest.mark.parametrize("words", [("计划", "实际"), ("预计时间", "实际建成时间")])
def test_plan_and_fact_below_a_date_are_told_apart(parse, merges, words):
    sheet = parse(
        [
            ["县区", "乡镇", "是否建成", "面积", "建成时间", None],
            [None, None, None, None, *words],
            ["越秀区", "洪桥街道", "是", 300, "2011-12-31", "2011-10-01"],
        ],
        merges=merges,
    )

    assert sheet.rows["planned_completion_date"].tolist() == [PLAN]
    assert sheet.rows["completion_date"].tolist() == [FACT]
    assert len(sheet.rows) == 1


def test_the_plan_below_a_date_that_has_no_planned_column_is_unknown(parse):
    sheet = parse(
        [
            ["县区", "乡镇", "是否建成", "面积", "开工时间", None],
            [None, None, None, None, "计划时间", "实际时间"],
            ["越秀区", "洪桥街道", "是", 300, "2011-12-31", "2011-10-01"],
        ],
        merges=["E1:F1"],
    )

    assert sheet.rows["start_date"].tolist() == [FACT]
    assert unknown(sheet) == ["开工时间 > 计划时间"]


def test_the_unit_of_a_group_is_that_of_all_below_it(parse):
    sheet = parse(
        [
            ["县区", "乡镇", "是否建成", "经费（元）", None],
            [None, None, None, "年度经费", "乡镇补助"],
            ["越秀区", "洪桥街道", "是", 50000, 20000],
        ]
    )

    assert sheet.rows["annual_budget_wan_yuan"].tolist() == [5.0]
    assert sheet.rows["township_subsidy_wan_yuan"].tolist() == [2.0]


def test_under_a_word_for_several_columns_each_has_its_own_name(parse):
    sheet = parse(
        [
            ["县区", "乡镇", "是否建成", "经费", None],
            [None, None, None, "年经费", "是否列入预算"],
            ["越秀区", "洪桥街道", "是", 5, "是"],
        ],
        merges=["D1:E1"],
    )

    assert sheet.rows["annual_budget_wan_yuan"].tolist() == [5.0]
    assert sheet.rows["has_county_budget"].tolist() == [True]
