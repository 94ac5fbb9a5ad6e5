"""What the sections say, written out by hand."""

from datetime import date

from hrss.reports.brief import build_brief
from hrss.reports.sentences import plain_text
from tests.reports.brief.offices import (
    DONGGUAN,
    GUANGZHOU,
    MEIZHOU,
    SHAOGUAN,
    YUEXIU,
    ZHUHAI,
    lines_of,
    make_inputs,
    offices,
    section_of,
)

DECREE = (
    "《转发省人力资源社会保障厅关于加强乡镇街道人力资源社会保障公共服务平台建设意见的"
    "通知》（粤府办〔2011〕65号）要求，2011年底前完成珠江三角洲地区各乡镇、街道以及其他"
    "地区中心乡镇（街道）共约1000个服务机构建设任务，2012年底前完成其余的服务机构建设"
    "任务。"
)
NOW = [
    *offices(GUANGZHOU, complete=8, verified=5, open_=4),
    *offices(SHAOGUAN, complete=2, open_=1),
    *offices(SHAOGUAN, complete=1, verified=1, open_=9, batch=2012),
]
BEFORE = [
    *offices(GUANGZHOU, complete=6, verified=6, open_=6),
    *offices(SHAOGUAN, complete=2, open_=1),
    *offices(SHAOGUAN, open_=10, batch=2012),
]


def said(key, rows, **changes):
    return lines_of(section_of(build_brief(make_inputs(rows, **changes)), key))


def test_overall_progress_batch_by_batch():
    assert said("overall", NOW, before=BEFORE) == [
        "截至2011年11月30日，全省2011年批次上报建成10个，占应建15个的66.7%，"
        "比序时进度慢24.8个百分点；距时限还有31天，每周需建成2个。",
        DECREE + "按现行名册，全省应建25个：2011年批次15个（珠三角12个、"
        "其他地区中心镇3个），2012年批次10个。",
        "（一）2011年批次",
        "应建15个，上报建成10个，完成率66.7%，其中核验达标5个（占应建的33.3%）。"
        "分区域看，珠三角应建12个，上报建成8个，完成率66.7%；"
        "其他地区中心镇应建3个，上报建成2个，完成率2/3。"
        "同期序时进度为91.5%，慢24.8个百分点，亮黄灯。"
        "与上期（截至2011年10月31日）相比，上报建成增加2个，核验达标减少1个。"
        "可供推算的建成时间资料不足，暂不推算完成日期。",
        "（二）2012年批次",
        "应建10个，上报建成1个，完成率10.0%，均已核验达标。"
        "该批次2012年1月1日起计序时进度，现有1个属提前建成。"
        "与上期（截至2011年10月31日）相比，上报建成增加1个，核验达标增加1个。",
    ]


def test_a_batch_that_is_done_is_said_to_be_done_and_no_more():
    rows = offices(GUANGZHOU, complete=12, verified=12)

    assert said("overall", rows)[-1] == ("应建的12个机构已全部上报建成，均已核验达标。")


def test_an_overdue_batch_says_for_how_long():
    rows = offices(GUANGZHOU, complete=11, open_=1)

    assert said("overall", rows, as_of=date(2012, 1, 31))[-1] == (
        "应建12个，上报建成11个，完成率91.7%，均未核验达标。"
        "同期序时进度为100.0%，慢8.3个百分点，亮黄灯；时限已过31天，尚有1个未建成。"
        "可供推算的建成时间资料不足，暂不推算完成日期。"
    )


def test_of_nothing_reported_nothing_is_claimed():
    rows = offices(GUANGZHOU, silent=12)

    assert said("overall", rows)[0] == (
        "截至2011年11月30日，全省应建12个机构，尚未收到任何报表，进展情况不明。"
    )
    assert said("overall", rows)[-1] == (
        "应建12个，尚未收到报表，进展情况不明；时限为2011年12月31日，距时限还有31天。"
    )
    assert said("ranking", rows) == ["珠三角各市均未上报，不排位次。"]
    assert said("problems", rows, received_on=None) == [
        "（一）进度滞后",
        "各市均未上报，进展情况不明，不亮灯。",
        "（二）建成未核验",
        "尚无机构上报建成，没有核验对象。",
        "（三）报送情况",
        "2011年11月报表应于2011年12月5日前报送，1个市均未报送。",
        "名册内12个机构均从未上报。",
    ]


def test_an_empty_roster_says_only_that_it_is_empty():
    brief = build_brief(make_inputs([]))

    assert plain_text(brief.summary) == ("截至2011年11月30日，全省名册中没有应建机构。")
    assert brief.appendices == ()


def test_towns_of_no_batch_are_neither_due_nor_forgotten():
    rows = [
        *offices(GUANGZHOU, complete=2, open_=8),
        *offices(SHAOGUAN, complete=1, open_=11, batch=None),
    ]

    lines = said("overall", rows)

    assert lines[1] == DECREE + (
        "按现行名册，全省应建22个：2011年批次10个（珠三角10个），"
        "批次待定12个（所在地区的中心镇尚未指定）。"
    )
    assert lines[-1] == (
        "应建12个，所在地区的中心镇尚未指定，未列入任何批次，不计序时进度；"
        "现上报建成1个。"
    )


