"""Which batch a township belongs to.

Comes in: a roster and what the Delta is. Goes out: the same rows with region and
batch. What is not designated stays so; nothing is guessed from a name or a size.
"""

from collections.abc import Set as AbstractSet

import pandas as pd

FIRST_BATCH = 2011
SECOND_BATCH = 2012


def assign_regions(
    roster: pd.DataFrame, *, delta_codes: AbstractSet[str]
) -> pd.DataFrame:
    """Add the region and the batch of every township.

    All of the Delta is due by the end of 2011, central or not. Elsewhere a
    central town is due by the end of 2011 and another one by the end of 2012;
    where the province has not yet said whether a township is central, it has no
    batch (批次待定).

    Parameters
    ----------
    roster : one row per township; reads ``prefecture_code`` and
        ``is_central_town`` (nullable boolean, NA = not designated).
    delta_codes : prefectures that count as the Delta.

    Returns
    -------
    The roster with ``is_delta`` (bool), ``region`` (string: ``delta``,
    ``central``, ``other``, ``undesignated``) and ``batch`` (Int64: 2011, 2012,
    NA = 批次待定). Index, order and all other columns are as they were.

    References
    ----------
    粤府办〔2011〕65号 六(一), rules R28 and R29.
    """
    is_delta = roster["prefecture_code"].isin(sorted(delta_codes)).astype(bool)
    is_central = roster["is_central_town"].astype("boolean")
    region = pd.Series("undesignated", index=roster.index, dtype="string")
    region = region.mask(is_central.eq(False).fillna(False).astype(bool), "other")
    region = region.mask(is_central.fillna(False).astype(bool), "central")
    region = region.mask(is_delta, "delta")
    batch = region.map(
        {
            "delta": FIRST_BATCH,
            "central": FIRST_BATCH,
            "other": SECOND_BATCH,
            "undesignated": pd.NA,
        }
    ).astype("Int64")
    return roster.assign(is_delta=is_delta, region=region, batch=batch)
