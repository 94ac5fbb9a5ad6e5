import datetime

from hrss.sheets import message
from hrss.sheets.tables_apart import sheet_title

AS_OF = datetime.date(2011, 11, 30)
HEADER = ["县区", "乡镇", "是否建成"]
STACKED = [
    ["广州市越秀区进度表"],
    HEADER,
    ["越秀区", "洪桥街道", "是"],
    ["越秀区", "北京街道", "否"],
    ["制表人：张三"],
    [],
    ["广州市增城市进度表"],
    ["乡镇", "县区", "建筑面积", "是否建成"],
    ["新塘镇", "增城市", 300, "是"],
    ["石滩镇", "增城市", "三百多", "否"],
]


def places(checked):
    return list(
        zip(checked.rows["township_code"], checked.rows["row"].tolist(), strict=True)
    )


def test_two_tables_one_below_the_other_are_both_read(check):
    checked = check(STACKED[:-1], as_of=AS_OF)

    assert places(checked) == [("440104001", 3), ("440104003", 4), ("440183101", 9)]
    assert checked.rows["floor_area_m2"].tolist()[2] == 300
    first, second = checked.sheets
    assert (first.name, first.header_rows) == ("进度表", (2,))
    assert (second.name, second.header_rows) == ("进度表〔第6行起〕", (8,))
    assert second.letters["township_name"] == "A"


def test_the_rows_of_all_tables_add_up_to_the_sheets(check):
    checked = check(STACKED, as_of=AS_OF)

    assert sum(sheet.rows_read for sheet in checked.sheets) == len(STACKED)
    assert sum(sheet.rows_footer for sheet in checked.sheets) == 1
    assert sum(sheet.rows_title for sheet in checked.sheets) == 2


def test_a_fault_in_the_second_table_has_the_sheets_own_row(check):
    checked = check(STACKED, as_of=AS_OF)

    (issue,) = [each for each in checked.issues if each.code == "not_a_number"]
    assert (issue.row, issue.column) == (10, "C")
    assert "第10行C列" in message(issue)
    assert sheet_title(issue.sheet) == "进度表"


def test_the_reporting_unit_of_the_first_table_is_that_of_all(check):
    rows = [["填报单位：广州市"], *STACKED[1:4], [], *STACKED[7:9]]

    checked = check(rows, as_of=AS_OF)

    assert checked.rows["prefecture_code"].tolist() == ["440100"] * 3


def test_a_header_repeated_for_the_printed_page_begins_no_table(check):
    rows = [
        HEADER,
        ["越秀区", "洪桥街道", "是"],
        ["进度表（续）"],
        HEADER,
        ["越秀区", "北京街道", "否"],
    ]

    checked = check(rows, as_of=AS_OF)

    (sheet,) = checked.sheets
    assert sheet.header_rows == (1, 4)
    assert (sheet.rows_title, sheet.rows_body) == (1, 2)
    assert places(checked) == [("440104001", 2), ("440104003", 5)]


def test_two_tables_side_by_side_are_both_read(check):
    rows = [
        [*HEADER, None, *HEADER],
        ["越秀区", "洪桥街道", "是", None, "增城市", "新塘镇", "是"],
        ["越秀区", "北京街道", "否", None, "增城市", "石滩镇", "也许"],
    ]

    checked = check(rows, as_of=AS_OF)

    assert [sheet.name for sheet in checked.sheets] == ["进度表", "进度表〔E列起〕"]
    assert places(checked) == [("440104001", 2), ("440104003", 3), ("440183101", 2)]
    (issue,) = [each for each in checked.issues if each.code == "not_yes_no"]
    assert (issue.row, issue.column) == (3, "G")


def test_a_leaf_that_comes_twice_makes_no_second_table(check):
    rows = [
        ["县区", "乡镇", "是否建成", "面积", "面积", "备注", "备注"],
        ["越秀区", "洪桥街道", "是", 300, 100, None, None],
    ]

    checked = check(rows, as_of=AS_OF)

    assert len(checked.sheets) == 1
    assert checked.rows["floor_area_m2"].tolist() == [300]


def test_a_county_in_a_heading_is_that_of_the_rows_below_it(check):
    rows = [
        ["乡镇", "是否建成", "建成时间"],
        ["一、越秀区"],
        ["洪桥街道", "是", "2011-10-1"],
        ["二、增城市（2个）"],
        ["新塘镇", "是", "2011-9-1"],
    ]

    checked = check(rows, as_of=AS_OF)

    assert not checked.has_errors
    assert places(checked) == [("440104001", 3), ("440183101", 5)]
    assert checked.sheets[0].rows_title == 2


def test_a_heading_tells_two_towns_of_one_name_apart(check, roster):
    twins = roster.assign(
        township_name=roster["township_name"].replace({"石滩镇": "北京街道"})
    )
    rows = [
        ["乡镇", "是否建成", "备注"],
        ["增城市"],
        ["北京街道", "否", None],
        ["越秀区"],
        ["北京街道", "否", None],
    ]

    checked = check(rows, as_of=AS_OF, roster=twins, file_name="广州市.xlsx")

    assert checked.rows["township_code"].tolist() == ["440183102", "440104003"]


def test_a_number_in_front_of_a_name_is_no_part_of_it(check):
    rows = [HEADER, ["越秀区", "1.洪桥街道", "是"], ["越秀区", "（二）北京街道", "否"]]

    checked = check(rows, as_of=AS_OF)

    assert checked.rows["township_code"].tolist() == ["440104001", "440104003"]


def test_answers_of_one_row_side_by_side_are_no_ticks_of_one_column(check):
    header = ["地级市", "县（市、区）", "已制订聘用资格标准", "已建立考核奖惩机制"]
    rows = [
        [*header, None, *header],
        ["广州市", "越秀区", "否", "否", None, "东莞市", None, "是", "是"],
    ]

    checked = check(rows, as_of=AS_OF)

    assert [sheet.header_rows for sheet in checked.sheets] == [(1,), (1,)]
    assert checked.rows["area_code"].tolist() == ["440104", "441900"]
    assert checked.rows["has_hiring_standard"].tolist() == [False, True]
    assert not checked.has_errors
