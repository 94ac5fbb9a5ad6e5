"""How many offices stand, against what is due: the figures of the overview."""

import math
from datetime import date

import pandas as pd

from hrss.decree import Light, LightRule
from hrss.metrics.batch_lights import worst_lights
from hrss.metrics.groups import fixed_groups, group_keys
from hrss.metrics.schedules import scheduled
from hrss.metrics.vocabulary import NOT_REPORTED, Grouping, ScheduleSource

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

    A schedule is linear, or by the months of the plan that a prefecture filed: a
    plan's months, in order, count against the 2011 batch first and then against the
    2012 batch, never beyond what the roster has of each, within a month evenly by
    days. From a batch's due date on all of it is due, whatever the plan says. Every
    office carries its own share, so that parts sum to the whole.

    The light of a group with both batches is that of the worse one, each judged by its
    own schedule (`batch_lights`); its counts, rates and gap are of both together.

    Nor has a group a light of which nothing has been reported: its counts, rates and
    gap stay as they are, over the rostered, but a light would assert what nobody
    has said. Its word is 未上报 (`light_words`).

    Parameters
    ----------
    snapshot : one row per rostered township, with ``is_verified`` (boolean) added
        by `metrics.verified`; ``is_complete`` NA = not answered; ``schedule`` as
        `metrics.office_schedules` gives it, linear where it is not there.
    as_of : the day the figures describe.
    by : what to group on. Province, batches and regions are always all there, with
        zero rostered where the roster has none.
    lights : thresholds; the decree room's defaults when None.

    Returns
    -------
    One row per group with the columns of `metrics.vocabulary`: counts of townships,
    rates as fractions 0 to 1 (NA for an empty group), ``gap_pp`` in percentage
    points, ``needed_per_week`` in townships (to the due date, which no plan moves).
    ``schedule_source`` (`ScheduleSource`): whether the offices whose due date is to
    come go by a plan; NA for a group without a schedule.

    References
    ----------
    粤府办〔2011〕65号 六(一): the two batches and their dates; 六(二): the plans.
    """
    units = _units(snapshot, as_of=as_of, by=by)
    sums = _sums(units).join(
        worst_lights(units, rule=lights or LightRule()).rename("light")
    )
    return _measures(_with_fixed_groups(sums, by), as_of=as_of, by=by)


def _sums(units: pd.DataFrame) -> pd.DataFrame:
    """Units added up by group; a due date only where the group has a single one."""
    groups = units.groupby("group_code", sort=False, observed=True)
    sums = groups[["group_name", "prefecture_code", "prefecture_name"]].first()
    sums["rostered_count"] = groups.size()
    added = groups[[*_COUNTS, "scheduled_count"]].sum()
    overdue = groups["is_overdue"].any()
    needed = groups["needed_per_week"].sum(min_count=1)
    earliest, latest = groups["due_date"].min(), groups["due_date"].max()
    dated = groups["due_date"].count()
    planned, pending = groups["follows_plan"].sum(), groups["is_pending"].sum()
    source = pd.Series(ScheduleSource.LINEAR.value, sums.index, dtype="string")
    source = source.mask(planned > 0, ScheduleSource.MIXED.value)
    is_plan = (planned > 0) & (planned == pending)
    source = source.mask(is_plan, ScheduleSource.PLAN.value)
    sums["schedule_source"] = source.mask(dated == 0)
    undated = dated < sums["rostered_count"]
    sums["has_plan"] = dated > 0
    due_date = earliest.mask((earliest != latest) | undated)
    return sums.join([added, overdue, needed, due_date])


def _units(snapshot: pd.DataFrame, *, as_of: date, by: Grouping) -> pd.DataFrame:
    """Each township's group, its own counts, and what its batch owes on the day."""
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
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
        },
        index=snapshot.index,
    ).join(scheduled(snapshot, as_of=as_of))
    days_left = (units["due_date"] - pd.Timestamp(as_of)).dt.days
    units["is_overdue"] = ~is_complete & (days_left < 0)
    needed = (7.0 / days_left).mask(is_complete, 0.0)
    units["needed_per_week"] = needed.where(days_left > 0)
    return units


def _with_fixed_groups(sums: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    labels = fixed_groups(by)
    if labels is None:
        return sums.sort_index()
    fixed = sums.reindex(list(labels))
    fixed["group_name"] = fixed["group_name"].fillna(pd.Series(labels))
    counts = ["rostered_count", *_COUNTS, "scheduled_count"]
    fixed[counts] = fixed[counts].fillna(0)
    is_overdue = fixed["is_overdue"].astype("boolean").fillna(False)
    fixed["is_overdue"] = is_overdue.astype(bool)
    return fixed


def _measures(sums: pd.DataFrame, *, as_of: date, by: Grouping) -> pd.DataFrame:
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
    table["light"] = table.pop("light").mask(is_silent(table))
    table["due_date"] = table["due_date"].astype("datetime64[s]")
    days = (table["due_date"] - pd.Timestamp(as_of)).dt.days
    table["days_left"] = days.astype("Int64")
    table["needed_per_week"] = table["needed_per_week"].astype("Float64")
    source = table.pop("schedule_source")
    return table.assign(schedule_source=source)


def is_silent(progress: pd.DataFrame) -> pd.Series:
    """Groups that owe offices and of which nothing has been reported.

    Parameters
    ----------
    progress : frame of `progress`.
    """
    owes = progress["rostered_count"] > 0
    return (owes & (progress["reported_count"] == 0)).astype(bool)


def light_words(progress: pd.DataFrame, *, has_sign: bool = True) -> pd.Series:
    """The light of each group as it is printed; NA where it has no schedule.

    Parameters
    ----------
    progress : frame of `progress`.
    has_sign : the light's sign stands before its word.

    Returns
    -------
    Text, index of `progress`; 未上报 for a group of which nothing has been reported.
    """
    words = {
        light.value: f"{light.sign}{light.label}" if has_sign else light.label
        for light in Light
    }
    lights = progress["light"].map(words, na_action="ignore").astype("string")
    return lights.mask(is_silent(progress), NOT_REPORTED)


def schedule_words(progress: pd.DataFrame) -> pd.Series:
    """What each group's schedule is drawn from, as it is printed; NA without one.

    Parameters
    ----------
    progress : frame of `progress`.
    """
    words = {source.value: source.label for source in ScheduleSource}
    sources = progress["schedule_source"].map(words, na_action="ignore")
    return sources.astype("string")


def whole_needed(needed_per_week: float) -> int:
    """Offices a week in whole numbers, rounded up: 83.3 a week means 84."""
    return math.ceil(round(needed_per_week, 9))
