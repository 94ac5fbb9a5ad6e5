"""The page of administration in a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import add_account, close_store, migrate, open_store
from tests.browser.conftest import served
from tests.browser.test_accounts import PASSWORD, enter
from tests.browser.test_every_page import LARGE, look_over
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a server with an administrator."""
    database = tmp_path / "hrss.sqlite"
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    migrate(store)
    add_account(
        store,
        "管理员",
        display_name="省厅",
        rights=Rights(Role.ADMINISTRATOR),
        password=PASSWORD,
        by="省厅",
    )
    close_store(store)
    monkeypatch.setitem(os.environ, "HRSS_ACCOUNTS", "1")
    with served(database) as address:
        yield address


def test_an_account_is_made_and_the_log_taken_out_without_its_password(
    server, browser, tmp_path
):
    context = browser.new_context(locale="zh-CN", accept_downloads=True)
    visitor = Visitor(context.new_page(), server)
    page = visitor.page

    enter(page, server, "管理员", "admin")
    page.wait_for_url("**/admin")
    visitor.settle()
    look_over(visitor)

    page.get_by_role("textbox", name="用户名").fill("李四")
    page.get_by_role("textbox", name="姓名或单位").fill("韶关市局")
    page.get_by_role("textbox", name="姓名或单位").press("Tab")
    visitor.settle()
    page.get_by_role("combobox", name="地级市").click()
    page.get_by_role("option", name="韶关市").click()
    visitor.settle()
    visitor.press("新增账号")
    assert "已新增账号“李四”（地市经办，韶关市）" in visitor.text()
    password = page.locator('[data-testid="stCode"]').inner_text().strip()
    assert len(password) == 19

    page.get_by_role("tab", name="日志").click()
    visitor.settle()
    assert password not in visitor.text()
    look_over(visitor)
    page.set_viewport_size(LARGE)
    look_over(visitor)
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载（CSV）").click()
    path = tmp_path / "log.csv"
    taken.value.save_as(path)
    log = path.read_text(encoding="utf-8-sig")
    assert "管理员,新增账号,李四" in log
    assert password not in log
    assert PASSWORD not in log
    context.close()
