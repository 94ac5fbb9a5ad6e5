"""Names like the one written, for a person to choose from."""

from rapidfuzz import fuzz, process

from hrss.places.name_forms import normalise_name
from hrss.places.name_index import RosterIndex

SUGGESTIONS = 3


def suggest_places(
    known: RosterIndex, name: str, county_code: str, prefecture_code: str
) -> tuple[str, ...]:
    """Names like the one written: of the county first, then of the prefecture."""
    found: list[str] = []
    for area in dict.fromkeys((county_code, prefecture_code)):
        if not area:
            continue
        places = known.places(area)
        choices = {place: normalise_name(known.names[place]) for place in places}
        for _, _, place in process.extract(
            name, choices, scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=50
        ):
            if known.label(place) not in found:
                found.append(known.label(place))
    return tuple(found[:SUGGESTIONS])


def near_names(name: str, choices: list[str]) -> tuple[str, ...]:
    """Up to three of the names that are most like the one written."""
    found = process.extract(
        normalise_name(name),
        choices,
        scorer=fuzz.ratio,
        limit=SUGGESTIONS,
        score_cutoff=40,
    )
    return tuple(choice for choice, _, _ in found)