def test_the_ranking_names_who_is_in_front_and_who_moved():
    before = [
        *offices(GUANGZHOU, complete=4, open_=6),
        *offices(ZHUHAI, complete=5, open_=5),
        *offices(DONGGUAN, silent=10),
    ]
    now = [
        *offices(GUANGZHOU, complete=9, open_=1),
        *offices(ZHUHAI, complete=5, open_=5),
        *offices(DONGGUAN, silent=10),
    ]

    assert said("ranking", now, before=before) == [
        "珠三角各市按完成率排名，由高到低为广州市（90.0%）、珠海市（50.0%）。"
        "与上期相比，位次升幅最大的是广州市（升1位），降幅最大的是珠海市（降1位）。"
        "东莞市未上报，不排位次。"
    ]


def test_all_at_one_rate_have_no_first_and_no_last():
    rows = [*offices(GUANGZHOU, complete=4), *offices(ZHUHAI, complete=9)]

    assert said("ranking", rows) == [
        "珠三角各市按完成率排名，已上报的2个市均已全部上报建成，位次并列。"
    ]


def test_a_prefecture_is_placed_among_its_region_and_its_counties_ranked():
    rows = [
        *offices(GUANGZHOU, complete=9, open_=1),
        *offices(YUEXIU, complete=1, open_=9),
        *offices(ZHUHAI, complete=8, open_=2),
    ]

    assert said("ranking", rows, area="广州市") == [
        "广州市完成率在珠三角已上报的2个市中居第2位。",
        "广州市各县（市、区）按完成率排名，由高到低为荔湾区（90.0%）、越秀区（10.0%）。",
    ]


def test_a_prefecture_without_counties_is_not_ranked_within():
    rows = [*offices(DONGGUAN, complete=1, open_=9), *offices(ZHUHAI, complete=9)]

    assert said("ranking", rows, area="东莞市") == [
        "东莞市完成率在珠三角已上报的2个市中居第2位。",
        "东莞市不设县（市、区），不作排名；未建成的镇（街道）见附表。",
    ]


def test_who_is_behind_is_named_with_the_gap_and_what_is_overdue():
    rows = [
        *offices(GUANGZHOU, complete=8, open_=4),
        *offices(ZHUHAI, complete=3, open_=9),
        *offices(DONGGUAN, complete=19, open_=1),
        *offices(SHAOGUAN, complete=10),
    ]

    assert said("problems", rows, as_of=date(2012, 1, 31))[1:3] == [
        "红灯2个市：珠海市落后75.0个百分点，逾期未建成9个；"
        "广州市落后33.3个百分点，逾期未建成4个。",
        "黄灯1个市：东莞市落后5.0个百分点，逾期未建成1个。",
    ]


def test_who_missed_the_first_batch_is_named_though_the_sum_is_on_schedule():
    rows = [
        *offices(SHAOGUAN, open_=10),
        *offices(SHAOGUAN, complete=10, open_=20, batch=2012),
        *offices(MEIZHOU, complete=3),
    ]

    assert said("problems", rows, as_of=date(2011, 12, 31))[1] == (
        "红灯1个市：韶关市2011年批次落后100.0个百分点。"
    )


def test_no_alarm_is_said_as_such():
    rows = offices(GUANGZHOU, complete=12)

    assert said("problems", rows)[1] == "本期没有亮红灯、黄灯的市。"


def test_steps_are_dates_places_and_numbers():
    rows = [
        *offices(GUANGZHOU, complete=8, verified=8, open_=4),
        *offices(SHAOGUAN, open_=26, batch=2012),
    ]

    assert said("steps", rows) == [
        "一是加快2011年批次建设。距2011年12月31日时限还有31天，尚有4个未建成，"
        "每周需建成1个（最近8周平均每周建成0.0个），均在广州市。",
        "二是推进2012年批次建设。距2012年12月31日时限还有397天，尚有26个未建成，"
        "每周需建成1个，均在韶关市。",
        "三是按时报送下期数据。2011年12月报表数据截至2011年12月31日，"
        "请各市于2012年1月5日前报送。",
    ]


def test_when_all_is_done_only_the_next_report_is_left():
    rows = offices(GUANGZHOU, complete=12, verified=12)

    assert said("steps", rows) == [
        "一是按时报送下期数据。2011年12月报表数据截至2011年12月31日，"
        "请各市于2012年1月5日前报送。"
    ]


def test_who_is_not_due_yet_is_asked_for_this_period_first():
    rows = offices(GUANGZHOU, complete=12, verified=12)

    lines = said("steps", rows, received_on=None, today=date(2011, 12, 3))

    assert lines[0] == (
        "一是补齐报表数据。请尚未报送的1个市于2011年12月5日前报送2011年11月报表。"
    )


def test_notes_say_the_day_the_clock_and_the_silence():
    rows = [*offices(GUANGZHOU, complete=3, silent=1), *offices(ZHUHAI, open_=4)]

    lines = said("notes", rows)

    assert lines[0] == (
        "1．数据截至2011年11月30日，采用2011年12月6日09:00（北京时间）以前收到的报表；"
        "同一机构以最近一期报表为准。"
    )
    assert lines[2] == "3．应建8个，已上报7个（87.5%），从未上报1个，仍计入应建。"
