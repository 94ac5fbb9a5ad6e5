import datetime

import pandas as pd

from hrss.sheets import parse_workbook, read_workbook
from tests.factories import make_sheet, make_workbook

HEADER = ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "建成时间", "备注"]


def test_merged_places_fill_down_inside_their_range_only(parse):
    sheet = parse(
        [
            HEADER,
            ["广州市", "越秀区", "洪桥街道", "是"],
            [None, None, "北京街道", "是"],
            [None, None, "新塘镇", "否"],
        ],
        merges=["A2:A4", "B2:B3"],
    )

    assert sheet.rows["prefecture_name"].tolist() == ["广州市"] * 3
    assert sheet.rows["county_name"].tolist()[:2] == ["越秀区", "越秀区"]
    assert pd.isna(sheet.rows["county_name"].iloc[2])


def test_a_merged_measure_is_not_given_to_every_row(parse):
    sheet = parse(
        [
            ["乡镇", "是否建成", "建筑面积"],
            ["洪桥街道", "是", 300],
            ["北京街道", "是", None],
        ],
        merges=["C2:C3"],
    )

    assert sheet.rows["floor_area_m2"].tolist()[0] == 300.0
    assert pd.isna(sheet.rows["floor_area_m2"].iloc[1])


def test_rows_are_indexed_by_the_sheets_row_numbers(parse):
    sheet = parse([["进度表"], [], HEADER, [], ["广州市", "越秀区", "洪桥街道", "是"]])

    assert sheet.rows.index.tolist() == [5]
    assert sheet.header_rows == (3,)
    assert sheet.letters["township_name"] == "C"


def test_every_column_is_there_in_its_dtype(parse):
    rows = parse([HEADER, ["广州市", "越秀区", "洪桥街道", "是"]]).rows

    assert rows["is_complete"].dtype == "boolean"
    assert rows["floor_area_m2"].dtype == "Float64"
    assert rows["staff_count"].dtype == "Int64"
    assert rows["completion_date"].dtype == "datetime64[s]"
    assert rows["remarks"].dtype == "string"


def test_a_plan_under_completion_date_moves_to_the_planned_date(parse):
    rows = parse([HEADER, ["广州市", "越秀区", "洪桥街道", "否", "预计2012年6月"]]).rows

    assert pd.isna(rows["completion_date"].iloc[0])
    assert rows["planned_completion_date"].iloc[0] == pd.Timestamp("2012-06-30")
    assert rows["raw"].iloc[0] == {"completion_date": "预计2012年6月"}


def test_a_status_under_yes_or_no_fills_both_columns(parse):
    rows = parse([HEADER, ["广州市", "越秀区", "洪桥街道", "在建"]]).rows

    assert rows["is_complete"].tolist() == [False]
    assert rows["construction_status"].tolist() == ["in_progress"]


def test_raw_text_is_kept_only_where_it_says_more(parse):
    sheet = parse(
        [
            ["乡镇", "是否建成", "建筑面积", "电脑"],
            ["洪桥街道", "√", 300, "是"],
            ["北京街道", "已完成", "约300", 3],
        ]
    )

    assert pd.isna(sheet.rows["raw"].iloc[0])
    assert sheet.rows["raw"].iloc[1] == {
        "is_complete": "已完成",
        "floor_area_m2": "约300",
        "has_computer": "3",
    }


def test_faults_name_their_cell_and_leave_the_value_blank(parse):
    sheet = parse([HEADER, ["广州市", "越秀区", "洪桥街道", "是", "2011.13.1"]])

    (fault,) = sheet.faults
    assert (fault.code, fault.row, fault.letter) == ("not_a_date", 2, "E")
    assert (fault.field, fault.value) == ("completion_date", "2011.13.1")
    assert pd.isna(sheet.rows["completion_date"].iloc[0])


def test_the_unit_of_a_header_is_honoured(parse):
    rows = parse(
        [["乡镇", "是否建成", "年度经费（元）"], ["洪桥街道", "是", 12000]]
    ).rows

    assert rows["annual_budget_wan_yuan"].tolist() == [1.2]
    assert rows["raw"].iloc[0] == {"annual_budget_wan_yuan": "12000"}


def test_telephone_numbers_are_never_kept(parse):
    sheet = parse([["乡镇", "是否建成", "联系电话"], ["洪桥街道", "是", "13800000000"]])

    assert "13800000000" not in sheet.rows.to_string()
    assert sheet.unknown_headers == ()


def test_totals_are_read_apart_with_the_names_beside_them(parse):
    sheet = parse(
        [
            HEADER[:4],
            ["广州市", "越秀区", "洪桥街道", "是"],
            ["广州市", "越秀区小计", None, 1],
            ["合计", None, None, 1],
        ]
    )

    first, last = sheet.totals
    assert (first.row, first.prefecture, first.county) == (3, "广州市", "越秀区")
    assert first.values == {"is_complete": 1.0}
    assert (last.row, last.label, last.prefecture) == (4, "合计", None)
    assert len(sheet.rows) == 1


def test_reporting_unit_and_date_above_the_table(parse):
    sheet = parse(
        [
            ["填报单位：广州市人社局", None, "截至2011年11月30日"],
            HEADER,
            ["广州市", "越秀区", "洪桥街道", "是"],
        ]
    )

    assert sheet.reporting_unit == "广州市人社局"
    assert sheet.as_of_found == datetime.date(2011, 11, 30)


def test_row_kinds_add_up_to_the_rows_read(parse):
    counts = parse(
        [
            ["进度表"],
            HEADER,
            ["广州市", "越秀区", "洪桥街道", "是"],
            [],
            ["合计", None, None, 1],
            ["填表人：张三"],
        ]
    ).counts

    assert (counts.title, counts.header, counts.body) == (1, 1, 1)
    assert (counts.blank, counts.total, counts.footer) == (1, 1, 1)
    assert counts.read == 6


def test_every_visible_sheet_with_a_table_is_read_and_the_others_are_named():
    table = [["乡镇", "是否建成"], ["洪桥街道", "是"]]
    content = make_workbook(
        {
            "越秀区": table,
            "增城市": table,
            "说明": [["留空即未填报"]],
            "空": [],
            "旧": table,
        },
        hidden=["旧"],
    )

    parsed = parse_workbook(read_workbook(content, file_name="表.xlsx"))

    assert [sheet.name for sheet in parsed.sheets] == ["越秀区", "增城市"]
    assert parsed.without_table == ("说明",)
    assert parsed.empty == ("空",)
    assert parsed.hidden == ("旧",)


def test_a_csv_reads_like_the_same_workbook(parse):
    rows = [["乡镇", "是否建成", "建筑面积"], ["洪桥街道", "是", "300"]]
    text = "\r\n".join(",".join(row) for row in rows).encode("gb18030")

    from_csv = parse_workbook(read_workbook(text, file_name="a.csv")).sheets[0]
    from_xlsx = parse_workbook(
        read_workbook(make_sheet(rows), file_name="a.xlsx")
    ).sheets[0]

    pd.testing.assert_frame_equal(from_csv.rows, from_xlsx.rows)
