"""From a bar of the standards page to an office, and to the cell of its value."""

import pytest

from hrss.settings import Settings
from hrss.store import close_store, migrate, open_store
from tests.browser.conftest import served
from tests.clerk_sheets import FILE_NAME, mended_sheet, send_sheet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def zhuhai_server(tmp_path_factory):
    """Address of a server to which Zhuhai has sent its four offices."""
    database = tmp_path_factory.mktemp("zhuhai") / "hrss.sqlite"
    url = f"sqlite:///{database}"
    store = open_store(Settings(database_url=url))
    migrate(store)
    close_store(store)
    send_sheet(url, mended_sheet(), file_name=FILE_NAME)
    with served(database) as address:
        yield address


def test_a_click_on_a_bar_leads_to_the_cell_of_a_value(new_visitor, zhuhai_server):
    visitor = new_visitor(zhuhai_server, "standards?area=珠海市&batch=2011年")

    # 吉大街道 has 280 m²; the two others that say have 300 and 500.
    visitor.click_on_bar("rules", "R18.bad")

    cells = visitor.cells(awaited="280㎡")
    assert "香洲区吉大街道" in cells
    assert not any("拱北街道" in cell for cell in cells)

    office = visitor.follow_first_link()

    assert office.answer().startswith("珠海市机构")
    assert "珠海市香洲区吉大街道" in office.text()
    cells = office.cells(awaited="G6")
    assert cells[cells.index("G6") - 2 : cells.index("G6") + 1] == [
        *("280㎡", "", "G6"),
    ]
    assert f"出自文件“{FILE_NAME}”" in office.text()


def test_a_second_click_on_the_bar_puts_the_list_away(new_visitor, zhuhai_server):
    visitor = new_visitor(zhuhai_server, "standards?area=珠海市")
    visitor.click_on_bar("rules", "R18.good")
    assert "符合 2" in visitor.text()

    visitor.click_on_bar("rules", "R18.good")

    assert visitor.page.locator('[data-testid="stDataFrame"]').count() == 0
