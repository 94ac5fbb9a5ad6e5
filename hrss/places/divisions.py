"""The 21 prefectures and 121 counties of 2011, and which of them are the Delta.

Comes in: ``prefectures.csv``, ``counties.csv`` and the setting that says what the
Delta is. Goes out: one value or one row per division, in order of code. It knows
nothing of townships or maps.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

import pandas as pd

from hrss.places._reference import read_table


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture-level city.

    Parameters
    ----------
    code : six digits, as GB/T 2260 has it: ``"440100"``.
    is_delta : whether all of it counts as 珠江三角洲地区.
    has_counties : False for 东莞 and 中山, which go straight to townships.
    population_2010 : residents at the census of 2010-11-01.
    """

    code: str
    name: str
    is_delta: bool
    has_counties: bool
    population_2010: int


@dataclass(frozen=True, slots=True)
class County:
    """A county, district or county-level city as it stood at the end of 2011.

    Parameters
    ----------
    map_unit_code : the polygon of today that shows it; 萝岗区 shares one with
        黄埔区, 茂港区 with 电白县.
    """

    code: str
    name: str
    prefecture_code: str
    map_unit_code: str


def list_prefectures(
    delta_codes: AbstractSet[str] | None = None,
) -> tuple[Prefecture, ...]:
    """All prefectures in order of code.

    Parameters
    ----------
    delta_codes : prefectures that count as the Delta; the nine whole ones of
        ``prefectures.csv`` when None.

    Raises
    ------
    ValueError : `delta_codes` has a code that is no prefecture's.

    References
    ----------
    粤府办〔2011〕65号 六(一) says 珠江三角洲地区 and does not delimit it.
    """
    delta = default_delta_codes() if delta_codes is None else delta_codes
    lines = read_table("prefectures")
    unknown = sorted(delta - {line["prefecture_code"] for line in lines})
    if unknown:
        raise ValueError(f"no prefecture has the code {', '.join(unknown)}")
    return tuple(
        Prefecture(
            code=line["prefecture_code"],
            name=line["prefecture_name"],
            is_delta=line["prefecture_code"] in delta,
            has_counties=line["has_counties"] == "1",
            population_2010=int(line["population_2010"]),
        )
        for line in lines
    )


@cache
def list_counties() -> tuple[County, ...]:
    """All counties of 2011 in order of code; none for 东莞 and 中山."""
    return tuple(
        County(
            code=line["county_code"],
            name=line["county_name"],
            prefecture_code=line["prefecture_code"],
            map_unit_code=line["map_unit_code"],
        )
        for line in read_table("counties")
    )


@cache
def default_delta_codes() -> frozenset[str]:
    """Return the nine prefectures that are the Delta unless a setting differs."""
    return frozenset(
        line["prefecture_code"]
        for line in read_table("prefectures")
        if line["is_delta"] == "1"
    )


def load_prefectures(delta_codes: AbstractSet[str] | None = None) -> pd.DataFrame:
    """`list_prefectures` as a frame.

    Returns
    -------
    One row per prefecture in order of code: ``prefecture_code``,
    ``prefecture_name``, ``is_delta``, ``population_2010`` (residents),
    ``has_counties``.
    """
    prefectures = list_prefectures(delta_codes)
    return pd.DataFrame(
        {
            "prefecture_code": pd.array([p.code for p in prefectures], "string"),
            "prefecture_name": pd.array([p.name for p in prefectures], "string"),
            "is_delta": [p.is_delta for p in prefectures],
            "population_2010": [p.population_2010 for p in prefectures],
            "has_counties": [p.has_counties for p in prefectures],
        }
    )


def load_counties() -> pd.DataFrame:
    """`list_counties` as a frame.

    Returns
    -------
    One row per county of 2011 in order of code: ``county_code``,
    ``county_name``, ``prefecture_code``, ``map_unit_code``.
    """
    return pd.DataFrame(list(read_table("counties")), dtype="string")


def load_division_changes() -> pd.DataFrame:
    """Changes of divisions after 2011, from ``division_changes.csv``.

    Returns
    -------
    One row per change: ``level`` (county or township), ``kind``, ``old_code``,
    ``old_name``, ``new_code``, ``new_name`` (a township's with its county's in
    front), ``since`` (a year, a month or a day as text), ``note``. NA is unknown.
    """
    changes = pd.DataFrame(list(read_table("division_changes")), dtype="string")
    return changes.replace("", pd.NA)
