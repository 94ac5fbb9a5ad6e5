"""Places that rows are about, as rights see them, and what they are called.

Rights rest on them, so all of it is read where it is written.
"""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from hrss.accounts import Place, Rights
from hrss.places import load_counties, load_prefectures
from hrss.sheets import ROW_CODES, CheckedSubmission, SheetKind
from hrss.store import Store, at_home, fetch_roster, fetch_submission_codes


def places_in_sheet(store: Store, checked: CheckedSubmission) -> set[Place]:
    """Places that the rows of a checked sheet are about."""
    kind = SheetKind(checked.kind)
    codes = checked.rows[list(ROW_CODES[kind])].drop_duplicates()
    pairs = codes.itertuples(index=False, name=None)
    return _places(kind, pairs, _county_of_township(store))


def places_in_submission(store: Store, submission_id: int) -> set[Place]:
    """Places that the rows of a stored submission are about.

    Raises
    ------
    hrss.store.UnknownSubmissionError : no submission has this number.
    """
    return places_in_submissions(store, [submission_id])[submission_id]


def places_in_submissions(
    store: Store, submission_ids: Collection[int]
) -> dict[int, set[Place]]:
    """Places that the rows of stored submissions are about, by number.

    Raises
    ------
    hrss.store.UnknownSubmissionError : no submission has one of the numbers.
    """
    # One roster for all of them: to read it takes longer than the rest together.
    counties = _county_of_township(store) if submission_ids else {}
    return {
        number: _places(*fetch_submission_codes(store, number), counties)
        for number in submission_ids
    }


def place_name(place: Place) -> str:
    """What a place is called: 珠海市, 珠海市香洲区."""
    prefectures = load_prefectures().set_index("prefecture_code")["prefecture_name"]
    name = str(prefectures.get(place.prefecture_code, place.prefecture_code))
    if place.county_code is None:
        return name
    counties = load_counties().set_index("county_code")["county_name"]
    return f"{name}{counties.get(place.county_code, place.county_code)}"


def own_place_name(rights: Rights) -> str:
    """What an account's own place is called; 全省 for the province's roles."""
    if rights.prefecture_code is None:
        return "全省"
    return place_name(Place(rights.prefecture_code, rights.county_code))


def _places(
    kind: SheetKind, pairs: Iterable[tuple[str, str]], counties: Mapping[str, str]
) -> set[Place]:
    if kind is SheetKind.AREA:
        return {
            Place(prefecture, None if area == prefecture else area)
            for prefecture, area in pairs
        }
    return {Place(prefecture, counties.get(code)) for prefecture, code in pairs}


def _county_of_township(store: Store) -> dict[str, str]:
    """County of each rostered township that has one."""
    _, roster = fetch_roster(at_home(store))
    with_county = roster[roster["county_code"].notna()]
    codes: pd.Series = with_county["county_code"].astype(str)
    return dict(zip(with_county["township_code"].astype(str), codes, strict=True))
