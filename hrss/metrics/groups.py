"""Which group each township falls into; every table of figures groups alike."""

import pandas as pd

from hrss.decree import PROVINCE_CODE
from hrss.metrics.vocabulary import (
    BATCH_LABELS,
    PROVINCE_LABEL,
    REGION_LABELS,
    Grouping,
)


def group_keys(snapshot: pd.DataFrame, by: Grouping) -> tuple[pd.Series, pd.Series]:
    """Code and name of the group of each township.

    Parameters
    ----------
    snapshot : one row per township, with the place columns of a snapshot and
        ``batch`` (NA = 批次待定).
    by : what to group on.
    """
    if by is Grouping.PROVINCE:
        code = pd.Series(PROVINCE_CODE, index=snapshot.index, dtype="string")
        return code, code.map({PROVINCE_CODE: PROVINCE_LABEL})
    if by is Grouping.BATCH:
        code = snapshot["batch"].astype("string").fillna("undesignated")
        return code, code.map(BATCH_LABELS)
    if by is Grouping.REGION:
        return snapshot["region"], snapshot["region"].map(REGION_LABELS)
    if by is Grouping.PREFECTURE:
        return snapshot["prefecture_code"], snapshot["prefecture_name"]
    # Dongguan and Zhongshan have no counties: the prefecture stands for itself.
    return (
        snapshot["county_code"].fillna(snapshot["prefecture_code"]),
        snapshot["county_name"].fillna(snapshot["prefecture_name"]),
    )


def fixed_groups(by: Grouping) -> dict[str, str] | None:
    """Code and label of the groups that are always there, in order; else None."""
    return {
        Grouping.PROVINCE: {PROVINCE_CODE: PROVINCE_LABEL},
        Grouping.BATCH: BATCH_LABELS,
        Grouping.REGION: REGION_LABELS,
    }.get(by)
