"""Floor areas of the offices against the decree's 300 m²."""

import pandas as pd

from hrss.decree import rule
from hrss.metrics.group_sums import group_heads, group_sums
from hrss.metrics.groups import group_keys
from hrss.metrics.judges import is_shared_window
from hrss.metrics.vocabulary import Grouping

LINE_M2 = float(rule("R18").threshold or 0)
BIN_M2 = 50
_TOP_M2 = 600


def floor_areas(snapshot: pd.DataFrame, *, by: Grouping) -> pd.DataFrame:
    """Who reaches 300 m², and how much is missing.

    300 itself is enough. An area of 0 is an answer; silence is none. 300 m² is 原则上:
    a shortfall advises and fails nobody.

    Parameters
    ----------
    snapshot : one row per rostered township; reads ``floor_area_m2`` and
        ``platform_type``.
    by : what to group on.

    Returns
    -------
    One row a group: ``group_code``, ``group_name`` (and prefecture),
    ``rostered_count``, ``answered_count``, ``large_enough_count``,
    ``too_small_count``, ``small_window_count`` (those of them that are a window on a
    multi-purpose platform, R02), ``large_enough_rate`` over those who answered,
    ``median_area_m2``, ``missing_area_m2`` (sum of what each is short of 300); NA
    where nobody answered.

    References
    ----------
    粤府办〔2011〕65号 二(二): rule R18.
    """
    area = snapshot["floor_area_m2"]
    is_small = (area < LINE_M2).fillna(False).astype(bool)
    parts = pd.DataFrame(
        {
            "answered_count": area.notna().astype(int),
            "large_enough_count": (area >= LINE_M2).fillna(False).astype(int),
            "too_small_count": is_small.astype(int),
            "small_window_count": (is_small & is_shared_window(snapshot)).astype(int),
            "missing_area_m2": (LINE_M2 - area).clip(lower=0).fillna(0).astype(float),
        }
    )
    table = group_heads(snapshot, by).join(group_sums(snapshot, parts, by))
    counts = ["answered_count", "large_enough_count", "too_small_count"]
    counts += ["small_window_count"]
    table[counts] = table[counts].astype("Int64")
    answered = table["answered_count"].astype("Float64")
    answered = answered.mask(answered == 0)
    code, _ = group_keys(snapshot, by)
    medians = area.groupby(code.astype("string")).median()
    table["large_enough_rate"] = table["large_enough_count"] / answered
    table["median_area_m2"] = medians.reindex(table.index).astype("Float64")
    missing = table.pop("missing_area_m2").astype("Float64")
    table["missing_area_m2"] = missing.mask(answered.isna())
    return table.reset_index()


def area_steps(snapshot: pd.DataFrame) -> pd.Series:
    """Lower end in m² of the step each office's floor area is in; NA: not reported."""
    steps = snapshot["floor_area_m2"] // BIN_M2 * BIN_M2
    return steps.clip(lower=0, upper=_TOP_M2).astype("Int64")


def floor_area_bins(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Offices by floor area, in steps of 50 m², the last one open.

    Returns
    -------
    One row a step, all of them from 0 on: ``low_m2`` (inclusive), ``high_m2``
    (exclusive; NA for the open one), ``office_count``, ``is_large_enough`` (boolean:
    300 m² is a step's lower end, so no step has both).
    """
    lows = list(range(0, _TOP_M2 + BIN_M2, BIN_M2))
    counts = area_steps(snapshot).value_counts()
    highs = [*lows[1:], None]
    return pd.DataFrame(
        {
            "low_m2": pd.array(lows, dtype="Int64"),
            "high_m2": pd.array(highs, dtype="Int64"),
            "office_count": pd.array(
                [int(counts.get(low, 0)) for low in lows], dtype="Int64"
            ),
            "is_large_enough": pd.array([low >= LINE_M2 for low in lows]),
        }
    )
