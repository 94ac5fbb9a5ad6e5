"""One prefecture's offices on one day: what every field is made from.

Comes in: the course of the offices and the draws of their fields. Knows nothing of
any single field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hrss.sheets import VALUE_COLUMNS

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Texts = NDArray[np.object_]
Values = NDArray[Any]
"""A field of every office: None, NaN or NaT where there is nothing."""


class Stage(IntEnum):
    """How far an office has come."""

    NOT_STARTED = 0
    IN_PROGRESS = 1
    COMPLETE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Numbers between 0 and 1 for each value column, one an office."""

    values: Mapping[str, Numbers]
    blanks: Mapping[str, Numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """Offices of a prefecture on a day, before anybody writes them down.

    Parameters
    ----------
    facts : columns of `truth.Course.offices`, as arrays.
    completion : day on which the clerk believes each office to stand.
    """

    facts: Mapping[str, Values]
    stage: NDArray[np.int64]
    completion: Days
    draws: Draws
    care: float
    as_of: date

    def by_stage(self, table: Mapping[Stage, float]) -> Numbers:
        """A number for each office by its stage."""
        numbers: Numbers = np.array([table[stage] for stage in Stage])[self.stage]
        return numbers

    @property
    def is_begun(self) -> Flags:
        """Offices on which work has begun, or that stand."""
        return np.greater(self.stage, Stage.NOT_STARTED)

    @property
    def is_complete(self) -> Flags:
        """Offices that are believed to stand."""
        return np.equal(self.stage, Stage.COMPLETE)


def unless(is_silent: Flags, values: Values) -> Texts:
    """The values as objects, None where nothing is said."""
    said = values.astype(object)
    said[is_silent] = None
    return said


def draw_fields(count: int, rng: np.random.Generator) -> Draws:
    """Decide once what each office will have.

    An office that has one thing tends to have the others: three draws in five are
    the office's own quality.
    """
    shape = (len(VALUE_COLUMNS), count)
    quality = rng.random(count)
    values = np.where(rng.random(shape) < 0.6, quality, rng.random(shape))
    blanks = rng.random(shape)
    return Draws(
        dict(zip(VALUE_COLUMNS, values, strict=True)),
        dict(zip(VALUE_COLUMNS, blanks, strict=True)),
    )
