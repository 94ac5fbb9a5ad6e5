import pandas as pd

from hrss.figures import blocking_bars, missing_bars, verified_bars
from tests.figures.frames import NOTE, progress_rows, texts

ITEMS = pd.DataFrame(
    {
        "item": ["has_fax", "has_printer"],
        "title": ["传真机", "打印机"],
        "rostered_count": pd.array([10, 10], dtype="Int64"),
        "answered_count": pd.array([8, 0], dtype="Int64"),
        "has_count": pd.array([2, 0], dtype="Int64"),
        "lacks_count": pd.array([6, 0], dtype="Int64"),
        "unanswered_count": pd.array([2, 10], dtype="Int64"),
        "lacks_rate": pd.array([0.75, pd.NA], dtype="Float64"),
    }
)
BLOCKING = pd.DataFrame(
    {
        "rule": ["R20", "R19"],
        "title": ["设备配置", "服务窗口"],
        "unverified_count": [9, 9],
        "fail_count": [5, 1],
        "unanswered_count": [2, 0],
        "only_count": [4, 1],
    }
)


def test_an_item_s_bar_is_all_rostered_offices():
    fig = missing_bars(ITEMS, note=NOTE)

    has, lacks, silent = fig.data
    assert fig.layout.yaxis.ticktext == ("传真机", "打印机")
    assert has.x == (0.2, None)
    assert lacks.x == (0.6, None)
    assert silent.x == (0.2, 1.0)
    written = texts(fig)
    assert written[:3] == ["已具备", "缺少", "未填报"]
    assert written[3:-1] == [
        *("缺少", "6", "0"),
        *("占填报", "75.0%", "—"),
        *("填报数", "8", "0"),
    ]


def test_the_place_with_most_unverified_offices_comes_first():
    groups = progress_rows(
        {"group_name": "广州市", "complete_count": 6, "verified_count": 6},
        {"group_name": "韶关市", "complete_count": 5, "verified_count": 1},
        {"group_name": "珠海市", "complete_count": 0, "verified_count": 0},
    ).assign(unverified_count=[0, 4, 0])

    fig = verified_bars(groups, note=NOTE)

    verified, rest = fig.data
    assert fig.layout.yaxis.ticktext == ("韶关市", "广州市", "珠海市")
    assert (verified.x, rest.x) == ((1.0, 6.0, None), (4.0, None, None))
    assert rest.base == (1.0, 6.0, 0.0)
    assert (verified.marker.pattern.shape, rest.marker.pattern.shape) == (None, "/")
    assert fig.layout.xaxis.range == (0, 6.0)
    assert texts(fig)[2:-1] == [
        *("未核验", "4", "0", "0"),
        *("达标/建成", "1/5", "6/6", "0/0"),
        *("占建成", "20.0%", "100.0%", "—"),
    ]


def test_what_holds_offices_up_is_failed_or_left_blank():
    fig = blocking_bars(BLOCKING, note=NOTE)

    fails, blanks = fig.data
    assert (fails.x, blanks.x) == ((5.0, 1.0), (2.0, None))
    assert fig.layout.xaxis.range == (0, 7.0)
    assert texts(fig)[-10:-1] == [
        *("不符合", "5", "1"),
        *("未填报", "2", "0"),
        *("仅此项", "4", "1"),
    ]


def test_nothing_missing_gives_bars_of_no_length():
    nothing = BLOCKING.assign(fail_count=0, unanswered_count=0, only_count=0)

    fig = blocking_bars(nothing, note=NOTE)

    assert fig.layout.xaxis.range == (0, 1.0)
    assert fig.data[0].x == (None, None)
