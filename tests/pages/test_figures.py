"""Figures that can be counted by hand: three of Zhuhai's four offices stand."""

import pytest

from tests.pages.conftest import (
    DONGGUAN,
    PAGES,
    SHAOGUAN,
    Visit,
    all_words,
    answer,
    shown,
    words,
)

ZHUHAI = "440400"
# 2011-11-30 is day 334 of 365: 91.5 % are due.
WHOLE = (
    "截至2011年11月30日，全省2011年批次上报建成 3 个，占应建 6 个的 50.0%，"
    "比序时进度慢 41.5 个百分点；距时限还有 31 天，每周需建成 1 个。"
)


def parts(page, kind):
    """What the parts of a kind say, in the order of the page."""
    return [words(each.value) for each in page.html if f'class="{kind}"' in each.value]


def test_the_overview_says_in_one_sentence_how_many_stand(visit, zhuhai_url):
    page = visit(zhuhai_url)

    assert not page.exception
    assert answer(page) == WHOLE


def test_the_overview_shows_both_batches_and_the_parts_of_the_first(visit, zhuhai_url):
    page = visit(zhuhai_url)

    first, second = parts(page, "batch")
    assert first.startswith("2011年批次 ■ 红灯")
    assert (
        "上报建成3 / 6核验达标0 个珠三角60% 3/5其他地区中心镇0% 0/1"
        "距时限31 天每周需建成1 个"
    ) in first
    # Nobody has reported 马市镇, its only office.
    assert second.startswith("2012年批次 未上报")
    assert ("上报建成0 / 1核验达标0 个完成率0.0% 距时限397 天每周需建成1 个") in second


def test_the_overview_names_who_is_behind_and_who_is_silent(visit, zhuhai_url):
    page = visit(zhuhai_url)

    (lists,) = parts(page, "lists")
    assert lists == "■ 红灯 无▲ 黄灯 珠海市未上报 韶关市、东莞市"


@pytest.mark.parametrize(
    ("area", "batch", "sentence"),
    [
        (
            ZHUHAI,
            "all",
            "珠海市2011年批次上报建成 3 个，占应建 4 个的 75.0%，"
            "比序时进度慢 16.5 个百分点；距时限还有 31 天，每周需建成 1 个。",
        ),
        (
            SHAOGUAN,
            "2011",
            "韶关市2011年批次上报建成 0 个，占应建 1 个的 0.0%，"
            "比序时进度慢 91.5 个百分点；距时限还有 31 天，每周需建成 1 个。",
        ),
        (
            SHAOGUAN,
            "2012",
            "韶关市2012年批次上报建成 0 个，占应建 1 个的 0.0%；"
            "距时限还有 397 天，每周需建成 1 个。",
        ),
        (
            "440000",
            "2012",
            "全省2012年批次上报建成 0 个，占应建 1 个的 0.0%；"
            "距时限还有 397 天，每周需建成 1 个。",
        ),
    ],
)
def test_the_sentence_speaks_of_the_area_and_the_batch(
    visit, zhuhai_url, area, batch, sentence
):
    page = visit(zhuhai_url, area=area, batch=batch)

    assert not page.exception
    assert answer(page) == "截至2011年11月30日，" + sentence


def test_a_day_between_two_reports_has_the_figures_of_the_earlier(
    visit, two_months_url
):
    page = visit(two_months_url, as_of="2011-12-15")

    # Day 349 of 365: 95.6 % are due.
    assert answer(page) == (
        "截至2011年12月15日，全省2011年批次上报建成 3 个，占应建 6 个的 50.0%，"
        "比序时进度慢 45.6 个百分点；距时限还有 16 天，每周需建成 2 个。"
    )


def test_without_a_choice_the_newest_reported_day_is_shown(visit, two_months_url):
    page = visit(two_months_url)

    assert answer(page) == (
        "截至2011年12月31日，全省2011年批次上报建成 4 个，占应建 6 个的 66.7%，"
        "比序时进度慢 33.3 个百分点；时限当日尚有 2 个未建成。"
    )
    assert page.selectbox(key="as_of").options == ["2011-12-31", "2011-11-30"]
    assert "较上期（2011年11月30日）增加1个" in "".join(parts(page, "source"))


@pytest.mark.parametrize("typed", ["昨天", "2011-13-01", "2011-11-31", ""])
def test_what_is_no_date_is_said_and_the_newest_is_shown(visit, zhuhai_url, typed):
    page = visit(zhuhai_url, as_of=typed)

    assert not page.exception
    assert [shown(each.value) for each in page.warning] == [
        f"“{typed}”不是日期，应写成2011-12-31这样的格式；现按最新一期显示。"
    ]
    assert answer(page) == WHOLE


