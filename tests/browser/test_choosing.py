"""What is chosen: on the map, in the sidebar, in the address."""

from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_click_on_the_map_leads_to_counties_and_offices_and_back(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server, "map")
    assert visitor.answer().startswith("全省建设地图")

    visitor.click_on_map("440200")
    visitor.page.wait_for_function(
        "() => document.querySelector('.answer').innerText.startsWith('韶关市')"
    )
    visitor.settle()

    assert any(label.startswith("始兴县") for label in visitor.map_labels())
    assert not any(label.startswith("广州") for label in visitor.map_labels())
    points = visitor.page.locator(".scattergeo .point")
    assert points.count() > 50
    assert "示意图" in visitor.text()

    visitor.press("返回全省")

    assert visitor.answer().startswith("全省建设地图")
    assert any(label.startswith("广州") for label in visitor.map_labels())


def test_a_view_is_in_the_address_and_can_be_sent(new_visitor, simulated_server):
    # The policy page has the same choosers and is drawn in no time.
    visitor = new_visitor(simulated_server, "policy")
    visitor.choose("范围", "韶关市")
    visitor.press("2011年", role="radio")
    visitor.choose("数据截至", "2011-09-30")

    visitor.turn_to("总览")

    sentence = visitor.answer()
    assert sentence.startswith("截至2011年9月30日，韶关市2011年批次")
    visitor.page.reload()
    visitor.settle()
    assert visitor.answer() == sentence
    query = urlsplit(visitor.page.url).query
    colleague = new_visitor(simulated_server, f"?{query}")
    assert colleague.answer() == sentence


def test_a_view_holds_from_page_to_page(new_visitor, simulated_server):
    visitor = new_visitor(simulated_server, "policy")
    visitor.choose("范围", "东莞市")
    visitor.press("2012年", role="radio")

    # The submit page has no choosers: the view must not get lost there.
    for title, opening in (
        ("机构", "东莞市机构"),
        ("数据上报", "数据上报"),
        ("总览", "截至2011年10月31日，东莞市"),
        ("进度", "东莞市进度对照"),
        ("地图", "东莞市建设地图"),
    ):
        visitor.turn_to(title)
        assert visitor.answer().startswith(opening)

    assert visitor.page.get_by_role("radio", name="2012年").is_checked()
    assert "个机构全部列入2011年批次；请在左侧把“批次”改为" in visitor.text()
