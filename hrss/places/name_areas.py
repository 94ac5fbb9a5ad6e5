"""The prefecture, county and township a written name may mean.

Comes in: one name and an index of the roster. Goes out: a code, or the positions
it may stand for. Never chooses between two.
"""

import re

from hrss.places.name_forms import normalise_name, stem_of
from hrss.places.name_index import RosterIndex

_NO_COUNTY = re.compile(
    r"|[-—/、]+|市直(?:属|管|辖)?(?:单位)?|市辖区?|市本级|本级|直属|直管|无|不设县级?"
)


def find_prefecture(known: RosterIndex, text: str) -> str | None:
    """Code of a prefecture, "" when none is named, None when it is unknown."""
    name = normalise_name(text)
    if not name or name == "广东省":
        return ""
    for full, code in known.prefectures.items():
        if name in (full, full.removesuffix("市")):
            return code
    return None


def find_county(known: RosterIndex, prefecture_code: str, text: str) -> str | None:
    """Code of a county, "" when there is none to name, None when unknown."""
    name = normalise_name(text)
    names = {code: full for full, code in known.prefectures.items()}
    prefecture = names.get(prefecture_code, "")
    if _NO_COUNTY.fullmatch(name) or name in (
        prefecture,
        prefecture.removesuffix("市"),
    ):
        return ""
    short = prefecture.removesuffix("市")
    stripped = name
    for prefix in (prefecture, short):
        if prefix and name.startswith(prefix) and len(name) > len(prefix) + 1:
            stripped = name.removeprefix(prefix)
            break
    counties = (
        known.counties[prefecture_code]
        if prefecture_code
        else {
            full: code
            for each in known.counties.values()
            for full, code in each.items()
        }
    )
    for wanted in (name, stripped):
        exact = {
            code for full, code in counties.items() if normalise_name(full) == wanted
        }
        if len(exact) == 1:
            return exact.pop()
    for wanted in (name, stripped):
        stem = stem_of(wanted, county=True)
        near = {
            code
            for full, code in counties.items()
            if stem_of(normalise_name(full), county=True) == stem
        }
        if len(near) == 1:
            return near.pop()
    return None


def find_places(known: RosterIndex, area: str, name: str) -> list[int]:
    """Positions a normalised name may stand for within an area."""
    scope = known.scope(area)
    places = scope.find(name)
    if places or len(name) < 4:
        return places
    # 广州市越秀区洪桥街道 written in one cell: drop the areas it lies in.
    return [
        place
        for place in known.places(area)
        if name.endswith(own := normalise_name(known.names[place]))
        and name.removesuffix(own) in _above(known, place)
    ]


def _above(known: RosterIndex, place: int) -> set[str]:
    prefecture, county = known.prefecture_names[place], known.county_names[place]
    short = prefecture.removesuffix("市")
    return {prefecture, county, prefecture + county, short + county, short} - {""}
