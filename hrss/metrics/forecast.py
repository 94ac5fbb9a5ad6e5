"""When a group will be complete, at the pace of its last weeks, and how sure it is.

Comes in: completions by week and the progress of the same groups. Goes out: a day
with its range and a chance to keep the deadline, or the reason why there is none.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from pandas.api.typing import NaTType

from hrss.decree import load_targets
from hrss.metrics.forecast_words import LEAST_WEEKS, ForecastStatus
from hrss.metrics.resampling import (
    HIGH,
    HORIZON_WEEKS,
    LOW,
    MIDDLE,
    days_to_finish,
    levels,
    quantile,
)

_WEEK = pd.Timedelta(days=7)
_EVER = pd.Timestamp(1970, 1, 1)
_KEPT = (
    *("group_code", "group_name", "rostered_count", "complete_count"),
    *("remaining_count", "due_date", "needed_per_week"),
)
_FOUND_DTYPES = {
    "forecast_status": "string",
    "forecast_date": "datetime64[s]",
    "forecast_low": "datetime64[s]",
    "forecast_high": "datetime64[s]",
    "chance_by_due": "Float64",
}


def forecast(
    weekly: pd.DataFrame, progress: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """Day by which each group is expected to be complete, or why there is none.

    A smoothed bootstrap in two steps, `resampling.REPLICATES` times with the fixed
    seed `resampling.SEED`: the observed weeks are redrawn with replacement, each
    count with its counting error, so that the pace itself is uncertain; then the
    weeks to come are drawn from those until the remaining offices are done, within
    `HORIZON_WEEKS`. The range is rather too wide than too narrow. All groups meet
    the same draws, so a group's forecast does not depend on the others.

    It assumes that coming weeks are like the observed ones and independent of each
    other; no year-end push and no slowing down as the easy ones are done. It
    starts on the last observed day, and never ends before the as-of date. Weeks
    that began before the batch did are not its history.

    No date is made up: ``done`` when nothing remains; ``too_little_history`` with
    fewer than `LEAST_WEEKS` weeks with a completion, or without any report;
    ``standstill`` when there were weeks enough and no completion; ``beyond_horizon``
    when half of the replicates or more do not end.

    Parameters
    ----------
    weekly : frame of `weekly_completions`, all groups with the same number of weeks.
    progress : rows of `metrics.progress` with the same grouping, on the same day.
    as_of : that day.

    Returns
    -------
    One row per group that has offices: ``group_code``, ``group_name``,
    ``rostered_count``, ``complete_count``, ``remaining_count``, ``due_date``,
    ``needed_per_week`` (all as in `progress`), ``pace_per_week`` (offices, over the
    weeks given), ``forecast_status`` (`ForecastStatus`), ``forecast_date``,
    ``forecast_low``, ``forecast_high`` (datetime64[s], the 50th, 10th and 90th
    percentile, NaT without a forecast; the 90th also where it lies beyond the
    horizon), ``chance_by_due`` (share of replicates done by the due date, 0 to 1, and
    0 once that date has passed; NA without a forecast or due date).
    """
    groups = progress[progress["group_code"].isin(weekly["group_code"])]
    histories = _histories(weekly, groups)
    rows = [
        _row(history, remaining=remaining, due=due, as_of=pd.Timestamp(as_of))
        for history, remaining, due in zip(
            histories, groups["remaining_count"], groups["due_date"], strict=True
        )
    ]
    found = pd.DataFrame(rows, columns=list(_FOUND_DTYPES)).astype(_FOUND_DTYPES)
    kept = groups[list(_KEPT)].reset_index(drop=True)
    paces = weekly.groupby("group_code")["weekly_count"].mean().astype("Float64")
    kept["pace_per_week"] = paces.reindex(kept["group_code"]).array
    return pd.concat([kept, found], axis="columns")


def forecast_path(weekly: pd.DataFrame, forecasts: pd.DataFrame) -> pd.DataFrame:
    """Offices complete at the end of each coming week, by the same draws.

    Where the upper line reaches the rostered offices is the early end of the
    forecast's range, where the lower one does the late end.

    Parameters
    ----------
    weekly : frame of `weekly_completions`.
    forecasts : rows of `forecast`; only those with a forecast are followed.

    Returns
    -------
    One row per group and week, the last observed day first, up to the week in
    which nine of ten replicates are done: ``group_code``, ``week_end``,
    ``expected_count``, ``low_count``, ``high_count`` (50th, 10th and 90th
    percentile of offices complete).
    """
    rows = forecasts[forecasts["forecast_status"] == ForecastStatus.FORECAST.value]
    paths = [
        _path(history, remaining=int(remaining)).assign(group_code=code, done=done)
        for history, remaining, code, done in zip(
            _histories(weekly, rows),
            rows["remaining_count"],
            rows["group_code"],
            rows["complete_count"],
            strict=True,
        )
    ]
    names = ["expected_count", "low_count", "high_count"]
    if not paths:
        return pd.DataFrame(columns=["group_code", "week_end", *names])
    path = pd.concat(paths, ignore_index=True)
    counts = path[names].add(path["done"].astype("int64"), axis="index")
    return path[["group_code", "week_end"]].join(counts.astype("Int64"))


@dataclass(frozen=True, slots=True)
class _History:
    """What has been seen of a group: its own weeks, oldest first, and until when."""

    counts: np.ndarray
    last_day: pd.Timestamp
    is_reported: bool
    unplaced_count: int

    def status(self, remaining: int) -> ForecastStatus:
        """Whether the weeks bear a forecast."""
        if remaining == 0:
            return ForecastStatus.DONE
        has_idled = len(self.counts) >= LEAST_WEEKS and not self.unplaced_count
        if self.is_reported and has_idled and not self.counts.any():
            return ForecastStatus.STANDSTILL
        if not self.is_reported or (self.counts > 0).sum() < LEAST_WEEKS:
            return ForecastStatus.TOO_LITTLE_HISTORY
        return ForecastStatus.FORECAST


def _histories(weekly: pd.DataFrame, groups: pd.DataFrame) -> list[_History]:
    """History of each group, in the order of `groups`."""
    starts = {
        pd.Timestamp(target.due_date): pd.Timestamp(target.start_date)
        for target in load_targets()
    }
    places = weekly.groupby("group_code").indices
    ends = weekly["week_end"].to_numpy("datetime64[s]")
    counts = weekly["weekly_count"].to_numpy("int64")
    unplaced = weekly["unplaced_count"].to_numpy("int64")
    reported = groups.get("reported_count", pd.Series(1, index=groups.index))
    histories = []
    for code, due, sent in zip(
        groups["group_code"], groups["due_date"], reported, strict=True
    ):
        own = places[code]
        whole_week = starts.get(due, _EVER) + pd.Timedelta(days=6)
        is_own = ends[own] >= whole_week.to_datetime64()
        histories.append(
            _History(
                counts=counts[own[is_own]],
                last_day=pd.Timestamp(ends[own[-1]]),
                is_reported=sent > 0,
                unplaced_count=int(unplaced[own].sum()),
            )
        )
    return histories


def _row(
    history: _History, *, remaining: int, due: pd.Timestamp, as_of: pd.Timestamp
) -> tuple[object, ...]:
    status = history.status(remaining)
    nothing = (pd.NaT, pd.NaT, pd.NaT, pd.NA)
    if status is not ForecastStatus.FORECAST:
        return (status.value, *nothing)
    days = days_to_finish(history.counts, remaining)
    middle, low, high = (
        _day(history.last_day, quantile(days, share), as_of)
        for share in (MIDDLE, LOW, HIGH)
    )
    if middle is pd.NaT:
        return (ForecastStatus.BEYOND_HORIZON.value, *nothing)
    chance: object = pd.NA
    if pd.notna(due):
        # What is not done on the as-of date was not done before it, whatever the pace.
        finished = np.maximum(days, (as_of - history.last_day).days)
        chance = float(np.mean(finished <= (due - history.last_day).days))
    return (status.value, middle, low, high, chance)


def _day(
    last_day: pd.Timestamp, wait: np.ndarray, as_of: pd.Timestamp
) -> pd.Timestamp | NaTType:
    if np.isinf(wait):
        return pd.NaT
    return max(last_day + pd.Timedelta(days=int(wait)), as_of)


def _path(history: _History, *, remaining: int) -> pd.DataFrame:
    ahead = levels(history.counts, remaining)
    length = min(int((ahead[LOW] < remaining).sum()) + 1, HORIZON_WEEKS)
    weeks = [history.last_day + week * _WEEK for week in range(length + 1)]
    return pd.DataFrame(
        {
            "week_end": pd.array(weeks, dtype="datetime64[s]"),
            "expected_count": [0, *ahead[MIDDLE][:length]],
            "low_count": [0, *ahead[LOW][:length]],
            "high_count": [0, *ahead[HIGH][:length]],
        }
    )
