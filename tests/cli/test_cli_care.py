import json
import sqlite3

import pytest

from tests.cli.conftest import LINGNAN, SHAMIAN


def test_history_lists_the_newest_first(run, sheet_of):
    run("submit", sheet_of(SHAMIAN, name="一.xlsx"), "--as-of", "2011-10-31")
    run("submit", sheet_of(SHAMIAN, LINGNAN, name="二.xlsx"), "--as-of", "2011-11-30")

    result = run("history")

    lines = result.out.splitlines()
    assert result.code == 0
    assert lines[0].split() == [
        *("号", "截至", "收到时间", "报送人", "填报单位"),
        *("行数", "提示", "状态", "文件"),
    ]
    assert lines[1].startswith(" 2  2011-11-30")
    assert lines[1].endswith("有效  二.xlsx")
    assert lines[2].startswith(" 1  2011-10-31")


def test_history_as_json_gives_days_as_days_and_blanks_as_null(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    (submission,) = json.loads(run("history", "--json").out)

    assert submission["submission_id"] == 1
    assert submission["as_of"] == "2011-10-31"
    assert submission["withdrawn_at"] is None
    assert submission["is_simulated"] is False
    assert submission["prefecture_codes"] == "440100"


def test_withdraw_takes_a_submission_out_of_the_figures(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    result = run("withdraw", 1, "--reason", "报错了表")

    assert result.code == 0
    assert result.out.startswith("已撤回第1号上报")
    assert "已撤回" in run("history").out
    assert run("progress").code == 2


def test_withdraw_of_a_number_that_does_not_exist_is_one_sentence(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    result = run("withdraw", 7, "--reason", "报错了表")

    assert result.code == 2
    assert result.err == "没有第7号上报\n"


def test_withdraw_twice_is_one_sentence(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    run("withdraw", 1, "--reason", "报错了表")

    result = run("withdraw", 1, "--reason", "报错了表")

    assert result.code == 2
    assert result.err == "第1号上报此前已撤回\n"


def test_withdraw_needs_a_reason(run):
    result = run("withdraw", 1, "--reason", " ")

    assert result.code == 2
    assert result.err == "用法不对：撤回要写明原因和撤回人\n"


@pytest.mark.parametrize(
    "arguments", [("verify",), ("history",), ("withdraw", 1, "--reason", "报错了表")]
)
def test_where_there_is_no_store_none_is_made_to_look_into(run, store_path, arguments):
    result = run(*arguments)

    assert result.code == 2
    assert result.err == f"还没有数据库“{store_path}”，请检查 HRSS_DATABASE_URL\n"
    assert not store_path.exists()


def test_verify_says_that_a_store_is_whole(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    result = run("verify")

    assert result.code == 0
    assert result.out == "数据库完整\n"


def test_verify_of_a_store_without_a_report_says_that_it_may_not_be_the_one(
    run, sheet_of
):
    run("demo", "--clear")

    result = run("verify")

    assert result.code == 0
    assert result.out == (
        "数据库完整，库中还没有任何上报；如果不应如此，请检查 HRSS_DATABASE_URL\n"
    )


def test_verify_names_what_is_missing_and_ends_with_1(run, sheet_of, store_path):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    with sqlite3.connect(store_path) as database:
        database.execute("DELETE FROM office_report")
    database.close()

    result = run("verify")

    assert result.code == 1
    assert result.out == "第 1 号上报应有 1 行，实存 0 行\n"
    assert result.err == "数据库有1处不符\n"
