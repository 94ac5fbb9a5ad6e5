from datetime import date

import pandas as pd
import pytest

from hrss.reports.chasing import chase_list, chase_text, chase_texts

TODAY = date(2011, 12, 8)
DAY = "datetime64[s]"


def period(code, name, status, *, received=None, late=None, reported=10):
    return {
        "prefecture_code": code,
        "prefecture_name": name,
        "period": pd.Timestamp("2011-11-30"),
        "report_due_date": pd.Timestamp("2011-12-05"),
        "report_status": status,
        "received_on": pd.Timestamp(received),
        "days_late": late,
        "rostered_count": 10,
        "period_reported_count": reported,
    }


def chased(*rows, stale=None, silent=None, held=None, names=(), returned=None):
    periods = pd.DataFrame(rows).astype(
        {
            "received_on": DAY,
            "period": DAY,
            "report_due_date": DAY,
            "days_late": "Int64",
        }
    )
    codes = periods["prefecture_code"]
    reporting = pd.DataFrame(
        {
            "group_code": codes,
            "stale_count": [(stale or {}).get(code, 0) for code in codes],
            "silent_count": [(silent or {}).get(code, 0) for code in codes],
        }
    )
    offices = pd.DataFrame(names, columns=["prefecture_code", "place"])
    return chase_list(
        periods, reporting, offices, held or {}, today=TODAY, returned=returned
    )


def text_of(rows):
    return chase_text(rows.iloc[0], organisation="省厅", today=TODAY)


def test_who_owes_nothing_is_not_listed():
    rows = chased(
        period("440100", "广州市", "on_time", received="2011-12-01"),
        period("440200", "韶关市", "not_due", reported=0),
    )

    assert rows.empty


def test_the_missing_come_first_then_the_incomplete_then_the_late():
    rows = chased(
        period("440100", "广州市", "late", received="2011-12-07", late=2),
        period("440200", "韶关市", "on_time", received="2011-12-01", reported=8),
        period("440300", "深圳市", "missing", reported=0),
        period("440400", "珠海市", "on_time", received="2011-12-01"),
        held={"440400": 3},
    )

    assert rows["prefecture_name"].tolist() == ["深圳市", "韶关市", "珠海市", "广州市"]
    assert rows["unreported_count"].tolist() == [10, 2, 0, 0]
    assert rows["days_overdue"].tolist() == [3, pd.NA, pd.NA, pd.NA]
    assert rows["held_back_count"].tolist() == [0, 0, 3, 0]


def test_a_missing_report_is_asked_for_with_its_due_day():
    rows = chased(period("440300", "深圳市", "missing", reported=0))

    assert text_of(rows) == (
        "深圳市人力资源和社会保障局：\n"
        "　　你市2011年11月乡镇（街道）人力资源和社会保障服务所建设进展报表"
        "（数据截至2011年11月30日）应于2011年12月5日前报送，现已逾期3天，至今没有收到。\n"
        "　　请抓紧填报，在系统“数据上报”页下载本市模板，填好后上传；"
        "没有新进展的，也请照常报送。\n"
        "省厅\n2011年12月8日"
    )


def test_an_incomplete_report_names_the_offices_it_leaves_out():
    rows = chased(
        period("440200", "韶关市", "on_time", received="2011-12-01", reported=8),
        stale={"440200": 1},
        silent={"440200": 1},
        held={"440200": 1},
        names=[("440200", "武江区西河镇"), ("440200", "武江区西联镇")],
    )

    assert text_of(rows).split("\n")[1:-2] == [
        "　　你市2011年11月乡镇（街道）人力资源和社会保障服务所建设进展报表"
        "（数据截至2011年11月30日）已于2011年12月1日收到。",
        "　　你市应建10个机构，本期报表只有8个，尚缺2个，其中1个从未上报"
        "（武江区西河镇、武江区西联镇）。",
        "　　最近一份报表有1行因填报有误暂未入库。",
        "　　请按上报时返回的错误清单更正后重新上传，补齐所缺机构的数据。",
    ]


def test_a_late_report_is_only_reminded():
    rows = chased(period("440100", "广州市", "late", received="2011-12-07", late=2))

    assert text_of(rows).split("\n")[1:-2] == [
        "　　你市2011年11月乡镇（街道）人力资源和社会保障服务所建设进展报表"
        "（数据截至2011年11月30日）已于2011年12月7日收到，"
        "比应报日（2011年12月5日）迟2天。",
        "　　请今后在应报日前报送。",
    ]


@pytest.mark.parametrize(
    ("silent", "words"),
    [
        (10, "你市应建的10个机构此前也从未上报。"),
        (2, "其中2个机构此前也从未上报。"),
    ],
)
def test_a_missing_report_says_who_has_never_reported(silent, words):
    rows = chased(
        period("440300", "深圳市", "missing", reported=0), silent={"440300": silent}
    )

    assert words in text_of(rows)


def test_all_texts_stand_apart():
    rows = chased(
        period("440200", "韶关市", "missing", reported=0),
        period("440300", "深圳市", "missing", reported=0),
    )

    texts = chase_texts(rows, organisation="省厅", today=TODAY).split("\n\n")

    assert [text.split("：")[0] for text in texts] == [
        "韶关市人力资源和社会保障局",
        "深圳市人力资源和社会保障局",
    ]


def test_before_the_first_period_nobody_is_chased():
    empty = pd.DataFrame(columns=["period"])

    assert chase_list(empty, empty, empty, {}, today=TODAY).empty


def test_where_there_is_no_review_nothing_is_said_of_one():
    rows = chased(period("440300", "深圳市", "missing", reported=0))

    assert "returned_count" not in rows


def test_who_was_sent_back_a_report_is_listed_after_the_missing():
    rows = chased(
        period("440100", "广州市", "on_time", received="2011-12-01"),
        period("440200", "韶关市", "not_due", reported=0),
        period("440300", "深圳市", "missing", reported=0),
        period("440400", "珠海市", "on_time", received="2011-12-01", reported=8),
        returned={"440100": 1, "440200": 2},
    )

    assert rows["prefecture_name"].tolist() == ["深圳市", "广州市", "韶关市", "珠海市"]
    assert rows["returned_count"].tolist() == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("status", "more", "words"),
    [
        (
            "missing",
            {"reported": 0},
            "应于2011年12月5日前报送，现已逾期3天，审核退回1份，待重报。\n"
            "　　请在系统“数据上报”页查看审核意见，更正后重新上传。\n",
        ),
        (
            "not_due",
            {"reported": 0},
            "应于2011年12月5日前报送，审核退回1份，待重报。\n"
            "　　请在系统“数据上报”页查看审核意见，更正后重新上传。\n",
        ),
        (
            "on_time",
            {"received": "2011-12-01"},
            "已于2011年12月1日收到。\n　　其中审核退回1份，待重报。\n"
            "　　请按审核意见更正后重新上传。\n",
        ),
    ],
)
def test_what_was_sent_back_is_asked_for_again(status, more, words):
    rows = chased(period("440300", "深圳市", status, **more), returned={"440300": 1})

    assert words in text_of(rows)
