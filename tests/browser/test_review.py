"""The whole way of a report: sent, returned, mended, approved, counted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import add_account, close_store, migrate, open_store
from tests.browser.conftest import LAPTOP, served
from tests.browser.visitor import Visitor
from tests.factories import make_sheet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "correct horse battery"
COMMENT = "面积请再核实"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a server with a clerk of 香洲区 and one of Zhuhai."""
    path = tmp_path / "hrss.sqlite"
    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    migrate(store)
    for name, shown, rights in (
        ("county", "香洲区局", Rights(Role.COUNTY_CLERK, "440400", "440402")),
        ("prefecture", "珠海市局", Rights(Role.PREFECTURE_CLERK, "440400")),
    ):
        add_account(
            store, name, display_name=shown, rights=rights, password=PASSWORD, by="省厅"
        )
    close_store(store)
    monkeypatch.setitem(os.environ, "HRSS_ACCOUNTS", "1")
    with served(path) as address:
        yield address


def enter(browser, address: str, name: str, path: str) -> Visitor:
    context = browser.new_context(viewport=LAPTOP, locale="zh-CN")
    visitor = Visitor(context.new_page(), address)
    page = visitor.page
    page.goto(f"{address}/{path}")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**/{path}")
    visitor.settle()
    return visitor


def sheet(area: int, township: str = "拱北街道") -> bytes:
    return make_sheet(
        (
            ["截至2011年11月30日"],
            ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "建筑面积（㎡）"],
            ["珠海市", "香洲区", township, "是", area],
        )
    )


def send(visitor: Visitor, name: str, area: int, township: str = "拱北街道") -> None:
    visitor.go("submit")
    visitor.upload(name, sheet(area, township))
    visitor.press("确认提交")
    assert "现为待审核" in visitor.text()


def test_a_report_is_returned_mended_approved_and_then_counts(server, browser):
    county = enter(browser, server, "county", "submit")
    send(county, "香洲区.xlsx", 30)

    prefecture = enter(browser, server, "prefecture", "review")
    assert "待您审核的报表 1 份" in prefecture.text()
    prefecture.pick_first_row()
    prefecture.page.get_by_label("审核意见").fill(COMMENT)
    prefecture.press("退回修改")
    assert "已退回" in prefecture.text()

    county.go("submit")
    assert "有1份被退回，请修改后重新上报" in county.text()
    assert COMMENT in county.text()
    send(county, "香洲区_更正.xlsx", 300)
    county.go("?counting=仅已审核")
    assert "（仅已审核" in county.text()
    assert "上报建成 1 个" not in county.text()

    prefecture.go("review")
    prefecture.pick_first_row()
    assert COMMENT in " ".join(prefecture.cells(awaited=COMMENT))
    prefecture.press("通过")
    assert "没有待您审核的报表" in prefecture.text()

    county.go("?counting=仅已审核")
    assert "上报建成 1 个" in county.text()
    assert "（仅已审核" in county.text()
    assert county.complaints + prefecture.complaints == []
    county.page.context.close()
    prefecture.page.context.close()


def test_a_decision_holds_and_is_seen_though_the_queue_changes_meanwhile(
    server, browser
):
    county = enter(browser, server, "county", "submit")
    send(county, "香洲区.xlsx", 30)
    prefecture = enter(browser, server, "prefecture", "review")
    prefecture.pick_first_row()
    prefecture.page.get_by_label("审核意见").fill(COMMENT)
    send(county, "吉大街道.xlsx", 300, "吉大街道")
    button = prefecture.page.get_by_role("button", name="退回修改")
    button.scroll_into_view_if_needed()

    prefecture.press("退回修改")

    told = prefecture.page.locator(".st-key-outcome").get_by_role("status")
    assert told.inner_text() == "报送编号 1（珠海市香洲区）已退回。"
    place = told.bounding_box()
    assert place is not None
    assert 0 <= place["y"] <= LAPTOP["height"] - place["height"]
    assert "待您审核的报表 1 份" in prefecture.text()
    county.go("submit")
    assert "已退回" in county.cells(awaited="已退回")
    county.pick_first_row()
    county.page.get_by_label("的原因").fill("报错了表")
    send_meanwhile = enter(browser, server, "county", "submit")
    send(send_meanwhile, "香洲区_更正.xlsx", 310)
    county.press("撤回")

    told = county.page.locator(".st-key-outcome").get_by_role("status")
    assert told.inner_text() == "报送编号 2 已撤回，不再计入。"
    for visitor in (county, prefecture, send_meanwhile):
        assert visitor.complaints == []
        visitor.page.context.close()
