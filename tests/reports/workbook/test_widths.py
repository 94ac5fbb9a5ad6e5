from hrss.reports.content import Column, Table
from hrss.reports.workbook.widths import column_units, lines_in, text_units


def test_a_chinese_character_is_two_units_wide():
    assert text_units("完成率 98%") == 6 + 4


def test_a_column_shows_its_longest_cell_whole():
    columns = (Column("name", "县", "text", 4),)
    table = Table("t", "", columns, (("连山壮族瑶族自治县",),))

    assert column_units(table)[0] >= 18


def test_a_long_heading_over_short_cells_is_set_in_two_lines():
    columns = (Column("count", "已全部上报建成的机构数", "count", 4),)
    table = Table("t", "", columns, ((1,),))

    assert column_units(table)[0] < 22


def test_a_text_takes_the_lines_that_it_needs():
    assert lines_in("", 10) == 1
    assert lines_in("完成率完成率", 6) == 2
    assert lines_in("一\n二", 10) == 2
