"""How much a block of rows could explain if it were the header, at the very most.

Comes in: the first rows of a grid and a kind of sheet. Goes out: for each block a
number that the columns it names cannot exceed, so that most blocks need no closer
look.
"""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.grid import Codes
from hrss.sheets.header_texts import HeaderCells
from hrss.sheets.header_wholes import may_mean_group
from hrss.sheets.headers import Header, normalise_header
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import registry_of
from hrss.sheets.split_columns import may_be_part

Flags = NDArray[np.bool_]


class HeaderBounds:
    """The most columns that blocks of rows can name in one kind of sheet.

    A column is named by its lowest word alone, by that word after others above or
    to the left of it, or as a part of a column whose name stands above.
    """

    def __init__(self, cells: HeaderCells, kind: SheetKind) -> None:
        names, ends = _names(kind), _ends(kind)
        self._cells = cells
        self._kind = kind
        self._has_key = self._flags(lambda header: bool(header.key))
        self._is_name = self._flags(lambda header: _leaf(header) in names)
        self._may_end = self._flags(lambda header: _leaf(header) in ends)
        self._may_start = self._flags(lambda header: bool(_starts_of(header, kind)))
        self._may_part = self._flags(
            lambda header: may_be_part(header) or may_mean_group(header.key)
        )

    def _flags(self, wanted: Callable[[Header], bool]) -> Flags:
        flags = np.zeros(len(self._cells.grid.uniques), dtype=np.bool_)
        headers = self._cells.headers.items()
        flags[[code for code, header in headers if wanted(header)]] = True
        return flags

    def of(self, top: int, heights: range) -> Iterator[tuple[int, int]]:
        """Each height of a block from `top` down, with the most it may name."""
        filled = self._cells.filled
        lowest = np.zeros_like(filled[top])
        is_part = np.zeros(len(lowest), dtype=np.bool_)
        rests: set[str] = set()
        has_name = False
        for height, row in zip(heights, filled[top:], strict=False):
            lowest = np.where(self._has_key[row], row, lowest)
            is_part |= self._may_part[row]
            named = self._is_name[lowest]
            if has_name:
                named = named | is_part
            yield height, int(np.count_nonzero(named | self._ends_so(lowest, rests)))
            has_name = has_name or bool(self._is_name[row].any())
            for code in set(row[self._may_start[row]].tolist()):
                for start in _starts_of(self._cells.headers[code], self._kind):
                    rests |= _rests(self._kind, start)

    def _ends_so(self, lowest: Codes, rests: set[str]) -> Flags:
        """Columns whose lowest word goes on from one that stands above."""
        flags = np.zeros_like(self._may_end)
        if rests:
            codes = set(lowest[self._may_end[lowest]].tolist())
            headers = self._cells.headers
            flags[[code for code in codes if _leaf(headers[code]) in rests]] = True
        return flags[lowest]


def _leaf(header: Header) -> str:
    return header.key.removeprefix("其中")


def _starts_of(header: Header, kind: SheetKind) -> frozenset[str]:
    """What a text may be the beginning of, as it is or without 人员 and 人数."""
    own = {header.key, header.key.removesuffix("人员").removesuffix("人数")}
    return _beginnings(kind).intersection(own)


@cache
def _names(kind: SheetKind) -> frozenset[str]:
    """Everything that names a column in a kind of sheet, without 其中."""
    keys = {
        normalise_header(text).key
        for each in registry_of(kind).columns
        for text in (each.header, *each.aliases)
    }
    return frozenset(keys | {key.removeprefix("其中") for key in keys})


@cache
def _ends(kind: SheetKind) -> frozenset[str]:
    return frozenset(key[at:] for key in _names(kind) for at in range(len(key) + 1))


@cache
def _beginnings(kind: SheetKind) -> frozenset[str]:
    return frozenset(key[:at] for key in _names(kind) for at in range(1, len(key) + 1))


@cache
def _rests(kind: SheetKind, start: str) -> frozenset[str]:
    """All ends that names which begin so have beyond their beginning."""
    rests = (key[len(start) :] for key in _names(kind) if key.startswith(start))
    return frozenset(rest[at:] for rest in rests for at in range(len(rest) + 1))
