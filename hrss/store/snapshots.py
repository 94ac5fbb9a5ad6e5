"""Snapshots: the whole roster as it was described for a day, known at a time.

Goes out: one row per rostered township, every registry column, NA where nobody has
reported. The database finds the rows by an index; no history is loaded.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Select, and_, select

from hrss.places import assign_regions, default_delta_codes
from hrss.sheets import VALUE_COLUMNS
from hrss.store.clock import Horizon, horizon
from hrss.store.engine import Store
from hrss.store.frames import VALUE_DTYPES, to_arrays
from hrss.store.reports import CLAIMS, newest_report_id
from hrss.store.rosters import UNIT_DTYPES, roster_in_force
from hrss.store.sources import SHEET_DTYPES, fetch_sources, rows_to_keys
from hrss.store.tables import office_report, roster_unit

PLACE_COLUMNS = (
    "township_name",
    "division_type",
    "county_code",
    "county_name",
    "prefecture_code",
    "prefecture_name",
    "is_central_town",
    "is_delta",
    "region",
    "batch",
)
REPORT_COLUMNS = (
    "is_reported",
    "submission_id",
    "report_as_of",
    "received_at",
    "sheet",
    "row",
    "sheet_fields",
    "is_simulated",
)


def fetch_snapshot(
    store: Store,
    *,
    as_of: date,
    known_at: datetime | None = None,
    delta_codes: frozenset[str] | None = None,
    fields: Sequence[str] = VALUE_COLUMNS,
    prefecture_codes: Collection[str] | None = None,
) -> pd.DataFrame:
    """State of every rostered township on a day, as it was known at a time.

    The newest report of a township (by as-of, then by order of receipt) counts as a
    whole: its blanks are blanks, also where an older report had a value. A township
    without a report stays, with NA. Roster and withdrawals are those known then.

    Parameters
    ----------
    as_of : reports that describe a later day are left out.
    known_at : submissions received later are left out; None means all.
    delta_codes : prefectures of the Delta; None means the nine of
        ``data/prefectures.csv``.
    fields : value columns that are asked for; all by default.
    prefecture_codes : prefectures that are asked for; None means all. Asking for less
        takes less time, nothing else.

    Returns
    -------
    Indexed by ``township_code``, sorted by it: place (`PLACE_COLUMNS`), report
    (``is_reported``, ``submission_id``, ``report_as_of``, ``received_at``,
    ``sheet``, ``row``, ``sheet_fields``, ``is_simulated``), the value columns;
    the sheet's claims about Delta and central town are ``claimed_is_delta`` and
    ``claimed_is_central_town``.
    """
    with store.read_engine.begin() as connection:
        roster = roster_in_force(connection, known_at)
        known = horizon(store, connection, known_at)
        query = snapshot_query(
            roster_id=roster.id, as_of=as_of, known=known, fields=fields
        )
        if prefecture_codes is not None:
            own = sorted(prefecture_codes)
            query = query.where(roster_unit.c.prefecture_code.in_(own))
        rows = connection.execute(query).all()
        keys = rows_to_keys(rows, len(UNIT_DTYPES))
        sources = fetch_sources(connection, keys)
    claimed = {CLAIMS.get(name, name): VALUE_DTYPES[name] for name in fields}
    found = to_arrays(rows, {**UNIT_DTYPES, **SHEET_DTYPES, **claimed})
    units = pd.DataFrame({name: found[name] for name in UNIT_DTYPES})
    delta = default_delta_codes() if delta_codes is None else delta_codes
    places = assign_regions(units, delta_codes=delta)
    columns = {
        **found,
        **{str(name): places[name].array for name in places.columns},
        **sources,
        "is_reported": ~pd.isna(found["submission_id"]),
    }
    index = pd.Index(found["township_code"], name="township_code")
    names = (*PLACE_COLUMNS, *REPORT_COLUMNS, *claimed)
    return pd.DataFrame({name: columns[name] for name in names}, index=index)


def snapshot_query(
    *,
    roster_id: int,
    as_of: date,
    known: Horizon,
    fields: Sequence[str] = VALUE_COLUMNS,
) -> Select[Any]:
    """For each township of the roster the report that counts, or NULLs."""
    newest = newest_report_id(as_of, known).scalar_subquery()
    is_newest = and_(
        office_report.c.prefecture_code == roster_unit.c.prefecture_code,
        office_report.c.township_code == roster_unit.c.township_code,
        office_report.c.submission_id == newest,
    )
    return (
        select(
            *(roster_unit.c[name] for name in UNIT_DTYPES),
            *(office_report.c[name] for name in SHEET_DTYPES),
            *(office_report.c[name] for name in fields),
        )
        .select_from(roster_unit)
        .outerjoin(office_report, is_newest)
        .where(roster_unit.c.roster_id == roster_id)
        # Codes start with their prefecture's: this is the order of townships too,
        # and the one that the index has.
        .order_by(roster_unit.c.prefecture_code, roster_unit.c.township_code)
    )
