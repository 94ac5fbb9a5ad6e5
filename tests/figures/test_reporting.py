from itertools import pairwise

import pandas as pd
import pytest

from hrss.figures import reporting_grid
from hrss.figures.theme.statuses import STATUSES
from hrss.metrics import ReportStatus
from tests.figures.frames import NOTE, texts

NAMES = {"440100": "广州市", "440200": "韶关市"}


def period_row(code, period, status, *, late=None, reported=10):
    day = pd.Timestamp(period)
    came = None if status in ("missing", "not_due") else day + pd.Timedelta(days=3)
    return {
        "prefecture_code": code,
        "prefecture_name": NAMES[code],
        "period": day,
        "report_due_date": day + pd.Timedelta(days=5),
        "report_status": status,
        "received_on": came,
        "days_late": late,
        "submission_count": 0 if came is None else 1,
        "rostered_count": 10,
        "period_reported_count": reported,
        "period_reporting_rate": reported / 10,
    }


def period_rows(*rows):
    frame = pd.DataFrame(list(rows))
    return frame.astype(
        {
            "days_late": "Int64",
            "received_on": "datetime64[s]",
            "period": "datetime64[s]",
        }
    )


PERIODS = period_rows(
    period_row("440100", "2011-11-30", "on_time"),
    period_row("440100", "2011-12-31", "late", late=4, reported=9),
    period_row("440200", "2011-11-30", "missing", reported=0),
    period_row("440200", "2011-12-31", "not_due", reported=0),
)
SUMMARY = pd.DataFrame(
    {
        "group_code": ["440100", "440200"],
        "group_name": ["广州市", "韶关市"],
        "period_count": [2, 2],
        "on_time_period_count": [1, 0],
        "not_due_period_count": [0, 1],
        "rostered_count": [10, 10],
        "period_reported_count": [9, 0],
        "stale_days": pd.array([0, pd.NA], dtype="Int64"),
    }
)


def grid(periods=PERIODS, summary=SUMMARY, delta=("440100",)):
    return reporting_grid(periods, summary, delta_codes=delta, note=NOTE)


def test_each_cell_says_its_status_in_sign_and_word():
    november, december = grid().data

    assert november.text == ("● 按时", "× 缺报")
    assert december.text == ("▲ 迟4天 90%", "○ 未到期")


def test_fifty_seven_of_a_hundred_are_57_percent():
    rows = period_rows(period_row("440100", "2011-11-30", "on_time", reported=57))
    rows = rows.assign(rostered_count=100, period_reporting_rate=0.57)

    assert grid(rows, SUMMARY[:1]).data[0].text == ("● 按时 57%",)


def test_a_share_short_of_all_is_never_rounded_up_to_all():
    rows = period_rows(period_row("440100", "2011-11-30", "on_time", reported=10))
    rows = rows.assign(rostered_count=1000, period_reported_count=999)
    rows = rows.assign(period_reporting_rate=0.999)

    fig = grid(rows, SUMMARY[:1])

    assert fig.data[0].text == ("● 按时 99%",)


def test_tones_differ_in_lightness():
    def lightness(color):
        red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    tones = {status: lightness(style.fill) for status, style in STATUSES.items()}

    ordered = [tones[name] for name in ("not_due", "on_time", "late", "missing")]
    assert ordered == sorted(ordered, reverse=True)
    assert all(a - b >= 15 for a, b in pairwise(ordered))


def test_signs_and_words_are_those_of_the_metrics_room():
    assert {code: (style.sign, style.word) for code, style in STATUSES.items()} == {
        status.value: (status.sign, status.label) for status in ReportStatus
    }


def test_the_delta_and_the_others_stand_apart():
    fig = grid()

    assert fig.layout.yaxis.ticktext == ("广州市", "韶关市")
    delta, other = fig.layout.yaxis.tickvals
    assert other - delta == pytest.approx(2.2)
    assert "<b>珠三角</b>" in texts(fig)
    assert "<b>其他地区</b>" in texts(fig)


def test_one_prefecture_alone_needs_no_title_over_it():
    own = PERIODS[PERIODS["prefecture_code"] == "440200"]

    fig = grid(own, SUMMARY[1:])

    assert "<b>其他地区</b>" not in texts(fig)
    assert fig.layout.yaxis.tickvals == (0.0,)


def test_beside_each_row_stand_its_figures():
    written = texts(grid())

    for text in ("按时/应报", "1/2", "0/1", "本期上报", "9/10", "陈旧天数", "—"):
        assert text in written


def test_the_year_stands_with_the_first_of_its_months():
    later = period_row("440100", "2012-01-31", "on_time")
    rows = period_rows(*PERIODS.to_dict("records"), later)

    written = texts(grid(rows))

    assert [text for text in written if text.endswith("月")] == [
        "2011年11月",
        "12月",
        "2012年1月",
    ]


def test_many_periods_leave_the_signs_alone():
    days = pd.date_range("2011-09-30", periods=14, freq="ME")
    rows = [period_row("440100", str(day.date()), "on_time") for day in days[:13]]
    rows.append(period_row("440100", str(days[13].date()), "late", late=3))

    fig = grid(period_rows(*rows), SUMMARY[:1])

    assert [trace.text for trace in fig.data[-2:]] == [("●",), ("▲3",)]


def test_of_more_than_two_years_the_last_two_are_drawn_and_it_says_so():
    days = pd.date_range("2011-09-30", periods=30, freq="ME")
    rows = [period_row("440100", str(day.date()), "on_time") for day in days]

    fig = grid(period_rows(*rows), SUMMARY[:1])

    assert len(fig.data) == 24
    assert "图中为最近24期，按时期数按全部30期计" in texts(fig)[-1]


def test_a_cell_tells_more_when_pointed_at():
    (_, december) = grid().data

    assert december.hovertext[0] == (
        "<b>广州市 2011年12月期</b><br>迟报，应报日2012-01-05<br>"
        "首次收到2012-01-03，迟4天<br>报表1份，上报9个，应建10个"
    )
