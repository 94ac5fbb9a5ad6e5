"""The roster: the townships that are counted, which is every figure's denominator.

Comes in: ``roster.csv``, or a roster that the province supplies. Goes out: a
frame of one row per township, and the faults of such a frame in sentences that an
official can act on.
"""

import pandas as pd

from hrss.places._reference import read_table
from hrss.places.roster_faults import (
    column_faults,
    county_faults,
    prefecture_faults,
    repetition_faults,
    township_faults,
)

ROSTER_COLUMNS = (
    "township_code",
    "township_name",
    "division_type",
    "county_code",
    "county_name",
    "prefecture_code",
    "prefecture_name",
    "is_central_town",
)

SHIPPED_ROSTER_NAME = "2015-09-30国家统计用区划代码归并至2011年县级（1,586个）"


def load_shipped_roster() -> pd.DataFrame:
    """Return the roster that comes with the program, in order of township code.

    It counts 1,586 coded units; the official number at the end of 2011 is 1,585.
    The province can replace it with its own.

    Returns
    -------
    One row per township, columns `ROSTER_COLUMNS`, all ``string`` but
    ``is_central_town`` (``boolean``, NA = not designated: no list of central
    towns is known). County code and name are NA in 东莞 and 中山.
    """
    roster = pd.DataFrame(list(read_table("roster")), dtype="string")
    roster = roster[list(ROSTER_COLUMNS)].replace("", pd.NA)
    is_central_town = roster["is_central_town"].map({"1": True, "0": False})
    return roster.assign(is_central_town=is_central_town.astype("boolean"))


def validate_roster(roster: pd.DataFrame) -> list[str]:
    """Faults of a roster, one Chinese sentence each, in order of rows.

    Checked are the codes (nine digits, not twice), the names (there, not twice
    within a county), the type, and that prefecture, county and township belong
    together as they did in 2011. A county that got its code after 2011 is a
    fault; the sentence names the code of 2011.

    Parameters
    ----------
    roster : one row per township, columns `ROSTER_COLUMNS`; its index is the
        row number that the sentences name. More columns do no harm.

    Returns
    -------
    Empty when there is no fault. With a column missing, only that is said.
    """
    missing = column_faults(roster, ROSTER_COLUMNS)
    if missing:
        return missing
    if roster.empty:
        return ["名册没有一行乡镇（街道），请至少填一行。"]
    names = [name for name in ROSTER_COLUMNS if name != "is_central_town"]
    texts = roster[names].astype("string").fillna("")
    units = [
        (str(row), {str(name): str(value).strip() for name, value in unit.items()})
        for row, unit in zip(texts.index, texts.to_dict("records"), strict=True)
    ]
    repeated = repetition_faults(units)
    return [
        fault
        for position, (row, unit) in enumerate(units)
        for fault in (
            *township_faults(row, unit),
            *prefecture_faults(row, unit),
            *county_faults(row, unit),
            *repeated.get(position, ()),
        )
    ]
