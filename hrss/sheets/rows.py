"""What each row of a sheet is: title, header, body, blank, total or footer.

Comes in: a `Grid` and its `HeaderBlock`. Goes out: one `RowKind` per row of the
used range. Knows nothing of what the values mean.
"""

import re
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.grid import Grid, text_of
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.values import compact, error_fault

PLACE_COLUMNS = (
    "prefecture_name",
    "county_name",
    "township_name",
    "office_name",
    "village_name",
    "station_name",
)

_TOTAL = re.compile(
    r"(?:#|其中[::]?)?(?:全省|全市|全县|全区|本市|本县|本页)?(?:合计|总计|小计|共计|累计|总数|汇总)"
    r"(?:数|\([^()]*\))?[::]?|全省|全市|全县|全区|其中[::]?|(?:其中[::]?|#).{0,20}|"
    r".{1,20}(?:合计|总计|小计|共计|汇总)(?:\([^()]*\))?[::]?"
)
_FOOTER = re.compile(
    r"(?:填表|填报|制表|审核|复核|经办|联系)人|(?:单位|部门|分管|处\(科\)|科室|处室|主管|主要)?"
    r"(?:负责人|领导)(?:签[章名字]|\(|[::]|$)|联系电话|电话[::]|(?:填报|填表|报出|上报|制表|报送)"
    r"(?:日期|时间|单位)|填[表报]说明|说明[::]?$|说明[::]|备注[::]|备注$|注[::\d]|注$|注意[::]|"
    r"审核关系|行关系|列关系|表间关系|表内关系|数据来源|资料来源|指标解释|附注|\*{1,3}注"
)
_FORM_CODE = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|\(?\d{1,3}\)?|[—\-]|[A-Z]{1,2}")
_LONG_NOTE = 40
_SECTION = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[).、])?[^镇乡街村社所站\d]{2,8}(?:市|县|区)"
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
    that is repeated for the printed page begins the body again.
    """
    kinds = np.full(grid.height, RowKind.BODY, dtype=np.int8)
    above = (grid.codes[: block.top] != 0).any(axis=1)
    kinds[: block.top] = np.where(above, RowKind.TITLE, RowKind.BLANK)
    kinds[block.top : block.bottom + 1] = RowKind.HEADER
    start = block.bottom + 1
    body = grid.codes[start:]
    filled = body != 0
    found = kinds[start:]
    found[~_has_content(filled, block)] = RowKind.BLANK
    first_codes = _first_codes(body, filled)
    _mark_totals(found, body, grid, block)
    _mark_footers(found, first_codes, filled, grid, block)
    _mark_repeats(found, body, grid, block)
    _mark_form_code(found, grid, block)
    _carry_footers(found)
    found[~filled.any(axis=1)] = RowKind.BLANK
    return kinds


def _has_content(filled: NDArray[np.bool_], block: HeaderBlock) -> NDArray[np.bool_]:
    """Rows with more than a number in the first column or notes at the side."""
    positions = [field.position for field in block.fields.values()]
    return np.asarray(filled[:, positions].any(axis=1))


def _first_codes(
    body: NDArray[np.int32], filled: NDArray[np.bool_]
) -> NDArray[np.int32]:
    first = filled.argmax(axis=1) if body.shape[1] else np.zeros(len(body), int)
    codes: NDArray[np.int32] = body[np.arange(len(body)), first]
    return codes


def _codes_matching(
    grid: Grid, codes: NDArray[np.int32], pattern: re.Pattern[str], *, whole: bool
) -> NDArray[np.bool_]:
    """For each unique value, whether it is among `codes` and fits the pattern."""
    matching = np.zeros(len(grid.uniques), dtype=np.bool_)
    for code in np.flatnonzero(np.bincount(codes.ravel(), minlength=1)).tolist():
        value = grid.uniques[code]
        if isinstance(value, str):
            text = compact(value)
            if error_fault(text) is not None:
                # #REF! in the place of a name is a fault, not 其中.
                continue
            found = pattern.fullmatch(text) if whole else pattern.match(text)
            matching[code] = found is not None
    return matching


def _mark_totals(
    found: NDArray[np.int8], body: NDArray[np.int32], grid: Grid, block: HeaderBlock
) -> None:
    places = {
        block.fields[name].position for name in PLACE_COLUMNS if name in block.fields
    }
    places |= {field.position for field in block.ignored}
    last = max(places, default=0)
    # A label may also stand in a column we do not know, left of the places.
    known = {field.position for field in block.fields.values()}
    labels = sorted(places | (set(range(last)) - known))
    if not labels or not len(body):
        return
    cells = body[:, labels]
    matching = _codes_matching(grid, cells, _TOTAL, whole=True)
    found[matching[cells].any(axis=1)] = RowKind.TOTAL


def _mark_footers(
    found: NDArray[np.int8],
    first_codes: NDArray[np.int32],
    filled: NDArray[np.bool_],
    grid: Grid,
    block: HeaderBlock,
) -> None:
    if not len(found):
        return
    matching = _codes_matching(grid, first_codes, _FOOTER, whole=False)
    found[matching[first_codes] & (found != RowKind.TOTAL)] = RowKind.FOOTER
    lone = np.flatnonzero((filled.sum(axis=1) == 1) & (found != RowKind.TOTAL))
    wide = {
        each.top - block.bottom - 1
        for each in grid.merged
        if each.right - each.left >= 2 and each.top == each.bottom
    }
    for row in lone.tolist():
        text = text_of(grid.uniques[first_codes[row]])
        is_section = _SECTION.fullmatch(compact(text)) is not None
        if row in wide or is_section or len(text) > _LONG_NOTE:
            # Between rows of data it is a heading, after them a note.
            later = (found[row + 1 :] == RowKind.BODY).any()
            found[row] = RowKind.TITLE if later else RowKind.FOOTER


def _mark_repeats(
    found: NDArray[np.int8], body: NDArray[np.int32], grid: Grid, block: HeaderBlock
) -> None:
    """Header and title rows that come again, as on each printed page."""
    for row in range(block.bottom + 1):
        pattern = grid.codes[row]
        filled = pattern != 0
        if not filled.any():
            continue
        same = (body[:, filled] == pattern[filled]).mean(axis=1)
        kind = RowKind.HEADER if row >= block.top else RowKind.TITLE
        enough = 0.6 if kind is RowKind.HEADER and filled.sum() > 2 else 1.0
        found[same >= enough] = kind
    # A title over a repeated header need not be the first one: 进度表（续）.
    for row in np.flatnonzero(found == RowKind.HEADER).tolist():
        if row and found[row - 1] == RowKind.BODY and (body[row - 1] != 0).sum() == 1:
            found[row - 1] = RowKind.TITLE


def _mark_form_code(found: NDArray[np.int8], grid: Grid, block: HeaderBlock) -> None:
    """The row 甲 乙 1 2 3 right under a header belongs to it."""
    headers = [-1, *np.flatnonzero(found == RowKind.HEADER).tolist()]
    for row in headers:
        below = row + 1
        if below >= len(found) or found[below] == RowKind.HEADER:
            continue
        codes = grid.codes[block.bottom + 1 + below]
        texts = [compact(text_of(grid.uniques[code])) for code in codes[codes != 0]]
        if len(texts) > 2 and all(_FORM_CODE.fullmatch(text) for text in texts):
            found[below] = RowKind.HEADER


def _carry_footers(found: NDArray[np.int8]) -> None:
    """Rows after a footer are footer too, until a header comes again."""
    starts = np.flatnonzero(found == RowKind.FOOTER)
    restarts = np.flatnonzero(found == RowKind.HEADER)
    for start in starts.tolist():
        after = restarts[restarts > start]
        stop = int(after[0]) if after.size else len(found)
        span = found[start:stop]
        span[span != RowKind.TITLE] = RowKind.FOOTER
