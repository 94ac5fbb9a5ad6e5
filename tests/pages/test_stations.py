"""The stations page on three villages that can be counted by hand."""

import pytest

from tests.clerk_sheets import FILE_NAME, mended_sheet, send_sheet
from tests.factories import make_sheet
from tests.pages.conftest import (
    DONGGUAN,
    GUANGZHOU,
    SHAOGUAN,
    all_words,
    answer,
    kept_store,
    use_mini_roster,
    words,
)

ZHUHAI = "440400"
LIST_NAME = "珠海市站点表.xlsx"
HEADER = [
    *("县（市、区）", "乡镇（街道）", "村（社区）", "站点全称", "是否建成", "统一标识"),
    *("指导服务所", "用工方式", "公职人员兼职人数", "领取报酬人数"),
]
GOOD_NAME = "北社区人力资源社会保障服务站"
NORTH = [
    *("香洲区", "吉大街道", "北社区", GOOD_NAME, "是", "是"),
    *("吉大街道人力资源和社会保障服务所", "村居干部兼职", 1, 0),
]
SOUTH = [
    *("香洲区", "吉大街道", "南社区", "南社区人力资源和社会保障服务站", "是", "否"),
    *(None, "专职聘用", 2, 1),
]
EAST = [
    *("斗门区", "井岸镇", "东村", None, "否", None),
    *("三灶镇人力资源和社会保障服务所", None, None, None),
]
RULES, STAFF, RED_LINE, STATIONS = "条款原文", "用工与名称", "红线", "站点明细"


def station_list(*rows):
    head = [["填报单位：珠海市人力资源和社会保障局", None, "截至2011年11月30日"]]
    return make_sheet([*head, HEADER, *rows])


@pytest.fixture(scope="module")
def stations_url(tmp_path_factory):
    """The small roster's store after Zhuhai's sheet and its list; to be read."""
    with kept_store(tmp_path_factory.mktemp("stations")) as address:
        use_mini_roster(address)
        send_sheet(address, mended_sheet(), file_name=FILE_NAME)
        send_sheet(address, station_list(NORTH, SOUTH, EAST), file_name=LIST_NAME)
        yield address


def tiles(page):
    (html,) = (each.value for each in page.html if 'class="figures"' in each.value)
    return [words(cell) for cell in html.split("<div>")[1:]]


def rule_cells(page):
    """Cells of the rule table by title."""
    (table,) = (each.value for each in page.html if "依据原文" in each.value)
    rows = table.split("<tr>")[2:]
    cells = [[words("<td" + cell) for cell in row.split("<td")[1:]] for row in rows]
    return {row[1]: row for row in cells}


def test_the_answer_comes_first(visit, stations_url):
    page = visit(stations_url, "stations")

    assert not page.exception
    assert answer(page) == (
        "全省2个乡镇（街道）报了站点名单，3个站点建成2个（66.7%）；1个站点触红线"
    )
    assert tiles(page) == [
        "已报名单的乡镇（街道）2 / 8",
        "建成站点（名单）2 / 3",
        "覆盖率（名单）66.7% ",
        "已建站点（进度表）— ",
        "覆盖率（进度表）— ",
        "公职人员领取兼职报酬1 个站点，1 人（填报2/名单3）■ 触红线",
    ]


def test_every_chart_is_there_and_can_be_taken_away(visit, stations_url):
    first = visit(stations_url, "stations")
    other = visit(stations_url, "stations", tab=STAFF)

    charts = [each.key for page in (first, other) for each in page.get("plotly_chart")]
    assert charts == [
        *("chart_station_coverage", "chart_station_rules", "chart_station_names"),
        "chart_station_modes",
    ]
    keys = {each.key for page in (first, other) for each in page.get("download_button")}
    assert {key.replace("chart_", "table_", 1) for key in charts} <= keys


def test_each_rule_has_its_quote_counts_and_both_rates(visit, stations_url):
    page = visit(stations_url, "stations", tab=RULES)

    cells = rule_cells(page)
    assert len(cells) == 9
    quote = "全省乡镇（街道）、村（社区）服务机构统一公共服务标识"
    assert cells["统一标识"] == [
        *("R17", "统一标识", "硬性要求", quote),
        *("2", "1", "1", "1", "—", "33.3%", "50.0%"),
    ]
    assert cells["站点业务指导"][4:8] == ["2", "1", "1", "1"]
    assert cells["站点覆盖"][4:] == ["3", "—", "—", "0", "—", "—", "—"]
    assert cells["站点用工方式"][4:] == ["2", "2", "0", "1", "2", "—", "—"]


