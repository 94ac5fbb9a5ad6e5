"""Which days can be looked at at all: what pages, commands and the gate ask alike."""

from collections.abc import Iterable
from datetime import date, datetime

from hrss.decree import load_targets
from hrss.reports import date_in_words
from hrss.service.in_force import LOCAL_TIME


def today() -> date:
    """The day it is for the offices."""
    return datetime.now(LOCAL_TIME).date()


def day_fault(day: date, reported: Iterable[date] = ()) -> str | None:
    """Why figures of a day cannot be shown; None when they can.

    From the first day of the first batch to today, or further where reports describe
    an earlier or a later day: a typing error in the year is no view of the year 2111.

    Parameters
    ----------
    reported : the days that reports describe.
    """
    days = list(reported)
    first = min([min(target.start_date for target in load_targets()), *days])
    last = max([today(), *days])
    if first <= day <= last:
        return None
    return (
        f"{date_in_words(day)}不在可以查询的日期之内"
        f"（{date_in_words(first)}至{date_in_words(last)}）"
    )
