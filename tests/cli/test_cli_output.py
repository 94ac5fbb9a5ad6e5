import os
from pathlib import Path

import pandas as pd

from hrss.cli.output import aligned, file_name, json_value, say, warn, width


def test_a_chinese_character_is_two_columns_wide():
    assert width("广州A") == 5


def test_numbers_are_flush_right_and_names_flush_left():
    text = aligned(["名称", "数"], [["广州市", "7"], ["全省", "1586"]], numeric={1})

    assert text == "名称      数\n广州市     7\n全省    1586"


def test_blanks_of_every_kind_are_null_in_json():
    values = [None, pd.NA, pd.NaT, float("nan")]

    assert [json_value(value) for value in values] == [None, None, None, None]


def test_a_day_and_a_moment_are_iso_in_json():
    day = pd.Timestamp("2011-12-31")
    moment = pd.Timestamp("2011-12-31T02:03:04Z")

    assert json_value(day) == "2011-12-31"
    assert json_value(moment) == "2011-12-31T02:03:04+00:00"


def test_numbers_of_frames_are_plain_numbers_in_json():
    counts = pd.array([3], dtype="Int64")
    flags = pd.array([True], dtype="boolean")

    assert json_value(counts[0]) == 3
    assert json_value(flags[0]) is True


def test_what_a_terminal_would_obey_is_not_printed(capsys):
    say("填报单位：\x1b[2J广州市\x9b31m\u202e\n下一行\t列")
    warn("\x1b]0;标题\x07")

    printed = capsys.readouterr()
    assert printed.out == "填报单位：[2J广州市31m\n下一行\t列\n"
    assert printed.err == "]0;标题\n"


def test_a_cell_of_a_table_is_one_line_without_signs_that_nobody_sees():
    assert aligned(["说明"], [["甲\x1b[31m\n乙"]], numeric=set()).splitlines() == [
        "说明",
        "甲[31m 乙",
    ]


def test_a_files_name_of_an_old_windows_is_read_as_such():
    name = os.fsdecode("广州市进度表.xlsx".encode("gb18030"))

    assert file_name(Path("/tmp") / name) == "广州市进度表.xlsx"
    assert file_name(Path("/tmp/珠海.xlsx")) == "珠海.xlsx"