def test_the_red_line_is_listed_with_its_cell_and_sender(visit, stations_url):
    page = visit(stations_url, "stations", tab=RED_LINE)

    (listed,) = (
        each.value for each in page.dataframe if "领取报酬（人）" in each.value
    )
    (row,) = listed.to_dict("records")
    assert (row["村（社区）"], row["领取报酬（人）"]) == ("南社区", 1)
    assert (row["单元格"], row["文件"], row["报送人"]) == ("J4", LIST_NAME, "张三")


def test_a_list_without_the_column_says_that_nobody_answered(visit, url):
    use_mini_roster(url)
    short = [[*row[:6]] for row in (HEADER, NORTH, SOUTH)]
    head = ["填报单位：珠海市人力资源和社会保障局", None, "截至2011年11月30日"]
    send_sheet(url, make_sheet([head, *short]), file_name=LIST_NAME)

    page = visit(url, "stations", tab=RED_LINE)

    assert not page.exception
    assert tiles(page)[-1] == "公职人员领取兼职报酬— 未填报"
    assert [each.value for each in page.info] == ["名单中的2个站点都没有填报该项。"]


def browser(page):
    frames = [each.value for each in page.dataframe]
    return next(each for each in frames if "用工方式" in each)


def test_stations_are_found_by_words_county_and_fault(visit, stations_url):
    def found(**chosen):
        page = visit(stations_url, "stations", tab=STATIONS, **chosen)
        assert not page.exception
        return browser(page)["村（社区）"].tolist()

    assert found() == ["北社区", "南社区", "东村"]
    assert found(station_search="香洲 南") == ["南社区"]
    assert found(only="未建成") == ["东村"]
    assert found(only="R16站点名称：不符合") == ["南社区"]
    assert found(area=ZHUHAI, county="斗门区") == ["东村"]


def test_a_search_without_a_find_says_so(visit, stations_url):
    page = visit(stations_url, "stations", tab=STATIONS, station_search="西村")

    assert not page.exception
    assert [each.value for each in page.info] == ["没有这样的站点。"]


def test_an_area_without_a_list_says_what_to_do(visit, stations_url):
    page = visit(stations_url, "stations", area=SHAOGUAN)

    assert not page.exception
    assert answer(page) == "韶关市还没有报来站点名单"
    (told,) = page.info
    assert told.value.startswith("韶关市还没有报来站点名单。请在“数据上报”页")
    assert not page.get("plotly_chart")


def test_lists_alone_are_reports_enough(visit, url):
    use_mini_roster(url)
    send_sheet(url, station_list(NORTH), file_name=LIST_NAME)

    page = visit(url, "stations")

    assert not page.exception
    assert answer(page).startswith("全省1个乡镇（街道）报了站点名单")


def test_what_is_shown_is_of_the_chosen_batch(visit, stations_url):
    page = visit(stations_url, "stations", batch="2012")

    assert not page.exception
    assert answer(page) == "全省2012年批次还没有报来站点名单"


def test_the_policy_page_has_the_stations_figures_and_leads_to_them(
    visit, stations_url
):
    page = visit(stations_url, "policy")

    links = [(each.label, each.page) for each in page.get("page_link")]
    said = all_words(page)
    assert not page.exception
    assert ("在“站点”页看R16、R17", "stations") in links
    assert "名单：建成2/列出3，66.7%（2个乡镇已报）" in said
    assert "站点50.0%（填报2个中符合1个；名单3）" in said
    assert "1个站点1人领取报酬，应为0（填报2个站点）" in said


@pytest.mark.xdist_group("simulated_pages")
@pytest.mark.parametrize("area", ["440000", GUANGZHOU, SHAOGUAN, DONGGUAN])
def test_counts_of_each_rule_add_up(visit, simulated_url, area):
    page = visit(simulated_url, "stations", area=area, tab=RULES)

    assert not page.exception
    for row in rule_cells(page).values():
        if row[5] == "—":
            continue
        answered, passed, failed = (int(cell.replace(",", "")) for cell in row[4:7])
        assert passed + failed == answered


@pytest.mark.xdist_group("simulated_pages")
def test_of_the_province_only_the_first_stations_are_sent(visit, simulated_url):
    whole = visit(simulated_url, "stations", tab=STATIONS)
    own = visit(simulated_url, "stations", tab=STATIONS, area=GUANGZHOU)

    assert len(browser(whole)) == 300
    assert len(browser(own)) > 300
