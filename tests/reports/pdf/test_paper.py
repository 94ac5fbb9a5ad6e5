import pytest

from hrss.reports.content import Column
from hrss.reports.pdf.paper import column_widths, label_lines, paper_of, title_lines


def test_a_long_title_is_broken_between_words_the_longer_line_first():
    title = "关于全省乡镇（街道）人力资源和社会保障服务所建设进展情况的通报"

    assert title_lines(title) == [
        "关于全省乡镇（街道）人力资源和社会保障",
        "服务所建设进展情况的通报",
    ]


def test_a_short_title_stays_on_one_line():
    assert title_lines("关于建设进展情况的通报") == ["关于建设进展情况的通报"]


def test_a_title_without_a_known_word_is_broken_and_nothing_is_lost():
    title = "甲乙丙丁戊己庚辛壬癸" * 5

    lines = title_lines(title)

    assert "".join(lines) == title
    assert all(len(line) <= 20 for line in lines)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("完成率", ["完成率"]),
        ("核验达标率", ["核验", "达标率"]),
        ("2011年批次应建", ["2011年批次", "应建"]),
        ("与序时差距", ["与序时", "差距"]),
    ],
)
def test_a_heading_is_broken_between_words(label, lines):
    assert label_lines(label) == lines


def test_a_heading_that_has_room_is_not_broken():
    assert label_lines("县（市、区）", room=8) == ["县（市、区）"]


def test_a_column_is_as_wide_as_its_longest_cell_but_running_text_is_broken():
    columns = (
        Column("name", "名称", "text", 4),
        Column("meaning", "含义", "text", 6),
    )

    widths = column_widths(columns, [("甲市", "含义" * 20), ("甲乙丙丁市", "短")])

    assert widths == [pytest.approx(5.9), pytest.approx(12.9)]


@pytest.mark.parametrize(
    ("widths", "paper"),
    [
        ([10.0, 30.0], (False, 10.5)),
        ([10.0, 38.0], (False, 9.0)),
        ([20.0, 40.0], (True, 10.5)),
        ([30.0, 40.0], (True, 9.0)),
        ([100.0, 100.0], (True, 7.5)),
    ],
)
def test_paper_is_turned_only_where_smaller_type_is_not_enough(widths, paper):
    assert paper_of(widths) == paper
