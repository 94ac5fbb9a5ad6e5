"""Values of townships added up by group, and the head of each group's row.

Base of the metrics that add up; it knows no figure.
"""

import pandas as pd

from hrss.metrics.groups import fixed_groups, group_keys
from hrss.metrics.vocabulary import Grouping


def group_heads(snapshot: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    """Name, place and number of townships of each group.

    Returns
    -------
    Index ``group_code``, in order: ``group_name``, for prefectures and counties
    ``prefecture_code`` and ``prefecture_name``, and ``rostered_count`` (Int64).
    Province, batches and regions are always all there.
    """
    code, name = group_keys(snapshot, by)
    places = ["prefecture_code", "prefecture_name"]
    townships = snapshot[places].assign(group_code=code, group_name=name)
    groups = townships.groupby("group_code", sort=True)
    heads = groups[["group_name", *places]].first()
    heads["rostered_count"] = groups.size().astype("Int64")
    fixed = fixed_groups(by)
    if fixed is None:
        return heads
    codes = pd.Index([*fixed], dtype="string", name="group_code")
    heads = heads.drop(columns=places).reindex(codes)
    names = pd.Series(fixed, dtype="string")
    return heads.assign(
        group_name=heads["group_name"].astype("string").fillna(names),
        rostered_count=heads["rostered_count"].fillna(0),
    )


def group_sums(
    snapshot: pd.DataFrame, values: pd.DataFrame, by: Grouping
) -> pd.DataFrame:
    """Values of the townships added up by group, NA as nothing.

    Parameters
    ----------
    values : numbers or flags, index of `snapshot`.

    Returns
    -------
    Index and order of `group_heads`; the columns of `values`.
    """
    code, _ = group_keys(snapshot, by)
    sums = values.groupby(code.astype("string"), sort=True).sum()
    return sums.reindex(group_heads(snapshot, by).index).fillna(0)
