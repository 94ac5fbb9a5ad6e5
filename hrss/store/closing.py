"""Closed periods: what a published edition tells of stays, until it is opened again.

An edition of the province closes every day up to its own for all prefectures, one of
a prefecture for that prefecture. An administrator opens a period again, with a reason;
the next edition closes it once more. Goes out: what is closed now, and why not.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, and_, func, insert, select

from hrss.decree import PROVINCE_CODE
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import (
    BEGINNING,
    advance_clock,
    lock_clock,
    next_moment,
    note_given,
)
from hrss.store.engine import Store
from hrss.store.frames import DAY, MOMENT, to_frame
from hrss.store.tables import edition, reopening

REOPENING_DTYPES = {
    "reopening_id": "int64",
    "area_code": "string",
    "first_day": DAY,
    "last_day": DAY,
    "reopened_at": MOMENT,
    "reopened_by": "string",
    "reason": "string",
}


@dataclass(frozen=True, slots=True)
class Closure:
    """The edition that closed a day for a prefecture."""

    prefecture_code: str
    area_code: str
    number: int
    as_of: date


class ClosedPeriodError(RuntimeError):
    """The day is closed for a prefecture."""

    def __init__(self, closure: Closure) -> None:
        super().__init__(f"closed for {closure.prefecture_code} by {closure}")
        self.closure = closure


class OpenPeriodError(RuntimeError):
    """The period is not closed, so that there is nothing to open."""


def refuse_closed(
    connection: Connection, prefecture_codes: Collection[str], day: date
) -> None:
    """Refuse to touch what is said of a day that is closed.

    Raises
    ------
    ClosedPeriodError : it is, for one of the prefectures.
    """
    for code in sorted(prefecture_codes):
        closure = _closure(connection, code, day)
        if closure is not None:
            raise ClosedPeriodError(closure)


def find_closure(store: Store, prefecture_code: str, day: date) -> Closure | None:
    """What closed a day for a prefecture, or for all with 440000; None: it is open."""
    with store.read_engine.begin() as connection:
        return _closure(connection, prefecture_code, day)


def append_reopening(
    store: Store,
    *,
    area_code: str,
    first_day: date,
    last_day: date,
    by: str,
    reason: str,
    account_id: int | None = None,
    log: LogEntry | None = None,
) -> datetime:
    """Open the days of a period again, for a prefecture or, with 440000, for all.

    Raises
    ------
    ValueError : nobody is named, no reason, or the days are not in order.
    OpenPeriodError : its last day is open.
    """
    if not by.strip() or not reason.strip():
        raise ValueError("a reopening needs a name and a reason")
    if first_day > last_day:
        raise ValueError(f"{first_day} is after {last_day}")
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        if _closure(connection, area_code, last_day) is None:
            raise OpenPeriodError(f"{last_day} is open for {area_code}")
        # After the clock's last moment, and so after the edition that closed it.
        moment = next_moment(store, version)
        newest = connection.execute(select(func.max(reopening.c.id))).scalar_one() or 0
        connection.execute(
            insert(reopening).values(
                id=newest + 1,
                area_code=area_code,
                first_day=first_day,
                last_day=last_day,
                reopened_at=moment,
                reopened_by=by.strip(),
                account_id=account_id,
                reason=reason.strip(),
            )
        )
        note_given(connection, reopening, newest + 1)
        write_log_of(store, connection, log)
        advance_clock(connection, replace(version, last_at=moment))
    return moment


def fetch_reopenings(store: Store) -> pd.DataFrame:
    """Every reopening, the newest first; indexed by ``reopening_id``."""
    names = list(REOPENING_DTYPES)[1:]
    query = select(reopening.c.id, *(reopening.c[name] for name in names))
    with store.read_engine.begin() as connection:
        rows = connection.execute(query.order_by(reopening.c.id.desc())).all()
    return to_frame(rows, REOPENING_DTYPES).set_index("reopening_id")


def _closure(connection: Connection, code: str, day: date) -> Closure | None:
    areas = {PROVINCE_CODE, code}
    closing = (
        select(edition)
        .where(edition.c.area_code.in_(areas), edition.c.as_of >= day)
        .order_by(edition.c.id.desc())
        .limit(1)
    )
    closed = connection.execute(closing).one_or_none()
    if closed is None:
        return None
    is_opened = and_(reopening.c.first_day <= day, reopening.c.last_day >= day)
    opening = select(func.max(reopening.c.reopened_at)).where(
        reopening.c.area_code.in_(areas), is_opened
    )
    opened_at = connection.execute(opening).scalar_one() or BEGINNING
    if opened_at > closed.known_at:
        return None
    return Closure(code, closed.area_code, closed.number, closed.as_of)
