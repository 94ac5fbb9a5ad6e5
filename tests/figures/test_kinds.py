import pandas as pd

from hrss.figures import kind_bars
from tests.figures.frames import NOTE, texts

NAMES = pd.DataFrame(
    {
        "kind": ["conforms", "lacks_he", "not_reported"],
        "title": ["名称规范", "缺“和”字", "未填报"],
        "office_count": pd.array([6, 2, 0], dtype="Int64"),
        "office_rate": pd.array([0.75, 0.25, 0.0], dtype="Float64"),
    }
)


def test_each_kind_is_a_row_in_the_order_given():
    fig = kind_bars(NAMES, note=NOTE)

    assert fig.layout.yaxis.ticktext == ("名称规范", "缺“和”字", "未填报")
    assert [trace.x for trace in fig.data] == [(6.0,), (2.0,), (None,)]
    assert [trace.y for trace in fig.data] == [(0.0,), (1.0,), (2.0,)]
    assert [trace.marker.pattern.shape for trace in fig.data] == [None, "x", "."]
    assert texts(fig)[:-1] == [
        *("机构数", "6", "2", "0"),
        *("占应建", "75.0%", "25.0%", "0.0%"),
    ]


def test_staffing_bands_have_the_missing_staff_beside_them():
    bands = NAMES.assign(
        kind=["standard", "short", "unknown"], shortage_count=[0, 7, 0]
    )

    fig = kind_bars(bands, note=NOTE)

    assert texts(fig)[-5:-1] == ["缺口人数", "", "7", ""]
    assert fig.layout.xaxis.range == (0, 6.0)
