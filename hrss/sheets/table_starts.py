"""Where further tables begin on a sheet, below the first one.

Comes in: a `Grid`. Goes out: rows at which a table may begin, each with its titles.
Whether one does is for the header search to say.
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hrss.sheets.columns import COLUMNS
from hrss.sheets.grid import Codes, Grid
from hrss.sheets.layout import HEADER_HEIGHT
from hrss.sheets.rows import FOOTER_WORDS, TOTAL_WORDS, TOWNSHIP_END
from hrss.sheets.titles import is_title_text
from hrss.sheets.values import BLANKS, NO, YES, compact

_FEWEST_NAMES = 2
_LONGEST_NAME = 30
_SAME = 0.6
_DRESS = dict.fromkeys(map(ord, " \t\r\n\u3000*★☆※:："))
_AREA = re.compile(r".*[市县区](?:\([^()]*\))?[::]?$")

_HEAD_WORDS = re.compile(r"(?:填报|填表|报出|上报|制表|报送)(?:单位|日期|时间)")


def find_starts(grid: Grid) -> list[tuple[int, int]]:
    """Where a table may begin, and its header, from the top.

    A header of the same words in the same columns as one before is repeated for the
    printed page.
    """
    starts: list[tuple[int, int]] = []
    patterns: list[Codes] = []
    last = -HEADER_HEIGHT
    for row in _header_rows(grid):
        is_below = row - last < HEADER_HEIGHT and not any(
            _is_data(grid, each) for each in range(last + 1, row)
        )
        last = row
        pattern = grid.codes[row]
        if is_below or any(_is_same(pattern, known) for known in patterns):
            continue
        before = starts[-1][1] if starts else -1
        starts.append((_with_titles(grid, row, before), row))
        patterns.append(pattern)
    return starts


@cache
def _header_words() -> frozenset[str]:
    """Words that name a column and are no answer: 社区 and 已建成 stand in rows too."""
    answers = {
        text
        for each in COLUMNS
        for choice in each.choices
        for text in (choice.label, *choice.aliases)
    }
    return frozenset(
        "".join(text.split())
        for each in COLUMNS
        for text in (each.header, *each.aliases)
        # 2011-07-01 heads a month's column and stands in any column of dates.
        if text not in answers and re.search(r"[^\d.\-]", text)
    )


def _header_rows(grid: Grid) -> list[int]:
    """Rows in which enough cells name a column, whatever it is."""
    words = _header_words()
    names = np.array(
        [
            isinstance(value, str)
            and len(value) <= _LONGEST_NAME
            and _plain(value) in words
            for value in grid.uniques
        ],
        dtype=np.bool_,
    )
    if not names.any():
        return []
    counts: NDArray[np.intp] = names[grid.codes].sum(axis=1)
    return [int(row) for row in np.flatnonzero(counts >= _FEWEST_NAMES)]


def _plain(text: str) -> str:
    text = text.translate(_DRESS)
    for bracket in "（(":
        head, _, rest = text.partition(bracket)
        if rest and head not in ("", "县", "乡镇", "镇", "电脑", "管理体制"):
            text = head
    return text


def _is_same(pattern: Codes, known: Codes) -> bool:
    """Whether a header only repeats one: most of its cells, and no cell otherwise."""
    both = (pattern != 0) & (known != 0)
    cells = max(np.count_nonzero(pattern), np.count_nonzero(known))
    is_most = np.count_nonzero(both) >= _SAME * cells
    return bool(is_most and (pattern[both] == known[both]).all())


def _with_titles(grid: Grid, header: int, start: int) -> int:
    """The first row of what belongs to a header: the rows of words above it.

    Notes that end the table before are its own, up to the next blank row.
    """
    row = header
    while row - 1 > start and not _is_data(grid, row - 1):
        row -= 1
    notes = [place for place in range(row, header) if _is_note(grid, place)]
    if notes:
        row = notes[-1] + 1
        while row < header and grid.codes[row].any():
            row += 1
    return row if row < header or not notes else notes[-1] + 1


def _is_data(grid: Grid, row: int) -> bool:
    """Whether a row holds a number, an answer or the name of a place.

    A county that stands alone is the heading of what follows.
    """
    codes = grid.codes[row]
    values = [grid.uniques[code] for code in codes[codes != 0].tolist()]
    texts = [compact(value) for value in values if isinstance(value, str)]
    if len(values) == len(texts) == 1 and _AREA.match(texts[0]):
        return False
    if any(map(is_title_text, texts)) and not any(map(_is_answer, texts)):
        return False
    return len(texts) < len(values) or any(map(_is_datum, texts))


def _is_answer(text: str) -> bool:
    return text.casefold() in YES | NO | BLANKS


def _is_datum(text: str) -> bool:
    if _plain(text) in _header_words():
        return False
    is_place = _AREA.match(text) or TOWNSHIP_END.search(text)
    return bool(is_place or TOTAL_WORDS.match(text)) or _is_answer(text)


def _is_note(grid: Grid, row: int) -> bool:
    codes = grid.codes[row]
    words = [grid.uniques[code] for code in codes[codes != 0].tolist()[:1]]
    return any(
        isinstance(word, str)
        and FOOTER_WORDS.match(text := compact(word)) is not None
        and _HEAD_WORDS.match(text) is None
        for word in words
    )
