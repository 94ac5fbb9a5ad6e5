"""A forecast in a sentence: the day, its range and chance, or why there is none."""

from datetime import date

from hrss.metrics import PACE_WEEKS, ForecastStatus, chance_words
from hrss.reports.brief.rows import Row
from hrss.reports.brief.words import day_words


def outlook_words(row: Row, *, as_of: date, start: date) -> str:
    """When a batch is expected to be complete.

    Nothing is said of one that is complete, silent, or has not begun.
    """
    outlook = row.outlook
    if outlook is None or row.is_silent or not row.remaining or as_of < start:
        return ""
    pace = f"最近{PACE_WEEKS}周平均每周建成{outlook.pace_per_week:.1f}个"
    if outlook.status is ForecastStatus.STANDSTILL:
        return f"最近{PACE_WEEKS}周没有新建成，不作完成日期推算。"
    if outlook.status is ForecastStatus.BEYOND_HORIZON:
        return f"{pace}，按此速度两年内难以全部完成。"
    if outlook.day is None or outlook.low is None:
        return "可供推算的建成时间资料不足，暂不推算完成日期。"
    late = "两年以后" if outlook.high is None else day_words(outlook.high)
    chance = ""
    if outlook.chance_by_due is not None and row.due is not None and as_of < row.due:
        chance = f"，按期完成的可能性为{chance_words(outlook.chance_by_due)}"
    return (
        f"{pace}，按此速度推算，预计{day_words(outlook.day)}前后全部建成"
        f"（可能范围为{day_words(outlook.low)}至{late}）{chance}。"
    )
