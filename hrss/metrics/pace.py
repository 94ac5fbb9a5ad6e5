"""How fast offices are completed: when each was, and how many a week.

Comes in: a snapshot and the first reports that said complete. Goes out: a day for
every complete office, counts by week, and the pace of the last weeks.
"""

from datetime import date

import numpy as np
import pandas as pd

from hrss.metrics.groups import group_keys
from hrss.metrics.vocabulary import Grouping

PACE_WEEKS = 8
"""How many weeks the pace is measured over."""

# Fewer dates may be last days of months by chance; one day for all is no month.
_LEAST_DATES = 3
_LEAST_MONTHS = 2
_WEEK = np.timedelta64(7, "D")
_KEPT = (
    *("township_name", "county_code", "county_name", "prefecture_code"),
    *("prefecture_name", "region", "batch", "is_reported", "report_as_of"),
)


def completions(
    snapshot: pd.DataFrame, first_complete: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """The day on which each complete office was completed, as far as it is known.

    The reported completion date counts when it is not after the as-of date. Where
    an office has none, the first report that said complete bounds it: it was
    completed on that report's day or before. When the very first report of an
    office already said so, nothing bounds it from below either; then the day still
    tells what was complete by then, and nothing of the week it happened in.

    A sheet that gives only months (all its dates are last days of months) would
    pile a month's work on one day. For counting by week those offices are spread
    evenly over their month, in the order of their codes.

    Parameters
    ----------
    snapshot : one row per rostered township.
    first_complete : index ``township_code``, one row per office that reports say is
        complete; reads ``first_complete_as_of`` and ``last_incomplete_as_of`` (the
        day of the last report before it that said not complete, NaT when there is
        none). An office that it does not have is bounded by its own report.
    as_of : the day that the snapshot describes.

    Returns
    -------
    Index and place columns of `snapshot`, with ``is_complete`` (bool);
    ``completed_on`` (datetime64[s], NaT unless complete); ``is_bounded`` (bool: by
    a report, for want of a date); ``is_placed`` (bool: its week is known);
    ``counted_on`` (datetime64[s], the day that it is counted on by week);
    ``is_inexact`` (bool: bounded, or the day within the month is not known).
    """
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
    dated = snapshot["completion_date"].where(
        is_complete & (snapshot["completion_date"] <= pd.Timestamp(as_of))
    )
    bounds = first_complete.reindex(snapshot.index)
    bound = bounds["first_complete_as_of"].fillna(snapshot["report_as_of"])
    is_bounded = is_complete & dated.isna()
    was_incomplete = bounds["last_incomplete_as_of"].notna()
    completed_on = dated.fillna(bound.where(is_complete)).astype("datetime64[s]")
    is_monthly = _gives_months(snapshot, dated)
    return snapshot[list(_KEPT)].assign(
        is_complete=is_complete,
        completed_on=completed_on,
        is_bounded=is_bounded,
        is_placed=is_complete & (~is_bounded | was_incomplete),
        counted_on=completed_on.mask(is_monthly, _spread(dated[is_monthly], snapshot)),
        is_inexact=is_bounded | is_monthly,
    )


def _gives_months(snapshot: pd.DataFrame, dated: pd.Series) -> pd.Series:
    """Dated offices whose sheet has nothing but last days of several months."""
    sheet = [snapshot["submission_id"], snapshot["sheet"]]
    is_end = dated.dt.is_month_end.where(dated.notna()).astype("boolean")
    ends = is_end.groupby(sheet, dropna=False)
    months = dated.groupby(sheet, dropna=False).transform("nunique")
    is_enough = (ends.transform("count") >= _LEAST_DATES) & (months >= _LEAST_MONTHS)
    found: pd.Series = ends.transform("all").fillna(False).astype(bool) & is_enough
    return found & dated.notna()


def _spread(ends: pd.Series, snapshot: pd.DataFrame) -> pd.Series:
    """A day for each of those dated by month, evenly over the month."""
    ordered = ends.sort_index()
    months = ordered.groupby([snapshot.loc[ordered.index, "prefecture_code"], ordered])
    share = (months.cumcount() + 1) / months.transform("size")
    lengths = ordered.dt.day
    days = np.ceil(share * lengths) - lengths
    moved: pd.Series = ordered + pd.to_timedelta(days, unit="D")
    return moved


def weekly_completions(
    completed: pd.DataFrame, *, as_of: date, by: Grouping, weeks: int = PACE_WEEKS
) -> pd.DataFrame:
    """Offices completed in each of the last weeks, group by group.

    A week is seven days; the last one ends on the as-of date. Where a group's
    reports are older than that, it ends on the newest day that the reports of at
    least half of its reported offices describe: nobody can have seen completions
    since, and weeks that nobody has seen are not weeks without work. An office
    whose report is older still adds nothing to the weeks after it, so the pace is
    rather under- than overstated.

    Parameters
    ----------
    completed : frame of `completions`, of one batch or of several.
    as_of : the day looked at.
    by : what to group on; groups without an office have no rows.
    weeks : how many weeks to count back.

    Returns
    -------
    One row per group and week, oldest week first: ``group_code``, ``group_name``,
    ``week_end`` (datetime64[s], its last day), ``weekly_count`` (offices),
    ``inexact_count`` (those of them without an exact day), ``unplaced_count``
    (offices whose first report, of that week, already said complete: completed then
    or any time before, and not in ``weekly_count``).
    """
    code, name = group_keys(completed, by)
    offices = completed.assign(group_code=code, group_name=name)
    groups = offices.groupby("group_code", sort=True)[["group_name"]].first()
    seen = _seen_until(offices).reindex(groups.index).fillna(pd.Timestamp(as_of))
    last_day = seen.where(seen <= pd.Timestamp(as_of), pd.Timestamp(as_of))
    # Not map: it makes numbers of no days when there is no office.
    ends_on = last_day.reindex(offices["group_code"]).set_axis(offices.index)
    days_ago = (ends_on - offices["counted_on"]).dt.days
    ago = days_ago // 7
    is_within = (ago >= 0) & (ago < weeks)
    found = offices[is_within]
    rows = groups.index.get_indexer(pd.Index(found["group_code"]))
    cells = (rows, weeks - 1 - ago[is_within].to_numpy("int64"))
    shape = (len(groups), weeks)
    is_placed, is_inexact = found["is_placed"], found["is_inexact"]
    ends = last_day.to_numpy("datetime64[s]")[:, None] - _WEEK * np.arange(weeks)[::-1]
    return pd.DataFrame(
        {
            "group_code": groups.index.repeat(weeks).astype("string"),
            "group_name": groups["group_name"].repeat(weeks).array,
            "week_end": ends.ravel(),
            "weekly_count": _added(is_placed, cells, shape),
            "inexact_count": _added(is_placed & is_inexact, cells, shape),
            "unplaced_count": _added(~is_placed, cells, shape),
        }
    )


def _added(
    is_counted: pd.Series,
    cells: tuple[np.ndarray, np.ndarray],
    shape: tuple[int, int],
) -> pd.Series:
    """Offices counted in the cells of a table, read row by row."""
    table = np.zeros(shape, dtype="int64")
    np.add.at(table, cells, is_counted.to_numpy("int64"))
    return pd.Series(table.ravel(), dtype="Int64")


def _seen_until(offices: pd.DataFrame) -> pd.Series:
    """Newest day that the reports of at least half of a group's offices describe."""
    days = offices.loc[offices["is_reported"], ["group_code", "report_as_of"]]
    days = days.sort_values("report_as_of")
    groups = days.groupby("group_code", sort=True)
    # Of n days in order the one at (n - 1) // 2 has at least half of n at or after.
    place = (groups["report_as_of"].transform("size") - 1) // 2
    middle = days[groups.cumcount() == place]
    return middle.set_index("group_code")["report_as_of"]


def pace(weekly: pd.DataFrame) -> pd.DataFrame:
    """Offices completed per week, averaged over the weeks given.

    Parameters
    ----------
    weekly : frame of `weekly_completions`.

    Returns
    -------
    One row per group: ``group_code``, ``group_name``, ``pace_per_week`` (offices),
    ``recent_count`` (offices in all weeks), ``inexact_count`` (those of them
    without an exact day), ``busy_weeks`` (weeks with any completion).
    """
    busy = weekly.assign(busy_weeks=(weekly["weekly_count"] > 0).astype("Int64"))
    groups = busy.groupby("group_code", sort=True)
    sums = groups[["weekly_count", "inexact_count", "busy_weeks"]].sum()
    per_week = groups["weekly_count"].mean().astype("Float64")
    return pd.DataFrame(
        {
            "group_code": sums.index,
            "group_name": groups["group_name"].first().array,
            "pace_per_week": per_week.array,
            "recent_count": sums["weekly_count"].array,
            "inexact_count": sums["inexact_count"].array,
            "busy_weeks": sums["busy_weeks"].array,
        }
    )
