"""A header as understood: which column of the sheet is which of the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hrss.sheets.columns import Column
from hrss.sheets.grid import column_letter
from hrss.sheets.kinds import SheetKind


@dataclass(frozen=True, slots=True)
class UnknownHeader:
    """A header that names no column of the registry, or one named before.

    `unit` is what stands in it, or in a row of units below its words.
    """

    row: int
    letter: str
    text: str
    repeats: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the sheet that was understood: its place and its unit."""

    column: Column
    position: int
    unit: str | None
    text: str

    @property
    def letter(self) -> str:
        """Letter of the column in the sheet."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The header of a table: rows from 0, and what its columns mean.

    `parts` are the columns that the sheet splits over several: for each the place of
    every part, such as 年, 月 and 日, or 已建成 and 在建 to be ticked. `left_out` are
    the headers of which somebody said that they are not to be read.
    """

    kind: SheetKind
    top: int
    bottom: int
    fields: Mapping[str, Field]
    ignored: tuple[Field, ...]
    unknown: tuple[UnknownHeader, ...]
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    left_out: tuple[UnknownHeader, ...] = ()

    @property
    def positions(self) -> frozenset[int]:
        """Places of all columns that have a header, whatever it says."""
        known = {each.position for each in (*self.fields.values(), *self.ignored)}
        known.update(*(places.values() for places in self.parts.values()))
        others = (*self.unknown, *self.left_out)
        known.update(column_position(each.letter) for each in others)
        return frozenset(known)

    @property
    def evidence(self) -> int:
        """Number of columns of the sheet that were understood."""
        more = sum(len(places) - 1 for places in self.parts.values())
        return len(self.fields) + len(self.ignored) + more


def column_position(letter: str) -> int:
    """Place of a column, from 0, by its letter: AB is 27."""
    position = 0
    for each in letter:
        position = position * 26 + ord(each) - 64
    return position - 1
