import datetime

import pytest

from hrss.sheets import SheetKind, check_workbook, parse_workbook, read_workbook
from hrss.sheets.mapping import layout_key
from tests.factories import make_roster, make_sheet, make_workbook

ROSTER = make_roster(("440104001", "广州市", "越秀区", "洪桥街道"))
HEADER = ["县区", "乡镇", "是否建成", "用房大小", "管片民警"]
ROW = ["越秀区", "洪桥街道", "是", "320", "赵六"]


def parse(content, **options):
    return parse_workbook(read_workbook(content, file_name="表.xlsx"), **options)


def test_headers_that_nobody_knows_are_asked_about_with_a_likely_column():
    parsed = parse(make_sheet([HEADER, ROW]))

    (layout,) = parsed.open_layouts
    assert layout.sheet == "进度表"
    assert layout.kind is SheetKind.OFFICE
    assert [(each.letter, each.text) for each in layout.headers] == [
        ("D", "用房大小"),
        ("E", "管片民警"),
    ]
    assert layout.headers[0].guess == "floor_area_m2"
    assert "is_complete" not in layout.choices
    assert "floor_area_m2" in layout.choices


def test_what_was_said_of_a_layout_is_read_from_then_on():
    content = make_sheet([HEADER, ROW])
    (layout,) = parse(content).open_layouts
    said = {layout.key: {"用房大小": "floor_area_m2", "管片民警": ""}}

    parsed = parse(content, mappings=said)

    (sheet,) = parsed.sheets
    assert sheet.letters["floor_area_m2"] == "D"
    assert sheet.rows["floor_area_m2"].tolist() == [320.0]
    assert sheet.unknown_headers == ()
    assert parsed.open_layouts == ()


def test_it_holds_for_the_same_headers_in_another_order():
    (layout,) = parse(make_sheet([HEADER, ROW])).open_layouts
    said = {layout.key: {"用房大小": "floor_area_m2"}}
    turned = make_sheet([HEADER[::-1], ROW[::-1]])

    (sheet,) = parse(turned, mappings=said).sheets

    assert sheet.letters["floor_area_m2"] == "B"


def test_it_does_not_hold_for_another_layout():
    (layout,) = parse(make_sheet([HEADER, ROW])).open_layouts
    said = {layout.key: {"用房大小": "floor_area_m2"}}
    other = make_sheet([[*HEADER, "备注"], [*ROW, "无"]])

    (sheet,) = parse(other, mappings=said).sheets

    assert "floor_area_m2" not in sheet.letters


def test_a_unit_in_an_explained_header_counts():
    header = ["县区", "乡镇", "是否建成", "拨款数（元）"]
    content = make_sheet([header, ["越秀区", "洪桥街道", "是", 12000]])
    (layout,) = parse(content).open_layouts
    said = {layout.key: {layout.headers[0].text: "annual_budget_wan_yuan"}}

    (sheet,) = parse(content, mappings=said).sheets

    assert sheet.rows["annual_budget_wan_yuan"].tolist() == [1.2]


def test_a_column_that_is_there_is_not_taken_a_second_time():
    (layout,) = parse(make_sheet([HEADER, ROW])).open_layouts

    (sheet,) = parse(
        make_sheet([HEADER, ROW]),
        mappings={layout.key: {"用房大小": "is_complete"}},
    ).sheets

    assert sheet.letters["is_complete"] == "C"
    assert [each.text for each in sheet.unknown_headers] == ["用房大小", "管片民警"]


STRANGE = [
    ["某县平台情况"],
    ["片区", "街镇全名", "弄好没有", "啥时候弄好"],
    ["越秀区", "洪桥街道", "是", "2011-10-01"],
]


def test_a_table_that_nobody_knows_can_be_explained_from_its_header():
    content = make_sheet(STRANGE)
    parsed = parse(content)
    assert parsed.sheets == ()
    (layout,) = parsed.open_layouts
    assert [each.text for each in layout.headers] == STRANGE[1]

    said = {
        layout.key: {
            "片区": "county_name",
            "街镇全名": "township_name",
            "弄好没有": "is_complete",
            "啥时候弄好": "completion_date",
        }
    }
    checked = check_workbook(
        parse(content, mappings=said),
        roster=ROSTER,
        as_of=datetime.date(2011, 11, 30),
    )

    assert not checked.has_errors
    assert checked.rows["township_code"].tolist() == ["440104001"]
    assert checked.rows["completion_date"].iloc[0] == datetime.datetime(2011, 10, 1)


def test_notes_beside_a_table_are_not_asked_about():
    content = make_workbook({"进度表": [HEADER[:3], ROW[:3]], "字典": STRANGE})

    assert parse(content).open_layouts == ()


@pytest.mark.parametrize("texts", [["甲", "乙"], ["乙", " 甲 "], ["乙", "甲", ""]])
def test_the_key_of_a_layout_knows_no_order_and_no_spaces(texts):
    assert layout_key(texts) == layout_key(["甲", "乙"])


def test_a_unit_in_a_row_below_an_explained_header_counts():
    content = make_sheet(
        [
            ["县区", "乡镇", "是否建成", "全年各项投入"],
            [None, None, None, "（元）"],
            ["越秀区", "洪桥街道", "是", 50000],
        ]
    )
    (layout,) = parse(content).open_layouts
    said = {layout.key: {layout.headers[0].text: "annual_budget_wan_yuan"}}

    (sheet,) = parse(content, mappings=said).sheets

    assert sheet.rows["annual_budget_wan_yuan"].tolist() == [5.0]


def test_a_column_that_is_not_to_be_read_is_not_called_nameless():
    content = make_sheet([[*HEADER, "备注"], [*ROW, "甲"]])
    (layout,) = parse(content).open_layouts
    said = {layout.key: {"用房大小": "", "管片民警": ""}}

    (sheet,) = parse(content, mappings=said).sheets

    assert sheet.unnamed_columns == ()
    assert sheet.unknown_headers == ()
