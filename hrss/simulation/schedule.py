"""Who sends when: the simulated prefectures' habits, month by month.

Goes out: sheets to be sent, in the order in which they arrive. Most come every
month; one prefecture leaves a month out, two are once so late that the next month's
sheets overtake them, one sends a sheet and then its correction.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

# 粤府办〔2011〕65号 is of 2011-09-25; its first month's end is the first report.
FIRST_MONTH_END = date(2011, 9, 30)
_CARELESS_SHARE = 0.04
_NEWS_DAYS = 8


@dataclass(frozen=True, slots=True)
class Sending:
    """One sheet on its way.

    Parameters
    ----------
    believed_on : the day of the clerk's newest news, when older than `as_of`.
    is_correction : a second sheet for the same day.
    is_careless : its total row was not brought up to date.
    """

    as_of: date
    prefecture_code: str
    believed_on: date | None = None
    is_correction: bool = False
    is_careless: bool = False


def month_ends(months: int) -> list[date]:
    """The last days of so many months, from September 2011 on."""
    found = [FIRST_MONTH_END]
    while len(found) < months:
        next_month = found[-1] + timedelta(days=1)
        after = (next_month.replace(day=28) + timedelta(days=4)).replace(day=1)
        found.append(after - timedelta(days=1))
    return found[:months]


def sendings(
    prefecture_codes: list[str], *, months: int, seed: int
) -> tuple[Sending, ...]:
    """Every sheet in the order of its arrival; the same seed, the same order."""
    rng = np.random.default_rng([seed, 2])
    codes = sorted(prefecture_codes)
    order = np.resize(rng.permutation(len(codes)), 4)
    skipping, correcting, *late = (codes[position] for position in order)
    middle = max(1, months // 2)
    arriving: list[Sending] = []
    held_back: list[Sending] = []
    for number, as_of in enumerate(month_ends(months)):
        overtaken, held_back = held_back, []
        for position in rng.permutation(len(codes)):
            code, is_careless = codes[position], bool(rng.random() < _CARELESS_SHARE)
            sending = Sending(as_of, code, is_careless=is_careless)
            if code in late and number == middle - late.index(code):
                held_back.append(sending)
            elif code == correcting and number == middle:
                arriving += _corrected(sending)
            elif code != skipping or number != middle:
                arriving.append(sending)
        arriving += overtaken
    return (*arriving, *held_back)


def _corrected(sending: Sending) -> tuple[Sending, Sending]:
    """A sheet with old news, and the one that puts it right."""
    news = sending.as_of - timedelta(days=_NEWS_DAYS)
    return (
        replace(sending, believed_on=news),
        replace(sending, is_correction=True, is_careless=False),
    )
