"""What prefectures and counties have reported of their own work.

Goes out: one row per prefecture and county of the roster, NA where it was silent. As
with offices the newest report of an area counts as a whole.
"""

from datetime import date, datetime

import pandas as pd
from sqlalchemy import Select, Subquery, func, select

from hrss.places import default_delta_codes, list_areas
from hrss.sheets import PLAN_COLUMNS, SheetKind, value_columns
from hrss.store.clock import Horizon, horizon
from hrss.store.engine import Store
from hrss.store.frames import DAY, to_arrays, to_frame, value_dtypes
from hrss.store.reports import is_in_force
from hrss.store.rosters import roster_in_force, roster_units
from hrss.store.sources import SHEET_DTYPES, fetch_sources, rows_to_keys
from hrss.store.tables import area_report

_VALUES = value_dtypes(SheetKind.AREA)


def fetch_area_snapshot(
    store: Store,
    *,
    as_of: date,
    known_at: datetime | None = None,
    delta_codes: frozenset[str] | None = None,
) -> pd.DataFrame:
    """State of every prefecture and county on a day, as it was known at a time.

    Parameters
    ----------
    as_of : reports that describe a later day are left out.
    known_at : submissions received later are left out; None means all.
    delta_codes : prefectures of the Delta; None means the nine of
        ``data/prefectures.csv``.

    Returns
    -------
    Indexed by ``area_code``, sorted by it, each prefecture before its counties:
    ``area_name``, ``prefecture_code``, ``prefecture_name``, ``is_prefecture``,
    ``is_delta``, ``is_reported``, then source and values as in `fetch_snapshot`.
    """
    with store.read_engine.begin() as connection:
        roster = roster_in_force(connection, known_at)
        areas = list_areas(roster_units(connection, roster.id))
        query = _query(as_of=as_of, known=horizon(store, connection, known_at))
        rows = connection.execute(query).all()
        sources = fetch_sources(connection, rows_to_keys(rows, 1))
    found = to_arrays(rows, {"area_code": "string", **SHEET_DTYPES, **_VALUES})
    reports = pd.DataFrame({**found, **sources}).set_index("area_code")
    delta = default_delta_codes() if delta_codes is None else delta_codes
    places = areas.set_index("area_code").assign(
        is_delta=areas["prefecture_code"].isin(delta).to_numpy(),
        is_reported=areas["area_code"].isin(reports.index).to_numpy(),
    )
    return places.join(reports)


def fetch_plans(
    store: Store, *, as_of: date, known_at: datetime | None = None
) -> pd.DataFrame:
    """What prefectures said of the plans they filed, in every report up to a day.

    Parameters
    ----------
    as_of : reports that describe a later day are left out.
    known_at : submissions received later are left out; None means all.

    Returns
    -------
    One row per prefecture and day reported on, the last received of each, in order
    of the day: ``prefecture_code``, ``report_as_of`` (datetime64[s]),
    ``plan_filed_date`` and the columns of the planned months.
    """
    names = ("plan_filed_date", *PLAN_COLUMNS)
    with store.read_engine.begin() as connection:
        known = horizon(store, connection, known_at)
        query = (
            select(
                area_report.c.prefecture_code,
                area_report.c.as_of,
                *(area_report.c[name] for name in names),
            )
            .where(
                area_report.c.area_code == area_report.c.prefecture_code,
                area_report.c.as_of <= as_of,
                is_in_force(area_report.c.submission_id, known),
            )
            .order_by(
                area_report.c.as_of,
                area_report.c.submission_id,
                area_report.c.prefecture_code,
            )
        )
        rows = connection.execute(query).all()
    dtypes = {"prefecture_code": "string", "report_as_of": DAY}
    plans = to_frame(rows, dtypes | {name: _VALUES[name] for name in names})
    return plans.drop_duplicates(["prefecture_code", "report_as_of"], keep="last")


def _query(*, as_of: date, known: Horizon) -> Select[object]:
    ranked = _ranked(as_of, known)
    return select(
        ranked.c.area_code,
        *(ranked.c[name] for name in SHEET_DTYPES),
        *(ranked.c[name] for name in value_columns(SheetKind.AREA)),
    ).where(ranked.c.rank == 1)


def _ranked(as_of: date, known: Horizon) -> Subquery:
    """Each area's reports in force, its newest ranked first."""
    newest_first = func.row_number().over(
        partition_by=(area_report.c.prefecture_code, area_report.c.area_code),
        order_by=(area_report.c.as_of.desc(), area_report.c.submission_id.desc()),
    )
    return (
        select(area_report, newest_first.label("rank"))
        .where(
            area_report.c.as_of <= as_of,
            is_in_force(area_report.c.submission_id, known),
        )
        .subquery()
    )
