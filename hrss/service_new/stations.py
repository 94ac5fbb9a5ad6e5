"""What the command line and the page of stations do alike, put together once.

Comes in: a store, the settings and the snapshot of the townships. Goes out: the
stations they list, ready to be counted. Knows nothing of argparse or streamlit.
"""

from datetime import date, datetime

import pandas as pd

from hrss.places import is_office_of
from hrss.settings import Settings
from hrss.sheets import SheetKind
from hrss.store import Store, fetch_as_of_dates, fetch_station_snapshot


def load_stations(
    store: Store,
    settings: Settings,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """Every listed station on a day, with whether its own office guides it.

    Returns
    -------
    As `store.fetch_station_snapshot`, with ``is_own_office`` (boolean, NA where no
    office is named).
    """
    stations = fetch_station_snapshot(
        store, as_of=as_of, known_at=known_at, delta_codes=settings.delta_prefectures
    )
    return stations.assign(is_own_office=own_offices(stations))


def own_offices(stations: pd.DataFrame) -> pd.Series:
    """Whether the office that guides each station is that of its township (R08)."""
    named = stations["guiding_office"].astype(object).tolist()
    townships = stations["township_name"].astype(object).tolist()
    pairs = list(zip(named, townships, strict=True))
    known = {
        pair: pd.NA if pd.isna(pair[0]) else is_office_of(*pair) for pair in set(pairs)
    }
    answers = [known[pair] for pair in pairs]
    return pd.Series(answers, index=stations.index, dtype="boolean")


def reported_days(store: Store, known_at: datetime | None = None) -> list[date]:
    """The days that office sheets or station lists describe, oldest first."""
    found: set[date] = set()
    for kind in (SheetKind.OFFICE, SheetKind.STATION):
        found.update(fetch_as_of_dates(store, known_at, kind=kind))
    return sorted(found)
