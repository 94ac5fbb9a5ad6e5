"""An oddity is looked at, and what was found stays with it."""

from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.store import close_store, migrate, open_store
from tests.clerk_sheets import send_sheet, sheet_of_day

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
NOTE = "<b>已核实</b> **属实**，租用二楼"


@pytest.fixture
def grown(tmp_path: Path) -> None:
    """Two months of Zhuhai in the store of `new_server`; an area more than doubled."""
    address = f"sqlite:///{tmp_path / 'hrss.sqlite'}"
    store = open_store(Settings(database_url=address))
    migrate(store)
    close_store(store)
    send_sheet(address, sheet_of_day("2011年11月30日", area=280))
    send_sheet(address, sheet_of_day("2011年12月31日", area=700))


def choose_first_row(visitor, table: int) -> None:
    grid = visitor.page.locator('[data-testid="stDataFrame"]').nth(table)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    visitor.page.mouse.click(box["x"] + 16, box["y"] + 50)
    visitor.page.get_by_role("textbox", name="核实人").wait_for()
    visitor.settle()


def test_an_oddity_is_marked_as_looked_at_and_the_note_stays(
    grown, new_server, new_visitor
):
    visitor = new_visitor(new_server, "trust")
    page = visitor.page
    assert visitor.answer().endswith("待核实的异常 1 处。")
    cells = visitor.cells(awaited="面积突变")
    assert any("由280㎡（2011-11-30报）变为700㎡" in cell for cell in cells)

    choose_first_row(visitor, 0)
    page.get_by_role("textbox", name="核实人").fill("王五")
    page.get_by_role("textbox", name="核实说明").fill(NOTE)
    visitor.settle()
    assert visitor.latin_words() == []
    visitor.press("标为已核实")

    assert "已记下核实说明。" in visitor.text()
    assert visitor.answer().endswith("没有待核实的异常。")
    assert "已核实的异常（1处）" in visitor.text()
    assert NOTE in visitor.cells(awaited="王五")

    colleague = new_visitor(new_server, "trust")
    choose_first_row(colleague, 0)

    assert f"王五：{NOTE}" in colleague.text()
    colleague.press("看这个机构的历次上报和每个数的出处", role="link")
    assert "珠海市香洲区吉大街道" in colleague.text()
