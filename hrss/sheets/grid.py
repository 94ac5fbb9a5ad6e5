"""What a workbook holds, before anybody understands it.

A `Grid` is one sheet: each distinct value once, and a matrix of codes that says
where it stands. Knows nothing of headers, columns or offices.
"""

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CellValue = str | float | bool | datetime.date | datetime.datetime | None
"""What a cell can hold; None is a blank cell."""

UNCOMPUTED = "#公式无结果"
"""The text of a cell with a formula whose result the file does not hold.

A program wrote the file, and no office software has opened and saved it since.
Texts of broken formulas are those of the office software: #REF!, #DIV/0! ...
"""

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged cell: rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of one sheet, from A1 to its last filled row and column.

    `codes` (rows by columns) are positions in `uniques`; 0 is the blank cell.
    A hidden sheet has no cells: it is passed over, but named. Hidden and filtered
    rows and columns are cells like all others; that they are hidden is only noted.
    `first_row` is the row of the sheet, from 0, that the cells begin with.
    """

    name: str
    visible: bool
    uniques: tuple[CellValue, ...]
    codes: Codes
    merged: tuple[MergedRange, ...]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_filtered: bool = False
    first_row: int = 0

    @property
    def height(self) -> int:
        """Number of rows, counted from row 1 of the sheet."""
        return int(self.codes.shape[0])

    @property
    def width(self) -> int:
        """Number of columns, counted from column A."""
        return int(self.codes.shape[1])

    def value(self, row: int, column: int) -> CellValue:
        """Value of one cell, rows and columns from 0."""
        return self.uniques[int(self.codes[row, column])]


@dataclass(frozen=True, slots=True, eq=False)
class Workbook:
    """All sheets of a file, in its order."""

    file_name: str
    sha256: str
    sheets: tuple[Grid, ...]


def column_letter(position: int) -> str:
    """Letter of a column counted from 0, as the sheet shows it: 27 is AB."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_of(value: CellValue) -> str:
    """A cell's value as the clerk sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == datetime.time() else str(value)
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m-%d}"
    return value
