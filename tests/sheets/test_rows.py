from hrss.sheets import read_workbook
from hrss.sheets.layout import find_header
from hrss.sheets.rows import find_row_kinds
from hrss.sheets.table_rows import RowKind
from tests.factories import make_sheet

HEADER = ["序号", "县区", "乡镇", "是否建成", "备注"]
TITLE, HEAD, BODY, BLANK, TOTAL, FOOTER = RowKind


def kinds_of(rows, merges=()):
    grid = read_workbook(make_sheet(rows, merges=merges), file_name="表.xlsx").sheets[0]
    return [RowKind(kind) for kind in find_row_kinds(grid, find_header(grid))]


def test_every_row_has_its_kind():
    kinds = kinds_of(
        [
            ["进度表"],
            HEADER,
            ["甲", "乙", "丙", 1, 2],
            ["合  计", None, None, 2],
            [1, "越秀区", "洪桥街道", "是", "说明：已挂牌"],
            [2, "越秀区", "北京街道", "是"],
            [None, "越秀区小计", None, 2],
            [],
            [3, "增城市", "新塘镇", "否"],
            ["填表人：张三", None, "联系电话：12345678"],
            ["1.本表一式两份。"],
        ]
    )

    assert kinds == [
        TITLE, HEAD, HEAD, TOTAL, BODY, BODY, TOTAL, BLANK, BODY, FOOTER, FOOTER
    ]  # fmt: skip


def test_words_of_total_in_many_dresses():
    rows = [
        [None, label, None, 1]
        for label in (
            "全 省",
            "合计",
            "总　计",
            "小计",
            "广州市合计",
            "其中：珠三角",
            "全市",
        )
    ]

    kinds = kinds_of([HEADER, *rows, [1, "越秀区", "洪桥街道", "是"]])

    assert kinds == [HEAD, *[TOTAL] * 7, BODY]


def test_a_header_repeated_for_the_printed_page_is_header():
    kinds = kinds_of(
        [
            ["进度表"],
            HEADER,
            [1, "越秀区", "洪桥街道", "是"],
            ["填表人：张三"],
            ["进度表"],
            HEADER,
            [2, "越秀区", "北京街道", "是"],
        ]
    )

    assert kinds == [TITLE, HEAD, BODY, FOOTER, TITLE, HEAD, BODY]


def test_a_row_with_only_its_number_is_blank():
    kinds = kinds_of([HEADER, [1, "越秀区", "洪桥街道", "是"], [2], [3]])

    assert kinds == [HEAD, BODY, BLANK, BLANK]


def test_a_note_merged_over_the_table_ends_it():
    kinds = kinds_of(
        [HEADER, [1, "越秀区", "洪桥街道", "是"], ["请于每月5日前报送"]],
        merges=["A3:E3"],
    )

    assert kinds == [HEAD, BODY, FOOTER]


def test_a_word_of_the_footer_under_remarks_ends_nothing():
    kinds = kinds_of(
        [
            HEADER,
            [1, "越秀区", "洪桥街道", "是", "填表人：张三"],
            [None, "越秀区", "北京街道", "否", "说明：选址中"],
        ]
    )

    assert kinds == [HEAD, BODY, BODY]
