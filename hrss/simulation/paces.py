"""How fast simulated prefectures build: a few characters, dealt out by a seed.

Goes out: for each prefecture the share of each batch that stands on a day. The
shares are invented so that every light can be seen; they describe nobody.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from hrss.simulation.moment import Days, Flags, Numbers

_FIRST_DATES = (
    date(2011, 3, 1),
    date(2011, 6, 30),
    date(2011, 9, 30),
    date(2011, 10, 31),
    date(2011, 11, 30),
    date(2011, 12, 31),
    date(2012, 2, 29),
    date(2012, 4, 30),
    date(2012, 8, 31),
    date(2012, 12, 31),
)
_SECOND_DATES = (
    date(2011, 9, 1),
    date(2011, 12, 31),
    date(2012, 4, 30),
    date(2012, 6, 30),
    date(2012, 9, 30),
    date(2012, 11, 30),
    date(2012, 12, 31),
    date(2013, 3, 31),
)


@dataclass(frozen=True, slots=True)
class Pace:
    """A prefecture's character.

    Parameters
    ----------
    name : for tests and messages.
    first : share of the 2011 batch that stands on each of `_FIRST_DATES`.
    second : share of the rest on each of `_SECOND_DATES`.
    care : how much likelier than others it meets each requirement.
    """

    name: str
    first: tuple[float, ...]
    second: tuple[float, ...]
    care: float

    def completion_days(self, ranks: Numbers, *, is_first: Flags) -> Days:
        """Day on which the office of each rank (0 to 1) stands; NaT for never."""
        return np.where(
            is_first,
            _inverse(ranks, _FIRST_DATES, self.first),
            _inverse(ranks, _SECOND_DATES, self.second),
        )


# Knots rather than a formula: the rush before the year's end is in them, and what
# light each one gets can be read off against the linear schedule.
LEADER = Pace(
    name="leader",
    first=(0.0, 0.26, 0.62, 0.80, 0.975, 1.0, 1.0, 1.0, 1.0, 1.0),
    second=(0.0, 0.06, 0.38, 0.56, 0.77, 0.95, 1.0, 1.0),
    care=0.07,
)
STEADY = Pace(
    name="steady",
    first=(0.0, 0.15, 0.43, 0.61, 0.85, 0.975, 0.99, 1.0, 1.0, 1.0),
    second=(0.0, 0.03, 0.28, 0.40, 0.63, 0.86, 0.98, 1.0),
    care=0.02,
)
SLOW = Pace(
    name="slow",
    first=(0.0, 0.08, 0.28, 0.44, 0.68, 0.88, 0.92, 0.96, 1.0, 1.0),
    second=(0.0, 0.0, 0.17, 0.28, 0.45, 0.67, 0.86, 1.0),
    care=-0.03,
)
RECOVERING = Pace(
    name="recovering",
    first=(0.0, 0.04, 0.15, 0.27, 0.52, 0.91, 0.965, 0.985, 1.0, 1.0),
    second=(0.0, 0.01, 0.24, 0.37, 0.60, 0.84, 0.97, 1.0),
    care=0.0,
)
STALLED = Pace(
    name="stalled",
    first=(0.0, 0.03, 0.11, 0.20, 0.35, 0.54, 0.58, 0.63, 0.84, 1.0),
    second=(0.0, 0.0, 0.02, 0.09, 0.24, 0.45, 0.62, 0.90),
    care=-0.07,
)

_DELTA_HAND = (LEADER,) * 3 + (STEADY,) * 3 + (SLOW, RECOVERING, STALLED)
_OTHER_HAND = (LEADER,) * 2 + (STEADY,) * 6 + (SLOW,) * 2 + (STALLED,) * 2


def paces(
    prefecture_codes: list[str], *, delta_codes: frozenset[str], seed: int
) -> dict[str, Pace]:
    """Deal a pace to every prefecture, the Delta's and the others' apart."""
    rng = np.random.default_rng([seed, 1])
    delta = sorted(code for code in prefecture_codes if code in delta_codes)
    others = sorted(code for code in prefecture_codes if code not in delta_codes)
    return {
        code: hand[position % len(hand)]
        for codes, hand in ((delta, _DELTA_HAND), (others, _OTHER_HAND))
        for code, position in zip(codes, rng.permutation(len(codes)), strict=True)
    }


def _inverse(
    ranks: Numbers, dates: tuple[date, ...], shares: tuple[float, ...]
) -> Days:
    origin = np.datetime64("2011-01-01", "D")
    offsets = (np.array(dates, dtype="datetime64[D]") - origin).astype(float)
    # Interpolation wants shares that rise; a plateau is left at its first day.
    reached = np.array(shares) + np.arange(len(shares)) * 1e-9
    days = np.interp(ranks, reached, offsets)
    found = origin + np.ceil(days).astype("timedelta64[D]")
    return np.where(ranks <= reached[-1], found, np.datetime64("NaT"))
