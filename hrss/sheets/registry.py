"""The columns of each kind of sheet, and what its headers mean.

Comes in: the registry of columns. Goes out: one `Registry` for each `SheetKind`:
which columns such a sheet may have, which of them are stored, and the column that a
header names there. One header may mean different things in different kinds: 名称 is
an office's name here and a station's there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hrss.sheets.columns import COLUMNS, KEY_COLUMNS, Column, index_aliases
from hrss.sheets.headers import normalise_header
from hrss.sheets.kinds import SheetKind

_IDENTIFYING = {
    SheetKind.OFFICE: frozenset(("township_name", "township_code", "office_name")),
    SheetKind.STATION: frozenset(("village_name", "station_name")),
    SheetKind.AREA: frozenset(("prefecture_name", "county_name")),
}


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """The columns of one kind of sheet.

    `value_columns` are the names of those that are stored, in the registry's order;
    `identifying` those of which a table has at least one, or it is no such table.
    """

    kind: SheetKind
    columns: tuple[Column, ...]
    value_columns: tuple[str, ...]
    identifying: frozenset[str]
    _by_alias: Mapping[str, Column]
    _groups: frozenset[str]

    def column_of_key(self, key: str) -> Column | None:
        """The column a normalised header names, or None."""
        return self._by_alias.get(key)

    def is_group(self, key: str) -> bool:
        """Whether a normalised header is the name of a group of columns."""
        return key in self._groups


@cache
def registry_of(kind: SheetKind) -> Registry:
    """The registry of a kind of sheet."""
    columns = tuple(each for each in COLUMNS if kind in each.kinds)
    return Registry(
        kind=kind,
        columns=columns,
        value_columns=tuple(
            each.name
            for each in columns
            if each.name not in KEY_COLUMNS and not each.is_ignored
        ),
        identifying=_IDENTIFYING[kind],
        _by_alias=index_aliases(columns),
        _groups=frozenset(
            normalise_header(each.group).key for each in columns if each.group
        ),
    )


def value_columns(kind: SheetKind) -> tuple[str, ...]:
    """Names of the columns that are stored of a kind of sheet, in order."""
    return registry_of(kind).value_columns
