"""Divisions that changed hands or name after 2011, looked up both ways.

Comes in: the county and township that a sheet names. Goes out: the names that the
same place had before or after. A clerk who writes 南沙区东涌镇 means the town that the
roster of 2011 has in 番禺区; one who writes 电白区 means 电白县 or 茂港区.
"""

from collections import defaultdict
from functools import cache

from hrss.places.divisions import load_division_changes
from hrss.places.name_forms import normalise_name

_MOVED = frozenset(("moved", "renamed"))


@cache
def _related() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Other names of counties, and of townships with their county's in front."""
    counties: dict[str, set[str]] = defaultdict(set)
    townships: dict[str, set[str]] = defaultdict(set)
    changes = load_division_changes().dropna(subset=["old_name", "new_name"])
    for change in changes.itertuples(index=False):
        if change.level == "township" and change.kind not in _MOVED:
            # A split or merged township is not the same place any more.
            continue
        names = counties if change.level == "county" else townships
        old, new = normalise_name(change.old_name), normalise_name(change.new_name)
        names[old].add(new)
        names[new].add(old)
    return dict(counties), dict(townships)


def other_counties(county: str) -> tuple[str, ...]:
    """Normalised names of the counties a normalised one came from or went to."""
    counties, _ = _related()
    return tuple(sorted(counties.get(county, ())))


def other_township(county: str, township: str) -> tuple[str, ...]:
    """County and township in one, as they were called before or after a change."""
    _, townships = _related()
    return tuple(sorted(townships.get(county + township, ())))
