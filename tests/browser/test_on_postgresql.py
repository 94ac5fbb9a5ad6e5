"""The main road on a PostgreSQL: one visit, with accounts, from sheet to export."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import (
    Store,
    add_account,
    close_store,
    fetch_submissions,
    migrate,
    open_store,
    verify,
)
from tests.browser.visitor import Visitor
from tests.clerk_sheets import FILE_NAME, mended_sheet, messy_sheet
from tests.faults.serving import web_server
from tests.faults.sheets import sheet_of
from tests.postgres import Postgres
from tests.store.databases import passing_database

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "correct horse battery"


@pytest.fixture
def store(postgres: Postgres) -> Iterator[Store]:
    """A store on a PostgreSQL, with a clerk of Zhuhai."""
    with passing_database(postgres) as address:
        store = open_store(Settings(database_url=address))
        migrate(store)
        add_account(
            store,
            "zhuhai",
            display_name="李四",
            rights=Rights(Role.PREFECTURE_CLERK, "440400"),
            password=PASSWORD,
            by="省厅",
        )
        yield store
        close_store(store)


@pytest.fixture
def address(store: Store, tmp_path: Path) -> Iterator[str]:
    """Address of a server of that store which asks who is there."""
    url = store.engine.url.render_as_string(hide_password=False)
    with web_server(url, tmp_path, {"HRSS_ACCOUNTS": "1"}) as server:
        yield server.address
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_a_clerk_sends_a_sheet_and_finds_its_figures_its_cells_and_its_export(
    browser, address: str, store: Store
) -> None:
    context = browser.new_context(locale="zh-CN", accept_downloads=True)
    visitor = Visitor(context.new_page(), address)
    page = visitor.page
    page.goto(f"{address}/submit")
    page.get_by_label("用户名").fill("zhuhai")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/submit")
    visitor.settle()
    assert "李四" in visitor.text()

    visitor.upload("韶关市进度表.xlsx", sheet_of("440200", staff=3))
    visitor.press("确认提交")
    assert "您的账号只能报送珠海市的数据" in visitor.text()

    visitor.take_back_upload("韶关市进度表.xlsx")
    visitor.upload(FILE_NAME, messy_sheet())
    assert "错误 2 处，提示 1 处" in visitor.text()

    visitor.take_back_upload(FILE_NAME)
    original = mended_sheet()
    visitor.upload(FILE_NAME, original)
    assert "新建成 3 个" in visitor.text()
    visitor.press("确认提交")
    assert "报送编号 1，数据截至2011年11月30日，收下4行" in visitor.text()

    visitor.turn_to("总览")
    assert "2011年批次上报建成 3 个，占应建 589 个的 0.5%" in visitor.answer()
    visitor.open_export_menu("map")
    _, content = visitor.download(page.get_by_role("button", name="下载数据（Excel）"))
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.values
    zhuhai = next(row for row in rows if "珠海市" in row)
    assert 0.125 in zhuhai

    visitor.turn_to("机构")
    visitor.type_into("查找", "吉大街道")
    visitor.pick_first_row()
    page.get_by_role("tab", name="现报数据及出处").wait_for()
    visitor.settle()
    assert "G6" in visitor.cells(awaited="280㎡")
    assert f"出自文件“{FILE_NAME}”" in visitor.text()
    _, content = visitor.download(page.get_by_role("button", name="下载原始文件"))
    assert content == original
    context.close()

    assert fetch_submissions(store)["sender"].tolist() == ["李四"]
    assert verify(store) == []
