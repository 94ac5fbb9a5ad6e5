"""What each row of a sheet is: title, header, body, blank, total or footer.

Comes in: a `Grid` and its `HeaderBlock`. Goes out: one `RowKind` per row of the
used range. Knows nothing of what the values mean.
"""

import re
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.columns import ColumnType
from hrss.sheets.grid import Codes, Grid, text_of
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.registry import registry_of
from hrss.sheets.values import compact, error_fault

PLACE_COLUMNS = (
    "prefecture_name",
    "county_name",
    "township_name",
    "office_name",
    "village_name",
    "station_name",
)

TOTAL_WORDS = re.compile(
    r"(?:(?:#|其中[::]?)?(?:全省|全市|全县|全区|本市|本县|本页)?(?:合计|总计|小计|共计|累计|总数|汇总)"
    r"(?:数|\([^()]*\))?[::]?|全省|全市|全县|全区|其中[::]?|(?:其中[::]?|#).{0,20}|"
    r".{1,20}(?:合计|总计|小计|共计|汇总)(?:\([^()]*\))?[::]?)\Z"
)
FOOTER_WORDS = re.compile(
    r"(?:填表|填报|制表|审核|复核|经办|联系)人|(?:单位|部门|分管|处\(科\)|科室|处室|主管|主要)?"
    r"(?:负责人|领导)(?:签[章名字]|\(|[::]|$)|联系电话|电话[::]|(?:填报|填表|报出|上报|制表|报送)"
    r"(?:日期|时间|单位)|填[表报]说明|说明[::]?$|说明[::]|备注[::]|备注$|注[::\d]|注$|注意[::]|"
    r"审核关系|行关系|列关系|表间关系|表内关系|数据来源|资料来源|指标解释|附注|\*{1,3}注"
)
TOWNSHIP_END = re.compile(r"(?:镇|乡|街道?|街道?办|办事处|政府)$")
_FORM_CODE = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|\(?\d{1,3}\)?|[—\-]|[A-Z]{1,2}")
_LONG_NOTE = 40
_ENOUGH = 0.6
_NUMBER = re.compile(r"[\d.、()]*")
_SECTION = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[).、])?[^镇乡街村社所站\d]{1,8}(?:市|县|区)"
    r"(?:[(][^()]*[)])?[::]?"
)


class RowKind(IntEnum):
    """Kind of a row; every row of the used range has exactly one."""

    TITLE = 0
    HEADER = 1
    BODY = 2
    BLANK = 3
    TOTAL = 4
    FOOTER = 5


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
    _mark_repeats(found, rows)
    _mark_form_code(found, rows)
    _carry_footers(found, rows, is_footer)
    found[~rows.filled.any(axis=1)] = RowKind.BLANK
    return kinds


class Rows:
    """The rows below a header, as far to the right as the table reaches."""

    def __init__(self, grid: Grid, block: HeaderBlock) -> None:
        self.grid = grid
        self.block = block
        self.codes = grid.codes[block.bottom + 1 :]
        width = max(block.positions, default=-1) + 1
        self.filled = self.codes != 0
        self.own = self.filled[:, :width]
        known = [field.position for field in block.fields.values()]
        self.counts = self.filled[:, known].sum(axis=1)
        self.has_content = self.counts > 0
        numbers = np.arange(len(self.codes))
        first = self.own.argmax(axis=1) if width else np.zeros(len(numbers), np.intp)
        self.first_places: NDArray[np.intp] = first
        self.first: Codes = (
            self.codes[numbers, first] if width else np.zeros(len(numbers), np.int32)
        )
        self.is_lone = self.own.sum(axis=1) == 1

    def matching(self, codes: Codes, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
        """For each unique value, whether it is among `codes` and begins so."""
        found = np.zeros(len(self.grid.uniques), dtype=np.bool_)
        for code in np.flatnonzero(np.bincount(codes.ravel(), minlength=1)).tolist():
            value = self.grid.uniques[code]
            if isinstance(value, str):
                text = compact(value)
                # #REF! in the place of a name is a fault, not 其中.
                is_word = error_fault(text) is None
                found[code] = is_word and pattern.match(text) is not None
        return found

    def count_notes(self, row: int) -> int:
        """How many cells of a row begin as a footer does."""
        values = [self.grid.uniques[code] for code in self.codes[row].tolist() if code]
        texts = [compact(value) for value in values if isinstance(value, str)]
        return sum(FOOTER_WORDS.match(text) is not None for text in texts)

    def names_place(self) -> NDArray[np.bool_]:
        """Rows that say which office, station or area they are about."""
        names = registry_of(self.block.kind).identifying & self.block.fields.keys()
        places = [self.block.fields[name].position for name in names]
        return np.asarray(self.filled[:, places].any(axis=1))


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
    is_section = _SECTION.fullmatch(compact(text)) is not None
    return is_wide or is_section or len(text) > _LONG_NOTE


def _mark_repeats(found: NDArray[np.int8], rows: Rows) -> None:
    """Header and title rows that come again, as on each printed page."""
    block, codes = rows.block, rows.grid.codes
    header = codes[block.top : block.bottom + 1]
    same = [_repeats(rows, pattern) for pattern in header]
    # A row of few cells, such as 是 and 否, is only one of a whole header.
    whole = np.ones(len(found), dtype=np.bool_)
    for lower, each in enumerate(same):
        whole &= np.append(each[lower:], np.zeros(lower, dtype=np.bool_))[: len(found)]
    for lower, (pattern, each) in enumerate(zip(header, same, strict=True)):
        if np.count_nonzero(pattern) > 2:
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


def _repeats(rows: Rows, pattern: Codes) -> NDArray[np.bool_]:
    """Rows that say what a header row says; of many cells some may be other."""
    filled = pattern != 0
    if np.count_nonzero(filled) <= 2:
        return np.asarray((rows.codes == pattern).all(axis=1))
    same = (rows.codes[:, filled] == pattern[filled]).mean(axis=1)
    return np.asarray(same >= _ENOUGH)


def _mark_form_code(found: NDArray[np.int8], rows: Rows) -> None:
    """The row 甲 乙 1 2 3 right under a header belongs to it."""
    headers = [-1, *np.flatnonzero(found == RowKind.HEADER).tolist()]
    for row in headers:
        below = row + 1
        if below >= len(found) or found[below] == RowKind.HEADER:
            continue
        codes = rows.codes[below]
        texts = [compact(text_of(rows.grid.uniques[code])) for code in codes[codes > 0]]
        if len(texts) > 2 and all(_FORM_CODE.fullmatch(text) for text in texts):
            found[below] = RowKind.HEADER


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
