from datetime import date

import pandas as pd
import pytest

from hrss.figures import completion_lines
from tests.figures.frames import NOTE, texts


def series(*rows):
    frame = pd.DataFrame(
        rows,
        columns=[
            "as_of",
            "group_code",
            "group_name",
            "rostered_count",
            "complete_count",
            "verified_count",
        ],
    )
    frame["as_of"] = pd.to_datetime(frame["as_of"]).astype("datetime64[s]")
    return frame


RISE = series(
    ("2011-11-30", "2011", "2011年批次", 998, 629, 496),
    ("2011-10-31", "2011", "2011年批次", 998, 400, 300),
    ("2011-10-31", "2012", "2012年批次", 588, 5, 2),
    ("2011-11-30", "2012", "2012年批次", 588, 17, 12),
    ("2011-11-30", "undesignated", "批次待定", 0, 0, 0),
)
SCHEDULE = pd.DataFrame(
    {
        "group_code": ["2011", "2011", "2012", "2012"],
        "as_of": pd.to_datetime(
            ["2011-01-01", "2011-12-31", "2012-01-01", "2012-12-31"]
        ).astype("datetime64[s]"),
        "scheduled_count": [0.0, 998.0, 0.0, 588.0],
    }
)
AS_OF = date(2011, 11, 30)


def test_each_batch_has_verified_reported_and_schedule():
    fig = completion_lines(RISE, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE)

    assert [trace.y for trace in fig.data] == [
        (300, 496),
        (400, 629),
        (0.0, 998.0),
        (2, 12),
        (5, 17),
        (0.0, 588.0),
    ]
    assert [trace.line.dash for trace in fig.data] == [
        None,
        None,
        "5px,4px",
        None,
        None,
        "5px,4px",
    ]


def test_markers_stand_on_report_dates():
    fig = completion_lines(RISE, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE)

    assert fig.data[1].mode == "lines+markers"
    assert [day.isoformat()[:10] for day in fig.data[1].x] == [
        "2011-10-31",
        "2011-11-30",
    ]


def test_the_band_that_is_not_verified_is_hatched():
    fig = completion_lines(RISE, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE)

    assert fig.data[1].fill == "tonexty"
    assert fig.data[1].fillpattern.shape == "/"


def test_lines_are_named_at_their_ends():
    fig = completion_lines(RISE, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE)

    assert texts(fig)[:2] == [
        "<b>2012年批次 17</b><br>核验达标 12",
        "<b>2011年批次 629</b><br>核验达标 496",
    ]


def test_day_and_decrees_number_are_named():
    fig = completion_lines(RISE, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE)

    assert "截至2011年11月30日" in texts(fig)
    assert "文件：约1000个" in texts(fig)
    assert fig.layout.shapes[1].y0 == 1000


def test_months_are_chinese_and_counts_start_at_zero():
    fig = completion_lines(RISE, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE)

    assert fig.layout.xaxis.ticktext == (
        "1月<br>2011年",
        "7月",
        "1月<br>2012年",
        "7月",
    )
    assert fig.layout.yaxis.range == pytest.approx((0, 1080))


def test_labels_of_equal_lines_stand_above_one_another():
    rise = series(
        ("2011-03-31", "2011", "2011年批次", 998, 0, 0),
        ("2011-03-31", "2012", "2012年批次", 588, 0, 0),
    )

    fig = completion_lines(
        rise, SCHEDULE, as_of=date(2011, 3, 31), target_value=1000, note=NOTE
    )

    second, first = fig.layout.annotations[:2]
    assert second.text.startswith("<b>2012年批次 0")
    assert first.y > second.y


def test_a_line_that_ends_at_the_right_is_labelled_to_its_left():
    rise = series(("2012-12-31", "2011", "2011年批次", 998, 998, 998))

    fig = completion_lines(
        rise, SCHEDULE, as_of=date(2012, 12, 31), target_value=1000, note=NOTE
    )

    assert fig.layout.annotations[0].xanchor == "right"


def test_no_report_yet_still_shows_the_schedule():
    fig = completion_lines(
        RISE.head(0), SCHEDULE, as_of=AS_OF, target_value=None, note=NOTE
    )

    assert [trace.y for trace in fig.data if trace.y] == [(0.0, 998.0), (0.0, 588.0)]


def test_neither_report_nor_schedule_gives_an_empty_figure():
    fig = completion_lines(
        RISE.head(0), SCHEDULE.head(0), as_of=AS_OF, target_value=None, note=NOTE
    )

    assert len(fig.data) == 0
