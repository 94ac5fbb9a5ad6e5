"""Places that stand once for several rows: in a merged cell, or as 同上 and 〃.

Comes in: a grid and its header. Goes out: codes of its cells in which every row says
itself where it is.
"""

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.grid import CellValue, Codes, Grid
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.kinds import SheetKind
from hrss.sheets.words import compact

FILLED_DOWN = ("prefecture_name", "county_name", "is_delta", "claimed_batch")
"""Columns whose merged cells speak for every row of their range."""
_DITTOS = frozenset(("同上", "〃", "″", "〞", "''", '"', "”", "′′"))


def fill_down(grid: Grid, block: HeaderBlock, body: NDArray[np.intp]) -> Codes:
    """Codes with merged places filled down, inside their ranges only, and dittos.

    A merged measure is not filled: who of its rows has it is not known. A township
    stands for every village beside it; in a list of offices it is one row's own.

    Parameters
    ----------
    body : the rows of data; a ditto repeats the one above it among them.
    """
    own = ("township_name", "township_code")
    filled = (*FILLED_DOWN, *(own if block.kind is SheetKind.STATION else ()))
    positions = {block.fields[name].position for name in filled if name in block.fields}
    codes = grid.codes.copy()
    for each in grid.merged:
        if each.top <= block.bottom:
            continue
        for position in positions.intersection(range(each.left, each.right + 1)):
            # 东莞市 merged over the prefecture and county columns fills both.
            codes[each.top : each.bottom + 1, position] = grid.codes[
                each.top, each.left
            ]
    dittos = [code for code, value in enumerate(grid.uniques) if _is_ditto(value)]
    for position in positions if dittos else ():
        codes[body, position] = _repeated(codes[body, position], dittos)
    return codes


def _is_ditto(value: CellValue) -> bool:
    if not isinstance(value, str) or len(value) > 10:
        return False
    return "".join(value.split()) in _DITTOS or compact(value) in _DITTOS


def _repeated(column: Codes, dittos: list[int]) -> Codes:
    """A column in which a ditto is what stands above it, however many follow."""
    is_own = ~np.isin(column, dittos)
    places = np.where(is_own, np.arange(len(column)), -1)
    last = np.maximum.accumulate(places)
    return np.where(last >= 0, column[np.maximum(last, 0)], column)
