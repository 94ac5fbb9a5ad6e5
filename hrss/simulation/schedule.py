"""Who sends when: the simulated prefectures' habits, month by month.

Goes out: sheets to be sent, in the order in which they arrive, each with the moment
of its receipt. Most come within five days of a month's end, some a few days late;
two are once so late that the next month's sheets overtake them, a few months are
left out, and what was wrong is put right some days later.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np

from hrss.decree import BEIJING_TIME, month_end

# 粤府办〔2011〕65号 is of 2011-09-25; its first month's end is the first report.
FIRST_MONTH_END = date(2011, 9, 30)
ROSTER_AT = datetime(2011, 9, 26, 9, 0, tzinfo=BEIJING_TIME)
"""When the simulated roster is put in force."""

_CARELESS_SHARE = 0.04
_FORGETFUL_SHARE = 0.05
_NEWS_DAYS = 8
# First and last day after a month's end on which somebody of a habit sends.
_PROMPT, _CLOSE, _TARDY, _FORGETFUL = (1, 3), (3, 5), (4, 10), (6, 16)
_OVERTAKEN, _MENDING = (6, 9), (3, 9)
_HABITS = (_PROMPT,) * 4 + (_CLOSE,) * 2 + (_TARDY,)
_OPENING, _CLOSING = 8 * 60 + 40, 17 * 60 + 30
_SATURDAY = 5
_SKIPPED_MONTHS = 3
_LONG = 6


@dataclass(frozen=True, slots=True)
class Sending:
    """One sheet on its way.

    Parameters
    ----------
    received_at : when it comes in.
    believed_on : the day of the clerk's newest news, when older than `as_of`.
    is_correction : a second sheet for the same day.
    is_careless : its total row was not brought up to date.
    """

    as_of: date
    prefecture_code: str
    received_at: datetime
    believed_on: date | None = None
    is_correction: bool = False
    is_careless: bool = False


def month_ends(months: int) -> list[date]:
    """The last days of so many months, from September 2011 on."""
    found = [FIRST_MONTH_END]
    while len(found) < months:
        found.append(month_end(found[-1] + timedelta(days=1)))
    return found[:months]


def sendings(
    prefecture_codes: list[str],
    *,
    months: int,
    seed: int,
    mended: Collection[tuple[str, date]] = (),
) -> tuple[Sending, ...]:
    """Every sheet in the order of its arrival; the same seed, the same order.

    Parameters
    ----------
    mended : prefectures and days whose sheet is put right by a second one.
    """
    rng = np.random.default_rng([seed, 2])
    codes = sorted(prefecture_codes)
    order = np.resize(rng.permutation(len(codes)), _SKIPPED_MONTHS + 3)
    correcting, *late = (codes[position] for position in order[:3])
    middle = max(1, months // 2)
    skipped = _skipped([codes[position] for position in order[3:]], months)
    habits = [_HABITS[place % len(_HABITS)] for place in rng.permutation(len(codes))]
    found: list[Sending] = []
    for number, as_of in enumerate(month_ends(months)):
        for code, habit in zip(codes, habits, strict=True):
            sending = _sent(as_of, code, habit, rng)
            if code in late and number == middle - late.index(code):
                found.append(_overtaken(sending, rng))
            elif code == correcting and number == middle:
                news = as_of - timedelta(days=_NEWS_DAYS)
                old = replace(sending, believed_on=news)
                found += [old, _correction(old, rng)]
            elif (code, number) not in skipped:
                found.append(sending)
                if (code, as_of) in mended:
                    found.append(_correction(sending, rng))
    return tuple(sorted(found, key=lambda each: each.received_at))


def _skipped(codes: list[str], months: int) -> set[tuple[str, int]]:
    """Months that somebody leaves out: one, and three in a long time."""
    middle = max(1, months // 2)
    numbers = [middle, middle - 2, middle + 1] if months >= _LONG else [middle]
    return set(zip(codes, numbers, strict=False))


def _sent(
    as_of: date, code: str, habit: tuple[int, int], rng: np.random.Generator
) -> Sending:
    is_forgetful = rng.random() < _FORGETFUL_SHARE
    moment = _received(as_of, _FORGETFUL if is_forgetful else habit, rng)
    is_careless = bool(rng.random() < _CARELESS_SHARE)
    return Sending(as_of, code, moment, is_careless=is_careless)


def _received(day: date, after: tuple[int, int], rng: np.random.Generator) -> datetime:
    """A moment in office hours; what would fall on a weekend comes on Monday."""
    first, last = after
    day += timedelta(days=int(rng.integers(first, last + 1)))
    if day.weekday() >= _SATURDAY:
        day += timedelta(days=7 - day.weekday())
    minutes = int(rng.integers(_OPENING, _CLOSING))
    moment = time(minutes // 60, minutes % 60, int(rng.integers(60)))
    return datetime.combine(day, moment, tzinfo=BEIJING_TIME)


def _overtaken(sending: Sending, rng: np.random.Generator) -> Sending:
    next_month = month_end(sending.as_of + timedelta(days=1))
    return replace(sending, received_at=_received(next_month, _OVERTAKEN, rng))


def _correction(sending: Sending, rng: np.random.Generator) -> Sending:
    """The sheet that puts another right, some days after it."""
    return replace(
        sending,
        received_at=_received(sending.received_at.date(), _MENDING, rng),
        believed_on=None,
        is_correction=True,
        is_careless=False,
    )
