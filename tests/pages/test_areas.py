"""The page of prefectures' and counties' own work, on answers counted by hand."""

import pytest

from tests.clerk_sheets import FILE_NAME, mended_sheet, send_sheet
from tests.factories import make_sheet
from tests.pages.conftest import (
    DONGGUAN,
    SHAOGUAN,
    all_words,
    answer,
    kept_store,
    use_mini_roster,
    words,
)

ZHUHAI = "440400"
PLANS, WORK, PLACES = "方案备案", "各项工作", "市县明细"
SHEET = (
    ["市县工作情况表（截至2011年11月30日）"],
    [
        *("地级市", "县（市、区）", "列入县级预算", "年度经费（万元）"),
        *("已制订聘用资格标准", "方案备案日期", "2011年11月", "2011年12月"),
    ],
    ["珠海市", "市本级", None, None, "是", "2011-10-20", 1, 3],
    ["珠海市", "香洲区", "是", 12, "否", None, None, None],
    ["珠海市", "斗门区", "否", None, "是", None, None, None],
    ["韶关市", "市本级", None, None, "否", "2011-11-05", None, None],
)


@pytest.fixture(scope="module")
def areas_url(tmp_path_factory):
    """Zhuhai's offices, and a sheet of areas by Zhuhai and Shaoguan; to be read."""
    with kept_store(tmp_path_factory.mktemp("areas")) as address:
        use_mini_roster(address)
        send_sheet(address, mended_sheet(), file_name=FILE_NAME)
        send_sheet(address, make_sheet(SHEET), file_name="市县工作.xlsx")
        yield address


def tiles(page):
    (html,) = (
        each.value
        for each in page.html
        if each.value.startswith('<div class="figures">')
    )
    return words(html.replace("</div>", " "))


def test_the_answer_comes_first(visit, areas_url):
    page = visit(areas_url, "areas")

    assert not page.exception
    assert answer(page) == (
        "截至2011年11月30日，全省3个地级以上市中 2 个建设方案已备案（逾期1个），"
        "逾期未备案 1 个"
    )


def test_the_tiles_count_counties_and_prefectures_apart(visit, areas_url):
    shown = tiles(visit(areas_url, "areas"))

    # Zhuhai has three counties on the small roster, Shaoguan one.
    assert "聘用资格标准1/4 县，市 1/3" in shown
    assert "经费列入县级预算1/4 县，市 0/1" in shown
    assert "年度经费12 万元，平均每所6.0万元" in shown


def test_each_part_has_its_charts_and_tables(visit, areas_url):
    plans = visit(areas_url, "areas")
    work = visit(areas_url, "areas", work=WORK)

    assert [each.key for each in plans.get("plotly_chart")] == ["chart_filings"]
    planned = plans.dataframe[0].value
    assert planned["group_name"].tolist() == ["珠海市"]
    assert planned["scheduled_count"].tolist() == [1.0]
    assert planned["linear_count"].tolist() == pytest.approx([4 * 333 / 364])
    assert [each.key for each in work.get("plotly_chart")] == ["chart_area_rules"]
    (table,) = (each.value for each in work.html if "依据原文" in each.value)
    assert table.count("<tr>") == 9


def test_the_places_are_listed_with_their_answers(visit, areas_url):
    page = visit(areas_url, "areas", work=PLACES)

    listed = page.dataframe[0].value
    assert not page.exception
    assert len(listed) == 7
    assert listed.loc["440402", "R27 经费列入县级预算"] == "是"
    assert listed.loc["440402", "R26 考核奖惩机制"] == "未填报"
    assert listed.loc["440400", "R27 经费列入县级预算"] == "—"
    assert listed.loc["440400", "方案备案日期"] == "2011-10-20"
    assert (
        listed.loc["441900", "方案备案日期"] is None
        or (listed["方案备案日期"].isna().loc["441900"])
    )


def test_an_area_s_values_are_there_with_their_cells_and_the_file(visit, areas_url):
    page = visit(areas_url, "areas", query={"place": "440402"}, work=PLACES)

    values = page.dataframe[1].value.set_index("项目")
    assert values.loc["列入县级预算", "值"] == "是"
    assert values.loc["列入县级预算", "单元格"] == "C4"
    assert values.loc["已制订聘用资格标准", "单元格"] == "E4"
    # A plan is the prefecture's.
    assert "方案备案日期" not in values.index
    said = all_words(page)
    assert "珠海市香洲区" in said
    assert "出自文件“市县工作.xlsx”，由张三报送" in said
    assert "下载原始文件" in said


def test_a_prefecture_s_own_row_shows_its_plan(visit, areas_url):
    page = visit(areas_url, "areas", query={"place": ZHUHAI}, work=PLACES)

    values = page.dataframe[1].value.set_index("项目")
    assert values.loc["方案备案日期", "值"] == "2011-10-20"
    assert values.loc["2011年12月", "单元格"] == "H3"


def test_one_prefecture_says_when_it_filed(visit, areas_url):
    zhuhai = visit(areas_url, "areas", area=ZHUHAI)
    shaoguan = visit(areas_url, "areas", area=SHAOGUAN)
    dongguan = visit(areas_url, "areas", area=DONGGUAN, work=WORK)

    assert "珠海市的建设方案于2011年10月20日备案（按时）" in answer(zhuhai)
    assert "（逾期5天）" in answer(shaoguan)
    assert "未备案（未填报），已逾期 30 天" in answer(dongguan)
    for page in (zhuhai, shaoguan, dongguan):
        assert not page.exception


def test_a_filed_plan_is_named_wherever_its_schedule_shows(visit, areas_url):
    overview = visit(areas_url, area=ZHUHAI)
    progress = visit(areas_url, "progress")

    # One of four is due by the plan, three stand.
    assert "比序时进度（按备案计划）快 50.0 个百分点" in answer(overview)
    assert "现按备案计划的：珠海市" in all_words(overview)
    sources = [
        table.value["schedule_source"].tolist()
        for table in progress.dataframe
        if "schedule_source" in table.value
    ]
    assert sources[0][0] == "部分按备案计划"
    assert "按备案计划" in sources[1]


def test_the_policy_page_has_the_figures_of_areas(visit, areas_url):
    said = all_words(visit(areas_url, "policy"))

    assert "填“是”的：地级以上市1/3、县（市、区）1/4，未填报3个" in said
    assert "3个地级以上市：按时备案1个，逾期备案1个，未备案（未填报）1个" in said
    assert "在“市县工作”页看R30、R31" in said


def test_a_sheet_of_areas_alone_is_enough_for_its_page(visit, mini_url):
    send_sheet(mini_url, make_sheet(SHEET), file_name="市县工作.xlsx")

    areas = visit(mini_url, "areas")
    overview = visit(mini_url)

    assert not areas.exception
    assert answer(areas).startswith("截至2011年11月30日，全省3个地级以上市中")
    assert [each.value for each in overview.header] == ["还没有上报数据"]
