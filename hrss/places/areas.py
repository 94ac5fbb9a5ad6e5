"""Names of prefectures and counties to area codes.

Comes in: what a sheet calls the place that a row speaks for, and the roster. Goes
out: the county's code, or the prefecture's own where the row speaks for the
prefecture as a whole; or the reason why there is none.
"""

import pandas as pd

from hrss.places.name_areas import find_county, find_prefecture
from hrss.places.name_index import RosterIndex
from hrss.places.name_suggestions import near_names
from hrss.places.names import NameFault

AREA_COLUMNS = ("area_code", "area_name", "prefecture_code", "prefecture_name")


def list_areas(roster: pd.DataFrame) -> pd.DataFrame:
    """Every prefecture of a roster and, below it, its counties.

    Parameters
    ----------
    roster : one row per township; ``county_code`` NA where there is no county.

    Returns
    -------
    One row per area, each prefecture before its counties: `AREA_COLUMNS` and
    ``is_prefecture`` (bool). A county's code starts with its prefecture's.
    """
    places = ["prefecture_code", "prefecture_name"]
    prefectures = roster[places].drop_duplicates()
    counties = roster[["county_code", "county_name", *places]].drop_duplicates()
    counties = counties.dropna(subset=["county_code"])
    areas = pd.concat(
        [
            prefectures.assign(
                area_code=prefectures["prefecture_code"],
                area_name=prefectures["prefecture_name"],
                is_prefecture=True,
            ),
            counties.rename(
                columns={"county_code": "area_code", "county_name": "area_name"}
            ).assign(is_prefecture=False),
        ],
        ignore_index=True,
    )
    areas = areas.sort_values(["prefecture_code", "area_code"], ignore_index=True)
    return areas[[*AREA_COLUMNS, "is_prefecture"]]


def match_areas(keys: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """Codes of the areas that rows speak for, or why there are none.

    A row without a county, or with 市本级 or the prefecture's own name in its
    place, speaks for the prefecture. A county alone is enough where its name is
    unique in the province.

    Parameters
    ----------
    keys : one row per place asked for; ``prefecture_name``, ``county_name``, NA
        where the sheet says nothing.
    roster : one row per township.

    Returns
    -------
    Index of `keys`; ``prefecture_code``, ``area_code`` (NA when not known),
    ``reason`` (a `NameFault`, NA when matched), ``suggestions`` (tuple of names).
    """
    known = RosterIndex(roster)
    above = dict(zip(known.county_codes, known.prefecture_codes, strict=True))
    names = keys[["prefecture_name", "county_name"]].astype("string").fillna("")
    found = [
        _match(known, above, prefecture, county)
        for prefecture, county in names.itertuples(index=False, name=None)
    ]
    columns = list(zip(*found, strict=True)) or [(), (), (), ()]
    return pd.DataFrame(
        {
            "prefecture_code": pd.array(list(columns[0]), dtype="string"),
            "area_code": pd.array(list(columns[1]), dtype="string"),
            "reason": pd.array(list(columns[2]), dtype="string"),
            "suggestions": pd.Series(
                list(columns[3]), dtype="object", index=keys.index
            ),
        },
        index=keys.index,
    )


_Found = tuple[str | None, str | None, NameFault | None, tuple[str, ...]]


def _match(
    known: RosterIndex, above: dict[str, str], prefecture: str, county: str
) -> _Found:
    code = find_prefecture(known, prefecture)
    if code is None:
        near = near_names(prefecture, list(known.prefectures))
        return None, None, NameFault.UNKNOWN_PREFECTURE, near
    if not code and not county:
        return None, None, NameFault.MISSING_AREA, ()
    if not code:
        # 惠州市 alone under 县（市、区） speaks for the prefecture.
        code = find_prefecture(known, county) or ""
        if code:
            return code, code, None, ()
    own = find_county(known, code, county)
    if own is None or (not own and not code):
        counties = known.counties[code] if code else {}
        near = near_names(county, list(counties))
        return code or None, None, NameFault.UNKNOWN_COUNTY, near
    if not own:
        return code, code, None, ()
    return above[own], own, None, ()
