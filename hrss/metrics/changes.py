"""What a submission would change: office by office, against the present state."""

from collections.abc import Sequence

import pandas as pd

CHANGE_LABELS: dict[str, str] = {
    "newly_complete": "新建成",
    "no_longer_complete": "由建成变为未建成",
    "first_report": "首次上报",
    "changed": "数据有变化",
    "unchanged": "无变化",
}


def submission_changes(
    before: pd.DataFrame, after: pd.DataFrame, *, fields: Sequence[str]
) -> pd.DataFrame:
    """Kind of change of each office in a submission.

    An office that becomes complete is ``newly_complete`` whether or not it was
    reported before; one that was complete and is not, or is now silent, is
    ``no_longer_complete``. The kinds exclude one another, so they add up to the
    number of offices sent.

    Parameters
    ----------
    before : snapshot as it stands, index ``township_code``; reads ``is_reported``
        and `fields`.
    after : rows of the submission, index ``township_code``, with `fields`.
    fields : columns to compare, ``is_complete`` among them; NA equals NA.

    Returns
    -------
    Index ``township_code`` in the order of `after`: ``township_name``,
    ``county_name``, ``prefecture_name``, ``change`` (a key of `CHANGE_LABELS`),
    ``changed_fields`` (names joined by spaces).
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
    was = old["is_complete"].fillna(False).astype(bool)
    now = after["is_complete"].fillna(False).astype(bool)
    is_reported = old["is_reported"].fillna(False).astype(bool)
    change = pd.Series("unchanged", index=after.index, dtype="string")
    change = change.mask(differs.any(axis="columns"), "changed")
    change = change.mask(~is_reported, "first_report")
    change = change.mask(now & ~was, "newly_complete")
    change = change.mask(was & ~now, "no_longer_complete")
    names = differs.columns.to_numpy()
    return pd.DataFrame(
        {
            "township_name": old["township_name"],
            "county_name": old["county_name"],
            "prefecture_name": old["prefecture_name"],
            "change": change,
            "changed_fields": [
                " ".join(names[row]) for row in differs.to_numpy(dtype=bool)
            ],
        },
        index=after.index,
    )
