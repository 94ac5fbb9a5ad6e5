"""Names of divisions to township codes: exact, normalised, confirmed, never guessed.

Comes in: what a sheet calls a place, and the roster. Goes out: a code, or the
reason why there is none, with suggestions for a person to choose from. Knows
nothing of sheets, files or columns beyond the five keys.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hrss.places.name_aliases import alias_places
from hrss.places.name_areas import find_county, find_places, find_prefecture
from hrss.places.name_changes import other_counties, other_township
from hrss.places.name_forms import (
    normalise_name,
    stem_of,
    township_of_office,
    without_spaces,
)
from hrss.places.name_index import RosterIndex
from hrss.places.name_suggestions import SUGGESTIONS, near_names, suggest_places

KEYS = (
    "prefecture_name",
    "county_name",
    "township_name",
    "township_code",
    "office_name",
)


class NameSource(StrEnum):
    """How a place was found when its name alone did not do."""

    ALIAS = "alias"
    CHANGE = "change"


class NameFault(StrEnum):
    """Why a row's place is not a township of the roster."""

    MISSING = "missing_office"
    UNKNOWN = "unknown_office"
    AMBIGUOUS = "ambiguous_office"
    UNKNOWN_PREFECTURE = "unknown_prefecture"
    UNKNOWN_COUNTY = "unknown_county"
    CODE_DISAGREES = "code_disagrees"
    MISSING_AREA = "missing_area"


@dataclass(frozen=True, slots=True)
class _Match:
    place: int | None = None
    reason: NameFault | None = None
    suggestions: tuple[str, ...] = ()
    prefecture_code: str = ""
    source: NameSource | None = None


def match_prefecture(text: str, roster: pd.DataFrame) -> str | None:
    """The roster's full name of the prefecture a text begins with or holds.

    For free text such as a reporting unit or a file name: 广州市人社局 is of
    广州市. A text that names two prefectures names none.
    """
    name = without_spaces(text)
    known = [str(each) for each in roster["prefecture_name"].dropna().unique()]
    found = {full for full in known if full in name}
    found = found or {full for full in known if full.removesuffix("市") in name}
    return found.pop() if len(found) == 1 else None


def match_county(
    text: str, roster: pd.DataFrame, *, prefecture: str | None = None
) -> tuple[str, str] | None:
    """Prefecture and county that a free text names, or None.

    Only full names count, and the longest: 揭阳市榕城区 names 榕城区, not the 城区
    of another prefecture. A text that names two counties names none.
    """
    name = without_spaces(text)
    known = roster[["prefecture_name", "county_name"]].dropna().drop_duplicates()
    own = prefecture or match_prefecture(text, roster)
    found = [
        (above, county)
        for above, county in known.itertuples(index=False, name=None)
        if county in name and own in (None, above)
    ]
    longest = [
        each
        for each in found
        if not any(each[1] in o[1] and each[1] != o[1] for o in found)
    ]
    return longest[0] if len(longest) == 1 else None


