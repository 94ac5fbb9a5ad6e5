"""Dates against the day of the report.

Comes in: the table of a file. Goes out: a warning for each day that is past it; and
which rows may well be right, although the last day of the month that they name, which
is what is stored, is past the day in question.
"""

import datetime

import numpy as np
import pandas as pd

from hrss.sheets.dates import DatePrecision, precision_of
from hrss.sheets.issues import Issue
from hrss.sheets.table import Table

_HAPPENED = ("start_date", "acceptance_date", "approval_date", "sign_date")
"""Days beside the completion, which has its own rules, that cannot be to come."""


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


def future_issues(table: Table, as_of: datetime.date | None) -> list[Issue]:
    """A warning for each day that is past the day of the report."""
    if as_of is None:
        return []
    day = pd.Timestamp(as_of)
    issues: list[Issue] = []
    for field in table.fields(_HAPPENED):
        late = table.rows[field] > day
        late &= ~may_be_before(table, field, late, day)
        issues += table.issues(
            "date_after_as_of", late, field, detail=f"{as_of:%Y-%m-%d}"
        )
    return issues
