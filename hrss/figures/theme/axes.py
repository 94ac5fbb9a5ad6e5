"""Axes in time and in counts, and the straight lines drawn across them."""

import math
from typing import Literal

import pandas as pd

from hrss.figures.theme.palette import LINE


def round_step(top: float) -> float:
    """Round distance between the lines across, some five of them up to `top`."""
    tens: float = 10 ** math.floor(math.log10(top))
    return next(tens * part for part in (0.2, 0.5, 1, 2) if top / (tens * part) <= 6.5)


def month_ticks(first: pd.Timestamp, last: pd.Timestamp) -> dict[str, object]:
    """First days of months, far enough apart; the year under its first month."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(step for step in (1, 2, 3, 6, 12) if months / step <= 5 or step == 12)
    days = [
        day
        for day in pd.date_range(first.normalize(), last, freq="MS")
        if (day.month - 1) % step == 0
    ]
    texts = [
        f"{day.month}月<br>{day.year}年"
        if place == 0 or day.year != days[place - 1].year
        else f"{day.month}月"
        for place, day in enumerate(days)
    ]
    return {
        "tickmode": "array",
        "tickvals": days,
        "ticktext": texts,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": LINE,
    }


def rule(
    at: float | pd.Timestamp,
    *,
    across: Literal["x", "y"],
    color: str,
    width: float = 0.8,
    dash: str = "solid",
    over: float = 0,
) -> dict[str, object]:
    """Straight line at a value of one axis, over the whole of the other.

    Parameters
    ----------
    at : the value.
    across : the axis that has the value.
    color, width, dash : of the line.
    over : how far it stands out at both ends, as a share of the plot.
    """
    other = "y" if across == "x" else "x"
    return {
        "type": "line",
        f"{across}ref": across,
        f"{other}ref": "paper",
        f"{across}0": at,
        f"{across}1": at,
        f"{other}0": -over,
        f"{other}1": 1 + over,
        "line": {"color": color, "width": width, "dash": dash},
    }