@pytest.mark.parametrize("typed", ["2111-12-31", "9999-12-31", "1011-11-30"])
def test_a_day_of_another_century_is_said_and_the_newest_is_shown(
    visit, zhuhai_url, typed
):
    page = visit(zhuhai_url, as_of=typed)

    assert not page.exception
    (warning,) = [shown(each.value) for each in page.warning]
    assert "不在可以查询的日期之内（2011年1月1日至" in warning
    assert warning.endswith("；现按最新一期显示。")
    assert answer(page) == WHOLE


@pytest.mark.parametrize("name", PAGES)
def test_real_reports_are_never_called_simulated(visit: Visit, zhuhai_url, name):
    page = visit(zhuhai_url, name)

    assert not page.exception
    assert "模拟" not in all_words(page)


@pytest.mark.parametrize("name", sorted({*PAGES} - {"submit", "policy"}))
@pytest.mark.parametrize(
    ("area", "batch"),
    [
        (ZHUHAI, "2011"),
        (ZHUHAI, "2012"),
        (SHAOGUAN, "all"),
        (SHAOGUAN, "2011"),
        (SHAOGUAN, "2012"),
        (DONGGUAN, "all"),
        (DONGGUAN, "2012"),
        ("440100", "all"),
    ],
)
def test_no_page_fails_on_an_area_of_which_little_is_known(
    visit: Visit, two_months_url, name, area, batch
):
    page = visit(two_months_url, name, area=area, batch=batch)

    assert not page.exception


def test_the_progress_tables_add_up_part_by_part(visit, zhuhai_url):
    page = visit(zhuhai_url, "progress")

    counts = ["group_name", "rostered_count", "complete_count"]
    tables = [
        each.value[counts].to_numpy().tolist()
        for each in page.dataframe
        if {*counts} <= {*each.value.columns}
    ]
    assert tables[:2] == [
        [
            ["珠三角", 5, 3],
            ["其他地区中心镇", 1, 0],
            ["其他地区其余乡镇", 1, 0],
            ["批次待定", 1, 0],
        ],
        [["韶关市", 3, 0], ["珠海市", 4, 3], ["东莞市", 1, 0]],
    ]


def test_the_policy_page_gives_the_figure_of_a_rule(visit, zhuhai_url):
    page = visit(zhuhai_url, "policy")

    said = all_words(page)
    assert "上报建成3/6，50.0%" in said
    assert "上报建成0/1，0.0%" in said
    assert "上报建成3/8，37.5%" in said


@pytest.mark.parametrize("typed", ["2011年11月30日", "2011/11/30", "2011.11.30"])
def test_a_day_may_be_typed_as_people_write_it(visit, two_months_url, typed):
    page = visit(two_months_url, as_of=typed)

    assert not page.warning
    assert answer(page) == WHOLE


@pytest.mark.parametrize("name", ["overview", "map", "progress", "standards"])
@pytest.mark.parametrize(
    ("area", "batch", "sentence"),
    [
        (
            ZHUHAI,
            "2012",
            "珠海市属珠三角，4个机构全部列入2011年批次；"
            "请在左侧把“批次”改为“全部”或“2011年”。",
        ),
        ("440500", "2011", "名册中没有汕头市的机构，请在左侧“范围”另选。"),
    ],
)
def test_a_choice_without_offices_says_why_and_what_to_choose(
    visit, zhuhai_url, name, area, batch, sentence
):
    page = visit(zhuhai_url, name, area=area, batch=batch)

    assert not page.exception
    assert [each.value for each in page.info] == [sentence]


@pytest.mark.parametrize("name", ["overview", "map"])
def test_a_city_without_counties_lists_its_townships(visit, zhuhai_url, name):
    page = visit(zhuhai_url, name, area=DONGGUAN)

    assert not page.exception
    assert "chart_ranking" not in [each.key for each in page.get("plotly_chart")]
    (lists,) = [
        words(each.value) for each in page.html if '"lists townships"' in each.value
    ]
    assert (
        lists
        == "建成，核验达标 0　无建成，未核验达标 0　无未建成 0　无未填报 1　莞城街道"
    )


def test_who_has_reported_nothing_is_silent_on_the_ranking_and_in_the_table(
    visit, zhuhai_url
):
    page = visit(zhuhai_url, "progress")

    (places,) = [
        each.value
        for each in page.dataframe
        if each.value.get("group_name", []) is not None
        and list(each.value.get("group_name", [])) == ["韶关市", "珠海市", "东莞市"]
    ]
    assert places["light"].tolist() == ["未上报", "▲黄灯", "未上报"]
    assert places["completion_rate"].tolist() == [0.0, 75.0, 0.0]
