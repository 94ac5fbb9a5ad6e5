"""What one roster has otherwise than another."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class RosterDifference:
    """What one roster has otherwise than another; units by name, in order of code."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[str, ...]
    marked: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two rosters say the same."""
        return not (self.added or self.removed or self.renamed or self.marked)


def roster_difference(before: pd.DataFrame, after: pd.DataFrame) -> RosterDifference:
    """Units that come, go, change name, type or place, or change as central towns.

    Parameters
    ----------
    before, after : one row per township, the columns of `hrss.places`.
    """
    old = before.set_index("township_code").sort_index()
    new = after.set_index("township_code").sort_index()
    shared = old.index.intersection(new.index)
    place = ["township_name", "division_type", "county_code", "prefecture_code"]
    was, now = old.loc[shared], new.loc[shared]
    is_moved = (was[place].fillna("") != now[place].fillna("")).any(axis="columns")
    # 1, 0 and -1 for yes, no and not designated: NA is equal to NA here.
    marks = [
        units["is_central_town"].astype("Int64").fillna(-1) for units in (was, now)
    ]
    return RosterDifference(
        added=_unit_names(new.loc[new.index.difference(old.index)]),
        removed=_unit_names(old.loc[old.index.difference(new.index)]),
        renamed=_unit_names(now[is_moved]),
        marked=_unit_names(now[marks[0] != marks[1]]),
    )


def _unit_names(units: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{prefecture}{county}{name}"
        for prefecture, county, name in zip(
            units["prefecture_name"],
            units["county_name"].fillna(""),
            units["township_name"],
            strict=True,
        )
    )
