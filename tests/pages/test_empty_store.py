import pytest

from tests.pages.conftest import PAGES, Visit, all_words, answer

FIGURES = [name for name in PAGES if name not in ("submit", "policy")]


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_of_figures_says_that_there_is_no_data_and_where_to_go(
    visit: Visit, url: str, name: str
):
    page = visit(url, name)

    assert not page.exception
    assert [each.value for each in page.header] == ["还没有上报数据"]
    links = page.get("page_link")
    assert [(each.label, each.page) for each in links] == [("去上报", "submit")]


def test_the_policy_page_shows_the_decree_without_figures(visit: Visit, url: str):
    page = visit(url, "policy")

    said = all_words(page)
    assert not page.exception
    assert not page.header
    assert "乡镇、街道服务机构办公和服务场地建筑面积原则上不少于300平方米" in said
    assert "现值" not in said
    assert "还没有上报数据，故不列各条款的数字" in said
    assert not page.get("page_link")


def test_the_submit_page_asks_for_the_first_sheet(visit: Visit, url: str):
    page = visit(url, "submit")

    assert not page.exception
    assert answer(page) == "数据上报"
    assert [each.value for each in page.caption] == ["还没有收到过报表。"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_called_simulated(visit: Visit, url: str, name: str):
    page = visit(url, name)

    assert not page.exception
    assert "模拟" not in all_words(page)
