"""What should be asked about: changes that are hard to believe, and odd patterns.

Comes in: a snapshot and each office's report before. Goes out: one row per oddity,
with the values that make it one. Whether it is wrong, only the office knows.
"""

import pandas as pd

from hrss.metrics.oddity_kinds import (
    OddityKind,
    joined_ids,
    oddity_frame,
)
from hrss.metrics.oddity_patterns import (
    identical_counties,
    one_day_prefectures,
    outliers,
)

MOST_CHANGE = 0.5
"""Part of an area beyond which its change is odd."""

_COMPARED = ("floor_area_m2", "staff_count", "is_complete")
_SOURCE = ("report_as_of", "submission_id", "is_simulated")
_PLACE = (
    *("prefecture_code", "prefecture_name", "county_code", "county_name"),
    *("township_code", "township_name"),
)


def oddities(snapshot: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Everything in a state of the roster that should be asked about.

    A change is between an office's report and the one about an earlier day; a
    correction for the same day takes the place of what it corrects.

    Parameters
    ----------
    snapshot : one row per rostered township, or a part of them that holds whole
        prefectures: outliers are of their prefecture.
    previous : index ``township_code``: for offices that have one, the report that
        counted before the one in `snapshot`; the same columns.

    Returns
    -------
    One row per oddity, in order of prefecture, county, township and kind:
    ``oddity_key``, ``kind`` (`OddityKind`), place (NA where it is of a whole county
    or prefecture), ``office_count``, ``fields`` (joined by spaces),
    ``before_value``, ``after_value`` (of 是否建成: 1 and 0, NA for blank),
    ``typical_value`` and ``robust_z`` of an outlier, ``one_day``, ``report_as_of``,
    ``previous_as_of``, ``submission_ids`` (joined by spaces), ``is_simulated``.
    """
    pairs = _pairs(snapshot, previous)
    found = [
        _area_jumps(pairs),
        _staff_zeros(pairs),
        _complete_then_nots(pairs),
        identical_counties(snapshot),
        one_day_prefectures(snapshot),
        outliers(snapshot),
    ]
    order = ["prefecture_code", "county_code", "township_code"]
    return (
        pd.concat(found, ignore_index=True)
        .sort_values("oddity_key", kind="stable")
        .sort_values(order, kind="stable", na_position="first", ignore_index=True)
    )


def _pairs(snapshot: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Offices that have a report before, with the values of both."""
    names = [*_COMPARED, *_SOURCE]
    before = previous[names].add_prefix("previous_")
    pairs = snapshot.join(before, how="inner")
    pairs = pairs[pairs["previous_submission_id"].notna() & pairs["is_reported"]]
    both = zip(pairs["previous_submission_id"], pairs["submission_id"], strict=True)
    marks = pairs["is_simulated"].fillna(False) | pairs["previous_is_simulated"].fillna(
        False
    )
    return pairs.reset_index().assign(
        office_count=1,
        previous_as_of=pairs["previous_report_as_of"].to_numpy(),
        submission_ids=[joined_ids(numbers) for numbers in both],
        is_simulated=marks.to_numpy(),
    )


def _area_jumps(pairs: pd.DataFrame) -> pd.DataFrame:
    before, after = pairs["previous_floor_area_m2"], pairs["floor_area_m2"]
    share = (after - before).abs() / before.mask(before <= 0)
    return _changes(
        pairs,
        (share > MOST_CHANGE).fillna(False),
        field="floor_area_m2",
        kind=OddityKind.AREA_JUMP,
    )


def _staff_zeros(pairs: pd.DataFrame) -> pd.DataFrame:
    fell = (pairs["previous_staff_count"] > 0) & (pairs["staff_count"] == 0)
    is_odd = fell.fillna(False) & pairs["is_complete"].fillna(False)
    return _changes(pairs, is_odd, field="staff_count", kind=OddityKind.STAFF_ZERO)


def _complete_then_nots(pairs: pd.DataFrame) -> pd.DataFrame:
    was = pairs["previous_is_complete"].fillna(False)
    return _changes(
        pairs,
        was & ~pairs["is_complete"].fillna(False),
        field="is_complete",
        kind=OddityKind.COMPLETE_THEN_NOT,
    )


def _changes(
    pairs: pd.DataFrame, is_odd: pd.Series, *, field: str, kind: OddityKind
) -> pd.DataFrame:
    odd = pairs[is_odd.astype(bool)]
    rows = odd[
        [*_PLACE, "office_count", "report_as_of", "previous_as_of", "submission_ids"]
    ].assign(
        fields=field,
        before_value=odd[f"previous_{field}"].astype("Float64"),
        after_value=odd[field].astype("Float64"),
        is_simulated=odd["is_simulated"],
    )
    return oddity_frame(rows, kind)
