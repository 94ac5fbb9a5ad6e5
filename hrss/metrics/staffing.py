"""Staff against those they serve: bands, shortage, and the proxy by population."""

import math
from enum import StrEnum

import pandas as pd

from hrss.decree import rule
from hrss.metrics.group_sums import group_heads, group_sums
from hrss.metrics.vocabulary import Grouping

MOST_SERVED = int(rule("R09").threshold or 0)
# The other end of the decree's 6000-8000; the rule's threshold is its upper one.
FEWEST_SERVED = 6000


class StaffingBand(StrEnum):
    """How many people one of the staff serves."""

    AMPLE = "ample"
    STANDARD = "standard"
    SHORT = "short"
    NO_STAFF = "no_staff"
    UNKNOWN = "unknown"


STAFFING_LABELS: dict[StaffingBand, str] = {
    StaffingBand.AMPLE: "6000人及以下",
    StaffingBand.STANDARD: "6千至8千人",
    StaffingBand.SHORT: "超过8000人",
    StaffingBand.NO_STAFF: "没有工作人员",
    StaffingBand.UNKNOWN: "未填报",
}


def staffing(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Served per staff, band and shortage of each office.

    6000 itself is ample, 8000 itself is within the band. An office without staff has
    no ratio and no shortage: it is named instead, since dividing by nobody says
    nothing. Where either number is not reported, nothing is said.

    Parameters
    ----------
    snapshot : one row per rostered township; reads ``served_count``,
        ``staff_count``.

    Returns
    -------
    Index of `snapshot`: ``served_per_staff`` (Float64), ``band`` (string, a
    `StaffingBand`), ``shortage_count`` (Int64, persons, 0 where there is none; NA
    without staff or without a number).

    References
    ----------
    粤府办〔2011〕65号 一(四): rule R09.
    """
    served, staff = snapshot["served_count"], snapshot["staff_count"]
    present = staff.mask((staff == 0).fillna(False))
    ratio = served.astype("Float64") / present.astype("Float64")
    band = pd.Series(StaffingBand.UNKNOWN.value, index=snapshot.index, dtype="string")
    for kind, where in (
        (StaffingBand.NO_STAFF, staff == 0),
        (StaffingBand.AMPLE, ratio <= FEWEST_SERVED),
        (StaffingBand.STANDARD, (ratio > FEWEST_SERVED) & (ratio <= MOST_SERVED)),
        (StaffingBand.SHORT, ratio > MOST_SERVED),
    ):
        band = band.mask(where.fillna(False).astype(bool), kind.value)
    needed = (served + MOST_SERVED - 1) // MOST_SERVED
    return pd.DataFrame(
        {
            "served_per_staff": ratio,
            "band": band,
            "shortage_count": (needed - present).clip(lower=0).astype("Int64"),
        },
        index=snapshot.index,
    )


def staffing_bands(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Offices and missing staff of each band.

    Returns
    -------
    One row a band, all of them: ``kind``, ``title``, ``rostered_count``,
    ``office_count``, ``office_rate`` over the rostered, ``shortage_count``
    (persons). The offices add up to the rostered.
    """
    each = staffing(snapshot)
    groups = each.groupby("band")["shortage_count"]
    counts, missing = groups.size(), groups.sum()
    kinds = [kind.value for kind in StaffingBand]
    table = pd.DataFrame(
        {
            "kind": pd.array(kinds, dtype="string"),
            "title": pd.array([*STAFFING_LABELS.values()], dtype="string"),
            "rostered_count": pd.array([len(snapshot)] * len(kinds), dtype="Int64"),
            "office_count": pd.array([int(counts.get(kind, 0)) for kind in kinds]),
            "shortage_count": pd.array([int(missing.get(kind, 0)) for kind in kinds]),
        }
    ).astype({"office_count": "Int64", "shortage_count": "Int64"})
    rostered = table["rostered_count"].astype("Float64")
    table["office_rate"] = table["office_count"] / rostered.mask(rostered == 0)
    return table


def staffing_by(snapshot: pd.DataFrame, *, by: Grouping) -> pd.DataFrame:
    """Staff, served and shortage group by group.

    Returns
    -------
    One row a group: ``group_code``, ``group_name`` (and prefecture),
    ``rostered_count``; ``answered_count`` (townships with both numbers and staff),
    ``served_count``, ``staff_count`` and ``served_per_staff`` over these;
    ``shortage_count``; ``understaffed_count`` (townships short of staff),
    ``no_staff_count``. NA where nobody answered.
    """
    each = staffing(snapshot)
    known = each["served_per_staff"].notna()
    parts = pd.DataFrame(
        {
            "answered_count": known.astype(int),
            "served_count": snapshot["served_count"].where(known, 0),
            "staff_count": snapshot["staff_count"].where(known, 0),
            "shortage_count": each["shortage_count"].fillna(0),
            "understaffed_count": (each["band"] == StaffingBand.SHORT.value),
            "no_staff_count": (each["band"] == StaffingBand.NO_STAFF.value),
        }
    ).astype("Int64")
    sums = group_sums(snapshot, parts, by).astype("Int64")
    table = group_heads(snapshot, by).join(sums)
    nobody = table["answered_count"] == 0
    for name in ("served_count", "staff_count", "shortage_count"):
        table[name] = table[name].mask(nobody)
    table["served_per_staff"] = table["served_count"].astype("Float64") / table[
        "staff_count"
    ].astype("Float64")
    return table.reset_index()


def population_estimate(
    snapshot: pd.DataFrame, *, population: pd.Series
) -> pd.DataFrame:
    """Staff that residents would need, where no office says whom it serves.

    Residents are an upper proxy of 服务对象, which the text does not define: show it
    as 估算, with its source. The ratio needs the staff of every office of the
    prefecture; part of them would be held against all residents.

    Parameters
    ----------
    snapshot : one row per rostered township of whole prefectures, all batches.
    population : residents by prefecture code.

    Returns
    -------
    One row a prefecture whose offices all leave ``served_count`` blank:
    ``group_code``, ``group_name``, ``rostered_count``, ``answered_count``
    (townships that report staff), ``staff_count`` (NA where none does),
    ``population_count``, ``fewest_needed_count`` and ``most_needed_count`` (one of
    the staff for 8000 and for 6000 residents), ``population_per_staff`` (NA unless
    all report staff and there is some).

    References
    ----------
    粤府办〔2011〕65号 一(四); census of 2010-11-01, ``data/prefectures.csv``.
    """
    by = Grouping.PREFECTURE
    parts = pd.DataFrame(
        {
            "served": snapshot["served_count"].notna().astype(int),
            "answered_count": snapshot["staff_count"].notna().astype(int),
            "staff_count": snapshot["staff_count"].fillna(0),
        }
    )
    heads = group_heads(snapshot, by)[["group_name", "rostered_count"]]
    table = heads.join(group_sums(snapshot, parts, by).astype("Int64"))
    table = table[table.pop("served") == 0]
    residents = population.reindex(table.index).astype("Int64")
    table["staff_count"] = table["staff_count"].mask(table["answered_count"] == 0)
    table["population_count"] = residents
    for name, served in (
        ("fewest_needed_count", MOST_SERVED),
        ("most_needed_count", FEWEST_SERVED),
    ):
        table[name] = [math.ceil(people / served) for people in residents]
    table = table.astype({"fewest_needed_count": "Int64", "most_needed_count": "Int64"})
    whole = table["answered_count"] == table["rostered_count"]
    staff = table["staff_count"].where(whole & (table["staff_count"] > 0))
    table["population_per_staff"] = residents.astype("Float64") / staff.astype(
        "Float64"
    )
    return table.reset_index()
