from hrss.sheets import read_workbook
from hrss.sheets.layout import find_header
from tests.factories import make_sheet


def header_of(rows, merges=()):
    grid = read_workbook(make_sheet(rows, merges=merges), file_name="表.xlsx").sheets[0]
    return find_header(grid)


def letters(block):
    return {name: field.letter for name, field in block.fields.items()}


def test_header_below_titles_is_found_by_what_it_names():
    block = header_of(
        [
            ["附件1"],
            ["建设进度表"],
            ["填报单位：广州市", None, "单位：㎡"],
            ["序号", "乡镇（街道）", "是否建成", "建筑面积（㎡）"],
            [1, "洪桥街道", "是", 300],
        ]
    )

    assert (block.top, block.bottom) == (3, 3)
    assert letters(block) == {
        "township_name": "B",
        "is_complete": "C",
        "floor_area_m2": "D",
    }
    assert [field.letter for field in block.ignored] == ["A"]


def test_merged_groups_and_leaves_are_joined():
    block = header_of(
        [
            ["乡镇", "设备", None, "站点", None, "人员", None],
            [None, "电脑", "打印机", "应建", "已建", "编制", "其中：购买服务"],
            ["洪桥街道", "√", "√", 3, 2, 4, 1],
        ],
        merges=["A1:A2", "B1:C1", "D1:E1", "F1:G1"],
    )

    assert (block.top, block.bottom) == (0, 1)
    assert letters(block) == {
        "township_name": "A",
        "has_computer": "B",
        "has_printer": "C",
        "station_due_count": "D",
        "station_complete_count": "E",
        "staff_established_count": "F",
        "staff_purchased_count": "G",
    }


def test_groups_without_merged_cells_are_joined_too():
    block = header_of(
        [
            ["乡镇", "开工", "建成", "批复", None],
            [None, "时间", "时间", "文号", "时间"],
            ["洪桥街道", "2011-01-01", "2011-02-01", "编办1号", "2011-01-01"],
        ]
    )

    assert letters(block) == {
        "township_name": "A",
        "start_date": "B",
        "completion_date": "C",
        "approval_number": "D",
        "approval_date": "E",
    }


def test_header_of_three_rows_with_a_row_of_units():
    block = header_of(
        [
            ["乡镇", "场所", None, "是否建成"],
            [None, "建筑面积", "服务窗口数", None],
            [None, "（㎡）", "（个）", None],
            ["洪桥街道", 300, 2, "是"],
        ],
        merges=["A1:A3", "B1:C1", "D1:D3"],
    )

    assert (block.top, block.bottom) == (0, 2)
    assert block.fields["floor_area_m2"].unit == "㎡"
    assert letters(block)["window_count"] == "C"


def test_unknown_and_repeated_headers_are_named_with_their_letter():
    block = header_of(
        [["乡镇", "是否建成", "建成", "食堂"], ["洪桥街道", "是", "是", "有"]]
    )

    assert [(each.letter, each.text, each.repeats) for each in block.unknown] == [
        ("C", "建成", "is_complete"),
        ("D", "食堂", None),
    ]


def test_an_area_in_mu_is_not_the_office_area():
    block = header_of([["乡镇", "是否建成", "面积（亩）"], ["洪桥街道", "是", 3]])

    assert "floor_area_m2" not in block.fields
    assert block.unknown[0].text == "面积（亩）"


def test_a_sheet_of_explanations_has_no_table():
    assert (
        header_of([["填表说明"], ["一、每个乡镇填一行。"], ["二、留空即未填报。"]])
        is None
    )
