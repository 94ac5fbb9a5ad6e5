"""What simulated prefectures and counties do of their own, and when they file plans.

Comes in: the roster and a seed. Goes out: for a day and a prefecture one row an area
with registry columns. Everything is invented; document numbers say so (模拟〔2011〕).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from hrss.decree import plan_due_date
from hrss.places import list_areas
from hrss.sheets import PLAN_COLUMNS, SheetKind, value_columns
from hrss.sheets.columns import column

# Share of areas that have done each thing by the days of `_DAYS`.
_DAYS = (date(2011, 9, 25), date(2011, 12, 31), date(2012, 6, 30), date(2012, 12, 31))
_DONE = {
    "has_hiring_standard": (0.12, 0.55, 0.85, 0.97),
    "has_assessment": (0.05, 0.38, 0.7, 0.9),
    "has_county_budget": (0.25, 0.72, 0.93, 0.99),
    "in_five_year_plan": (0.3, 0.84, 0.97, 1.0),
}
_NUMBERS = {
    "has_hiring_standard": "hiring_standard_number",
    "has_assessment": "assessment_number",
    "in_five_year_plan": "five_year_plan_number",
}
_BLANK_SHARE = 0.12
_UNFILED, _TARDY, _LATE = 1, 1, 3
"""How many prefectures never file, file after weeks, and file some days late."""
PLANNED = 6
"""How many of those in time also say how many offices they plan for each month."""
# What share of the first batch a plan holds by the end of each month of 2011, and of
# the second batch by that of each month of 2012: a rush before both due dates.
_FIRST = (0, 0.02, 0.06, 0.11, 0.17, 0.24, 0.31, 0.39, 0.48, 0.61, 0.79, 1.0)
_SECOND = (0, 0.03, 0.09, 0.16, 0.25, 0.36, 0.46, 0.56, 0.67, 0.8, 0.93, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class AreaCourse:
    """A prefecture's areas, and how each of them will go.

    Parameters
    ----------
    areas : one row an area, index ``area_code``: its names, its offices.
    draws : for each thing to be done when an area does it (0 first, 1 last) and
        whether it says no or nothing until then.
    filed_on : when the plan is filed; None for never.
    monthly : the offices planned in each month; None where the plan has none.
    """

    areas: pd.DataFrame
    draws: dict[str, tuple[np.ndarray, np.ndarray]]
    filed_on: date | None
    monthly: tuple[int, ...] | None


def area_courses(roster: pd.DataFrame, *, seed: int) -> dict[str, AreaCourse]:
    """The course of each prefecture of a roster; the same seed, the same courses.

    Parameters
    ----------
    roster : one row per township, with ``batch``.
    """
    rng = np.random.default_rng([seed, 6])
    areas = list_areas(roster)
    codes = sorted(areas["prefecture_code"].unique())
    filed = dict(
        zip(rng.permutation(codes), _filing_days(len(codes), rng), strict=True)
    )
    planning = [code for code, day in filed.items() if _is_in_time(day)][:PLANNED]
    own = roster["county_code"].fillna(roster["prefecture_code"])
    areas = areas.assign(office_count=areas["area_code"].map(own.value_counts()))
    return {
        str(code): AreaCourse(
            part.set_index("area_code"),
            {name: (rng.random(len(part)), rng.random(len(part))) for name in _DONE},
            filed[code],
            _monthly(roster, str(code)) if code in planning else None,
        )
        for code, part in areas.groupby("prefecture_code")
    }


def _is_in_time(day: date | None) -> bool:
    return day is not None and day <= plan_due_date()


def _filing_days(count: int, rng: np.random.Generator) -> list[date | None]:
    """Days for so many prefectures: never, weeks late, days late, in time."""
    due = plan_due_date()
    days: list[date | None] = [None] * _UNFILED
    days += [due + timedelta(days=int(each)) for each in rng.integers(40, 60, _TARDY)]
    days += [due + timedelta(days=int(each)) for each in rng.integers(2, 16, _LATE)]
    early = rng.integers(0, 20, max(count - len(days), 0))
    days += [due - timedelta(days=int(each)) for each in early]
    return days[:count]


def _monthly(roster: pd.DataFrame, prefecture_code: str) -> tuple[int, ...]:
    """All offices of a prefecture over the months; those of no batch come last."""
    own = roster.loc[roster["prefecture_code"] == prefecture_code, "batch"]
    first = int((own == 2011).fillna(False).sum())
    return (*_spread(first, _FIRST), *_spread(len(own) - first, _SECOND))


def _spread(count: int, shares: tuple[float, ...]) -> list[int]:
    done = [round(count * share) for share in shares]
    return [after - before for before, after in zip([0, *done], done, strict=False)]


def area_report(course: AreaCourse, *, as_of: date) -> pd.DataFrame:
    """What a prefecture says of itself and its counties on a day.

    Returns
    -------
    One row an area, its own first: ``prefecture_name``, ``county_name`` (NA for
    itself) and every value column of such a sheet.
    """
    areas = course.areas
    own = areas["is_prefecture"].to_numpy(bool)
    has_counties = not own.all()
    values: dict[str, object] = {
        "prefecture_name": areas["prefecture_name"].to_numpy(),
        "county_name": areas["area_name"].mask(own, "市本级").to_numpy(),
    }
    for field, (turn, blank) in course.draws.items():
        said = _said(field, turn, blank, as_of)
        if field == "has_county_budget" and has_counties:
            said = said.mask(own)
        values[field] = said.array
        if field in _NUMBERS:
            texts = [f"模拟〔2011〕{int(each * 90) + 1}号" for each in turn]
            is_yes = said.fillna(False).astype(bool)
            values[_NUMBERS[field]] = pd.Series(texts).where(is_yes).to_numpy(object)
    values["annual_budget_wan_yuan"] = _budgets(course, values["has_county_budget"])
    values |= _plan(course, own, as_of)
    names = ["prefecture_name", "county_name", *value_columns(SheetKind.AREA)]
    report = pd.DataFrame({name: values.get(name) for name in names})
    dtypes = {name: column(name).dtype for name in names}
    return report.astype(dtypes)


def _said(field: str, turn: np.ndarray, blank: np.ndarray, as_of: date) -> pd.Series:
    """Yes once its turn has come; until then no, or nothing."""
    days = [float(day.toordinal()) for day in _DAYS]
    share = np.interp(float(as_of.toordinal()), days, _DONE[field])
    is_silent = (turn > share) & (blank < _BLANK_SHARE * 2) | (blank < _BLANK_SHARE / 4)
    return pd.Series(turn <= share, dtype="boolean").mask(is_silent)


def _budgets(course: AreaCourse, said: object) -> pd.Series:
    """Three to eight 万元 an office where the budget holds them."""
    turn, blank = course.draws["has_county_budget"]
    offices = course.areas["office_count"].fillna(0).to_numpy(float)
    amounts = pd.Series(np.round(offices * (3 + 5 * turn * blank), 1), dtype="Float64")
    is_given = pd.Series(said, dtype="boolean").fillna(False).to_numpy(bool)
    return amounts.where(is_given)


def _plan(course: AreaCourse, own: np.ndarray, as_of: date) -> dict[str, object]:
    """The filing and the months, in the prefecture's own row, once it has filed."""
    if course.filed_on is None or course.filed_on > as_of:
        return {}
    values: dict[str, object] = {
        "plan_filed_date": [course.filed_on if each else None for each in own]
    }
    for name, count in zip(PLAN_COLUMNS, course.monthly or (), strict=False):
        values[name] = pd.array([count if each else pd.NA for each in own], "Int64")
    return values
