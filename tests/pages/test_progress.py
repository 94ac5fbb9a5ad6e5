"""The parts of the progress page: what is ahead, who was on time, and why."""

import json

import pandas as pd
import pytest

from tests.clerk_sheets import finished_sheet, mended_sheet, send_sheet
from tests.pages.conftest import Visit, all_words, words

TABS = ("实际与计划", "预测", "按时", "变化原因")
ZHUHAI = "440400"


@pytest.mark.parametrize("part", TABS)
def test_an_empty_store_has_no_part(visit: Visit, url: str, part: str):
    page = visit(url, "progress", part=part)

    assert not page.exception
    assert [each.value for each in page.header] == ["还没有上报数据"]


@pytest.mark.parametrize("part", TABS)
@pytest.mark.parametrize("area", ["440000", "440400", "440200", "441900"])
@pytest.mark.parametrize("batch", ["all", "2011", "2012"])
def test_no_part_fails_where_little_is_known(visit, zhuhai_url, part, area, batch):
    page = visit(zhuhai_url, "progress", part=part, area=area, batch=batch)

    assert not page.exception
    assert "模拟" not in all_words(page)


@pytest.mark.parametrize("part", TABS)
def test_every_part_has_its_charts_and_marks_what_is_simulated(
    visit, simulated_url, part
):
    page = visit(simulated_url, "progress", part=part)

    assert not page.exception
    assert len(page.get("plotly_chart")) >= 1
    assert "模拟数据" in words(page.html[0].value)


def test_a_chart_of_several_days_is_marked_where_only_an_earlier_one_is_simulated(
    visit, mini_url
):
    """November is a trial, December is real: of December alone nothing is simulated."""
    send_sheet(mini_url, mended_sheet(), is_simulated=True)
    send_sheet(mini_url, finished_sheet())

    page = visit(mini_url, "progress", part="实际与计划")

    charts = {each.key: each.proto.spec for each in page.get("plotly_chart")}
    is_marked = {
        key: "模拟数据" in str(json.loads(spec)) for key, spec in charts.items()
    }
    assert is_marked == {
        "chart_gaps": False,
        "chart_rise": True,
        "chart_multiples": True,
        "chart_comparison": True,
    }


def test_three_of_four_offices_are_too_little_history_for_a_date(visit, zhuhai_url):
    page = visit(zhuhai_url, "progress", part="预测", batch="2011", area=ZHUHAI)

    (table,) = (each.value for each in page.dataframe)
    assert set(table["forecast_status"]) <= {"资料不足", "已全部建成", "近期无新建成"}
    assert table["forecast_date"].isna().all()


def test_the_forecast_tells_how_it_is_made(visit, zhuhai_url):
    page = visit(zhuhai_url, "progress", part="预测")

    said = "".join(each.value for each in page.markdown)
    assert "有放回地重抽" in said
    assert "资料不足" in said


def test_dated_offices_before_the_deadline_are_on_time(visit, zhuhai_url):
    page = visit(zhuhai_url, "progress", part="按时", batch="2011")

    (table,) = (each.value for each in page.dataframe)
    columns = ["group_name", "rostered_count", "on_time_count", "remaining_count"]
    assert table[columns].to_numpy().tolist() == [
        ["韶关市", 1, 0, 1],
        ["珠海市", 4, 3, 1],
        ["东莞市", 1, 0, 1],
    ]


def test_with_one_report_there_is_nothing_to_explain(visit, zhuhai_url):
    page = visit(zhuhai_url, "progress", part="变化原因")

    assert [each.value for each in page.info] == [
        "只有一期数据，收到下一期后即可说明变化原因。"
    ]


def test_the_office_that_made_the_difference_is_named(visit, two_months_url):
    page = visit(two_months_url, "progress", part="变化原因")

    offices, places = (each.value for each in page.dataframe)
    assert offices[["township_name", "kind", "change"]].to_numpy().tolist() == [
        ["三灶镇", "新建成", 1]
    ]
    assert places[
        ["group_name", "before_count", "after_count"]
    ].to_numpy().tolist() == [["珠海市", 3, 4]]


def test_a_kind_keeps_its_offices(visit, two_months_url):
    page = visit(two_months_url, "progress", part="变化原因")

    page.segmented_control(key="bridge_kind").set_value("withdrawn").run()

    assert not page.exception
    assert len(page.dataframe[0].value) == 0


def test_two_moments_of_one_day_say_what_was_not_known_yet(visit, mini_url):
    page = visit(mini_url, "progress", part="变化原因", bridge_form="moments")
    assert [each.value for each in page.header] == ["还没有上报数据"]

    send_sheet(mini_url, finished_sheet())
    page = visit(mini_url, "progress", part="变化原因", bridge_form="moments")

    assert not page.exception
    assert page.selectbox(key="known_after").value == "现在"
    assert [each.value for each in page.caption] == [
        "两个时点说的都是截至2011年12月31日的情况。"
    ]


def test_the_overview_says_when_a_batch_is_expected_or_why_not(visit, zhuhai_url):
    page = visit(zhuhai_url)

    said = words("".join(each.value for each in page.html))
    assert "预计完成" in said
    assert "资料不足" in said


def test_the_overview_leads_to_the_reasons(visit, zhuhai_url):
    page = visit(zhuhai_url)

    links = {each.label: each.page for each in page.get("page_link")}
    assert links["为什么变"] == "progress"


def test_a_share_that_nobody_knows_is_none_in_the_table(visit, zhuhai_url):
    page = visit(zhuhai_url, "progress")

    table = page.dataframe[0].value.set_index("group_name")
    assert pd.isna(table.loc["批次待定", "scheduled_rate"])
    assert table.loc["批次待定", "completion_rate"] == 0
    assert table.loc["珠三角", "completion_rate"] == 60
