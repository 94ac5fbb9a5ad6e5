"""Rows of the database into typed frames, and back.

Comes in: columns of plain Python values, None where there is none. Goes out:
pandas columns with the dtypes of the registry, also when there is no row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from hrss.sheets import VALUE_COLUMNS, SheetKind, column, value_columns

Values: TypeAlias = ExtensionArray | np.ndarray
MASKED: dict[str, tuple[Callable[..., ExtensionArray], str, object]] = {
    "Int64": (pd.arrays.IntegerArray, "int64", 0),
    "Float64": (pd.arrays.FloatingArray, "float64", 0.0),
    "boolean": (pd.arrays.BooleanArray, "bool", False),
}
EPOCH = date(1970, 1, 1).toordinal()
NOT_A_DAY = np.iinfo("int64").min
MOMENT = "datetime64[us, UTC]"
DAY = "datetime64[s]"
VALUE_DTYPES = {name: column(name).dtype for name in VALUE_COLUMNS}


def value_dtypes(kind: SheetKind) -> dict[str, str]:
    """Value columns of a kind of sheet, in order, with their dtypes."""
    return {name: column(name).dtype for name in value_columns(kind)}


def to_frame(
    rows: Iterable[Sequence[object]], dtypes: Mapping[str, str]
) -> pd.DataFrame:
    """One line per row, one column per name in `dtypes`, in that order."""
    return pd.DataFrame(to_arrays(rows, dtypes))


def to_arrays(
    rows: Iterable[Sequence[object]], dtypes: Mapping[str, str]
) -> dict[str, Values]:
    """Columns of `to_frame`, by name."""
    columns = list(zip(*rows, strict=True)) or [()] * len(dtypes)
    return {
        name: to_array(values, dtype)
        for (name, dtype), values in zip(dtypes.items(), columns, strict=True)
    }


def to_array(values: Sequence[object], dtype: str) -> Values:
    """Values of a dtype; None becomes its NA.

    Does what ``pd.array`` would, in a third of the time: a snapshot has more than
    sixty columns, and their making is most of what it costs.
    """
    if dtype == DAY:
        return _days(values)
    if dtype in MASKED:
        array, plain, blank = MASKED[dtype]
        filled = [blank if value is None else value for value in values]
        mask = np.array([value is None for value in values], dtype=bool)
        return array(np.array(filled, dtype=plain), mask)
    array_of: Callable[..., ExtensionArray] = pd.array
    return array_of(list(values), dtype=dtype)


def _days(values: Sequence[object]) -> Values:
    numbers = [
        value.toordinal() - EPOCH if isinstance(value, date) else NOT_A_DAY
        for value in values
    ]
    days = np.array(numbers, dtype="int64").astype("datetime64[D]")
    return days.astype("datetime64[s]")


def to_columns(rows: pd.DataFrame) -> dict[str, list[object]]:
    """Plain Python values of every column, None for NA, as the database takes them."""
    return {str(name): _plain(rows[name]) for name in rows.columns}


def _plain(values: pd.Series) -> list[object]:
    """Values of a column; quicker by its dtype than ``astype(object)`` would be."""
    if values.dtype.kind == "M":
        return list(values.to_numpy("datetime64[D]").astype(object))
    if isinstance(values.dtype, ExtensionDtype):
        plain_of: Callable[..., np.ndarray] = values.to_numpy
        return list(plain_of(dtype=object, na_value=None).tolist())
    return list(values.astype(object).where(values.notna(), None).tolist())
