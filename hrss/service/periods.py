"""The periods that are reported: what of each was reviewed, and whether it is open.

An edition closes days; a period is a month, and an edition of a day within it closes
the month up to that day.
"""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from hrss.accounts import ReviewState
from hrss.decree import PROVINCE_CODE, month_end
from hrss.service.in_force import reporting_calendar
from hrss.service.reviewed import of_prefecture
from hrss.settings import Settings
from hrss.store import (
    Closure,
    Store,
    fetch_editions,
    fetch_reopenings,
    fetch_submissions,
    find_closure,
)


@dataclass(frozen=True, slots=True)
class Reopening:
    """That a published period was opened again."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """A month of reports about an area.

    Parameters
    ----------
    first_day : of the month; of the first period the beginning of time, so that no
        report is of no period.
    last_day : of the month.
    waiting_count, approved_count, returned_count : submissions that were not
        withdrawn; what came in where there was no review counts as approved.
    closure : the edition that closed it, or its days up to the edition's.
    reopening : the newest, also where an edition has closed the period since.
    """

    first_day: date
    last_day: date
    waiting_count: int
    approved_count: int
    returned_count: int
    closure: Closure | None
    reopening: Reopening | None

    @property
    def closed_until(self) -> date | None:
        """The last day of it that is closed; None where it is open."""
        return None if self.closure is None else min(self.last_day, self.closure.as_of)


def closed_until(
    store: Store, *, area_code: str, first_day: date, last_day: date
) -> date | None:
    """The last day of a period that is closed for an area; None where it is open."""
    closure = _closure(store, area_code, first_day, last_day)
    return None if closure is None else min(last_day, closure.as_of)


def load_periods(
    store: Store, settings: Settings, *, area_code: str
) -> tuple[Period, ...]:
    """Every period from the first to the last that anything is about, newest first.

    They are the same for every area.

    Parameters
    ----------
    area_code : a prefecture's code, or 440000 for the province: what is of any of
        them, and closed for all.
    """
    submissions = fetch_submissions(store)
    submissions = submissions[~submissions["is_withdrawn"]]
    first = reporting_calendar(settings).first_period
    days = [first, *submissions["as_of"].dt.date]
    for code in {PROVINCE_CODE, area_code}:
        days += [each.as_of for each in fetch_editions(store, code)]
    if area_code != PROVINCE_CODE:
        submissions = submissions[of_prefecture(submissions, area_code)]
    months = reporting_calendar(settings).periods(month_end(max(days)))
    reopenings = fetch_reopenings(store)
    reopenings = reopenings[reopenings["area_code"].isin([PROVINCE_CODE, area_code])]
    return tuple(
        _period(
            store,
            date.min if last == first else last.replace(day=1),
            last,
            area_code=area_code,
            submissions=submissions,
            reopenings=reopenings,
        )
        for last in reversed(months)
    )


def _period(
    store: Store,
    first_day: date,
    last_day: date,
    *,
    area_code: str,
    submissions: pd.DataFrame,
    reopenings: pd.DataFrame,
) -> Period:
    days = submissions["as_of"].dt.date
    own = submissions[(days >= first_day) & (days <= last_day)]
    counts = own["review_state"].value_counts()
    return Period(
        first_day=first_day,
        last_day=last_day,
        waiting_count=int(counts.get(ReviewState.SUBMITTED, 0)),
        approved_count=int(
            counts.get(ReviewState.APPROVED, 0) + counts.get(ReviewState.NOT_NEEDED, 0)
        ),
        returned_count=int(counts.get(ReviewState.RETURNED, 0)),
        closure=_closure(store, area_code, first_day, last_day),
        reopening=_newest_reopening(reopenings, first_day, last_day),
    )


def _closure(
    store: Store, area_code: str, first_day: date, last_day: date
) -> Closure | None:
    whole = find_closure(store, area_code, last_day)
    # An edition of a day within the month closes what is before that day.
    return whole or find_closure(store, area_code, first_day)


def _newest_reopening(
    reopenings: pd.DataFrame, first_day: date, last_day: date
) -> Reopening | None:
    begins = reopenings["first_day"].dt.date <= last_day
    ends = reopenings["last_day"].dt.date >= first_day
    own = reopenings[begins & ends]
    if own.empty:
        return None
    newest = own.iloc[0]
    return Reopening(
        by=str(newest["reopened_by"]),
        at=newest["reopened_at"].to_pydatetime(),
        reason=str(newest["reason"]),
    )
