"""What stands in a table again for each printed page: its header and its titles."""

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.grid import Codes, text_of
from hrss.sheets.row_words import FORM_CODE, TOWNSHIP_END
from hrss.sheets.table_rows import RowKind, Rows
from hrss.sheets.words import NO, YES, compact

_ENOUGH = 0.6


def mark_repeats(found: NDArray[np.int8], rows: Rows) -> None:
    """Header and title rows that come again, as on each printed page."""
    block, codes = rows.block, rows.grid.codes
    header = codes[block.top : block.bottom + 1]
    alike = _alike(rows, header)
    telling = [_telling(rows, pattern) for pattern in header]
    same = [
        _repeats(alike[rows.codes], alike[pattern], places)
        for pattern, places in zip(header, telling, strict=True)
    ]
    # A row of few cells, such as 是 and 否, is only one of a whole header.
    whole = np.ones(len(found), dtype=np.bool_)
    for lower, each in enumerate(same):
        whole &= np.append(each[lower:], np.zeros(lower, dtype=np.bool_))[: len(found)]
    for lower, (places, each) in enumerate(zip(telling, same, strict=True)):
        if len(places) > 2:
            found[each] = RowKind.HEADER
        found[np.flatnonzero(whole) + lower] = RowKind.HEADER
    for row in range(block.top):
        if codes[row].any():
            found[(rows.codes == codes[row]).all(axis=1)] = RowKind.TITLE
    # A title over a repeated header need not be the first one: 进度表（续）.
    for row in np.flatnonzero(found == RowKind.HEADER).tolist():
        if row and rows.is_lone[row - 1] and found[row - 1] != RowKind.HEADER:
            value = rows.grid.uniques[rows.first[row - 1]]
            if isinstance(value, str) and not TOWNSHIP_END.search(compact(value)):
                found[row - 1] = RowKind.TITLE


def _telling(rows: Rows, pattern: Codes) -> NDArray[np.intp]:
    """Places of the header's cells that say what no cell below it would say."""
    return np.array(
        [
            place
            for place in np.flatnonzero(pattern).tolist()
            if compact(text_of(rows.grid.uniques[pattern[place]])) not in YES | NO
        ],
        dtype=np.intp,
    )


def _repeats(
    codes: Codes, pattern: Codes, telling: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Rows that say what a header row says; of many cells some may be other."""
    if len(telling) <= 2:
        return np.asarray((codes == pattern).all(axis=1))
    same = (codes[:, telling] == pattern[telling]).mean(axis=1)
    return np.asarray(same >= _ENOUGH)


def _alike(rows: Rows, header: Codes) -> Codes:
    """For each unique value its code, or that of the header cell of the same words.

    Only rows close to one that says something of the header are looked at.
    """
    uniques = rows.grid.uniques
    alike = np.arange(len(uniques), dtype=np.int32)
    words: dict[str, int] = {}
    for row in header:
        for code in row[_telling(rows, row)].tolist():
            alike[code] = words.setdefault(compact(text_of(uniques[code])), code)
    is_word = np.zeros(len(uniques), dtype=np.bool_)
    is_word[list(words.values())] = True
    near = np.flatnonzero(is_word[rows.codes].any(axis=1))
    for row in range(-len(header), len(header) + 1):
        inside = near[(near + row >= 0) & (near + row < len(rows.codes))]
        for code in np.unique(rows.codes[inside + row]).tolist():
            value = uniques[code]
            if isinstance(value, str):
                alike[code] = words.get(compact(value), alike[code])
    return alike


def mark_form_code(found: NDArray[np.int8], rows: Rows) -> None:
    """The row 甲 乙 1 2 3 right under a header belongs to it."""
    headers = [-1, *np.flatnonzero(found == RowKind.HEADER).tolist()]
    for row in headers:
        below = row + 1
        if below >= len(found) or found[below] == RowKind.HEADER:
            continue
        codes = rows.codes[below]
        texts = [compact(text_of(rows.grid.uniques[code])) for code in codes[codes > 0]]
        if len(texts) > 2 and all(FORM_CODE.fullmatch(text) for text in texts):
            found[below] = RowKind.HEADER
