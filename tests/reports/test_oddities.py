import pandas as pd
import pytest

from hrss.metrics import ODDITY_DTYPES
from hrss.reports import oddity_place, oddity_sentence

PLACE = {
    "prefecture_name": "韶关市",
    "county_name": "始兴县",
    "township_name": "太平镇",
    "office_count": 1,
    "report_as_of": pd.Timestamp("2011-12-31"),
    "previous_as_of": pd.Timestamp("2011-11-30"),
}


def odd(kind, **values):
    """A row of metrics.oddities about 太平镇."""
    blank = dict.fromkeys(ODDITY_DTYPES, pd.NA)
    return pd.Series(blank | PLACE | values | {"kind": kind})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            odd("area_jump", before_value=280.0, after_value=700.5),
            "建筑面积由280㎡（2011-11-30报）变为700.5㎡，增加150%，变动超过一半",
        ),
        (
            odd("area_jump", before_value=300.0, after_value=0.0),
            "建筑面积由300㎡（2011-11-30报）变为0㎡，减少100%，变动超过一半",
        ),
        (
            odd("staff_zero", before_value=5.0, after_value=0.0),
            "报为已建成，工作人员却由5人（2011-11-30报）降为0人",
        ),
        (
            odd("complete_then_not", before_value=1.0, after_value=0.0),
            "2011-11-30报为已建成，本次改报为未建成",
        ),
        (
            odd("complete_then_not", before_value=1.0),
            "2011-11-30报为已建成，本次未填是否建成",
        ),
        (
            odd("identical_county", office_count=7, fields="staff_count served_count"),
            "上报的7个机构所有数值完全相同（2项不为零）",
        ),
        (
            odd(
                "one_day",
                office_count=39,
                fields="acceptance_date",
                one_day=pd.Timestamp("2011-12-31"),
            ),
            "填了验收时间的39个机构都是同一天：2011-12-31",
        ),
        (
            odd(
                "outlier",
                fields="annual_budget_wan_yuan",
                after_value=828.0,
                typical_value=30.1,
                robust_z=8.94,
            ),
            "年度经费828万元，本市各机构中位数为30.1万元，"
            "是中位数的27.5倍（稳健z值8.9）",
        ),
        (
            odd(
                "outlier",
                fields="served_count",
                after_value=49790.0,
                typical_value=225118.5,
                robust_z=-5.18,
            ),
            "服务对象49,790人，本市各机构中位数为225,118人，"
            "只有中位数的22%（稳健z值−5.2）",
        ),
        (
            odd(
                "outlier",
                fields="served_count",
                after_value=500.0,
                typical_value=225118.5,
                robust_z=-6.1,
            ),
            "服务对象500人，本市各机构中位数为225,118人，"
            "只有中位数的<1%（稳健z值−6.1）",
        ),
        (
            odd(
                "outlier",
                fields="window_count",
                after_value=0.0,
                typical_value=12.0,
                robust_z=-4.0,
            ),
            "服务窗口0个，本市各机构中位数为12个，相差悬殊（稳健z值−4.0）",
        ),
    ],
)
def test_an_oddity_says_why_it_should_be_asked_about(row, sentence):
    assert oddity_sentence(row) == sentence


@pytest.mark.parametrize(
    ("names", "place"),
    [
        ({}, "韶关市始兴县太平镇"),
        ({"township_name": pd.NA}, "韶关市始兴县"),
        ({"county_name": pd.NA, "township_name": pd.NA}, "韶关市"),
        ({"prefecture_name": "东莞市", "county_name": pd.NA}, "东莞市太平镇"),
        (
            {
                "prefecture_name": "东莞市",
                "county_name": "东莞市",
                "township_name": pd.NA,
            },
            "东莞市",
        ),
    ],
)
def test_an_oddity_has_its_place_as_far_as_it_is_of_one(names, place):
    assert oddity_place(odd("outlier", **names)) == place
