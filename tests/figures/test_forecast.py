import pandas as pd
import pytest

from hrss import figures
from tests.figures.frames import NOTE, texts

AS_OF = pd.Timestamp("2011-11-30")
DUE = "2011-12-31"


def forecasts(**changes: list[object]) -> pd.DataFrame:
    """Rows of metrics.forecast: 甲市 in time, 乙市 late, 丙市 with too little."""
    columns = {
        "group_code": ["440100", "440200", "440300"],
        "group_name": ["甲市", "乙市", "丙市"],
        "rostered_count": [100, 60, 10],
        "complete_count": [90, 20, 8],
        "remaining_count": [10, 40, 2],
        "due_date": [DUE] * 3,
        "pace_per_week": [5.0, 2.5, 0.1],
        "forecast_status": ["forecast", "forecast", "too_little_history"],
        "forecast_date": ["2011-12-14", "2012-03-21", None],
        "forecast_low": ["2011-12-08", "2012-02-10", None],
        "forecast_high": ["2011-12-25", None, None],
        "chance_by_due": [0.93, 0.0, None],
        **changes,
    }
    days = ["due_date", "forecast_date", "forecast_low", "forecast_high"]
    numbers = ["pace_per_week", "chance_by_due"]
    return pd.DataFrame(columns).astype(
        dict.fromkeys(days, "datetime64[s]") | dict.fromkeys(numbers, "Float64")
    )


def weekly() -> pd.DataFrame:
    """Ten weeks of one group, five completions in each."""
    return pd.DataFrame(
        {
            "group_code": ["2011"] * 10,
            "week_end": [
                AS_OF - pd.Timedelta(days=7 * ago) for ago in range(9, -1, -1)
            ],
            "weekly_count": pd.array([5] * 10, dtype="Int64"),
            "unplaced_count": pd.array([0] * 10, dtype="Int64"),
        }
    )


def path() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "week_end": [AS_OF + pd.Timedelta(days=7 * ahead) for ahead in range(4)],
            "expected_count": [90, 95, 100, 100],
            "low_count": [90, 93, 97, 100],
            "high_count": [90, 98, 100, 100],
        }
    )


def fan(row: pd.Series, ahead: pd.DataFrame):
    return figures.forecast_fan(weekly(), ahead, row, pace_weeks=8, note=NOTE)


def test_the_latest_comes_first_and_who_has_no_forecast_last():
    figure = figures.forecast_ranges(forecasts(), as_of=AS_OF, note=NOTE)

    assert list(figure.layout.yaxis.ticktext) == ["乙市", "甲市", "丙市"]


def test_the_dot_is_the_middle_of_the_range_and_red_behind_the_due_date():
    figure = figures.forecast_ranges(forecasts(), as_of=AS_OF, note=NOTE)

    *ranges, dots = figure.data
    assert [str(pd.Timestamp(day).date()) for day in dots.x] == [
        "2012-03-21",
        "2011-12-14",
    ]
    assert list(dots.marker.color) == ["#B3261E", "#16457A"]
    assert [str(pd.Timestamp(each.x[0]).date()) for each in ranges] == [
        "2012-02-10",
        "2011-12-08",
    ]


def test_a_range_that_leaves_the_picture_ends_in_an_arrow():
    figure = figures.forecast_ranges(forecasts(), as_of=AS_OF, note=NOTE)

    open_range, closed = figure.data[:2]
    assert open_range.marker.symbol[1] == "triangle-right"
    assert closed.marker.symbol[1] == "line-ns"


def test_without_a_forecast_the_reason_stands_in_words_and_no_date():
    figure = figures.forecast_ranges(forecasts(), as_of=AS_OF, note=NOTE)

    said = texts(figure)
    assert "资料不足" in said
    assert "时限 2011年12月31日" in said
    assert "93%" in said
    assert "＜1%" in said
    assert len(figure.data[-1].x) == 2


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("standstill", "近期无新建成"),
        ("beyond_horizon", "两年内难以完成"),
        ("done", "已全部建成"),
    ],
)
def test_each_reason_has_its_words(status, words):
    rows = forecasts(forecast_status=["forecast", "forecast", status])

    assert words in texts(figures.forecast_ranges(rows, as_of=AS_OF, note=NOTE))


def test_no_group_at_all_is_an_empty_picture():
    figure = figures.forecast_ranges(forecasts().iloc[:0], as_of=AS_OF, note=NOTE)

    assert len(figure.data) == 1
    assert len(figure.data[0].x) == 0


def test_the_rise_is_counted_back_from_what_stands():
    figure = fan(forecasts().iloc[0], path())

    band, middle, rise, recent = figure.data
    assert list(rise.y) == [45, 50, 55, 60, 65, 70, 75, 80, 85, 90]
    assert list(recent.y) == [50, 55, 60, 65, 70, 75, 80, 85, 90]
    assert list(middle.y) == [90, 95, 100]
    assert list(band.y) == [90, 98, 100, 100, 100, 97, 93, 90]


def test_what_nobody_had_reported_yet_is_not_on_the_line():
    """Of 90, 45 come with the first report of all, in the fourth week, undated."""
    weeks = weekly()
    weeks["unplaced_count"] = pd.array([0] * 3 + [45] + [0] * 6, dtype="Int64")

    figure = figures.forecast_fan(
        weeks, path(), forecasts().iloc[0], pace_weeks=8, note=NOTE
    )

    assert list(figure.data[2].y) == [0, 5, 10, 60, 65, 70, 75, 80, 85, 90]
    assert "首次上报即已建成、时间不明的45个自上报之日计入" in "".join(texts(figure))


def test_the_fan_says_day_range_and_chance():
    said = "".join(texts(fan(forecasts().iloc[0], path())))

    assert "<b>预计 2011年12月14日 完成</b>" in said
    assert "可能范围 2011年12月8日 至 2011年12月25日" in said
    assert "按期完成可能 93%" in said
    assert "<b>上报建成 90</b><br>近期每周 5.0 个" in said


def test_without_a_forecast_the_fan_has_no_band_and_says_why():
    figure = fan(forecasts().iloc[2], path().iloc[:0])

    assert len(figure.data) == 2
    assert "<b>资料不足</b>" in texts(figure)


def test_the_axis_of_counts_starts_at_zero():
    assert fan(forecasts().iloc[0], path()).layout.yaxis.range[0] == 0
