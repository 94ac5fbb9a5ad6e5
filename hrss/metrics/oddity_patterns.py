"""Oddities within one state of the roster: copied, all on one day, far from the rest.

Comes in: a snapshot. Goes out: rows of `oddity_kinds.oddity_frame`.
"""

import math

import numpy as np
import pandas as pd

from hrss.metrics.groups import group_keys
from hrss.metrics.oddity_kinds import (
    DATE_FIELDS,
    NUMBER_FIELDS,
    OddityKind,
    WatchedField,
    joined_ids,
    oddity_frame,
)
from hrss.metrics.vocabulary import Grouping

LEAST_COPIES = 3
"""Offices of a county that share all numbers from which it is odd."""

LEAST_COPIED_FIELDS = 3
"""Numbers other than zero that they must share; who has begun nothing shares zeros."""

LEAST_SAME_DAYS = 5
"""Dated offices of a prefecture from which one day for all is odd."""

LEAST_GROUP = 10
"""Values of a prefecture from which one of them can be far from the rest."""

FARTHEST_Z = 3.5
"""Robust z-score beyond which a value is an outlier (Iglewicz and Hoaglin 1993)."""

FARTHEST_RATIO = 3.0
"""On a logarithmic scale also so many times the median, or so small a part of it."""

# Of normally distributed values, the median absolute deviation is this much of the
# standard deviation.
_NORMAL_MAD = 0.6745
_NOT_VALUES = ("batch", "submission_id", "row")
_PLACE = ["prefecture_code", "prefecture_name"]


def identical_counties(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Counties all of whose reported offices have the same numbers.

    Every column of numbers counts, blanks included: a blank is equal to a blank
    alone. Dongguan and Zhongshan, which have no counties, count as one each.
    """
    offices = snapshot[snapshot["is_reported"].astype(bool)]
    numbers = offices.select_dtypes(["Int64", "Float64"])
    numbers = numbers.drop(columns=[each for each in _NOT_VALUES if each in numbers])
    code, name = group_keys(offices, Grouping.COUNTY)
    is_same = numbers.groupby(code).nunique(dropna=False).le(1).all(axis="columns")
    said = numbers.groupby(code).first().fillna(0).ne(0)
    is_odd = is_same & (said.sum(axis="columns") >= LEAST_COPIED_FIELDS)
    is_odd &= code.groupby(code).size() >= LEAST_COPIES
    rows = [
        {
            **_group_facts(offices[code == county]),
            "county_code": county,
            "county_name": name[code == county].iloc[0],
            "fields": " ".join(said.columns[said.loc[county]]),
        }
        for county in is_odd.index[is_odd]
    ]
    return oddity_frame(pd.DataFrame(rows), OddityKind.IDENTICAL_COUNTY)


def one_day_prefectures(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Prefectures all of whose dates of one field are the same day."""
    rows = []
    for field in (each for each in DATE_FIELDS if each.name in snapshot):
        dated = snapshot[snapshot[field.name].notna()]
        days = dated.groupby("prefecture_code")[field.name].agg(["nunique", "size"])
        is_odd = (days["nunique"] == 1) & (days["size"] >= LEAST_SAME_DAYS)
        for code in days.index[is_odd]:
            own = dated[dated["prefecture_code"] == code]
            day = own[field.name].iloc[0]
            rows.append({**_group_facts(own), "fields": field.name, "one_day": day})
    return oddity_frame(pd.DataFrame(rows), OddityKind.ONE_DAY)


def outliers(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Values far from those of the same prefecture's other offices.

    The robust z-score is 0.6745 (x − median) ÷ MAD; beyond 3.5 a value is odd. Area,
    served, staff and budget are compared by their logarithms, and must also differ
    from the median by a factor of three: most offices are built to the same size,
    and a MAD near nothing would make every other one odd. Where more than half are
    equal, nothing is judged.

    References
    ----------
    Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
    """
    found = [
        _outliers_of(field, snapshot)
        for field in NUMBER_FIELDS
        if field.name in snapshot
    ]
    return pd.concat(found, ignore_index=True)


def _outliers_of(field: WatchedField, snapshot: pd.DataFrame) -> pd.DataFrame:
    values = snapshot[field.name].astype("Float64").astype("float64")
    values = values[values > 0] if field.is_skewed else values.dropna()
    prefecture = snapshot.loc[values.index, "prefecture_code"]
    scaled = pd.Series(np.log(values) if field.is_skewed else values)
    distance = scaled - scaled.groupby(prefecture).transform("median")
    mad = distance.abs().groupby(prefecture).transform("median")
    z = _NORMAL_MAD * distance / mad.mask(mad < 1e-9)
    is_odd = (z.abs() > FARTHEST_Z) & (
        values.groupby(prefecture).transform("size") >= LEAST_GROUP
    )
    if field.is_skewed:
        # A hair below, so that three times the median counts on every machine.
        is_odd &= distance.abs() > math.log(FARTHEST_RATIO) - 1e-9
    typical = values.groupby(prefecture).transform("median")
    odd = snapshot.loc[is_odd.index[is_odd]]
    rows = odd.reset_index()[
        [*_PLACE, "county_code", "county_name", "township_code", "township_name"]
    ].assign(
        office_count=1,
        fields=field.name,
        after_value=values[odd.index].to_numpy(),
        typical_value=typical[odd.index].to_numpy(),
        robust_z=z[odd.index].to_numpy(),
        report_as_of=odd["report_as_of"].to_numpy(),
        submission_ids=odd["submission_id"].astype("string").to_numpy(),
        is_simulated=odd["is_simulated"].to_numpy(),
    )
    return oddity_frame(rows, OddityKind.OUTLIER)


def _group_facts(offices: pd.DataFrame) -> dict[str, object]:
    """Place, number and reports of offices that are odd together."""
    first = offices.iloc[0]
    return {
        **{name: first[name] for name in _PLACE},
        "office_count": len(offices),
        "report_as_of": offices["report_as_of"].max(),
        "submission_ids": joined_ids(offices["submission_id"]),
        "is_simulated": bool(offices["is_simulated"].fillna(False).any()),
    }
