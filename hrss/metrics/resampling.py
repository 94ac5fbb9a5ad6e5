"""Weeks drawn again from weeks: how long the remaining may take.

Comes in: completions of the observed weeks. Goes out: days until done, once a
replicate, and percentiles along the way. Knows neither frames nor dates.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

SEED = 65
REPLICATES = 1000
HORIZON_WEEKS = 104
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
_CHUNK_WEEKS = 26


def days_to_finish(counts: np.ndarray, remaining: int) -> np.ndarray:
    """Days until the remaining are done, sorted; infinite beyond the horizon.

    In the week that finishes it, the offices are spread evenly over the seven days.

    Parameters
    ----------
    counts : completions of each observed week.
    remaining : how many are still to come, at least one.
    """
    redrawn, picked = _redrawn(counts), _draws(len(counts)).picked
    days = np.full(REPLICATES, np.inf)
    done = np.zeros(REPLICATES, dtype=np.int32)
    # In chunks, as most replicates are done long before the horizon.
    running = np.arange(REPLICATES)
    for start in range(0, HORIZON_WEEKS, _CHUNK_WEEKS):
        drawn = redrawn[picked[running, start : start + _CHUNK_WEEKS]]
        totals = drawn.cumsum(axis=1, dtype=np.int32)
        totals += done[:, None]
        whole = (totals < remaining).sum(axis=1)
        is_done = whole < _CHUNK_WEEKS
        last = np.flatnonzero(is_done), whole[is_done]
        needed = drawn[last] - (totals[last] - remaining)
        days[running[is_done]] = 7 * (start + last[1]) - (-7 * needed // drawn[last])
        running, done = running[~is_done], totals[~is_done, -1]
        if not len(running):
            break
    return np.sort(days)


def quantile(ordered: np.ndarray, share: float) -> np.ndarray:
    """Smallest value that at least that share of the ordered rows does not exceed."""
    found: np.ndarray = ordered[math.ceil(share * len(ordered)) - 1]
    return found


def levels(counts: np.ndarray, remaining: int) -> dict[float, np.ndarray]:
    """Completions to come by the end of each week, up to the remaining.

    Returns
    -------
    For `LOW`, `MIDDLE` and `HIGH` that percentile of each week to the horizon.
    """
    totals = _redrawn(counts)[_draws(len(counts)).picked].cumsum(axis=1)
    ordered = np.sort(np.minimum(totals, remaining), axis=0)
    return {share: quantile(ordered, share) for share in (LOW, MIDDLE, HIGH)}


@dataclass(frozen=True, slots=True)
class _Draws:
    """What chance decides: the same for all groups with as many observed weeks.

    Parameters
    ----------
    redrawn : for each replicate, as many weeks of the observed ones.
    blur : a standard normal number for each of them.
    picked : for each replicate and coming week, a place in the flat `redrawn`.
    """

    redrawn: np.ndarray
    blur: np.ndarray
    picked: np.ndarray


def _redrawn(counts: np.ndarray) -> np.ndarray:
    """The observed weeks drawn anew, each count with its counting error, flat.

    A count is Poisson about what the week would bring on average; its square root
    is nearly normal with a spread of one half. Without that, eight equal weeks
    would promise a single day.
    """
    draws = _draws(len(counts))
    roots = np.sqrt(counts)[draws.redrawn]
    blurred = np.rint((roots + draws.blur / 2) ** 2 - 0.25)
    found: np.ndarray = np.where(roots > 0, np.maximum(blurred, 0), 0)
    return found.astype(np.int32).ravel()


@cache
def _draws(weeks: int) -> _Draws:
    rng = np.random.default_rng([SEED, weeks])
    redrawn = rng.integers(weeks, size=(REPLICATES, weeks))
    blur = rng.standard_normal((REPLICATES, weeks))
    picked = rng.integers(weeks, size=(REPLICATES, HORIZON_WEEKS))
    picked += np.arange(REPLICATES)[:, None] * weeks
    return _Draws(redrawn, blur, picked)
