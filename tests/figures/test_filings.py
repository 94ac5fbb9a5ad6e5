import pandas as pd

from hrss.figures import filing_timeline
from tests.figures.frames import NOTE, texts

NOVEMBER = pd.Timestamp("2011-11-30")


def filing_rows(*rows):
    """Rows of metrics.plan_filings: code, name, day filed, status, days, planned."""
    names = [
        *("group_code", "group_name", "plan_filed_date", "filing_status"),
        *("days_overdue", "planned_count"),
    ]
    frame = pd.DataFrame(rows, columns=names)
    frame["plan_due_date"] = pd.Timestamp("2011-10-31")
    frame["rostered_count"] = 10
    return frame.astype(
        {
            "plan_filed_date": "datetime64[s]",
            "days_overdue": "Int64",
            "planned_count": "Int64",
            "rostered_count": "Int64",
        }
    )


ROWS = filing_rows(
    ("440100", "广州市", "2011-10-28", "on_time", 0, 10),
    ("440200", "韶关市", "2011-11-05", "late", 5, None),
    ("440400", "珠海市", None, "missing", 30, None),
)


def drawn(rows=ROWS, as_of=NOVEMBER):
    return filing_timeline(rows, as_of=as_of, note=NOTE)


def test_who_has_not_filed_comes_first_and_then_who_was_latest():
    assert list(drawn().layout.yaxis.ticktext) == ["珠海市", "韶关市", "广州市"]


def test_each_point_is_the_day_of_filing_or_the_day_looked_at():
    points = drawn().data[-1]

    assert [f"{pd.Timestamp(day):%m-%d}" for day in points.x] == [
        *("11-30", "11-05", "10-28"),
    ]
    assert list(points.marker.symbol) == ["x-thin", "triangle-up", "circle"]


def test_delays_run_from_the_due_date_and_those_of_nobody_are_broken():
    late, missing = drawn().data[:2]

    assert late.line.dash == "solid"
    assert [f"{pd.Timestamp(day):%m-%d}" for day in late.x[:2]] == ["10-31", "11-05"]
    assert missing.line.dash != "solid"
    assert [f"{pd.Timestamp(day):%m-%d}" for day in missing.x[:2]] == [
        *("10-31", "11-30"),
    ]


def test_days_late_dates_and_plans_are_written_beside_the_points():
    words = texts(drawn())

    assert "逾期5天" in words
    assert "未备案，已逾30天" in words
    assert "<b>10月31日 备案期限</b>" in words
    assert words[words.index("备案日期") + 1 :][:3] == ["—", "2011-11-05", "2011-10-28"]
    assert words[words.index("计划/应建") + 1 :][:3] == ["—/10", "—/10", "10/10"]


def test_before_the_due_date_nothing_is_late():
    rows = filing_rows(("440100", "广州市", None, "not_due", None, None))

    figure = drawn(rows, pd.Timestamp("2011-10-15"))

    assert [word for word in texts(figure) if "已逾" in word or "天" in word] == []
    assert list(figure.data[0].x) == []


def test_nobody_at_all_is_an_empty_figure():
    figure = drawn(filing_rows().iloc[:0])

    assert list(figure.data[-1].x) == []
