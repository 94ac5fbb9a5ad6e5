import pandas as pd

from hrss import figures
from tests.figures.frames import NOTE, texts


def groups() -> pd.DataFrame:
    """甲市 nearly all on time; 乙市 half of it; 丙市 has no due date yet."""
    counts = {
        "rostered_count": [20, 10, 3],
        "on_time_count": [15, 4, 0],
        "undated_by_due_count": [4, 1, 0],
        "undated_count": [0, 1, 0],
        "late_count": [1, 1, 0],
        "remaining_count": [0, 3, 0],
        "overdue_count": [0, 2, 0],
        "no_due_count": [0, 0, 3],
    }
    return pd.DataFrame(
        {
            "group_code": ["440100", "440200", "440300"],
            "group_name": ["甲市", "乙市", "丙市"],
            **{name: pd.array(each, dtype="Int64") for name, each in counts.items()},
            "on_time_rate": pd.array([0.95, 0.5, None], dtype="Float64"),
        }
    )


def test_the_smallest_share_on_time_comes_first_and_no_due_date_is_left_out():
    figure = figures.on_time_bars(groups(), note=NOTE)

    assert list(figure.layout.yaxis.ticktext) == ["乙市", "甲市"]


def test_the_parts_of_a_bar_are_shares_and_fill_it():
    figure = figures.on_time_bars(groups(), note=NOTE)

    assert [list(bar.x) for bar in figure.data] == [
        [0.4, 0.75],
        [0.1, 0.2],
        [0.1, 0.0],
        [0.1, 0.05],
        [0.2, 0.0],
        [0.1, 0.0],
    ]
    assert list(figure.layout.xaxis.range) == [0, 1]


def test_what_only_reports_bound_is_hatched_and_said():
    figure = figures.on_time_bars(groups(), note=NOTE)

    assert [bar.marker.pattern.shape for bar in figure.data] == [
        None,
        "/",
        "/",
        None,
        None,
        None,
    ]
    said = texts(figure)[0]
    assert "斜纹 按时，时间未填" in said
    assert "斜纹 时间未填，是否按时不明" in said


def test_rates_stand_with_their_numbers():
    said = texts(figures.on_time_bars(groups(), note=NOTE))

    assert {"95.0%", "19/20", "50.0%", "5/10"} <= set(said)


def test_parts_that_nobody_has_are_not_named():
    figure = figures.on_time_bars(groups().iloc[:1], note=NOTE)

    assert len(figure.data) == 3
    assert "逾期未建成" not in texts(figure)[0]


def test_nobody_with_a_due_date_is_an_empty_picture():
    assert len(figures.on_time_bars(groups().iloc[2:], note=NOTE).data) == 0
