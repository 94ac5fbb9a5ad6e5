"""The rise over time: one point a report date, and the schedule beside it."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from hrss.decree import load_targets, scheduled_share
from hrss.metrics.vocabulary import BATCH_LABELS


def completion_series(snapshots: Mapping[date, pd.DataFrame]) -> pd.DataFrame:
    """Complete and verified offices of each batch on each report date.

    Each date is what its own snapshot says; nothing is drawn between them.

    Parameters
    ----------
    snapshots : snapshot of each report date, one row per rostered township, with
        ``is_verified``.

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
    """First and last point of each batch's linear schedule.

    Parameters
    ----------
    snapshot : one row per rostered township; reads ``batch``.

    Returns
    -------
    Two rows a batch that has offices: ``group_code``, ``as_of`` (datetime64[s]),
    ``scheduled_count``.

    References
    ----------
    粤府办〔2011〕65号 六(一), dates in ``data/targets.csv``.
    """
    batch = snapshot["batch"].astype("Int64")
    rows = [
        (str(target.batch), day, owed * scheduled_share(target, day))
        for target in load_targets()
        if (owed := int((batch == target.batch).sum()))
        for day in (target.start_date, target.due_date)
    ]
    lines = pd.DataFrame(rows, columns=["group_code", "as_of", "scheduled_count"])
    lines["as_of"] = lines["as_of"].astype("datetime64[s]")
    return lines
