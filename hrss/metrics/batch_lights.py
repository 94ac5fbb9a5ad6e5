"""The light of a group: that of its worst batch.

Base of `progress`. Comes in: offices with their group, their batch's due date and what
is due of them. Goes out: one light a group.
"""

import pandas as pd

from hrss.decree import Light, LightRule, light_of

_GRAVITY = (Light.NOT_DUE, Light.GREEN, Light.YELLOW, Light.RED)


def worst_lights(units: pd.DataFrame, *, rule: LightRule) -> pd.Series:
    """The worst of the lights of each group's batches, each judged by itself.

    A light's thresholds are points of one schedule. Were both batches added up before,
    what the second has ready early would hide what the first has missed: none of 10
    central towns and 10 of 30 others are 10 of the 10 offices due.

    Where one batch has begun and the other has not, the light of the first stands. A
    batch of which nothing has been reported is judged as one of which nothing is
    complete: silence about one batch must not make the group look better. Whether a
    group of which nothing at all has been reported has a light, who asks decides.

    Parameters
    ----------
    units : one row per office: ``group_code``, ``due_date`` (NaT without a batch),
        ``complete_count``, ``scheduled_count``, ``is_started``, ``is_overdue``.
    rule : the thresholds in force.

    Returns
    -------
    Text of `hrss.decree.Light`, index ``group_code``; a group of no batch is not in it.
    """
    batches = units.groupby(["group_code", "due_date"], sort=False, observed=True)
    flags, rostered = batches[["is_started", "is_overdue"]].any(), batches.size()
    completion = batches["complete_count"].sum() / rostered
    schedule = batches["scheduled_count"].sum() / rostered
    gravity = [
        _GRAVITY.index(
            light_of(
                gap_pp=float(gap_pp),
                is_started=bool(is_started),
                is_overdue=bool(is_overdue),
                rule=rule,
            )
        )
        for gap_pp, is_started, is_overdue in zip(
            (completion - schedule) * 100,
            flags["is_started"],
            flags["is_overdue"],
            strict=True,
        )
    ]
    worst = pd.Series(gravity, flags.index, dtype="int64").groupby(level=0).max()
    words = dict(enumerate(light.value for light in _GRAVITY))
    return worst.map(words).astype("string")
