"""Total rows as the sheet gives them: read apart, never added to the data."""

import re

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.columns import ColumnType
from hrss.sheets.grid import Codes, Grid, text_of
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.measures import read_number
from hrss.sheets.parsed import TotalRow
from hrss.sheets.table_rows import PLACE_COLUMNS, RowKind
from hrss.sheets.words import compact

_LABEL = re.compile(
    r"^(?:#|其中[::]?)|(?:全省|全市|全县|全区)?(?:合计|总计|小计|共计|累计|总数|汇总)"
    r"(?:数|\([^()]*\))?[::]?$|^全[省市县区]$"
)
_SUMMED = frozenset(
    (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.YES_NO, ColumnType.PRESENCE)
)


def read_totals(
    grid: Grid, codes: Codes, block: HeaderBlock, kinds: NDArray[np.int8]
) -> tuple[TotalRow, ...]:
    """Label, names and numbers of each total row; other cells are left alone."""
    return tuple(
        _read_total(grid, codes, block, row)
        for row in np.flatnonzero(kinds == RowKind.TOTAL).tolist()
    )


def _read_total(grid: Grid, codes: Codes, block: HeaderBlock, row: int) -> TotalRow:
    filled = [code for code in grid.codes[row].tolist() if code]
    texts = [text for code in filled if isinstance(text := grid.uniques[code], str)]
    values: dict[str, float] = {}
    for name, field in block.fields.items():
        code = codes[row, field.position]
        if not code or field.column.type not in _SUMMED:
            continue
        reading = read_number(grid.uniques[code], field.column, unit=field.unit)
        if reading.value is not None:
            values[name] = reading.value
    places = {
        name: _LABEL.sub(
            "",
            compact(text_of(grid.uniques[codes[row, block.fields[name].position]])),
        )
        for name in PLACE_COLUMNS[:2]
        if name in block.fields
    }
    return TotalRow(
        row=row + grid.first_row + 1,
        label=compact("".join(texts[:1])),
        prefecture=places.get("prefecture_name") or None,
        county=places.get("county_name") or None,
        values=values,
    )
