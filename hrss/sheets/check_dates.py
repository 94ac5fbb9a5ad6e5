"""Dates that name only a month, against a day within it.

Comes in: the table of a file. Goes out: which of its rows may well be right, although
the last day of their month, which is what is stored, is past the day in question.
"""

import numpy as np
import pandas as pd

from hrss.sheets.dates import DatePrecision, precision_of
from hrss.sheets.table import Table


def may_be_before(
    table: Table, field: str, late: pd.Series, day: pd.Timestamp | pd.Series
) -> pd.Series:
    """Those of the late rows whose cell names just the month that the day is in.

    The last day of the month is stored all the same: what 2011年12月 means must not
    hang on the day of the report, or the next report would seem to change it.

    Parameters
    ----------
    late : rows whose date in `field` is after `day` (boolean, NA means no).
    """
    dates = table.rows[field]
    days = day if isinstance(day, pd.Series) else pd.Series(day, index=dates.index)
    same = (dates.dt.year == days.dt.year) & (dates.dt.month == days.dt.month)
    found = np.zeros(len(dates), dtype=np.bool_)
    candidates = (late & same).fillna(False).to_numpy(dtype=np.bool_)
    for place in np.flatnonzero(candidates).tolist():
        raw = table.rows["raw"].iloc[place]
        text = raw.get(field) if isinstance(raw, dict) else None
        found[place] = precision_of(text) is not DatePrecision.DAY
    return pd.Series(found, index=dates.index)
