"""The stations of every township, as its newest list has them.

Goes out: one row per station. There is no roster of villages, so the newest list that
a township sent (by as-of, then by order of receipt) is the list of its stations, as a
whole: a village that it no longer names is no station of it any more.
"""

from datetime import date, datetime

import pandas as pd
from sqlalchemy import Select, and_, select

from hrss.places import assign_regions, default_delta_codes
from hrss.sheets import SheetKind, value_columns
from hrss.store.clock import Horizon, horizon
from hrss.store.engine import Store
from hrss.store.frames import to_arrays, value_dtypes
from hrss.store.reports import newest_report_id
from hrss.store.rosters import UNIT_DTYPES, roster_in_force
from hrss.store.sources import SHEET_DTYPES, fetch_sources, rows_to_keys
from hrss.store.tables import roster_unit, station_report

STATION_DTYPES = {
    **UNIT_DTYPES,
    **SHEET_DTYPES,
    "position": "int64",
    **value_dtypes(SheetKind.STATION),
}


def fetch_station_snapshot(
    store: Store,
    *,
    as_of: date,
    known_at: datetime | None = None,
    delta_codes: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Every station that the rostered townships list on a day, as known at a time.

    A township that has sent no list has no row; it is in `fetch_snapshot`.

    Parameters
    ----------
    as_of : lists that describe a later day are left out.
    known_at : submissions received later are left out; None means all.
    delta_codes : prefectures of the Delta; None means the nine of
        ``data/prefectures.csv``.

    Returns
    -------
    One row per station, sorted by township and as the list has them: place of its
    township, ``submission_id``, ``sheet``, ``row``, ``position``, ``report_as_of``,
    ``received_at``, ``sheet_fields``, ``is_simulated``, and the value columns of a
    station's sheet (NA = not reported).
    """
    with store.read_engine.begin() as connection:
        roster = roster_in_force(connection, known_at)
        known = horizon(store, connection, known_at)
        query = _query(roster_id=roster.id, as_of=as_of, known=known)
        rows = connection.execute(query).all()
        keys = rows_to_keys(rows, len(UNIT_DTYPES))
        sources = fetch_sources(connection, keys)
    found = to_arrays(rows, STATION_DTYPES)
    delta = default_delta_codes() if delta_codes is None else delta_codes
    units = pd.DataFrame({name: found[name] for name in UNIT_DTYPES})
    places = assign_regions(units, delta_codes=delta)
    rest = {name: found[name] for name in STATION_DTYPES if name not in UNIT_DTYPES}
    return places.assign(**rest, **sources)


def _query(*, roster_id: int, as_of: date, known: Horizon) -> Select[object]:
    newest = newest_report_id(as_of, known, SheetKind.STATION).scalar_subquery()
    is_newest = and_(
        station_report.c.prefecture_code == roster_unit.c.prefecture_code,
        station_report.c.township_code == roster_unit.c.township_code,
        station_report.c.submission_id == newest,
    )
    return (
        select(
            *(roster_unit.c[name] for name in UNIT_DTYPES),
            *(station_report.c[name] for name in SHEET_DTYPES),
            station_report.c.position,
            *(station_report.c[name] for name in value_columns(SheetKind.STATION)),
        )
        .select_from(roster_unit)
        .join(station_report, is_newest)
        .where(roster_unit.c.roster_id == roster_id)
        .order_by(
            roster_unit.c.prefecture_code,
            roster_unit.c.township_code,
            station_report.c.position,
        )
    )
