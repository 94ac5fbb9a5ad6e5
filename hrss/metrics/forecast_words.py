"""What a forecast says in words: its status, its method and what it assumes."""

from enum import StrEnum

import pandas as pd

from hrss.metrics.resampling import HIGH, HORIZON_WEEKS, LOW, REPLICATES

LEAST_WEEKS = 4
"""Weeks with a completion that a forecast needs."""


class ForecastStatus(StrEnum):
    """Whether a group has a forecast, and if not, why."""

    FORECAST = "forecast"
    DONE = "done"
    TOO_LITTLE_HISTORY = "too_little_history"
    STANDSTILL = "standstill"
    BEYOND_HORIZON = "beyond_horizon"

    @property
    def label(self) -> str:
        """Its words in Chinese."""
        return {
            ForecastStatus.FORECAST: "已推算",
            ForecastStatus.DONE: "已全部建成",
            ForecastStatus.TOO_LITTLE_HISTORY: "资料不足",
            ForecastStatus.STANDSTILL: "近期无新建成",
            ForecastStatus.BEYOND_HORIZON: "两年内难以完成",
        }[self]


def forecast_method(weeks: int) -> str:
    """How the forecast is made and what it assumes, as the page explains it."""
    return (
        f"预计完成日期按最近{weeks}周的建成速度推算。先把这{weeks}周每周的建成数有放回地"
        "重抽一遍，每个数再按偶然误差（泊松分布）上下浮动，然后从中逐周随机抽取、"
        f"往后累加，直到未建成的全部建成；如此重复{REPLICATES:,}次（随机种子固定，"
        "同样的数据结果相同）。居中的日期为预计完成日期，"
        f"第{LOW * 100:.0f}至第{HIGH * 100:.0f}百分位为可能范围，"
        "不晚于时限的次数所占比例为按期完成的可能性。\n\n"
        f"前提是今后各周的快慢与最近{weeks}周相仿，各周互不相关；年末突击、资金到位、"
        "选址困难等这些周里没有出现过的情况不在其中。没有上报的机构按未建成计，"
        "迟报会使预计偏晚。\n\n"
        "合计的预计按合计的速度推算；各市快慢不一，全部完成要等最慢的市，可能更晚。\n\n"
        "报表只写到月份的，当月建成数均摊到各日；建成时间未填的，以最先报为建成的"
        "报表截至日为准；首次上报即为建成又未填时间的，不知建于哪一周，"
        "不计入建成速度。批次启动以前的各周不作推算依据。\n\n"
        f"最近{weeks}周中有新建成的不足{LEAST_WEEKS}周的，写“资料不足”；"
        "一个新建成也没有的，写“近期无新建成”；"
        f"推算{HORIZON_WEEKS}周仍有一半以上的结果完不成的，写“两年内难以完成”。"
        "这几种情况都不给日期。"
    )


def chance_words(chance: float) -> str:
    """A chance in whole percent; what was drawn at random is never certain."""
    if pd.isna(chance):
        return "—"
    if chance > 0.99:
        return "＞99%"
    return "＜1%" if chance < 0.01 else f"{chance:.0%}"
