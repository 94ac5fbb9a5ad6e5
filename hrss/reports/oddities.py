"""An oddity in words: where it is, and why it should be asked about."""

import math
from datetime import date
from typing import Any

import pandas as pd

from hrss.metrics import WATCHED_FIELDS, OddityKind, percent_text

_LARGE = 1000


def oddity_place(row: pd.Series) -> str:
    """Where it is: prefecture, county and township as far as they are known."""
    names = [
        str(row[name])
        for name in ("prefecture_name", "county_name", "township_name")
        if pd.notna(row[name])
    ]
    # Dongguan and Zhongshan stand for their county as well.
    return "".join(dict.fromkeys(names))


def oddity_sentence(row: pd.Series) -> str:
    """Why it is odd, with the values that make it so; a question, not a verdict.

    Parameters
    ----------
    row : of `metrics.oddities`.
    """
    return {
        OddityKind.AREA_JUMP: _area_jump,
        OddityKind.STAFF_ZERO: _staff_zero,
        OddityKind.COMPLETE_THEN_NOT: _complete_then_not,
        OddityKind.IDENTICAL_COUNTY: _identical_county,
        OddityKind.ONE_DAY: _one_day,
        OddityKind.OUTLIER: _outlier,
    }[OddityKind(row["kind"])](row)


def _area_jump(row: pd.Series) -> str:
    before, after = float(row["before_value"]), float(row["after_value"])
    change = abs(after - before) / before
    direction = "增加" if after > before else "减少"
    return (
        f"建筑面积由{_amount(before)}㎡（{_day(row['previous_as_of'])}报）"
        f"变为{_amount(after)}㎡，{direction}{change:.0%}，变动超过一半"
    )


def _staff_zero(row: pd.Series) -> str:
    return (
        f"报为已建成，工作人员却由{_amount(row['before_value'])}人"
        f"（{_day(row['previous_as_of'])}报）降为0人"
    )


def _complete_then_not(row: pd.Series) -> str:
    now = "未填是否建成" if pd.isna(row["after_value"]) else "改报为未建成"
    return f"{_day(row['previous_as_of'])}报为已建成，本次{now}"


def _identical_county(row: pd.Series) -> str:
    shared = len(str(row["fields"]).split())
    return f"上报的{row['office_count']}个机构所有数值完全相同（{shared}项不为零）"


def _one_day(row: pd.Series) -> str:
    label = WATCHED_FIELDS[str(row["fields"])].label
    return f"填了{label}的{row['office_count']}个机构都是同一天：{_day(row['one_day'])}"


def _outlier(row: pd.Series) -> str:
    field = WATCHED_FIELDS[str(row["fields"])]
    value, typical = float(row["after_value"]), float(row["typical_value"])
    return (
        f"{field.label}{_amount(value)}{field.unit}，"
        f"本市各机构中位数为{_amount(typical)}{field.unit}，"
        f"{_comparison(value, typical)}（稳健z值{_signed(row['robust_z'])}）"
    )


def _comparison(value: float, typical: float) -> str:
    if typical <= 0 or value <= 0:
        return "相差悬殊"
    if value >= typical:
        return f"是中位数的{value / typical:.1f}倍"
    return f"只有中位数的{percent_text(value / typical, digits=0)}"


def _amount(value: Any) -> str:
    """A number without a tail of zeros; a large one without a fraction."""
    number = round(float(value), 1)
    is_plain = number >= _LARGE or math.isclose(number, round(number))
    return f"{number:,.0f}" if is_plain else f"{number:,.1f}"


def _signed(value: Any) -> str:
    return f"{float(value):.1f}".replace("-", "−")


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"
