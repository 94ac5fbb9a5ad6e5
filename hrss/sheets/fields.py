"""One column of a sheet to typed values, each distinct cell read once.

Comes in: the codes of a column's body cells and the values they stand for. Goes
out: an array of the column's dtype, with faults and raw texts by position.
Judges nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from hrss.sheets.columns import Column, ColumnType, column
from hrss.sheets.dates import read_date
from hrss.sheets.grid import CellValue, text_of
from hrss.sheets.header_block import Field
from hrss.sheets.measures import read_number
from hrss.sheets.readings import BLANK, Reading, fault
from hrss.sheets.values import (
    read_choice,
    read_is_complete,
    read_presence,
    read_status,
    read_text,
    read_yes_no,
)

_NO_DAY = np.datetime64("NaT")
_MASKED: dict[ColumnType, tuple[type[Any], type[Any]]] = {
    ColumnType.INTEGER: (pd.arrays.IntegerArray, np.int64),
    ColumnType.NUMBER: (pd.arrays.FloatingArray, np.float64),
    ColumnType.YES_NO: (pd.arrays.BooleanArray, np.bool_),
    ColumnType.PRESENCE: (pd.arrays.BooleanArray, np.bool_),
}

Values = ExtensionArray | NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class FieldValues:
    """A column as read: `values` in the column's dtype, one per body row.

    `codes` are positions in `readings` and `cells`, one for each distinct cell.
    """

    values: Values
    codes: NDArray[np.intp]
    readings: tuple[Reading, ...]
    cells: tuple[CellValue, ...]

    def raw(self, code: int) -> str:
        """Text of a distinct cell as the clerk sees it."""
        return text_of(self.cells[code])

    def positions(self, wanted: Callable[[Reading], bool]) -> NDArray[np.intp]:
        """Body positions of the cells whose reading is wanted, in sheet order."""
        flags = np.fromiter(map(wanted, self.readings), np.bool_, len(self.readings))
        if not flags.any():
            return np.empty(0, dtype=np.intp)
        return np.flatnonzero(flags[self.codes])


def read_field(
    codes: NDArray[np.int32], uniques: Sequence[CellValue], field: Field
) -> FieldValues:
    """Values of one column for the body rows whose cells are given as codes."""
    present = np.flatnonzero(np.bincount(codes, minlength=1))
    remap = np.zeros(int(present[-1]) + 1 if present.size else 1, dtype=np.intp)
    remap[present] = np.arange(len(present))
    positions = remap[codes]
    cells = tuple([uniques[code] for code in present.tolist()])
    read = _reader(field)
    readings = tuple([BLANK if cell is None else read(cell) for cell in cells])
    values = _take([each.value for each in readings], positions, field.column)
    return FieldValues(values, positions, readings, cells)


def _reader(field: Field) -> Callable[[CellValue], Reading]:
    """How cells of the column are read."""
    known, unit = field.column, field.unit
    if known.name == "is_complete":
        status = column("construction_status")
        return lambda cell: read_is_complete(cell, status)
    if known.name == "construction_status":
        return lambda cell: read_status(cell, known)
    readers: dict[ColumnType, Callable[[CellValue], Reading]] = {
        ColumnType.TEXT: read_text,
        ColumnType.YES_NO: read_yes_no,
        ColumnType.DATE: read_date,
        ColumnType.PRESENCE: lambda cell: read_presence(cell, known),
        ColumnType.CHOICE: lambda cell: read_choice(cell, known),
        ColumnType.NUMBER: lambda cell: read_number(cell, known, unit=unit),
        ColumnType.INTEGER: lambda cell: _read_integer(cell, known, unit),
    }
    return readers[known.type]


def _read_integer(cell: CellValue, known: Column, unit: str | None) -> Reading:
    reading = read_number(cell, known, unit=unit)
    if reading.value is None:
        return reading
    if not float(reading.value).is_integer():
        return fault("not_an_integer")
    if abs(reading.value) > 2**53:
        return fault("out_of_range")
    return Reading(int(reading.value), None, reading.marks, reading.plain)


def _take(values: list[Any], positions: NDArray[np.intp], known: Column) -> Values:
    if known.type is ColumnType.DATE:
        days = [_NO_DAY if each is None else each for each in values]
        return np.array(days, dtype="datetime64[s]")[positions]
    return _array(values, known).take(positions)


def _array(values: list[Any], known: Column) -> ExtensionArray:
    """Values of a masked or string column; None is NA."""
    kind = _MASKED.get(known.type)
    if kind is None:
        return pd.array(values, dtype="string")
    masked, dtype = kind
    mask = np.fromiter((each is None for each in values), np.bool_, len(values))
    filled = [0 if each is None else each for each in values]
    array: ExtensionArray = masked(np.array(filled, dtype=dtype), mask)
    return array


def no_values(known: Column, length: int) -> Values:
    """A column nobody filled: all NA, in the column's dtype."""
    return _take([None], np.zeros(length, dtype=np.intp), known)
