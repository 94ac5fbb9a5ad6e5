from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from hrss.places import default_delta_codes, list_prefectures, load_shipped_roster
from hrss.simulation import Course, course_of, report_of, simulated_roster
from hrss.simulation.paces import paces

SEED = 2011


@pytest.fixture(scope="session")
def roster() -> pd.DataFrame:
    """The simulated roster of the default seed."""
    return simulated_roster(
        load_shipped_roster(), seed=SEED, delta_codes=default_delta_codes()
    )


@pytest.fixture(scope="session")
def courses(roster: pd.DataFrame) -> dict[str, Course]:
    """The course of every prefecture of the default seed, by code."""
    prefectures = list_prefectures()
    dealt = paces(
        [each.code for each in prefectures],
        delta_codes=default_delta_codes(),
        seed=SEED,
    )
    return {
        each.code: course_of(
            roster[roster["prefecture_code"] == each.code],
            pace=dealt[each.code],
            is_delta=each.is_delta,
            population=each.population_2010,
            seed=SEED,
        )
        for each in prefectures
    }


@pytest.fixture(scope="session")
def reports(courses: dict[str, Course]) -> Callable[[date], pd.DataFrame]:
    """What all prefectures together report on a day."""

    def on(as_of: date) -> pd.DataFrame:
        return pd.concat(
            [report_of(course, as_of=as_of) for course in courses.values()],
            ignore_index=True,
        )

    return on
