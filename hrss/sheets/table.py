"""The body rows of all sheets of a file as one table, for the checks to share."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hrss.sheets.grid import text_of
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.parsed import ParsedSheet

Positions = NDArray[np.intp]
Detail = str | Callable[[Positions], Sequence[str | None]] | None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows of all sheets in order, position by position.

    `rows` has a RangeIndex; ``sheet`` is the position of the sheet in `sheets`,
    ``row`` the row number in it; then keys, values and ``raw`` as parsed.
    """

    sheets: tuple[ParsedSheet, ...]
    rows: pd.DataFrame

    def has(self, field: str) -> bool:
        """Whether any sheet has a column for the field."""
        return any(field in sheet.letters for sheet in self.sheets)

    def fields(self, names: Sequence[str]) -> list[str]:
        """Those of the names that any sheet has a column for."""
        return [name for name in names if self.has(name)]

    def picked(self, name: str, positions: Positions) -> list[Any]:
        """Values of some rows as plain objects, None where not reported."""
        return objects(self.rows[name].take(positions))

    def texts(self, field: str, positions: Positions) -> list[str]:
        """Cells of some rows as the clerk sees them."""
        raws = self.picked("raw", positions)
        values = self.picked(field, positions)
        return [
            raw[field] if isinstance(raw, Mapping) and field in raw else _shown(value)
            for raw, value in zip(raws, values, strict=True)
        ]

    def issues(
        self,
        code: str,
        wanted: pd.Series | Sequence[bool],
        field: str,
        *,
        detail: Detail = None,
    ) -> list[Issue]:
        """An issue for each row of a boolean mask; NA in it means no.

        `detail` is one text for all, or made from the rows' positions.
        """
        positions = np.flatnonzero(_as_mask(wanted))
        if not positions.size:
            return []
        details = detail(positions) if callable(detail) else [detail] * len(positions)
        return [
            make_issue(
                code,
                sheet=self.sheets[sheet].name,
                row=row,
                letter=self.sheets[sheet].letters.get(field),
                field=field,
                value=text or None,
                detail=more,
            )
            for sheet, row, text, more in zip(
                self.picked("sheet", positions),
                self.picked("row", positions),
                self.texts(field, positions),
                details,
                strict=True,
            )
        ]


def _as_mask(wanted: pd.Series | Sequence[bool]) -> NDArray[np.bool_]:
    if isinstance(wanted, pd.Series):
        return wanted.to_numpy(dtype=np.bool_, na_value=False)
    return np.array(wanted, dtype=np.bool_)


def objects(values: pd.Series) -> list[Any]:
    """A column as plain objects, None for NA."""
    plain = values.astype("object")
    return plain.where(values.notna(), None).tolist()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d}"
    return text_of(value)


def build_table(sheets: tuple[ParsedSheet, ...]) -> Table:
    """All sheets' rows one below the other."""
    parts = [
        sheet.rows.reset_index().assign(sheet=number)
        for number, sheet in enumerate(sheets)
    ]
    rows = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
    return Table(sheets, rows)
