import pytest

from hrss.sheets.headers import Header, normalise_header


@pytest.mark.parametrize(
    ("text", "key", "unit"),
    [
        ("建筑面积\n（㎡）", "建筑面积", "㎡"),
        ("建筑面积(平方米)", "建筑面积", "平方米"),
        ("建 筑 面 积", "建筑面积", None),
        ("年度经费（单位：元）", "年度经费", "元"),
        ("年度经费[万元]", "年度经费", "万元"),
        ("县（市、区）", "县市区", None),
        ("县(市、区)", "县市区", None),
        ("电脑（网络设备）", "电脑网络设备", None),
        ("是否建成（是/否）", "是否建成", None),
        ("建成时间（格式：2011-12-31）", "建成时间", None),
        ("①就业服务", "就业服务", None),
        ("1、就业服务", "就业服务", None),
        ("ＮＯ．", "no", None),
        ("三支一扶、大学生村官人数", "三支一扶大学生村官人数", None),
        ("㎡", "", "㎡"),
        ("（是/否）", "", None),
    ],
)
def test_header_is_compared_without_its_dress(text, key, unit):
    assert normalise_header(text) == Header(key=key, unit=unit)


def test_a_bracket_that_is_no_unit_belongs_to_the_name():
    assert normalise_header("工作人员（聘用）").key == "工作人员聘用"
