import pytest

from hrss.sheets import UnreadableWorkbookError, read_workbook

LINES = ["乡镇,面积,备注", "塱镇,300,无", "洪桥街道,200,有", "北京街道,100,无"]


def cells_of_file(content: bytes) -> list[list[object]]:
    grid = read_workbook(content, file_name="表.csv").sheets[0]
    return [[grid.value(r, c) for c in range(grid.width)] for r in range(grid.height)]


def reason_of(content: bytes) -> str:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook(content, file_name="表.csv")
    return caught.value.reason


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_every_encoding_of_chinese_offices(encoding):
    content = "\r\n".join(LINES).encode(encoding)

    assert cells_of_file(content) == [line.split(",") for line in LINES]


@pytest.mark.parametrize("mark", ["\t", ",", ";", "|"])
def test_the_delimiter_is_the_one_that_the_lines_of_the_table_share(mark):
    title = "进度表；单位：人，截至六月，其中：镇,街道,乡"
    lines = [title, *[line.replace(",", mark) for line in LINES]]
    if mark == ",":
        lines[0] = "进度表"

    cells = cells_of_file("\n".join(lines).encode())

    assert [row[:3] for row in cells[1:]] == [line.split(",") for line in LINES]


def test_a_delimiter_that_the_file_names_itself_is_taken():
    assert cells_of_file("sep=;\r\n甲;乙,丙\r\n".encode()) == [["甲", "乙,丙"]]


def test_quotes_may_hold_line_ends_and_delimiters():
    assert cells_of_file('甲,"乙,\n丙"\n丁,戊\n'.encode()) == [
        ["甲", "乙,\n丙"],
        ["丁", "戊"],
    ]


def test_the_end_mark_of_old_programs_is_no_text():
    assert cells_of_file("甲,乙\r\n\x1a".encode("gb18030")) == [["甲", "乙"]]


def test_the_famous_two_characters_are_not_taken_for_utf8():
    content = "联通,1\r\n".encode("gb18030")

    assert cells_of_file(content) == [["联通", "1"]]


def test_utf8_that_is_cut_inside_a_character_is_said_to_be_incomplete():
    content = "\n".join(LINES).encode()

    assert reason_of(content[:-1]) == "truncated"


def test_utf8_with_a_wrong_byte_is_not_read_as_other_words():
    content = "\n".join(LINES).encode()

    assert reason_of(content[:60] + b"\xff" + content[60:]) == "damaged"


def test_bytes_that_are_no_text_are_refused():
    assert reason_of(bytes(range(1, 255)) * 4) == "unknown_type"


def test_a_value_that_begins_with_a_bracket_is_no_web_page():
    assert cells_of_file("<50平方米,3\n<60平方米,4\n".encode()) == [
        ["<50平方米", "3"],
        ["<60平方米", "4"],
    ]


def test_a_long_text_is_read_whole():
    note = "注" * 200_000

    assert cells_of_file(f"甲,乙\n{note},1\n".encode()) == [["甲", "乙"], [note, "1"]]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            '甲,乙\n1,"正在装修\n2,好\n',
            [["甲", "乙"], ["1", '"正在装修'], ["2", "好"]],
        ),
        (
            '甲,乙\n1,"正在装修\n2,"好"\n3,"1,200"\n',
            [["甲", "乙"], ["1", '"正在装修'], ["2", "好"], ["3", "1,200"]],
        ),
        (
            '甲,乙\n1,3"屏\n2,"第一行\n第二行"\n',
            [["甲", "乙"], ["1", '3"屏'], ["2", "第一行\n第二行"]],
        ),
        ('甲,乙\n1,"大"屏\n2,好\n', [["甲", "乙"], ["1", '"大"屏'], ["2", "好"]]),
        ('甲,乙\n1,"', [["甲", "乙"], ["1", '"']]),
        ('甲,乙\n1,"说""好""了"\n', [["甲", "乙"], ["1", '说"好"了']]),
    ],
)
def test_a_quotation_mark_that_nothing_closes_takes_no_row_with_it(text, cells):
    assert cells_of_file(text.encode()) == cells


def test_two_marks_in_two_rows_are_no_cell_that_holds_a_row():
    text = '县,镇,建成,备注\n甲,一,是,"装修\n乙,二,否,好"\n丙,三,是,无\n'

    assert cells_of_file(text.encode()) == [
        ["县", "镇", "建成", "备注"],
        ["甲", "一", "是", '"装修'],
        ["乙", "二", "否", '好"'],
        ["丙", "三", "是", "无"],
    ]
