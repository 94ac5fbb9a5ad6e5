import io
import json

import pytest

from tests.cli.conftest import Run

PASSWORD = "correct horse battery"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """What stands on standard input."""

    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    type_in(f"{PASSWORD}\n")
    return type_in


def add(run: Run, name: str, *more: str):
    return run("user", "add", name, "--name", "李四", *more, "--password-stdin")


def test_first_administrator_is_made_on_the_command_line(run: Run, typed, store_path):
    result = add(run, "Admin", "--role", "administrator")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "已新增账号“admin”（系统管理员，全省）\n"
        f"此前没有数据库，已新建“{store_path}”，请核对服务用的是否同一个\n"
    )
    [line] = json.loads(run("user", "list", "--json").out)
    assert (line["account_id"], line["user_name"]) == (1, "admin")
    assert line["role"] == "administrator"
    assert "argon2" not in str(line)


def test_where_there_is_no_store_none_is_made_to_look_for_an_account(run, store_path):
    for action in (["list"], ["disable", "lisi"], ["enable", "lisi"]):
        result = run("user", *action)

        assert result.code == 2
        assert result.err == f"还没有数据库“{store_path}”，请检查 HRSS_DATABASE_URL\n"
    assert not store_path.exists()


def test_clerk_of_a_county_is_made_with_its_prefecture(run: Run, typed):
    result = add(run, "xz", "--role", "county_clerk", "--county", "香洲区")

    assert "县区经办，珠海市香洲区" in result.out


def test_password_set_for_somebody_else_must_be_changed_and_ones_own_need_not(
    run: Run, typed
):
    add(run, "own", "--role", "administrator")
    typed(f"{PASSWORD}\n")
    add(run, "zhang", "--role", "province_viewer", "--must-change")

    lines = json.loads(run("user", "list", "--json").out)
    assert {each["user_name"]: each["has_given_password"] for each in lines} == {
        "own": False,
        "zhang": True,
    }
    typed("another horse 9\n")
    run("user", "password", "zhang", "--password-stdin")
    lines = json.loads(run("user", "list", "--json").out)
    assert not any(each["has_given_password"] for each in lines)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--role", "prefecture_clerk"), "要指定地级市"),
        (("--role", "administrator", "--prefecture", "珠海"), "不应指定地级市"),
        (("--role", "king"), "没有“king”这一项"),
        (("--role", "county_clerk", "--county", "城区甲"), "没有"),
    ],
)
def test_role_and_place_that_do_not_fit_are_refused(run: Run, typed, more, sentence):
    result = add(run, "x", *more)

    assert result.code == 2
    assert sentence in result.err


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaa"])
def test_weak_password_is_refused_and_never_repeated(run: Run, typed, password):
    typed(f"{password}\n")

    result = add(run, "x", "--role", "administrator")

    assert result.code == 2
    assert not password or password not in result.err
    assert run("user", "list").out == "还没有账号\n"


def test_password_is_no_argument(run: Run, typed):
    result = add(run, "x", "--role", "administrator", "--password", PASSWORD)

    assert result.code == 2
    assert "不认识" in result.err


def test_without_a_terminal_the_password_must_come_on_standard_input(run: Run, typed):
    result = run("user", "add", "x", "--name", "李四", "--role", "administrator")

    assert result.code == 2
    assert "--password-stdin" in result.err


def test_account_is_disabled_enabled_and_changed_and_all_is_logged(run: Run, typed):
    add(run, "lisi", "--role", "province_viewer")
    typed("another horse 99\n")

    results = [
        run("user", "disable", "lisi"),
        run("user", "enable", "lisi"),
        run("user", "password", "lisi", "--password-stdin"),
        run(
            "user", "role", "lisi", "--role", "prefecture_clerk", "--prefecture", "珠海"
        ),
    ]

    assert [result.code for result in results] == [0, 0, 0, 0]
    log = json.loads(run("log", "--format", "json").out)
    assert [line["action"] for line in log] == [
        "change_rights",
        "change_password",
        "enable_account",
        "disable_account",
        "add_account",
    ]
    assert {line["subject"] for line in log} == {"lisi"}


def test_account_without_a_password_is_made_for_whom_another_system_knows(run: Run):
    result = run(
        "user", "add", "lisi", "--name", "李四", "--role", "province_viewer",
        "--external",
    )  # fmt: skip

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("已新增账号“lisi”（省级查看，全省，没有密码）\n")
    assert "有效（没有密码）" in run("user", "list").out
    [line] = json.loads(run("user", "list", "--json").out)
    assert line["has_password"] is False


def test_last_administrator_stays(run: Run, typed):
    add(run, "admin", "--role", "administrator")

    disabled = run("user", "disable", "admin")
    changed = run("user", "role", "admin", "--role", "province_viewer")

    for refused in (disabled, changed):
        assert refused.code == 2
        assert "“admin”是最后一个有效的系统管理员账号" in refused.err
    typed(f"{PASSWORD}\n")
    add(run, "second", "--role", "administrator")
    assert run("user", "disable", "admin").code == 0


def test_what_is_not_there_or_there_already_is_said(run: Run, typed):
    add(run, "lisi", "--role", "province_viewer")
    typed(f"{PASSWORD}\n")

    assert "已经有了" in add(run, "LISI", "--role", "province_viewer").err
    assert "没有用户名为“wangwu”" in run("user", "disable", "wangwu").err
    assert run("user", "disable", "wang wu").code == 2
