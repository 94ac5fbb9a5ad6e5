"""What a submission would change: row by row, against the present state."""

from collections.abc import Sequence

import pandas as pd

CHANGE_LABELS: dict[str, str] = {
    "newly_complete": "新建成",
    "no_longer_complete": "由建成变为未建成",
    "first_report": "首次上报",
    "changed": "数据有变化",
    "removed": "不再列入",
    "unchanged": "无变化",
}

PLACES = ("township_name", "county_name", "prefecture_name")


def submission_changes(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    fields: Sequence[str],
    is_list: bool = False,
) -> pd.DataFrame:
    """Kind of change of each office, station or area in a submission.

    An office that becomes complete is ``newly_complete`` whether or not it was
    reported before; one that was complete and is not, or is now silent, is
    ``no_longer_complete``. In a list, such as a township's stations, what `before`
    has and `after` has not is ``removed``: the newest list counts as a whole. The kinds
    exclude one another, so they add up to the number of rows sent and removed.

    Parameters
    ----------
    before : snapshot as it stands, one row per index value; reads ``is_reported``
        and `fields`.
    after : rows of the submission, index as in `before`, with `fields`.
    fields : columns to compare; NA equals NA.
    is_list : whether what `after` does not name is removed from the list.

    Returns
    -------
    Index in the order of `after`, then what is removed: ``township_name``,
    ``county_name``, ``prefecture_name`` as far as either frame has them, ``change``
    (a key of `CHANGE_LABELS`), ``changed_fields`` (names joined by spaces).
    """
    old = before.reindex(after.index)
    differs = pd.DataFrame(
        {
            field: ~(
                (old[field] == after[field]).fillna(False).astype(bool)
                | (old[field].isna() & after[field].isna())
            )
            for field in fields
        },
        index=after.index,
    )
    was, now = _is_complete(old), _is_complete(after)
    is_reported = old["is_reported"].fillna(False).astype(bool)
    change = pd.Series("unchanged", index=after.index, dtype="string")
    change = change.mask(differs.any(axis="columns"), "changed")
    change = change.mask(~is_reported, "first_report")
    change = change.mask(now & ~was, "newly_complete")
    change = change.mask(was & ~now, "no_longer_complete")
    names = differs.columns.to_numpy()
    changes = pd.DataFrame(
        {
            **_places(old, after),
            "change": change,
            "changed_fields": [
                " ".join(names[row]) for row in differs.to_numpy(dtype=bool)
            ],
        },
        index=after.index,
    )
    gone = before[~before.index.isin(after.index)] if is_list else before.iloc[:0]
    removed = gone[[name for name in PLACES if name in gone]]
    if removed.empty:
        return changes
    return pd.concat([changes, removed.assign(change="removed", changed_fields="")])


def _is_complete(rows: pd.DataFrame) -> pd.Series:
    """Complete or not; of an area nobody says so."""
    if "is_complete" not in rows:
        return pd.Series(False, index=rows.index)
    return rows["is_complete"].fillna(False).astype(bool)


def _places(old: pd.DataFrame, after: pd.DataFrame) -> dict[str, pd.Series]:
    """Names of the places, from the state so far or else from the submission."""
    found: dict[str, pd.Series] = {}
    for name in PLACES:
        known = [rows[name].astype("string") for rows in (old, after) if name in rows]
        if known:
            found[name] = known[0].fillna(known[-1])
    return found
