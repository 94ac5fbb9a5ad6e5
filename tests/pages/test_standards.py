"""The standards page on offices that can be counted by hand."""

import pytest

from hrss.web.view import STANDARDS_TABS
from tests.pages.conftest import (
    DONGGUAN,
    GUANGZHOU,
    SHAOGUAN,
    all_words,
    answer,
    words,
)

VERIFIED, RULES, ITEMS, PLACES = STANDARDS_TABS
CHARTS = {
    VERIFIED: ["verified", "blocking", "rules"],
    RULES: [],
    ITEMS: ["items_equipment", "items_systems", "items_functions"],
    PLACES: ["areas", "names", "bands"],
}


def rule_cells(page):
    """Cells of the rule table by rule."""
    (table,) = (each.value for each in page.html if "依据原文" in each.value)
    rows = table.split("<tr>")[2:]
    cells = [[words("<td" + cell) for cell in row.split("<td")[1:]] for row in rows]
    return {row[0]: row[1:] for row in cells}


def test_the_answer_comes_first(visit, zhuhai_url):
    page = visit(zhuhai_url, "standards")

    assert not page.exception
    # The sheet asks none of the hard rules, so nothing can be said to hold them up.
    assert answer(page) == "全省上报建成3个，其中核验达标0个（0.0%）"


@pytest.mark.parametrize("section", CHARTS)
def test_every_chart_is_in_its_part_and_can_be_taken_away(visit, zhuhai_url, section):
    page = visit(zhuhai_url, "standards", section=section)

    assert not page.exception
    charts = CHARTS[section]
    assert [each.key for each in page.get("plotly_chart")] == [
        f"chart_{key}" for key in charts
    ]
    keys = {each.key for each in page.get("download_button")}
    assert {f"table_{key}" for key in charts} <= keys


def test_the_reading_of_a_window_on_a_platform_stands_with_its_rule(visit, zhuhai_url):
    standards = visit(zhuhai_url, "standards", section=RULES)
    policy = visit(zhuhai_url, "policy")

    sentence = "本所设有服务窗口的才算符合，平台的窗口数不算；面积不足300㎡只作提示"
    assert sentence in rule_cells(standards)["R02"][2]
    assert sentence in all_words(policy)


def test_each_rule_has_its_quote_counts_and_both_rates(visit, zhuhai_url):
    page = visit(zhuhai_url, "standards", section=RULES)

    cells = rule_cells(page)
    assert len(cells) == 20
    assert cells["R18"] == [
        *("场所面积", "原则性要求"),
        "乡镇、街道服务机构办公和服务场地建筑面积原则上不少于300平方米",
        *("3", "2", "1", "5", "—", "25.0%", "66.7%"),
    ]
    assert cells["R03"][3:] == ["0", "—", "—", "8", "—", "—", "—"]


def test_where_no_office_says_whom_it_serves_an_estimate_names_its_source(
    visit, zhuhai_url
):
    page = visit(zhuhai_url, "standards", section=PLACES)

    estimate = page.dataframe[1].value
    assert estimate["group_name"].tolist() == ["韶关市", "珠海市", "东莞市"]
    assert estimate["population_count"].tolist() == [2826612, 1560229, 8220237]
    assert estimate["fewest_needed_count"].tolist() == [354, 196, 1028]
    assert estimate["population_per_staff"].isna().all()
    assert "估算：以2010年11月1日第六次全国人口普查常住人口代替" in all_words(page)


def test_an_area_without_offices_of_the_batch_says_so(visit, zhuhai_url):
    page = visit(zhuhai_url, "standards", area=DONGGUAN, batch="2012")

    assert not page.exception
    assert [each.value for each in page.info] == [
        "东莞市属珠三角，1个机构全部列入2011年批次；"
        "请在左侧把“批次”改为“全部”或“2011年”。"
    ]
    assert not page.get("plotly_chart")


def number(cell):
    return int(cell.replace(",", ""))


@pytest.mark.xdist_group("simulated_pages")
@pytest.mark.parametrize("area", ["440000", GUANGZHOU, SHAOGUAN, DONGGUAN])
def test_counts_of_each_rule_add_up(visit, simulated_url, area):
    page = visit(simulated_url, "standards", area=area, section=RULES)

    assert not page.exception
    cells = rule_cells(page).values()
    judged = [row[3:7] for row in cells if row[4] != "—"]
    assert len(judged) == 17
    for row in judged:
        answered, passed, failed, _ = map(number, row)
        assert passed + failed == answered
    assert len({number(row[3]) + number(row[6]) for row in cells}) == 1


def test_the_policy_page_leads_to_the_standards_page(visit, zhuhai_url):
    page = visit(zhuhai_url, "policy")

    links = [(each.label, each.page) for each in page.get("page_link")]
    assert not page.exception
    assert ("在“标准化”页看R18、R19", "standards") in links
    assert all("R28" not in label for label, _ in links)
    assert "66.7%（填报3个中符合2个；应建8）" in all_words(page)


def test_the_policy_page_s_figures_are_of_the_chosen_day(visit, two_months_url):
    earlier = visit(two_months_url, "policy", as_of="2011-11-30")
    later = visit(two_months_url, "policy", as_of="2011-12-31")

    assert "66.7%（填报3个中符合2个；应建8）" in all_words(earlier)
    assert "50.0%（填报4个中符合2个；应建8）" in all_words(later)
