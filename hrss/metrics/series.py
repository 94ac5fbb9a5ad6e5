"""The rise over time: one point a report date, and the schedule beside it."""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from hrss.decree import Schedule, load_targets
from hrss.metrics.schedules import schedules_of
from hrss.metrics.vocabulary import BATCH_LABELS


def states_on(
    reports: pd.DataFrame, places: pd.DataFrame, *, days: Iterable[date]
) -> dict[date, pd.DataFrame]:
    """What each day's snapshot says of completion, all from one list of reports.

    The newest report of a township up to a day counts as a whole. What the roster
    does not have is left out; what nobody has reported stays.

    Parameters
    ----------
    reports : one row per township and day reported on, in order of the day; reads
        ``township_code``, ``report_as_of``, ``is_complete``, ``is_verified``.
    places : one row per rostered township, index ``township_code``.
    days : the days wanted.

    Returns
    -------
    For each day one row per rostered township: `places` with ``is_reported``,
    ``is_complete`` (NA = not answered) and ``is_verified``, as `metrics.progress`
    reads them.
    """
    states = {}
    said = ["township_code", "report_as_of", "is_complete", "is_verified"]
    reports = reports[said].reset_index(drop=True)
    for day in days:
        known = reports[reports["report_as_of"] <= pd.Timestamp(day)]
        newest = known.drop_duplicates("township_code", keep="last")
        newest = newest.set_index("township_code").reindex(places.index)
        states[day] = places.assign(
            is_reported=newest["report_as_of"].notna(),
            is_complete=newest["is_complete"],
            is_verified=newest["is_verified"].astype("boolean").fillna(False),
        ).astype({"is_verified": bool})
    return states


def completion_series(snapshots: Mapping[date, pd.DataFrame]) -> pd.DataFrame:
    """Complete and verified offices of each batch on each report date.

    Each date is what its own snapshot says; nothing is drawn between them.

    Parameters
    ----------
    snapshots : snapshot of each report date, or `states_on` it: one row per rostered
        township, with ``is_verified``.

    Returns
    -------
    One row per date and batch, in order: ``as_of`` (datetime64[s]), ``group_code``
    (batch), ``group_name``, ``rostered_count``, ``complete_count``,
    ``verified_count``. Empty for no snapshots.
    """
    rows = [
        _row(snapshot, as_of=as_of, batch=batch)
        for as_of, snapshot in sorted(snapshots.items())
        for batch in BATCH_LABELS
    ]
    columns = ["as_of", "group_code", "group_name", "rostered_count"]
    columns += ["complete_count", "verified_count"]
    series = pd.DataFrame(rows, columns=columns)
    series["as_of"] = series["as_of"].astype("datetime64[s]")
    return series


def _row(
    snapshot: pd.DataFrame, *, as_of: date, batch: str
) -> tuple[pd.Timestamp, str, str, int, int, int]:
    own = snapshot["batch"].astype("string").fillna("undesignated") == batch
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
    return (
        pd.Timestamp(as_of),
        batch,
        BATCH_LABELS[batch],
        int(own.sum()),
        int((own & is_complete).sum()),
        int((own & snapshot["is_verified"]).sum()),
    )


def schedule_lines(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Points of each batch's schedule, between which it runs evenly.

    A linear schedule has its first and its last point. Where prefectures go by
    their plans the line bends wherever one of them does, and begins where the first
    of them does.

    Parameters
    ----------
    snapshot : one row per rostered township; reads ``batch``, and ``schedule`` where
        it is there.

    Returns
    -------
    Two rows or more for each batch that has offices, in order of both:
    ``group_code``, ``as_of`` (datetime64[s]), ``scheduled_count``.

    References
    ----------
    粤府办〔2011〕65号 六(一), dates in ``data/targets.csv``; 六(二), the plans.
    """
    schedules = schedules_of(snapshot)
    counts = np.bincount(schedules.cat.codes + 1, minlength=2)[1:]
    owed = [
        (each, int(count))
        for each, count in zip(schedules.cat.categories, counts, strict=False)
        if count
    ]
    rows = [
        (str(target.batch), day, due)
        for target in load_targets()
        for day, due in _line([each for each in owed if each[0].target == target])
    ]
    lines = pd.DataFrame(rows, columns=["group_code", "as_of", "scheduled_count"])
    lines["as_of"] = lines["as_of"].astype("datetime64[s]")
    return lines


def _line(owed: list[tuple[Schedule, int]]) -> list[tuple[date, float]]:
    """Offices due at each bend of some schedules and the offices that go by them."""
    days = sorted({day for schedule, _ in owed for day in schedule.bends()})
    points = [
        (day, sum(count * schedule.share(day) for schedule, count in owed))
        for day in days
    ]
    starts = [schedule.target.start_date for schedule, _ in owed]
    # A plan's months before anything is due are a line on the axis.
    following = [*points[1:], *points[-1:]]
    return [
        (day, due)
        for (day, due), (_, due_next) in zip(points, following, strict=True)
        if due_next > 0 or day >= min(starts)
    ]
