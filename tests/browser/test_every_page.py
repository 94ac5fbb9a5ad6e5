"""Every page, with data and without, on a laptop and on a large screen."""

import pytest

from hrss.settings import REPOSITORY
from tests.browser.visitor import SORRY, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = ["", *(path.stem for path in sorted((REPOSITORY / "pages").glob("*.py")))]
# The first is the page at the root; the others are there only with accounts.
for each in ("overview", "admin", "review"):
    PAGES.remove(each)
LARGE = {"width": 1920, "height": 1080}
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const root = document.documentElement;
  return [main.scrollWidth - main.clientWidth, root.scrollWidth - root.clientWidth];
}"""


def look_over(visitor: Visitor) -> None:
    page = visitor.page
    assert page.locator('[data-testid="stException"]').count() == 0
    assert SORRY not in visitor.text()
    assert visitor.latin_words() == []
    assert page.evaluate(OVERFLOW) == [0, 0]
    assert page.locator("html").get_attribute("lang") == "zh-CN"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_with_data_is_whole_chinese_and_keeps_to_itself(
    new_visitor, simulated_server, path
):
    visitor = new_visitor(simulated_server, path)

    look_over(visitor)
    assert "模拟数据" in visitor.answer()
    visitor.page.set_viewport_size(LARGE)
    visitor.settle()
    look_over(visitor)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_data_says_so_in_chinese(new_visitor, empty_server, path):
    visitor = new_visitor(empty_server, path)

    look_over(visitor)
    assert "模拟" not in visitor.text()
    visitor.page.set_viewport_size(LARGE)
    look_over(visitor)


def test_the_overview_answers_without_scrolling_on_a_laptop(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server)

    for key in ("bullet_2011", "bullet_2012", "map", "ranking", "rise"):
        box = visitor.page.locator(f".st-key-chart_{key}").bounding_box()
        assert box is not None, key
        assert box["y"] + box["height"] <= 768, key
    assert visitor.page.locator(".answer").bounding_box()["y"] < 60


def test_what_opens_on_the_submit_page_is_chinese(new_visitor, empty_server):
    visitor = new_visitor(empty_server, "submit")

    visitor.page.locator('[data-testid="stDateInput"] button').click()
    visitor.page.get_by_role("grid").wait_for()
    assert visitor.latin_words() == []
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("combobox", name="下载本市填报模板").click()
    visitor.page.get_by_role("listbox").wait_for()
    assert visitor.latin_words() == []


def test_what_opens_on_the_offices_page_is_chinese(new_visitor, simulated_server):
    visitor = new_visitor(simulated_server, "offices")
    page = visitor.page

    page.get_by_role("combobox", name="状态").click()
    page.get_by_role("listbox").wait_for()
    assert visitor.latin_words() == []
    page.keyboard.press("Escape")
    day = page.get_by_role("combobox", name="数据截至")
    day.fill("2011-10-15")
    page.get_by_role("option", name="使用：2011-10-15").wait_for()
    assert visitor.latin_words() == []
    day.press("Enter")
    page.wait_for_url("**as_of=2011-10-15*")
    visitor.settle()
    grid = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    page.mouse.click(grid["x"] + 70, grid["y"] + 16)
    page.get_by_text("升序排列").wait_for()
    assert visitor.latin_words() == []
