import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def start(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "hrss", *arguments],
        cwd=REPOSITORY,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


def test_help_is_in_chinese_and_utf8_whatever_the_locale():
    result = start("--help", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    text = result.stdout.decode("utf-8")
    assert result.returncode == 0
    assert text.startswith("用法：python -m hrss")
    assert re.search("check +检查一份报表，不写入", text)
    assert "退出码：0 完成；1 数据有错误；2 读不了或用法不对。" in text


def test_output_that_nobody_reads_any_more_is_no_traceback(tmp_path):
    address = f"sqlite:///{tmp_path / 'hrss.sqlite'}"
    command = f"{sys.executable} -m hrss progress --as-of 2011-12-31 | true"

    result = subprocess.run(
        command,
        shell=True,
        cwd=REPOSITORY,
        env=os.environ | {"HRSS_DATABASE_URL": address},
        capture_output=True,
        check=False,
    )

    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "缺少 命令"),
        (["chek"], "命令没有“chek”这一项，可选“check”“submit”"),
        (["check"], "缺少 文件"),
        (["check", "a.xlsx", "--jsn"], "不认识 --jsn"),
        (["check", "a.xlsx", "--as-of"], "--as-of 后面缺少内容"),
        (
            ["check", "a.xlsx", "--as-of", "2011.12.31"],
            "--as-of：“2011.12.31”不是日期，应写成2011-12-31这样的格式",
        ),
        (["progress", "--as-of", "2011-02-30"], "“2011-02-30”不是日期"),
        (["progress", "--known-at", "昨天"], "“昨天”不是时间"),
        (["progress", "--by", "village"], "--by没有“village”这一项"),
        (["roster"], "缺少 命令"),
        (["demo", "--clear", "--if-empty"], "--if-empty 不能与 --clear 同用"),
        (["demo", "--months", "0"], "--months：“0”应为正整数"),
        (["withdraw", "一", "--reason", "错"], "号：“一”应为正整数"),
    ],
)
def test_wrong_use_ends_with_2_and_a_chinese_sentence(run, arguments, complaint):
    result = run(*arguments)

    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("用法：python -m hrss")
    assert "usage" not in result.err
    assert complaint in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["progress"],
        ["stations"],
        ["areas"],
        ["trust"],
        ["chase"],
        ["report", "-o", "通报"],
        ["publish", "--by", "李四", "-o", "通报"],
    ],
)
def test_a_day_of_another_century_is_one_sentence(run, arguments):
    result = run(*arguments, "--as-of", "9999-12-31")

    assert result.code == 2
    assert "--as-of：9999年12月31日不在可以查询的日期之内" in result.err


def test_a_store_that_is_no_database_is_one_sentence(run, store_path):
    store_path.parent.mkdir()
    store_path.write_text("这是一封信" * 500, encoding="utf-8")

    result = run("history")

    assert result.code == 2
    assert result.err == (
        "HRSS_DATABASE_URL 指向的文件不是本系统的数据库，请检查地址\n"
    )


def test_a_store_in_a_folder_that_cannot_be_made_is_one_sentence(
    run, tmp_path, monkeypatch
):
    blocker = tmp_path / "文件"
    blocker.touch()
    monkeypatch.setenv("HRSS_DATABASE_URL", f"sqlite:///{blocker}/里面/hrss.sqlite")

    result = run("demo", "--if-empty")

    assert result.code == 2
    assert result.err.startswith("建不了数据库所在的文件夹")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HRSS_DATABASE_URL", "随便", "HRSS_DATABASE_URL 不是数据库地址"),
        ("HRSS_RED_PP", "红", "HRSS_RED_PP 应为正数，现为“红”"),
        ("HRSS_DELTA_PREFECTURES", "449900", "没有这些地级市代码：449900"),
    ],
)
def test_a_wrong_setting_is_one_sentence(run, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)

    result = run("progress", "--as-of", "2011-12-31")

    assert result.code == 2
    assert sentence in result.err
    assert result.err.count("\n") == 1
