"""Since when each office is reported complete, and when what is known changed.

Goes out: a typed frame, and moments. The database finds them; no history is loaded.
"""

from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Select, Subquery, case, func, or_, select, union

from hrss.store.clock import BEGINNING, Horizon, horizon
from hrss.store.engine import Store
from hrss.store.frames import DAY, to_frame
from hrss.store.reports import is_in_force
from hrss.store.tables import office_report, review, roster, submission, withdrawal

FIRST_COMPLETE_DTYPES = {
    "township_code": "string",
    "first_complete_as_of": DAY,
    "last_incomplete_as_of": DAY,
}


def fetch_first_complete(
    store: Store, *, as_of: date, known_at: datetime | None = None
) -> pd.DataFrame:
    """First report that said an office is complete, after the last that denied it.

    Of several reports about the same day the last received one speaks. A report
    that says nothing on it neither says complete nor denies it. An office that was
    complete, then not, then again, is so since the second time.

    Parameters
    ----------
    as_of : reports that describe a later day are left out.
    known_at : submissions received later are left out; None means all.

    Returns
    -------
    Indexed by ``township_code``, sorted by it, one row per office that its reports
    say is complete: ``first_complete_as_of``, ``last_incomplete_as_of`` (NaT when
    no report ever denied it).
    """
    with store.read_engine.begin() as connection:
        query = _first_complete_query(as_of, horizon(store, connection, known_at))
        rows = connection.execute(query).all()
    return to_frame(rows, FIRST_COMPLETE_DTYPES).set_index("township_code")


def _first_complete_query(as_of: date, known: Horizon) -> Select[Any]:
    said = _said(as_of, known)
    office = (said.c.prefecture_code, said.c.township_code)
    denied_on = func.max(case((said.c.is_complete.is_(False), said.c.as_of)))
    since = (
        select(said, denied_on.over(partition_by=office).label("denied_on"))
        .where(said.c.rank == 1)
        .subquery()
    )
    return (
        select(
            since.c.township_code,
            func.min(since.c.as_of),
            func.max(since.c.denied_on),
        )
        .where(
            since.c.is_complete.is_(True),
            or_(since.c.denied_on.is_(None), since.c.as_of > since.c.denied_on),
        )
        .group_by(since.c.prefecture_code, since.c.township_code)
        .order_by(since.c.prefecture_code, since.c.township_code)
    )


def _said(as_of: date, known: Horizon) -> Subquery:
    """What each report in force says, the last received of a day ranked first."""
    newest_first = func.row_number().over(
        partition_by=(
            office_report.c.prefecture_code,
            office_report.c.township_code,
            office_report.c.as_of,
        ),
        order_by=office_report.c.submission_id.desc(),
    )
    return (
        select(
            office_report.c.prefecture_code,
            office_report.c.township_code,
            office_report.c.as_of,
            office_report.c.is_complete,
            newest_first.label("rank"),
        )
        .where(
            office_report.c.as_of <= as_of,
            is_in_force(office_report.c.submission_id, known),
        )
        .subquery()
    )


def fetch_moments(store: Store) -> list[datetime]:
    """Every moment at which what is known changed, oldest first.

    A submission, a withdrawal, a review or a roster came in then. The shipped roster,
    which was known from the beginning, is none.
    """
    query = union(
        select(submission.c.received_at),
        select(withdrawal.c.withdrawn_at),
        select(review.c.decided_at),
        select(roster.c.received_at).where(roster.c.received_at > BEGINNING),
    )
    with store.read_engine.begin() as connection:
        return sorted(connection.execute(query).scalars())
