"""The registry of columns: what a status sheet may say.

Comes in: ``data/columns.csv`` and ``data/choices.csv``. Goes out: `COLUMNS`,
one object per column with its Chinese header, aliases, type, unit, range, the rule
it serves and the kinds of sheet that have it. Knows nothing of files, grids or
rosters; which header means which column in a kind is `hrss.sheets.registry`'s.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from hrss.decree import PLAN_MONTHS
from hrss.sheets.headers import normalise_header
from hrss.sheets.kinds import SheetKind

_DATA = Path(__file__).resolve().parents[2] / "data"

KEY_COLUMNS = ("prefecture_name", "county_name", "township_name", "township_code")
"""Columns that say which place a row is about; read, matched, not stored."""

FUNCTION_COLUMNS = (
    "has_function_employment",
    "has_function_training",
    "has_function_insurance",
    "has_function_retirees",
    "has_function_labour_relations",
    "has_function_personnel",
    "has_function_veterans",
    "has_function_legal_education",
)
"""The eight functions of the decree, in its order."""

PLAN_COLUMNS = tuple(f"planned_{year}_{month:02d}" for year, month in PLAN_MONTHS)
"""Offices that a filed plan would complete in each month."""


class ColumnType(StrEnum):
    """How the cells of a column are understood."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "yes_no"
    PRESENCE = "presence"
    DATE = "date"
    CHOICE = "choice"
    IGNORED = "ignored"


DTYPES = MappingProxyType(
    {
        ColumnType.TEXT: "string",
        ColumnType.INTEGER: "Int64",
        ColumnType.NUMBER: "Float64",
        ColumnType.YES_NO: "boolean",
        ColumnType.PRESENCE: "boolean",
        ColumnType.DATE: "datetime64[s]",
        ColumnType.CHOICE: "string",
    }
)
"""The dtype of each type in every frame; NA means not reported."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a choice column."""

    column: str
    value: str
    label: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the status sheets, the same wherever it is named."""

    kinds: frozenset[SheetKind]
    name: str
    group: str
    header: str
    aliases: tuple[str, ...]
    type: ColumnType
    unit: str | None
    minimum: float | None
    maximum: float | None
    rule: str | None
    note: str | None
    choices: tuple[Choice, ...]

    @property
    def dtype(self) -> str:
        """Dtype of the column in every frame; ignored columns have none."""
        return DTYPES[self.type]

    @property
    def is_ignored(self) -> bool:
        """Whether the column is recognised and never kept."""
        return self.type is ColumnType.IGNORED


def _read_csv(file_name: str) -> list[dict[str, str]]:
    with (_DATA / file_name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(alias for alias in aliases.split("|") if alias)


def _read_choices() -> dict[str, tuple[Choice, ...]]:
    choices: dict[str, tuple[Choice, ...]] = {}
    for line in _read_csv("choices.csv"):
        choice = Choice(
            column=line["column"],
            value=line["value"],
            label=line["label"],
            aliases=_split(line["aliases"]),
        )
        choices[choice.column] = (*choices.get(choice.column, ()), choice)
    return choices


def _read_columns() -> tuple[Column, ...]:
    choices = _read_choices()
    return tuple(
        Column(
            kinds=frozenset(map(SheetKind, line["kinds"].split("|"))),
            name=line["name"],
            group=line["group"],
            header=line["header"],
            aliases=_split(line["aliases"]),
            type=ColumnType(line["type"]),
            unit=line["unit"] or None,
            minimum=float(line["minimum"]) if line["minimum"] else None,
            maximum=float(line["maximum"]) if line["maximum"] else None,
            rule=line["rule"] or None,
            note=line["note"] or None,
            choices=choices.get(line["name"], ()),
        )
        for line in _read_csv("columns.csv")
    )


def index_aliases(columns: Iterable[Column]) -> dict[str, Column]:
    """Header keys, each with the one column it names.

    Raises
    ------
    ValueError
        If two columns share a header or an alias once both are normalised.
    """
    found: dict[str, Column] = {}
    for candidate in columns:
        for text in (candidate.header, *candidate.aliases):
            key = normalise_header(text).key
            known = found.setdefault(key, candidate)
            if known is not candidate:
                msg = (
                    f"data/columns.csv: alias {text!r} of {candidate.name!r} is "
                    f"already an alias of {known.name!r} (both read as {key!r})"
                )
                raise ValueError(msg)
    return found


COLUMNS = _read_columns()
VALUE_COLUMNS = tuple(
    each.name
    for each in COLUMNS
    if SheetKind.OFFICE in each.kinds
    and each.name not in KEY_COLUMNS
    and not each.is_ignored
)
"""What is stored of an office's row: all but its keys and the ignored columns."""

_BY_NAME = {each.name: each for each in COLUMNS}


def column(name: str) -> Column:
    """The column called `name`.

    Raises
    ------
    KeyError
        If the registry has no such column.
    """
    return _BY_NAME[name]


@cache
def choice_values(name: str) -> dict[str, str]:
    """Label, alias and stored value of column `name`, each with its value."""
    values: dict[str, str] = {}
    for choice in column(name).choices:
        for text in (choice.label, choice.value, *choice.aliases):
            values[normalise_header(text).key] = choice.value
    return values


def choice_label(name: str, value: str) -> str:
    """The Chinese label of a stored value of a choice column."""
    return next(
        (each.label for each in column(name).choices if each.value == value), value
    )
