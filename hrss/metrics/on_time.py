"""Who met the deadline, who was late, who is still at it.

Comes in: offices with the day of their completion. Goes out: counts by group that
add up to the rostered. What was said without a date is counted apart.
"""

from datetime import date

import pandas as pd

from hrss.decree import load_targets
from hrss.metrics.groups import group_keys
from hrss.metrics.vocabulary import Grouping

_COUNTS = (
    *("rostered_count", "on_time_count", "undated_by_due_count", "undated_count"),
    *("late_count", "remaining_count", "overdue_count", "no_due_count"),
)


def on_time(completed: pd.DataFrame, *, as_of: date, by: Grouping) -> pd.DataFrame:
    """Offices completed by the due date of their batch, late, or not complete.

    The due date itself is on time. A complete office without a date is bounded by
    the first report that said so: when that describes a day up to the due date it
    was on time, though nobody knows the day (``undated_by_due_count``); when it is
    of a later day, it may have been on time or late, and counts as neither
    (``undated_count``). An office whose batch is not designated has no due date
    (``no_due_count``), complete or not.

    Parameters
    ----------
    completed : frame of `completions`: one row per rostered township; reads
        ``batch``, ``is_complete``, ``completed_on``, ``is_bounded``.
    as_of : the day looked at.
    by : what to group on; groups without an office have no rows.

    Returns
    -------
    One row per group: ``group_code``, ``group_name``, counts of offices with
    ``rostered_count = on_time_count + undated_by_due_count + undated_count +
    late_count + remaining_count + no_due_count``; ``overdue_count`` is the part of
    ``remaining_count`` whose due date is past; ``on_time_rate`` (fraction of those
    with a due date that were complete by it, dated or not; NA for none).

    References
    ----------
    粤府办〔2011〕65号 六(一): the due dates of the two batches.
    """
    due = due_dates(completed["batch"])
    has_due, is_complete = due.notna(), completed["is_complete"]
    is_by_due = has_due & is_complete & (completed["completed_on"] <= due)
    is_after = has_due & is_complete & ~is_by_due
    is_bounded = completed["is_bounded"]
    is_remaining = has_due & ~is_complete
    code, name = group_keys(completed, by)
    flags = pd.DataFrame(
        {
            "rostered_count": True,
            "on_time_count": is_by_due & ~is_bounded,
            "undated_by_due_count": is_by_due & is_bounded,
            "undated_count": is_after & is_bounded,
            "late_count": is_after & ~is_bounded,
            "remaining_count": is_remaining,
            "overdue_count": is_remaining & (due < pd.Timestamp(as_of)),
            "no_due_count": ~has_due,
        },
        index=completed.index,
    )
    groups = flags.astype("int64").groupby(code, sort=True)
    sums = groups[list(_COUNTS)].sum().astype("Int64")
    sums.insert(0, "group_name", name.groupby(code, sort=True).first())
    owed = (sums["rostered_count"] - sums["no_due_count"]).astype("Float64")
    kept = sums["on_time_count"] + sums["undated_by_due_count"]
    sums["on_time_rate"] = kept / owed.mask(owed == 0)
    return sums.rename_axis("group_code").reset_index()


def due_dates(batch: pd.Series) -> pd.Series:
    """Due date of each office's batch; NaT where none is designated."""
    dates = {target.batch: pd.Timestamp(target.due_date) for target in load_targets()}
    return batch.map(dates).astype("datetime64[s]")
