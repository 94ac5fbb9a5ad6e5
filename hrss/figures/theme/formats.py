"""Numbers, names and days as they are printed, each in one place."""

import math
from collections.abc import Iterable

import pandas as pd

from hrss.metrics.shares import percent_text

DASH = "—"


def percent(rate: float) -> str:
    """Percentage to one decimal; a dash where there is nothing to divide by."""
    return DASH if pd.isna(rate) else percent_text(rate)


def points(gap_pp: float) -> str:
    """Signed percentage points to one decimal, with a true minus sign."""
    if pd.isna(gap_pp):
        return DASH
    # Adding zero turns a rounded -0.0 into 0.0: there is no "minus nothing".
    return f"{round(gap_pp, 1) + 0.0:+.1f}".replace("-", "−").replace("+0.0", "0.0")


def count(number: float) -> str:
    """Whole number, with thousands separators from 10,000 on."""
    if pd.isna(number):
        return DASH
    rounded = math.floor(number + 0.5)
    return f"{rounded:,}" if rounded >= 10_000 else str(rounded)


def ratio(part: float, rostered: float) -> str:
    """Part and whole as n/N."""
    return f"{count(part)}/{count(rostered)}"


def short_name(name: str) -> str:
    """Name of a prefecture without 市, for places where room is scarce."""
    return name[:-1] if len(name) > 2 and name.endswith("市") else name


def chinese_date(day: pd.Timestamp) -> str:
    """Day as it is written in documents, 2011年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def numbers(values: Iterable[object]) -> list[float]:
    """Plain floats of a nullable column, NA as NaN."""
    column = pd.Series(list(values), dtype="object")
    return [float(value) for value in pd.to_numeric(column, errors="raise")]


def whole(values: Iterable[object]) -> list[int]:
    """Plain integers of a nullable column, NA as 0."""
    return [0 if math.isnan(value) else int(value) for value in numbers(values)]


def text_width(text: str, *, size: float) -> float:
    """Width in pixels, near enough to reserve a margin for it."""
    return sum(size if ord(sign) > 0x2000 else size * 0.58 for sign in text)
