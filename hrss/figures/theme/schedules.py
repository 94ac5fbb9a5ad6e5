"""Where a schedule goes by filed plans: the word that then stands beside it."""

import pandas as pd

from hrss.figures.theme.formats import numbers, percent, points
from hrss.metrics.vocabulary import ScheduleSource

_PLANNED = (ScheduleSource.PLAN.value, ScheduleSource.MIXED.value)


def plan_words(rows: pd.DataFrame) -> list[str]:
    """Beside each row's schedule in brackets, whether it goes by a plan; else nothing.

    Parameters
    ----------
    rows : rows of ``metrics.progress``.
    """
    if "schedule_source" not in rows:
        return [""] * len(rows)
    return [
        f"（{ScheduleSource(source).label}）" if source in _PLANNED else ""
        for source in rows["schedule_source"].fillna("")
    ]


def against_schedule(rows: pd.DataFrame) -> list[str]:
    """Each row's schedule, what it goes by, and how far from it, for the pointer."""
    return [
        f"序时进度{plan} {percent(scheduled)}，相差 {points(gap)} 个百分点"
        for plan, scheduled, gap in zip(
            plan_words(rows),
            numbers(rows["scheduled_rate"]),
            numbers(rows["gap_pp"]),
            strict=True,
        )
    ]


def plan_note(rows: pd.DataFrame) -> str:
    """A last piece of a caption where some rows go by plans; else nothing."""
    count = sum(bool(word) for word in plan_words(rows))
    if not count:
        return ""
    return f" · {'序时' if count == len(rows) else f'{count}地序时'}按备案计划"


def batch_note(rows: pd.DataFrame) -> str:
    """A last piece of a caption where a light may differ from the points beside it.

    A light is of the worse batch of a place, its rates and points are of both. A place
    of several deadlines has no due date of its own.

    Parameters
    ----------
    rows : rows of ``metrics.progress``.
    """
    if "due_date" not in rows:
        return ""
    has_several = rows["light"].notna() & rows["due_date"].isna()
    return " · 亮灯分批次判断，以较差的为准" if has_several.any() else ""
