"""The page of administration: accounts, the log, and who sees neither."""

import zlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from hrss.accounts import Rights, Role
from hrss.service import gate
from hrss.service.gate import Actor
from hrss.settings import Settings
from hrss.store import (
    Lifetime,
    Store,
    add_account,
    close_store,
    data_version,
    fetch_accounts,
    migrate,
    open_store,
    set_disabled,
    sign_in,
)
from hrss.web import admin_log
from hrss.web.accounts import SESSION_COOKIE
from tests.pages.conftest import Visit, all_words
from tests.store.mini import NOVEMBER, SHAMIAN, checked_sheet

PASSWORD = "correct horse battery"
LIFETIME = Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=8))
ADMINISTRATOR = Rights(Role.ADMINISTRATOR)
MARKER = "仅此单元格才有的字"

Enter = Callable[..., AppTest]


@pytest.fixture
def store(url: str, monkeypatch: pytest.MonkeyPatch):
    """A store with an administrator."""
    monkeypatch.setenv("HRSS_ACCOUNTS", "1")
    made = open_store(Settings(database_url=url))
    migrate(made)
    add(made, "admin", ADMINISTRATOR)
    yield made
    close_store(made)


@pytest.fixture
def enter(
    store: Store, url: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> Enter:
    """Open the page, signed in."""

    def open_page(name: str = "admin", **chosen) -> AppTest:
        token = sign_in(store, name, PASSWORD, lifetime=LIFETIME, address="10.0.0.9")
        monkeypatch.setattr(ContextProxy, "cookies", {SESSION_COOKIE: token})
        monkeypatch.setattr(ContextProxy, "ip_address", "10.0.0.9")
        return visit(url, "admin", **chosen)

    return open_page


def add(store: Store, name: str, rights: Rights) -> None:
    add_account(
        store, name, display_name="张三", rights=rights, password=PASSWORD, by="命令行"
    )


def cells(page: AppTest, name: str) -> list[object]:
    return page.dataframe[0].value[name].tolist()


def press(page: AppTest, label: str) -> AppTest:
    return next(each for each in page.button if each.label == label).click().run()


def fill_new(page: AppTest, name: str, shown: str) -> AppTest:
    page.text_input(key="new_name_0").set_value(name)
    return page.text_input(key="new_shown_0").set_value(shown).run()


def choose_last(page: AppTest, store: Store) -> AppTest:
    """Choose the newest account of the list."""
    numbers = [each.id for each in fetch_accounts(store)]
    key = zlib.crc32(" ".join(map(str, numbers)).encode())
    chosen = {"selection": {"rows": [len(numbers) - 1], "columns": []}}
    page.session_state[f"admin_accounts_{key}"] = chosen
    return page.run()


def test_the_list_says_who_may_what_where_and_when_they_came_last(enter, store):
    add(store, "lisi", Rights(Role.COUNTY_CLERK, "440100", "440103"))

    page = enter()

    assert not page.exception
    assert cells(page, "用户名") == ["admin", "lisi"]
    assert cells(page, "角色") == ["系统管理员", "县区经办"]
    assert cells(page, "地区") == ["全省", "广州市荔湾区"]
    assert cells(page, "状态") == ["有效", "有效"]
    assert page.dataframe[0].value["最近登录"].isna().tolist() == [False, True]
    assert page.dataframe[0].value["锁定至"].isna().all()


def test_an_account_is_made_and_its_password_shown_once(enter, store):
    page = fill_new(enter(), "wangwu", "王五")
    page.selectbox(key="new_0_prefecture").set_value("440200").run()

    made = press(page, "新增账号")

    (password,) = [each.value for each in made.code]
    assert [each.value for each in made.success] == [
        "已新增账号“wangwu”（地市经办，韶关市）。"
    ]
    assert sign_in(store, "wangwu", password, lifetime=LIFETIME)
    assert not made.run().code
    assert fetch_accounts(store)[1].created_by == "admin"


def test_what_an_account_lacks_is_said_and_nothing_is_made(enter, store):
    page = fill_new(enter(), "wangwu", "王五")

    refused = press(page, "新增账号")

    assert [each.value for each in refused.error] == ["地市经办账号要指定地级市。"]
    assert len(fetch_accounts(store)) == 1


def test_a_form_holds_though_a_colleague_makes_an_account_meanwhile(enter, store):
    page = fill_new(enter(), "wangwu", "王五")
    page.selectbox(key="new_0_prefecture").set_value("440200").run()
    add(store, "lisi", Rights(Role.PROVINCE_VIEWER))

    made = press(page, "新增账号")

    assert [each.value for each in made.success] == [
        "已新增账号“wangwu”（地市经办，韶关市）。"
    ]
    assert made.text_input(key="new_name_1").value == ""


def test_the_account_that_was_chosen_stays_so_though_a_colleague_makes_another(
    enter, store
):
    add(store, "lisi", Rights(Role.PREFECTURE_CLERK, "440200"))
    page = choose_last(enter(), store)
    add(store, "ahong", Rights(Role.PROVINCE_VIEWER))

    press(page, "停用")

    assert {each.user_name: each.is_disabled for each in fetch_accounts(store)} == {
        "admin": False,
        "ahong": False,
        "lisi": True,
    }


def test_who_was_shut_out_meanwhile_is_not_let_in_by_the_same_click(enter, store):
    add(store, "lisi", Rights(Role.PREFECTURE_CLERK, "440200"))
    page = choose_last(enter(), store)
    set_disabled(store, "lisi", is_disabled=True, by="命令行")

    press(page, "停用")

    assert [each.is_disabled for each in fetch_accounts(store)] == [False, True]


def test_an_account_is_shut_out_and_given_another_password(enter, store, url):
    add(store, "lisi", Rights(Role.PREFECTURE_CLERK, "440200"))

    page = press(choose_last(enter(), store), "停用")

    assert [each.is_disabled for each in fetch_accounts(store)] == [False, True]
    assert [each.value for each in page.success] == ["已停用账号“lisi”。"]


@pytest.mark.parametrize(
    "rights",
    [
        Rights(Role.PROVINCE_VIEWER),
        Rights(Role.PROVINCE_EDITOR),
        Rights(Role.PREFECTURE_CLERK, "440200"),
        Rights(Role.COUNTY_CLERK, "440100", "440103"),
    ],
    ids=lambda rights: rights.role.value,
)
def test_nobody_else_sees_accounts_or_the_log(enter, store, rights):
    add(store, "lisi", rights)

    page = enter("lisi", admin_tab="日志")

    assert [each.value for each in page.error] == [
        "您的账号不能管理账号，也不能查看日志。"
    ]
    assert not page.dataframe
    assert not page.get("download_button")


def test_the_log_is_narrowed_and_says_how_much_it_shows(enter, store):
    add(store, "lisi", Rights(Role.PROVINCE_VIEWER))

    page = enter(admin_tab="日志")
    narrowed = page.text_input(key="log_address").set_value("10.0.").run()

    assert "操作日志（1条）" in all_words(narrowed)
    assert cells(narrowed, "操作") == ["登录"]
    assert cells(narrowed, "来自") == ["10.0.0.9"]


def test_no_export_of_the_log_holds_a_password_a_cookie_or_a_cell(
    enter, store, monkeypatch
):
    page = fill_new(enter(), "wangwu", "王五")
    page.selectbox(key="new_0_prefecture").set_value("440100").run()
    first = press(page, "新增账号").code[0].value
    (admin, _) = fetch_accounts(store)
    actor = Actor("张三", admin, "10.0.0.9", has_accounts=True)
    second = gate.renew_password(store, actor, "wangwu")
    gate.shut_out(store, actor, "wangwu", is_disabled=True)
    offices = {SHAMIAN: {"is_complete": True, "raw": {"B": MARKER}}}
    gate.submit(
        store,
        actor,
        checked_sheet(offices, content=b"one"),
        content=b"one",
        as_of=NOVEMBER,
        expected_version=data_version(store),
        only_valid_rows=False,
    )
    token = ContextProxy.cookies[SESSION_COOKIE]

    table = admin_log.export({})
    kept = [table.to_csv(), admin_log.as_csv(table).decode(), str(table.to_numpy())]

    assert table["操作"].tolist() == [
        *("报送", "停用账号", "修改密码", "新增账号", "登录", "新增账号"),
    ]
    for secret in (PASSWORD, first, second, token, MARKER):
        assert not any(secret in text for text in kept)
