import pandas as pd

from hrss.figures import prefecture_small_multiples
from tests.figures.frames import NOTE, texts


def history(codes=("440200", "440100"), light="yellow", reported=10):
    rows = [
        (pd.Timestamp(day), code, f"甲{code}市", 10, reported, rate, due, light)
        for code in codes
        for day, rate, due in (("2011-11-30", 0.6, 0.9), ("2011-10-31", 0.5, 0.8))
    ]
    return pd.DataFrame(
        rows,
        columns=[
            "as_of",
            "prefecture_code",
            "prefecture_name",
            "rostered_count",
            "reported_count",
            "completion_rate",
            "scheduled_rate",
            "light",
        ],
    ).astype({"completion_rate": "Float64", "scheduled_rate": "Float64"})


def test_each_prefecture_has_schedule_and_rate():
    fig = prefecture_small_multiples(history(), note=NOTE)

    assert [trace.y for trace in fig.data[:2]] == [(0.8, 0.9), (0.5, 0.6)]
    assert [trace.xaxis for trace in fig.data] == ["x", "x", "x2", "x2"]


def test_all_panels_share_zero_to_a_hundred_percent():
    fig = prefecture_small_multiples(history(), note=NOTE)

    assert fig.layout.yaxis.range == (0, 1)
    assert fig.layout.yaxis2.range == (0, 1)


def test_the_delta_comes_first():
    fig = prefecture_small_multiples(history(), delta_codes={"440200"}, note=NOTE)

    assert texts(fig)[0].startswith("<b>甲440200</b> 60.0%")


def test_the_head_carries_the_lights_sign_in_its_colour():
    fig = prefecture_small_multiples(history(), note=NOTE)

    assert texts(fig)[0].endswith('<span style="color:#7A4F00">▲</span>')


def test_lights_may_be_left_out():
    fig = prefecture_small_multiples(history().drop(columns="light"), note=NOTE)

    assert texts(fig)[0] == "<b>甲440100</b> 60.0%"


def test_twenty_one_panels_lie_in_three_lines_inside_the_figure():
    codes = tuple(f"44{n:02d}00" for n in range(1, 22))

    fig = prefecture_small_multiples(history(codes), note=NOTE)

    assert len(fig.data) == 42
    assert fig.layout.yaxis.domain[1] == 1
    assert fig.layout.yaxis21.domain[0] == 0
    assert fig.layout.height <= 520


def test_one_prefecture_takes_the_whole_width():
    fig = prefecture_small_multiples(history(("440100",)), note=NOTE)

    assert fig.layout.xaxis.domain == (0, 1)


def test_no_history_gives_an_empty_figure():
    fig = prefecture_small_multiples(history().head(0), note=NOTE)

    assert len(fig.data) == 0


def test_who_has_reported_nothing_has_no_line_and_no_rate():
    fig = prefecture_small_multiples(
        history(codes=("440200",), light=pd.NA, reported=0), note=NOTE
    )

    assert all(pd.isna(rate) for rate in fig.data[1].y)
    assert texts(fig)[0].endswith("</b> 未上报")
