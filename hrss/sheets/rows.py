"""What each row of a sheet is: title, header, body, blank, total or footer.

Comes in: a `Grid` and its `HeaderBlock`. Goes out: one `RowKind` per row of the
used range. Knows nothing of what the values mean.
"""

import re

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.columns import ColumnType
from hrss.sheets.grid import Grid, text_of
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.page_repeats import mark_form_code, mark_repeats
from hrss.sheets.row_words import FOOTER_WORDS, SECTION, TOTAL_WORDS
from hrss.sheets.table_rows import PLACE_COLUMNS, RowKind, Rows
from hrss.sheets.words import compact

_LONG_NOTE = 40
_NUMBER = re.compile(r"[\d.、()]*")


def find_row_kinds(grid: Grid, block: HeaderBlock) -> NDArray[np.int8]:
    """The kind of each row, from row 1 of the sheet.

    Totals may come first or last and are told by a word in a cell that says
    where (合计, 全 省, ××市小计). A signature or note ends the body only when it
    stands in the first filled cell of a row, so 备注 may mention it; a header
    that is repeated for the printed page begins the body again, and so does a row
    that is filled in like those above the note. What stands to the right of the
    table belongs to no row of it.
    """
    kinds = np.full(grid.height, RowKind.BODY, dtype=np.int8)
    above = (grid.codes[: block.top] != 0).any(axis=1)
    kinds[: block.top] = np.where(above, RowKind.TITLE, RowKind.BLANK)
    kinds[block.top : block.bottom + 1] = RowKind.HEADER
    rows = Rows(grid, block)
    found = kinds[block.bottom + 1 :]
    found[~rows.has_content] = RowKind.BLANK
    _mark_totals(found, rows)
    is_footer = _mark_footers(found, rows)
    _mark_lone(found, rows)
    mark_repeats(found, rows)
    mark_form_code(found, rows)
    _carry_footers(found, rows, is_footer)
    found[~rows.filled.any(axis=1)] = RowKind.BLANK
    return kinds


def _mark_totals(found: NDArray[np.int8], rows: Rows) -> None:
    block = rows.block
    places = {
        block.fields[name].position for name in PLACE_COLUMNS if name in block.fields
    }
    places |= {field.position for field in block.ignored}
    last = max(places, default=0)
    # A label may also stand in a column we do not know, left of the places.
    known = {field.position for field in block.fields.values()}
    labels = sorted(places | (set(range(last)) - known))
    if not labels or not len(found):
        return
    cells = rows.codes[:, labels]
    found[rows.matching(cells, TOTAL_WORDS)[cells].any(axis=1)] = RowKind.TOTAL


def _mark_footers(found: NDArray[np.int8], rows: Rows) -> NDArray[np.bool_]:
    """Mark rows whose first cell is a footer's; returns which they are.

    A remark may begin like a footer where its column is the first one: beside it
    stands the rest of a row.
    """
    matching = rows.matching(rows.first, FOOTER_WORDS)[rows.first]
    is_footer: NDArray[np.bool_] = matching & (found != RowKind.TOTAL)
    remarks = [
        field.position
        for field in rows.block.fields.values()
        if field.column.type is ColumnType.TEXT
        and field.column.name not in PLACE_COLUMNS
    ]
    doubtful = is_footer & np.isin(rows.first_places, remarks) & (rows.counts > 2)
    for row in np.flatnonzero(doubtful & rows.names_place()).tolist():
        is_footer[row] = rows.count_notes(row) > 1
    found[is_footer] = RowKind.FOOTER
    return is_footer


def _mark_lone(found: NDArray[np.int8], rows: Rows) -> None:
    """Rows of one text: between rows of data a heading, after them a note."""
    start = rows.block.bottom + 1
    wide = {
        each.top - start
        for each in rows.grid.merged
        if each.right - each.left >= 2 and each.top == each.bottom
    }
    kinds = (RowKind.BODY, RowKind.BLANK)
    lone = np.flatnonzero(rows.is_lone & np.isin(found, kinds))
    aside = [row for row in lone.tolist() if _is_aside(rows, row, is_wide=row in wide)]
    aside += [
        row
        for row, code in rows.numbered.items()
        if found[row] in kinds and _is_section(text_of(rows.grid.uniques[code]))
    ]
    if not aside:
        return
    found[aside] = RowKind.FOOTER
    body = np.flatnonzero(found == RowKind.BODY)
    last = body[-1] if body.size else -1
    found[[row for row in aside if row < last]] = RowKind.TITLE


def _is_aside(rows: Rows, row: int, *, is_wide: bool) -> bool:
    value = rows.grid.uniques[rows.first[row]]
    if not rows.has_content[row]:
        # A number that was drawn down beyond the last row says nothing.
        return isinstance(value, str) and not _NUMBER.fullmatch(compact(value))
    text = text_of(value)
    return is_wide or _is_section(text) or len(text) > _LONG_NOTE


def _is_section(text: str) -> bool:
    return SECTION.fullmatch(compact(text)) is not None


def _carry_footers(
    found: NDArray[np.int8], rows: Rows, is_footer: NDArray[np.bool_]
) -> None:
    """Rows after a footer are footer too, until the table goes on."""
    starts = np.flatnonzero(found == RowKind.FOOTER)
    if not starts.size:
        return
    body = found == RowKind.BODY
    body[starts[0] :] = False
    usual = np.median(rows.counts[body]) if body.any() else 0
    again = (found == RowKind.BODY) & rows.names_place() & ~is_footer
    again &= rows.counts >= max(2.0, usual / 2)
    restarts = np.flatnonzero((found == RowKind.HEADER) | again)
    place = 0
    while place < len(starts):
        start = starts[place]
        after = restarts[np.searchsorted(restarts, start) :]
        stop = int(after[0]) if after.size else len(found)
        # Titles of the next page stand below a blank row, or right over its header.
        notes = start + np.flatnonzero(found[start:stop] == RowKind.FOOTER)[-1]
        blanks = np.flatnonzero(~rows.filled[notes:stop].any(axis=1))
        last = notes + (blanks[0] if blanks.size else 1)
        found[start:last] = RowKind.FOOTER
        span = found[last:stop]
        span[span != RowKind.TITLE] = RowKind.FOOTER
        place = int(np.searchsorted(starts, stop))
