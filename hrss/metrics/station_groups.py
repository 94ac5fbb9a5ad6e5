"""Values of stations added up by the places of the townships that list them.

Comes in: stations, and the snapshot of the townships they may be of. A group of
which no township has sent a list is there all the same. Base of the metrics of
stations; it knows no figure.
"""

from typing import Literal, TypeAlias

import pandas as pd

from hrss.metrics.group_sums import group_heads
from hrss.metrics.groups import group_keys
from hrss.metrics.vocabulary import Grouping

StationGrouping: TypeAlias = Grouping | Literal["township"]
"""What figures of stations are grouped by: as all others, or township by township."""


def station_heads(snapshot: pd.DataFrame, by: StationGrouping) -> pd.DataFrame:
    """Name, place and number of townships of each group.

    Parameters
    ----------
    snapshot : one row per rostered township.

    Returns
    -------
    As `group_sums.group_heads`; for townships with their prefecture's name and their
    county's (NA where there are no counties).
    """
    if isinstance(by, Grouping):
        return group_heads(snapshot, by)
    places = ["prefecture_code", "prefecture_name", "county_name"]
    heads = snapshot.sort_index().rename_axis("group_code")
    heads = heads[["township_name", *places]].rename(
        columns={"township_name": "group_name"}
    )
    counts = pd.array([1] * len(heads), dtype="Int64")
    return heads.assign(rostered_count=counts)


def station_sums(
    rows: pd.DataFrame,
    values: pd.DataFrame,
    heads: pd.DataFrame,
    by: StationGrouping,
) -> pd.DataFrame:
    """Counts of stations or townships added up by group.

    Parameters
    ----------
    rows : one row per station or per township, with the place columns.
    values : whole numbers or flags, index of `rows`; NA counts as nothing.
    heads : of `station_heads`.

    Returns
    -------
    Index of `heads`; the columns of `values` (Int64), 0 for a group without rows.
    """
    if isinstance(by, Grouping):
        code, _ = group_keys(rows, by)
    else:
        code = rows["township_code"]
    sums = values.groupby(code.astype("string").to_numpy(), sort=True).sum()
    return sums.reindex(heads.index).fillna(0).astype("Int64")


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Fraction of a whole; NA over nothing."""
    divisor = whole.astype("Float64")
    return part / divisor.mask(divisor == 0)
