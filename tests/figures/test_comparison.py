import pytest

from hrss.figures import comparison_dumbbells
from tests.figures.frames import NOTE, progress_rows, texts, three_prefectures

LABELS = ("2011年9月30日", "2011年11月30日")


def before():
    return progress_rows(
        {"group_code": "440100", "group_name": "广州市", "complete_count": 5},
        {"group_code": "440200", "group_name": "韶关市", "complete_count": 3},
    )


def test_both_dates_of_a_prefecture_stand_on_its_row():
    fig = comparison_dumbbells(before(), three_prefectures(), labels=LABELS, note=NOTE)

    line, was, now = fig.data
    assert fig.layout.yaxis.ticktext == ("珠海市", "广州市", "韶关市")
    assert was.x[1:] == (0.5, 0.3)
    assert now.x == (0.75, 0.6, 0.2)
    assert line.x[3:6] == (0.5, 0.6, None)


def test_the_earlier_dot_is_hollow():
    fig = comparison_dumbbells(before(), three_prefectures(), labels=LABELS, note=NOTE)

    assert fig.data[1].marker.color == "#FFFFFF"
    assert fig.data[2].marker.color == "#16457A"


def test_the_change_is_signed_and_missing_where_a_date_is():
    fig = comparison_dumbbells(before(), three_prefectures(), labels=LABELS, note=NOTE)

    assert texts(fig)[3:9] == ["75.0%", "60.0%", "20.0%", "—", "+10.0", "−10.0"]


def test_who_has_reported_nothing_has_no_mark_at_nought():
    """Guangzhou's first report is of the later day; Shaoguan is silent on both."""
    silent = {"reported_count": 0, "complete_count": 0, "verified_count": 0}
    shaoguan = {"group_code": "440200", "group_name": "韶关市", **silent}
    earlier = progress_rows({**silent}, shaoguan)
    later = progress_rows({"complete_count": 6}, shaoguan)

    fig = comparison_dumbbells(earlier, later, labels=LABELS, note=NOTE)

    _, was, now = fig.data
    assert fig.layout.yaxis.ticktext == ("广州市", "韶关市")
    assert all(rate != rate for rate in was.x)
    assert now.x[0] == 0.6
    assert now.x[1] != now.x[1]
    assert texts(fig)[3:7] == ["60.0%", "未上报", "—", "—"]


def test_both_dates_are_named():
    fig = comparison_dumbbells(before(), three_prefectures(), labels=LABELS, note=NOTE)

    assert "○ 2011年9月30日" in texts(fig)[0]
    assert "● 2011年11月30日" in texts(fig)[0]


def test_the_axis_shows_zero_to_a_hundred_percent():
    fig = comparison_dumbbells(before(), three_prefectures(), labels=LABELS, note=NOTE)

    assert fig.layout.xaxis.tickvals == (0, 0.5, 1)
    assert fig.layout.xaxis.range == pytest.approx((-0.03, 1.03))
