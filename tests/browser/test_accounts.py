import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import (
    add_account,
    close_store,
    fetch_log,
    fetch_submissions,
    migrate,
    open_store,
)
from tests.browser.conftest import served
from tests.browser.visitor import Visitor
from tests.clerk_sheets import FILE_NAME, mended_sheet
from tests.factories import make_sheet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "correct horse battery"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A store with a clerk of Zhuhai, a clerk of Shaoguan, and one who looks."""
    path = tmp_path / "hrss.sqlite"
    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    migrate(store)
    for name, shown, rights in (
        ("zhuhai", "李四", Rights(Role.PREFECTURE_CLERK, "440400")),
        ("shaoguan", "王五", Rights(Role.PREFECTURE_CLERK, "440200")),
        ("viewer", "赵六", Rights(Role.PROVINCE_VIEWER)),
    ):
        add_account(
            store, name, display_name=shown, rights=rights, password=PASSWORD, by="省厅"
        )
    close_store(store)
    return path


@pytest.fixture
def accounts_server(database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a server that asks who is there."""
    monkeypatch.setitem(os.environ, "HRSS_ACCOUNTS", "1")
    with served(database) as address:
        yield address


def enter(page, address: str, name: str, path: str = "") -> None:
    page.goto(f"{address}/{path}")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def shaoguan_sheet() -> bytes:
    return make_sheet(
        (
            ["截至2011年11月30日"],
            ["地级市", "县（市、区）", "乡镇（街道）", "是否建成"],
            ["韶关市", "始兴县", "太平镇", "是"],
        )
    )


def test_a_clerk_signs_in_sends_the_own_prefecture_and_no_other_and_leaves(
    accounts_server, database, browser
):
    context = browser.new_context(locale="zh-CN")
    visitor = Visitor(context.new_page(), accounts_server)
    page = visitor.page

    page.goto(f"{accounts_server}/submit")
    assert "/login?next=%2Fsubmit" in page.url
    enter(page, accounts_server, "zhuhai", "submit")
    page.wait_for_url("**/submit")
    visitor.settle()
    assert "已登录：李四（地市经办　珠海市）" in visitor.text()

    visitor.upload("韶关市进度表.xlsx", shaoguan_sheet())
    visitor.press("确认提交")
    assert "您的账号只能报送珠海市的数据，这里还有韶关市始兴县的" in visitor.text()

    visitor.take_back_upload("韶关市进度表.xlsx")
    visitor.upload(FILE_NAME, mended_sheet())
    visitor.press("确认提交")
    assert "提交成功" in visitor.text()

    page.get_by_role("link", name="退出登录").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/login")
    assert "hrss_session" not in {each["name"] for each in context.cookies()}
    page.go_back()
    page.wait_for_load_state()
    assert "珠海" not in page.inner_text("body")
    context.close()

    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    assert fetch_submissions(store)["sender"].tolist() == ["李四"]
    assert fetch_log(store)["action"].tolist()[:5] == [
        "sign_out",
        "submit",
        "refused",
        "sign_in",
        "add_account",
    ]
    close_store(store)


def test_a_page_that_is_left_open_says_after_the_end_that_one_must_sign_in(
    accounts_server, browser
):
    context = browser.new_context(locale="zh-CN")
    visitor = Visitor(context.new_page(), accounts_server)
    enter(visitor.page, accounts_server, "viewer", "submit")
    visitor.page.wait_for_url("**/submit")
    visitor.settle()
    assert "不能报送" in visitor.text()

    other = context.new_page()
    other.goto(f"{accounts_server}/logout")
    other.get_by_role("button", name="退出登录").click()
    other.wait_for_url("**/login")
    visitor.menu_entry("政策依据").click()

    visitor.page.get_by_text("登录已失效").wait_for()
    assert visitor.page.get_by_text("最近收到").count() == 0
    assert visitor.page.get_by_text("粤人社发").count() == 0
    context.close()
