"""The rows below a header as they are looked at, whatever they turn out to be."""

import re
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.grid import Codes, Grid
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import registry_of
from hrss.sheets.row_words import FOOTER_WORDS, SIGNS
from hrss.sheets.words import compact, error_fault

PLACE_COLUMNS = (
    "prefecture_name",
    "county_name",
    "township_name",
    "office_name",
    "village_name",
    "station_name",
)
"""Columns that say where; a label of sums stands in one of them."""


class RowKind(IntEnum):
    """Kind of a row; every row of the used range has exactly one."""

    TITLE = 0
    HEADER = 1
    BODY = 2
    BLANK = 3
    TOTAL = 4
    FOOTER = 5


class Rows:
    """The rows below a header, as far to the right as the table reaches."""

    def __init__(self, grid: Grid, block: HeaderBlock) -> None:
        self.grid = grid
        self.block = block
        self.codes = grid.codes[block.bottom + 1 :]
        width = max(block.positions, default=-1) + 1
        self.filled = self.codes != 0
        self.own = self.filled[:, :width]
        known = [field.position for field in block.fields.values()]
        self.counts = self.filled[:, known].sum(axis=1)
        self.has_content = self.counts > 0
        numbers = np.arange(len(self.codes))
        first = self.own.argmax(axis=1) if width else np.zeros(len(numbers), np.intp)
        self.first_places: NDArray[np.intp] = first
        self.first: Codes = (
            self.codes[numbers, first] if width else np.zeros(len(numbers), np.int32)
        )
        self.is_lone = self.own.sum(axis=1) == 1
        self.numbered = self._numbered()

    def _numbered(self) -> dict[int, int]:
        """Rows with one cell beside their number, and its code.

        In a list of areas such a row is an area of which nothing is said.
        """
        numbers = [
            field.position
            for field in self.block.ignored
            if field.column.name == "sequence"
        ]
        if not numbers or self.block.kind is SheetKind.AREA:
            return {}
        others = self.own.copy()
        others[:, numbers] = False
        rows = np.flatnonzero((others.sum(axis=1) == 1) & ~self.is_lone)
        places = others[rows].argmax(axis=1)
        return dict(zip(rows.tolist(), self.codes[rows, places].tolist(), strict=True))

    def matching(self, codes: Codes, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
        """For each unique value, whether it is among `codes` and begins so."""
        found = np.zeros(len(self.grid.uniques), dtype=np.bool_)
        has_sign = SIGNS[pattern].search
        for code in np.flatnonzero(np.bincount(codes.ravel(), minlength=1)).tolist():
            value = self.grid.uniques[code]
            if isinstance(value, str) and has_sign(value):
                text = compact(value)
                # #REF! in the place of a name is a fault, not 其中.
                is_word = error_fault(text) is None
                found[code] = is_word and pattern.match(text) is not None
        return found

    def count_notes(self, row: int) -> int:
        """How many cells of a row begin as a footer does."""
        values = [self.grid.uniques[code] for code in self.codes[row].tolist() if code]
        texts = [compact(value) for value in values if isinstance(value, str)]
        return sum(FOOTER_WORDS.match(text) is not None for text in texts)

    def names_place(self) -> NDArray[np.bool_]:
        """Rows that say which office, station or area they are about."""
        names = registry_of(self.block.kind).identifying & self.block.fields.keys()
        places = [self.block.fields[name].position for name in names]
        return np.asarray(self.filled[:, places].any(axis=1))
