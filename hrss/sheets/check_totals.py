"""A sheet's own total rows against the sum of its rows.

Comes in: parsed sheets. Goes out: a warning for each sum that fits no scope it
could have: all rows, its county or prefecture, or the block it closes or opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.columns import ColumnType, column
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.measures import read_number
from hrss.sheets.parsed import ParsedSheet, TotalRow

_TOLERANCE = 0.011
Amounts = NDArray[np.floating]


def total_issues(sheets: tuple[ParsedSheet, ...]) -> list[Issue]:
    """Warnings for totals that agree with none of the sums they may be.

    A row of 其中 is a part that cannot be told, so it is not checked; neither
    is a column in which a cell could not be read. Where 是 is ticked, a total is
    the number of 是, where equipment is counted, of pieces or of offices.
    """
    issues: list[Issue] = []
    for sheet in sheets:
        if not sheet.totals:
            continue
        faulty = {fault.field for fault in sheet.faults}
        checked = _Sums(sheet)
        for total in sheet.totals:
            if total.label.startswith(("其中", "#")):
                continue
            for field, value in total.values.items():
                if field not in faulty:
                    issues += checked.compare(total, field, value)
    return issues


@dataclass(frozen=True, slots=True)
class _Scope:
    """Rows a total may be the sum of, and how the sentence calls them."""

    name: str
    rows: slice | NDArray[np.bool_]


class _Sums:
    """Amounts of a sheet's columns, computed once each."""

    def __init__(self, sheet: ParsedSheet) -> None:
        self._sheet = sheet
        self._numbers = sheet.rows.index.to_numpy()
        self._total_rows = sorted(total.row for total in sheet.totals)
        self._amounts: dict[str, list[Amounts]] = {}
        self._areas: dict[tuple[str, str], NDArray[np.bool_]] = {}

    def compare(self, total: TotalRow, field: str, value: float) -> list[Issue]:
        """An issue when the value fits no scope, against the likeliest one."""
        amounts = self._amounts_of(field)
        scopes = self._scopes(total)
        sums = [[float(each[scope.rows].sum()) for each in amounts] for scope in scopes]
        if any(abs(value - each) <= _TOLERANCE for group in sums for each in group):
            return []
        scope, expected = scopes[0], sums[0][0]
        return [
            make_issue(
                "total_differs",
                sheet=self._sheet.name,
                row=total.row,
                letter=self._sheet.letters[field],
                field=field,
                value=f"{value:.15g}",
                detail=(
                    f"而{scope.name}之和为{round(expected, 4):.15g}，"
                    f"差额{round(value - expected, 4):.15g}，请核对"
                ),
            )
        ]

    def _amounts_of(self, field: str) -> list[Amounts]:
        if field not in self._amounts:
            values = self._sheet.rows[field]
            filled = values.astype("Float64").fillna(0)
            amount: Amounts = filled.to_numpy(dtype=np.float64)
            self._amounts[field] = [amount]
            if column(field).type is ColumnType.PRESENCE:
                self._amounts[field].append(self._counts(field, amount))
        return self._amounts[field]

    def _counts(self, field: str, ticked: Amounts) -> Amounts:
        """Pieces instead of offices, from the raw texts."""
        counts = ticked.copy()
        known = column(field)
        for place, raw in enumerate(self._sheet.rows["raw"]):
            if isinstance(raw, Mapping) and field in raw:
                count = read_number(raw[field], known, unit=None).value
                counts[place] = count if count is not None else counts[place]
        return counts

    def _scopes(self, total: TotalRow) -> list[_Scope]:
        """The likeliest first: named areas, then the block, then everything."""
        named = [
            _Scope(f"“{name}”各行", rows)
            for field, name in (
                ("county_name", total.county),
                ("prefecture_name", total.prefecture),
            )
            if name and (rows := self._area(field, name)).any()
        ]
        whole = _Scope("各行", slice(None))
        blocks = self._blocks(total.row)
        if named or "小计" in total.label:
            return [*named, *blocks, whole]
        return [whole, *blocks]

    def _area(self, field: str, name: str) -> NDArray[np.bool_]:
        key = (field, name)
        if key not in self._areas:
            names = self._sheet.rows[field]
            same = names.str.replace(r"\s", "", regex=True).eq(name).fillna(False)
            self._areas[key] = same.to_numpy(dtype=bool)
        return self._areas[key]

    def _blocks(self, row: int) -> list[_Scope]:
        """Rows since the total before, up to the one after, and between headers."""
        place = self._total_rows.index(row)
        before = self._total_rows[place - 1] if place else 0
        last = len(self._total_rows) - 1
        last_row = np.iinfo(np.int64).max
        after = self._total_rows[place + 1] if place < last else last_row
        # A header that comes again begins a table of its own in the clerk's eyes.
        headers = self._sheet.header_rows
        top = max((each for each in headers if each < row), default=0)
        end = min((each for each in headers if each > row), default=last_row)
        own, start, stop, upper, lower = np.searchsorted(
            self._numbers, [row, before, after, top, end]
        ).tolist()
        return [
            _Scope("上面各行", slice(start, own)),
            _Scope("下面各行", slice(own, stop)),
            _Scope("本段上面各行", slice(max(start, upper), own)),
            _Scope("本段下面各行", slice(own, min(stop, lower))),
            _Scope("本段各行", slice(upper, lower)),
        ]
