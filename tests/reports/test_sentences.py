from datetime import date

import pandas as pd

from hrss.metrics import PLAN_FIELDS, Grouping, office_schedules, progress
from hrss.reports import headline, plain_text, source_line
from tests.snapshots import make_snapshot


def said(snapshot, *, as_of, area="全省", batch=None):
    spans = headline(
        progress(snapshot, as_of=as_of, by=Grouping.PROVINCE).iloc[0],
        progress(snapshot, as_of=as_of, by=Grouping.BATCH),
        as_of=as_of,
        area=area,
        batch=batch,
    )
    return plain_text(spans)


def test_before_its_due_date_the_first_batch_is_spoken_of():
    snapshot = make_snapshot(
        batch=[2011] * 10 + [2012] * 5, is_complete=[True] * 4 + [False] * 11
    )

    assert said(snapshot, as_of=date(2011, 7, 2)) == (
        "截至2011年7月2日，全省2011年批次上报建成 4 个，占应建 10 个的 40.0%，"
        "比序时进度慢 10.0 个百分点；距时限还有 182 天，每周需建成 1 个。"
    )


def test_afterwards_the_whole_task_with_what_is_left_of_each_batch():
    snapshot = make_snapshot(
        batch=[2011] * 4 + [2012] * 4, is_complete=[True] * 3 + [False] * 5
    )

    assert said(snapshot, as_of=date(2012, 1, 30)) == (
        "截至2012年1月30日，全省上报建成 3 个，占应建 8 个的 37.5%，"
        "比序时进度慢 16.5 个百分点；2011年批次逾期 30 天，尚有 1 个未建成；"
        "2012年批次距时限还有 336 天，每周需建成 1 个。"
    )


def test_nothing_built_is_said_as_nothing():
    snapshot = make_snapshot(batch=[2011] * 2, is_complete=[False, False])

    assert "上报建成 0 个，占应建 2 个的 0.0%" in said(
        snapshot, as_of=date(2011, 12, 1)
    )


def test_all_built_is_said_without_days_left():
    snapshot = make_snapshot(batch=[2011] * 2, is_complete=[True, True])

    assert said(snapshot, as_of=date(2011, 12, 1)) == (
        "截至2011年12月1日，全省2011年批次应建的 2 个机构已全部上报建成。"
    )


def test_the_due_date_itself_has_no_weeks_left():
    snapshot = make_snapshot(batch=[2011] * 2, is_complete=[True, False])

    assert said(snapshot, as_of=date(2011, 12, 31)).endswith(
        "；时限当日尚有 1 个未建成。"
    )


def test_on_schedule_is_neither_fast_nor_slow():
    snapshot = make_snapshot(batch=[2011] * 2, is_complete=[True, False])

    assert "与序时进度持平" in said(snapshot, as_of=date(2011, 7, 2))


def test_early_work_of_the_remainder_is_not_held_against_a_schedule():
    snapshot = make_snapshot(batch=[2012] * 2, is_complete=[True, False])

    text = said(snapshot, as_of=date(2011, 12, 1), area="韶关市", batch="2012")

    assert text.startswith("截至2011年12月1日，韶关市2012年批次上报建成 1 个")
    assert "序时" not in text


def test_an_area_without_offices_says_so():
    snapshot = make_snapshot(batch=[2011], is_complete=[True]).iloc[:0]

    assert said(snapshot, as_of=date(2011, 12, 1), area="某市") == (
        "截至2011年12月1日，某市名册中没有应建机构。"
    )


def test_undesignated_offices_alone_make_no_batch_sentence():
    snapshot = make_snapshot(batch=[None, None], is_complete=[True, False])

    assert said(snapshot, as_of=date(2011, 12, 1)) == (
        "截至2011年12月1日，全省上报建成 1 个，占应建 2 个的 50.0%。"
    )


def test_simulated_data_says_so_in_the_source_line():
    line = source_line(
        as_of=date(2011, 11, 30),
        reported_count=1500,
        rostered_count=1586,
        roster_name="某名册",
        is_simulated=True,
    )

    assert line == (
        "数据截至2011年11月30日 · 来源：各市上报（1,586个应建机构中已上报1,500个）"
        " · 名册：某名册 · 模拟数据"
    )


def test_a_schedule_by_a_filed_plan_is_called_so():
    snapshot = make_snapshot(batch=[2011] * 10, is_complete=[True] * 4 + [False] * 6)
    months = dict.fromkeys(PLAN_FIELDS) | {"planned_2011_07": 31}
    plans = pd.DataFrame(
        [
            {
                "prefecture_code": "440100",
                "report_as_of": pd.Timestamp("2011-06-30"),
                "plan_filed_date": pd.Timestamp("2011-06-30"),
                **months,
            }
        ]
    )
    day = date(2011, 7, 2)
    schedule = office_schedules(snapshot, plans, as_of=day)

    sentence = said(snapshot.assign(schedule=schedule), as_of=day)

    # Two of ten are due by the plan; four stand.
    assert "，比序时进度（按备案计划）快 20.0 个百分点；" in sentence
