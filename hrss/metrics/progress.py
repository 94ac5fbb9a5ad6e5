"""How many offices stand, against what is due: the figures of the overview."""

import math
from datetime import date
from functools import partial

import pandas as pd

from hrss.decree import LightRule, light_of, load_targets, scheduled_share
from hrss.metrics.groups import fixed_groups, group_keys
from hrss.metrics.vocabulary import Grouping

_COUNTS = ["reported_count", "answered_count", "complete_count", "verified_count"]


def progress(
    snapshot: pd.DataFrame,
    *,
    as_of: date,
    by: Grouping,
    lights: LightRule | None = None,
) -> pd.DataFrame:
    """Counts, rates, schedule and light of each group.

    A township that has not reported stays in the denominator. One whose batch is
    not yet designated (批次待定) counts as rostered and owes nothing until it is.
    A group of nothing else has no schedule and no light (NA). A prefecture that has
    both batches owes the sum of their schedules.

    Parameters
    ----------
    snapshot : one row per rostered township, with ``is_verified`` (boolean) added
        by `metrics.verified`; ``is_complete`` NA = not answered.
    as_of : the day the figures describe.
    by : what to group on. Province, batches and regions are always all there, with
        zero rostered where the roster has none.
    lights : thresholds; the decree room's defaults when None.

    Returns
    -------
    One row per group with the columns of `metrics.vocabulary`: counts of townships,
    rates as fractions 0 to 1 (NA for an empty group), ``gap_pp`` in percentage
    points, ``needed_per_week`` in townships.

    References
    ----------
    粤府办〔2011〕65号 六(一): the two batches and their dates.
    """
    sums = _sums(_units(snapshot, as_of=as_of, by=by))
    return _measures(
        _with_fixed_groups(sums, by), as_of=as_of, by=by, rule=lights or LightRule()
    )


def _sums(units: pd.DataFrame) -> pd.DataFrame:
    """Units added up by group; a due date only where the group has a single one."""
    groups = units.groupby("group_code", sort=False, observed=True)
    sums = groups[["group_name", "prefecture_code", "prefecture_name"]].first()
    sums["rostered_count"] = groups.size()
    added = groups[[*_COUNTS, "scheduled_count"]].sum()
    flags = groups[["is_started", "is_overdue"]].any()
    needed = groups["needed_per_week"].sum(min_count=1)
    earliest, latest = groups["due_date"].min(), groups["due_date"].max()
    dated = groups["due_date"].count()
    undated = dated < sums["rostered_count"]
    sums["has_plan"] = dated > 0
    due_date = earliest.mask((earliest != latest) | undated)
    return sums.join([added, flags, needed, due_date])


def _units(snapshot: pd.DataFrame, *, as_of: date, by: Grouping) -> pd.DataFrame:
    """Each township's group, its own counts, and what its batch owes on the day."""
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
    batch = snapshot["batch"].astype("Int64")
    code, name = group_keys(snapshot, by)
    units = pd.DataFrame(
        {
            "group_code": code,
            "group_name": name,
            "prefecture_code": snapshot["prefecture_code"],
            "prefecture_name": snapshot["prefecture_name"],
            "reported_count": snapshot["is_reported"].astype(int),
            "answered_count": snapshot["is_complete"].notna().astype(int),
            "complete_count": is_complete.astype(int),
            "verified_count": snapshot["is_verified"].astype(int),
            "scheduled_count": 0.0,
            "is_started": False,
            "is_overdue": False,
            "needed_per_week": float("nan"),
            "due_date": pd.NaT,
        },
        index=snapshot.index,
    )
    units["due_date"] = units["due_date"].astype("datetime64[s]")
    for target in load_targets():
        own = (batch == target.batch).fillna(False).astype(bool)
        days_left = (target.due_date - as_of).days
        units.loc[own, "scheduled_count"] = scheduled_share(target, as_of)
        units.loc[own, "is_started"] = as_of >= target.start_date
        units.loc[own & ~is_complete, "is_overdue"] = days_left < 0
        units.loc[own, "due_date"] = pd.Timestamp(target.due_date)
        if days_left > 0:
            units.loc[own, "needed_per_week"] = 0.0
            units.loc[own & ~is_complete, "needed_per_week"] = 7.0 / days_left
    return units


def _with_fixed_groups(sums: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    labels = fixed_groups(by)
    if labels is None:
        return sums.sort_index()
    fixed = sums.reindex(list(labels))
    fixed["group_name"] = fixed["group_name"].fillna(pd.Series(labels))
    counts = ["rostered_count", *_COUNTS, "scheduled_count"]
    fixed[counts] = fixed[counts].fillna(0)
    for flag in ("is_started", "is_overdue"):
        fixed[flag] = fixed[flag].astype("boolean").fillna(False).astype(bool)
    return fixed


def _measures(
    sums: pd.DataFrame, *, as_of: date, by: Grouping, rule: LightRule
) -> pd.DataFrame:
    table = sums.rename_axis("group_code").reset_index()
    whole = ["rostered_count", *_COUNTS]
    table[whole] = table[whole].astype("Int64")
    if by not in (Grouping.PREFECTURE, Grouping.COUNTY):
        table = table.drop(columns=["prefecture_code", "prefecture_name"])
    rostered = table["rostered_count"].astype("Float64")
    rostered = rostered.mask(rostered == 0)
    table["unverified_count"] = table["complete_count"] - table["verified_count"]
    table["remaining_count"] = table["rostered_count"] - table["complete_count"]
    table["completion_rate"] = table["complete_count"] / rostered
    table["verified_rate"] = table["verified_count"] / rostered
    table["reporting_rate"] = table["reported_count"] / rostered
    table["scheduled_count"] = table["scheduled_count"].astype("Float64")
    table["scheduled_rate"] = table["scheduled_count"] / rostered
    # What has no batch yet has no schedule to be held against.
    unplanned = ~table.pop("has_plan").astype("boolean").fillna(False).astype(bool)
    table["scheduled_rate"] = table["scheduled_rate"].mask(unplanned)
    table["gap_pp"] = (table["completion_rate"] - table["scheduled_rate"]) * 100
    table["light"] = pd.Series(
        list(
            map(
                partial(_light, rule),
                table["gap_pp"],
                table["is_started"],
                table["is_overdue"],
            )
        ),
        index=table.index,
        dtype="string",
    )
    table["due_date"] = table["due_date"].astype("datetime64[s]")
    days = (table["due_date"] - pd.Timestamp(as_of)).dt.days
    table["days_left"] = days.astype("Int64")
    table["needed_per_week"] = table["needed_per_week"].astype("Float64")
    return table.drop(columns="is_started")


def _light(
    rule: LightRule, gap_pp: float, is_started: bool, is_overdue: bool
) -> str | None:
    if pd.isna(gap_pp):
        return None
    return light_of(
        gap_pp=float(gap_pp), is_started=is_started, is_overdue=is_overdue, rule=rule
    ).value


def whole_needed(needed_per_week: float) -> int:
    """Offices a week in whole numbers, rounded up: 83.3 a week means 84."""
    return math.ceil(round(needed_per_week, 9))
