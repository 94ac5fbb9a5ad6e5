"""When each prefecture's reports came in, and how many offices they were about.

Goes out: typed frames. Knows no calendar: who asks says where its windows end.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pandas as pd
from sqlalchemy import Connection, and_, case, distinct, func, select

from hrss.store.clock import Horizon, horizon
from hrss.store.engine import Store
from hrss.store.frames import DAY, MOMENT, to_frame
from hrss.store.reports import is_in_force
from hrss.store.rosters import roster_in_force
from hrss.store.tables import office_report, roster_unit, submission

RECEIPT_DTYPES = {
    "prefecture_code": "string",
    "submission_id": "int64",
    "as_of": DAY,
    "received_at": MOMENT,
    "office_count": "int64",
    "is_simulated": "bool",
}
REPORTED_DTYPES = {
    "prefecture_code": "string",
    "window": "int64",
    "reported_count": "int64",
}


def fetch_receipts(store: Store, known_at: datetime | None = None) -> pd.DataFrame:
    """Every submission in force, once for each prefecture that it has offices of.

    Those that wait for their review are among them, whatever else the store counts.

    Parameters
    ----------
    known_at : submissions received later are left out, and withdrawals and returns
        of later count as none; None means all.

    Returns
    -------
    In order of prefecture and receipt: ``prefecture_code``, ``submission_id``,
    ``as_of``, ``received_at`` (UTC), ``office_count`` (the prefecture's rows in
    it), ``is_simulated``.
    """
    with store.read_engine.begin() as connection:
        known = _received(store, connection, known_at)
        # A submission may be of several prefectures, or of one county only.
        sent = (
            select(
                office_report.c.prefecture_code,
                office_report.c.submission_id,
                func.count().label("office_count"),
            )
            .group_by(office_report.c.prefecture_code, office_report.c.submission_id)
            .subquery()
        )
        query = (
            select(
                sent.c.prefecture_code,
                submission.c.id,
                submission.c.as_of,
                submission.c.received_at,
                sent.c.office_count,
                submission.c.is_simulated,
            )
            .join(submission, submission.c.id == sent.c.submission_id)
            .where(is_in_force(submission.c.id, known))
            .order_by(sent.c.prefecture_code, submission.c.id)
        )
        return to_frame(connection.execute(query).all(), RECEIPT_DTYPES)


def fetch_reported_offices(
    store: Store, edges: Sequence[date], *, known_at: datetime | None = None
) -> pd.DataFrame:
    """How many rostered offices each prefecture reported on in each window of days.

    An office counts once in a window, however many of its reports describe a day of
    it. One that the roster in force does not have is left out.

    Parameters
    ----------
    edges : ends of the windows, in order; a window begins after one edge and ends
        on the next, so there is one fewer of them.

    Returns
    -------
    ``prefecture_code``, ``window`` (0 for the first), ``reported_count``; a window
    without a report has no row.
    """
    if len(edges) < 2:
        return to_frame([], REPORTED_DTYPES)
    day = office_report.c.as_of
    window = case(*((day <= end, at) for at, (_, end) in enumerate(pairwise(edges))))
    with store.read_engine.begin() as connection:
        known = _received(store, connection, known_at)
        roster = roster_in_force(connection, known_at)
        is_office = and_(
            roster_unit.c.prefecture_code == office_report.c.prefecture_code,
            roster_unit.c.township_code == office_report.c.township_code,
            roster_unit.c.roster_id == roster.id,
        )
        reports = (
            select(
                office_report.c.prefecture_code,
                office_report.c.township_code,
                window.label("window"),
            )
            .join(roster_unit, is_office)
            .where(day > edges[0], day <= edges[-1])
            .where(is_in_force(office_report.c.submission_id, known))
            .subquery()
        )
        query = (
            select(
                reports.c.prefecture_code,
                reports.c.window,
                func.count(distinct(reports.c.township_code)),
            )
            .group_by(reports.c.prefecture_code, reports.c.window)
            .order_by(reports.c.prefecture_code, reports.c.window)
        )
        return to_frame(connection.execute(query).all(), REPORTED_DTYPES)


def _received(
    store: Store, connection: Connection, known_at: datetime | None
) -> Horizon:
    """What had come in: a report that waits for its review came in all the same."""
    return horizon(replace(store, is_approved_only=False), connection, known_at)
