"""What happens in one simulated prefecture, and what it reports on a day.

Comes in: the prefecture's part of the simulated roster, its pace and the seed. Goes
out: the course of every office, and for any day a frame of registry columns as the
prefecture's clerk believes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hrss.sheets import KEY_COLUMNS
from hrss.simulation.fields import reported_values
from hrss.simulation.moment import (
    Days,
    Draws,
    Moment,
    Stage,
    Values,
    draw_fields,
)
from hrss.simulation.paces import Pace

_UNDATED_SHARE = 0.03
_PREMATURE_SHARE = 0.025
_UNLISTED_SHARE = 0.008
_BEGINNING = np.datetime64("2011-01-10", "D")
_NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One prefecture's offices from beginning to end.

    Parameters
    ----------
    places : the registry's key columns, one row per office, in order of code.
    facts : as many values each: ``start``, ``completion`` (days, NaT = never),
        ``premature`` (the day on which it is wrongly believed to stand),
        ``is_undated`` (the clerk never writes the day), ``listed_from`` (first day
        on which the sheet has a row for it; NaT = never), ``residents``,
        ``is_first`` (of the 2011 batch), ``is_designated`` (its batch is known),
        ``is_delta``, ``is_central_town`` and ``township_name``.
    draws : what decides each field, fixed for good, so that what an office has
        today it has tomorrow.
    """

    pace: Pace
    places: pd.DataFrame
    facts: Mapping[str, Values]
    draws: Draws


def course_of(
    offices: pd.DataFrame, *, pace: Pace, is_delta: bool, population: int, seed: int
) -> Course:
    """Let one prefecture run; the same seed gives the same course.

    Parameters
    ----------
    offices : its part of the simulated roster.
    population : residents, shared out among its offices.
    """
    offices = offices.sort_values("township_code").reset_index(drop=True)
    count = len(offices)
    rng = np.random.default_rng([seed, int(offices["prefecture_code"].iloc[0])])
    marks = offices["is_central_town"]
    is_designated = marks.notna().to_numpy() | is_delta
    is_first = marks.fillna(False).to_numpy(dtype=bool) | is_delta
    completion = pace.completion_days(_ranks(is_first, rng), is_first=is_first)
    start = completion - rng.integers(45, 160, count).astype("timedelta64[D]")
    start = np.where(start < _BEGINNING, _BEGINNING, start)
    shares = rng.lognormal(0.0, 0.45, count)
    facts: dict[str, Values] = {
        "start": start,
        "completion": completion,
        "premature": _premature(start, completion, rng),
        "listed_from": _listed_from(offices, pace, rng),
        "is_undated": rng.random(count) < _UNDATED_SHARE,
        "residents": np.round(population * shares / shares.sum()),
        "is_first": is_first,
        "is_designated": is_designated,
        "is_delta": np.full(count, is_delta),
        "is_central_town": marks.astype(object).to_numpy(),
        "township_name": offices["township_name"].to_numpy(dtype=object),
    }
    return Course(pace, offices[[*KEY_COLUMNS]], facts, draw_fields(count, rng))


def report_of(
    course: Course, *, as_of: date, believed_on: date | None = None
) -> pd.DataFrame:
    """What the clerk writes down for a month's end.

    Parameters
    ----------
    as_of : the day described, the last of a month.
    believed_on : the day of the clerk's newest news, when that is older; what was
        finished since is still said to be in progress.

    Returns
    -------
    One row per listed office, in order of township code: the registry's key columns
    and value columns with their dtypes, NA = left blank.
    """
    facts = course.facts
    day, news = np.datetime64(as_of, "D"), np.datetime64(believed_on or as_of, "D")
    last_month = np.datetime64(as_of.replace(day=1), "D") - np.timedelta64(1, "D")
    premature = facts["premature"]
    is_premature = (premature > last_month) & (premature <= news)
    completion = np.where(is_premature, premature, facts["completion"])
    begun = np.where(facts["start"] <= day, Stage.IN_PROGRESS, Stage.NOT_STARTED)
    moment = Moment(
        facts=facts,
        stage=np.where(completion <= news, Stage.COMPLETE, begun),
        completion=completion,
        draws=course.draws,
        care=course.pace.care,
        as_of=as_of,
    )
    report = pd.concat([course.places, reported_values(moment)], axis="columns")
    return report[facts["listed_from"] <= day].reset_index(drop=True)


def _ranks(
    is_first: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.float64]:
    """A place in the queue of its own batch for each office, evenly in 0 to 1."""
    ranks = np.empty(len(is_first))
    for own in (is_first, ~is_first):
        count = int(own.sum())
        ranks[own] = (rng.permutation(count) + 0.5) / max(count, 1)
    return ranks


def _premature(start: Days, completion: Days, rng: np.random.Generator) -> Days:
    count = len(completion)
    believed = completion - rng.integers(62, 100, count).astype("timedelta64[D]")
    is_premature = (rng.random(count) < _PREMATURE_SHARE) & (start < believed)
    return np.where(is_premature, believed, _NEVER)


def _listed_from(offices: pd.DataFrame, pace: Pace, rng: np.random.Generator) -> Days:
    """A few offices never come up, and one county of a slow prefecture comes late.

    A leading prefecture forgets nobody.
    """
    count = len(offices)
    listed = np.full(count, np.datetime64("2011-01-01", "D"))
    if pace.name in ("slow", "stalled"):
        county = offices["county_code"].eq(offices["county_code"].iloc[-1])
        is_late = county.fillna(False).to_numpy(dtype=bool)
        if not is_late.all():
            listed[is_late] = np.datetime64("2011-12-01", "D")
    is_forgotten = rng.random(count) < _UNLISTED_SHARE
    return np.where(is_forgotten & (pace.name != "leader"), _NEVER, listed)
