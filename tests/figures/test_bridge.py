import pandas as pd
import pytest

from hrss import figures
from tests.figures.frames import NOTE, texts

LABELS = ("2011年10月31日", "2011年11月30日")


def whole(newly=160, withdrawn=-9, corrected=-14, re_scoped=3) -> pd.Series:
    change = newly + withdrawn + corrected + re_scoped
    return pd.Series(
        {
            "before_count": 782,
            "newly_complete_count": newly,
            "withdrawn_count": withdrawn,
            "corrected_count": corrected,
            "re_scoped_count": re_scoped,
            "after_count": 782 + change,
        }
    )


def waterfall(row):
    return figures.bridge_waterfall(row, labels=LABELS, note=NOTE)


def test_each_kind_begins_where_the_one_before_ended():
    (bars,) = waterfall(whole()).data

    assert list(bars.base) == [0, 160, 151, 137, 0]
    assert list(bars.x) == [160, -9, -14, 3, 140]


def test_kinds_are_named_and_signed_directly():
    figure = waterfall(whole())

    assert list(figure.layout.yaxis.ticktext) == [
        "新建成",
        "撤回或改报未建成",
        "更正、补报",
        "名册或批次调整",
        "净变化",
    ]
    assert texts(figure)[:5] == ["+160", "−9", "−14", "+3", "+140"]
    assert not figure.layout.showlegend


def test_both_ends_are_said_above():
    said = texts(waterfall(whole()))[5]

    assert "2011年10月31日 <b>782</b> 个" in said
    assert "2011年11月30日 <b>922</b> 个" in said


def test_a_click_on_a_bar_says_its_kind():
    (bars,) = waterfall(whole()).data

    assert [each[0] for each in bars.customdata] == [
        "newly_complete",
        "withdrawn",
        "corrected",
        "re_scoped",
        "all",
    ]


@pytest.mark.parametrize("row", [whole(), whole(0, -9, -14, 0), whole(0, 0, 0, 0)])
def test_zero_and_every_bar_are_in_the_picture(row):
    figure = waterfall(row)

    (bars,) = figure.data
    low, high = figure.layout.xaxis.range
    ends = [base + length for base, length in zip(bars.base, bars.x, strict=True)]
    assert low < min([0, *bars.base, *ends])
    assert high > max([0, *bars.base, *ends])


def test_no_change_is_no_minus():
    assert texts(waterfall(whole(0, 0, 0, 0)))[:5] == ["0"] * 5