def match_townships(
    keys: pd.DataFrame, roster: pd.DataFrame, aliases: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Township codes of the places a sheet names, or why there are none.

    A code of the roster decides, unless a name beside it says otherwise; then
    the name as written; then the normalised name within prefecture and county.
    A county may be missing when the name is unique in the prefecture, and the
    office's name helps when the township's is missing. What is not found so may
    be a name that a person has confirmed, or that the place had before or after a
    change of divisions. Anything else has a reason and up to three suggestions.

    Parameters
    ----------
    keys : one row per place asked for, any index; the columns of `KEYS`, NA or
        absent where the sheet says nothing.
    roster : one row per township; reads codes and names of township, county
        (NA where a prefecture has none) and prefecture.
    aliases : one row per confirmed name: ``prefecture_code``, ``county_name`` and
        ``written`` as `alias_key` makes them, ``township_code``. None when there
        are none.

    Returns
    -------
    Index of `keys`; ``township_code`` and ``prefecture_code`` (NA when not
    known), ``reason`` (a `NameFault`, NA when matched), ``suggestions`` (tuple
    of names), ``source`` (a `NameSource`, NA when the name alone was enough).
    """
    known = RosterIndex(roster, alias_places(aliases))
    texts = [_texts(keys, name) for name in KEYS]
    places = _match_exact(known, texts)
    matches: dict[int, _Match] = {}
    seen: dict[tuple[str, ...], _Match] = {}
    for position in np.flatnonzero(places < 0).tolist():
        key = tuple(column[position] for column in texts)
        if key not in seen:
            seen[key] = _match_key(known, *key)
        matches[position] = seen[key]
    return _build_matches(known, places, matches, keys.index)


def _build_matches(
    known: RosterIndex,
    places: NDArray[np.intp],
    matches: dict[int, _Match],
    index: pd.Index,
) -> pd.DataFrame:
    townships: list[str | None] = [*known.codes, None]
    prefectures: list[str | None] = [*known.prefecture_codes, None]
    codes = [townships[place] for place in places.tolist()]
    areas = [prefectures[place] for place in places.tolist()]
    reasons: list[str | None] = [None] * len(places)
    suggestions: list[tuple[str, ...]] = [()] * len(places)
    sources: list[str | None] = [None] * len(places)
    for position, match in matches.items():
        if match.place is not None:
            codes[position] = known.codes[match.place]
        areas[position] = match.prefecture_code or None
        reasons[position] = match.reason
        suggestions[position] = match.suggestions
        sources[position] = match.source
    return pd.DataFrame(
        {
            "township_code": pd.array(codes, dtype="string"),
            "prefecture_code": pd.array(areas, dtype="string"),
            "reason": pd.array(reasons, dtype="string"),
            "suggestions": pd.Series(suggestions, dtype="object", index=index),
            "source": pd.array(sources, dtype="string"),
        },
        index=index,
    )


def _texts(keys: pd.DataFrame, name: str) -> list[str]:
    if name not in keys:
        return [""] * len(keys)
    return [str(each) for each in keys[name].astype("string").fillna("").tolist()]


def _match_exact(known: RosterIndex, texts: list[list[str]]) -> NDArray[np.intp]:
    """Roster positions of keys that stand there letter by letter, -1 for others."""
    exact: dict[tuple[str, str, str], int] = {}
    for place, key in enumerate(
        zip(known.prefecture_names, known.county_names, known.names, strict=True)
    ):
        exact[key] = -1 if key in exact else place
    codes = [*known.codes, ""]
    return np.array(
        [
            place if not code or code == codes[place] else -1
            for place, code in zip(
                [exact.get(key, -1) for key in zip(*texts[:3], strict=True)],
                texts[3],
                strict=True,
            )
        ],
        dtype=np.intp,
    )


def _match_key(
    known: RosterIndex,
    prefecture: str,
    county: str,
    township: str,
    code: str,
    office: str,
) -> _Match:
    prefecture_code = find_prefecture(known, prefecture)
    if prefecture_code is None:
        near = near_names(prefecture, list(known.prefectures))
        return _Match(reason=NameFault.UNKNOWN_PREFECTURE, suggestions=near)
    named = _match_names(known, prefecture_code, county, township or "", office)
    written = re.sub(r"\D", "", code)
    written = written[:9] if len(written) == 12 and written.endswith("000") else written
    if len(written) != 9:
        return named
    place = known.by_code.get(written)
    if place is None:
        return _disagreement(known, named, prefecture_code)
    if prefecture_code and known.prefecture_codes[place] != prefecture_code:
        return _disagreement(known, named, prefecture_code, place)
    if named.place not in (None, place):
        return _disagreement(known, named, prefecture_code, place)
    said = normalise_name(township) if township else township_of_office(office)
    if named.place is None and said and not _means(known, place, said, named):
        return _disagreement(known, named, prefecture_code, place)
    return _Match(place, prefecture_code=known.prefecture_codes[place])


def _means(known: RosterIndex, place: int, said: str, named: _Match) -> bool:
    """Whether a name that alone is not enough still fits the code's township."""
    own = normalise_name(known.names[place])
    fits = said in (own, stem_of(own)) or said.endswith(own)
    return fits and named.reason is not NameFault.UNKNOWN_COUNTY


def _disagreement(
    known: RosterIndex, named: _Match, prefecture_code: str, place: int | None = None
) -> _Match:
    suggested = [each for each in (named.place, place) if each is not None]
    names = tuple(f"{known.label(each)}（{known.codes[each]}）" for each in suggested)
    return _Match(
        reason=NameFault.CODE_DISAGREES,
        suggestions=names or named.suggestions,
        prefecture_code=prefecture_code,
    )


def _match_names(
    known: RosterIndex, prefecture_code: str, county: str, township: str, office: str
) -> _Match:
    if not township and not office:
        return _Match(reason=NameFault.MISSING, prefecture_code=prefecture_code)
    county_code = find_county(known, prefecture_code, county)
    name = normalise_name(township) if township else township_of_office(office)
    if township and not find_places(known, county_code or prefecture_code, name):
        # The office's name may stand in the place of the township's.
        place = township_of_office(township)
        if place and find_places(known, county_code or prefecture_code, place):
            name = place
    if county_code is None or not find_places(
        known, county_code or prefecture_code, name
    ):
        confirmed = _match_otherwise(known, prefecture_code, county, name)
        if confirmed is not None:
            return confirmed
    if county_code is None:
        near = near_names(county, list(known.counties[prefecture_code]))
        return _Match(
            reason=NameFault.UNKNOWN_COUNTY,
            suggestions=near,
            prefecture_code=prefecture_code,
        )
    area = county_code or prefecture_code
    places = find_places(known, area, name)
    if len(places) == 1:
        return _Match(places[0], prefecture_code=known.prefecture_codes[places[0]])
    if places:
        labels = tuple(known.label(place) for place in places[:SUGGESTIONS])
        reason = NameFault.AMBIGUOUS
    else:
        labels = suggest_places(known, name, county_code, prefecture_code)
        reason = NameFault.UNKNOWN
    return _Match(reason=reason, suggestions=labels, prefecture_code=prefecture_code)


def _match_otherwise(
    known: RosterIndex, prefecture_code: str, county: str, name: str
) -> _Match | None:
    """A name that somebody confirmed, or that the place had at another time."""
    code = known.aliases.get((prefecture_code, normalise_name(county), name))
    place = known.by_code.get(code) if code else None
    source = NameSource.ALIAS
    if place is None:
        changed = _changed_places(known, prefecture_code, normalise_name(county), name)
        if len(changed) != 1:
            return None
        place, source = changed.pop(), NameSource.CHANGE
    return _Match(place, prefecture_code=known.prefecture_codes[place], source=source)


def _changed_places(
    known: RosterIndex, prefecture_code: str, county: str, name: str
) -> set[int]:
    """Places that county and township may have been before or after a change."""
    areas = [
        code
        for other in other_counties(county)
        if (code := find_county(known, prefecture_code, other))
    ]
    found = {place for area in areas for place in find_places(known, area, name)}
    for other in other_township(county, name):
        found.update(find_places(known, prefecture_code, other))
    return found
