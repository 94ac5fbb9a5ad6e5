"""A roster made searchable by name: per county, per prefecture, for the province.

Comes in: a roster frame. Goes out: positions of townships in it. Decides nothing:
which of several positions is meant is for `hrss.places.names`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from hrss.places.name_forms import normalise_name, stem_of

_READ = (
    "township_code",
    "township_name",
    "county_code",
    "county_name",
    "prefecture_code",
    "prefecture_name",
)


@dataclass(slots=True)
class Scope:
    """The townships of one area by name and by stem."""

    names: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def find(self, name: str) -> list[int]:
        """Positions of the townships a normalised name may mean."""
        return self.names.get(name) or self.stems.get(name) or []


class RosterIndex:
    """Columns of the roster as lists, with scopes made when asked for."""

    def __init__(
        self,
        roster: pd.DataFrame,
        aliases: Mapping[tuple[str, str, str], str] | None = None,
    ) -> None:
        self.aliases = aliases or {}
        filled = {
            name: roster[name].astype("string").fillna("").tolist() for name in _READ
        }
        self.codes: list[str] = filled["township_code"]
        self.names: list[str] = filled["township_name"]
        self.county_codes: list[str] = filled["county_code"]
        self.county_names: list[str] = filled["county_name"]
        self.prefecture_codes: list[str] = filled["prefecture_code"]
        self.prefecture_names: list[str] = filled["prefecture_name"]
        self.by_code = {code: place for place, code in enumerate(self.codes)}
        self.prefectures = dict(
            zip(self.prefecture_names, self.prefecture_codes, strict=True)
        )
        self.counties: dict[str, dict[str, str]] = defaultdict(dict)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._scopes: dict[str, Scope] = {}
        for place, (county, prefecture) in enumerate(
            zip(self.county_codes, self.prefecture_codes, strict=True)
        ):
            self._places[prefecture].append(place)
            if county:
                self._places[county].append(place)
                self.counties[prefecture][self.county_names[place]] = county

    def places(self, area: str) -> list[int]:
        """Positions of an area's townships; the empty code is the province."""
        return self._places[area] if area else list(range(len(self.codes)))

    def scope(self, area: str) -> Scope:
        """Names and stems of an area's townships."""
        if area not in self._scopes:
            scope = Scope()
            for place in self.places(area):
                name = normalise_name(self.names[place])
                scope.names[name].append(place)
                scope.stems[stem_of(name)].append(place)
            self._scopes[area] = scope
        return self._scopes[area]

    def label(self, place: int) -> str:
        """County and township, as a suggestion shows them."""
        return (self.county_names[place] or self.prefecture_names[place]) + self.names[
            place
        ]
