"""Where further tables begin on a sheet, below the first one.

Comes in: a `Grid`. Goes out: rows at which a table may begin, each with its titles.
Whether one does is for the header search to say.
"""

import re
from collections.abc import Iterable
from functools import cache

import numpy as np

from hrss.sheets.columns import COLUMNS, Column
from hrss.sheets.grid import Codes, Grid
from hrss.sheets.layout import HEADER_HEIGHT
from hrss.sheets.row_words import FOOTER_WORDS, TOTAL_WORDS, TOWNSHIP_END
from hrss.sheets.titles import is_title_text
from hrss.sheets.words import BLANKS, NO, YES, compact

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
def _answers() -> frozenset[str]:
    """Words that stand in rows: 社区 and 已建成, whatever column they name as well."""
    choices = [choice for each in COLUMNS for choice in each.choices]
    return frozenset(word for each in choices for word in (each.label, *each.aliases))


@cache
def _header_words() -> frozenset[str]:
    """Words that name a column and are no answer."""
    return _words_of(COLUMNS)


@cache
def _kept_words() -> frozenset[str]:
    """Header words that stand in no signature, as 填表人 and 联系电话 do."""
    return _words_of(each for each in COLUMNS if not each.is_ignored)


def _words_of(columns: Iterable[Column]) -> frozenset[str]:
    return frozenset(
        "".join(text.split())
        for each in columns
        for text in (each.header, *each.aliases)
        # 2011-07-01 heads a month's column and stands in any column of dates.
        if text not in _answers() and re.search(r"[^\d.\-]", text)
    )


def _header_rows(grid: Grid) -> list[int]:
    """Rows in which enough cells name a column, whatever it is.

    One name is enough where nothing but words of headers stands beside it: 乡镇 and
    建成.
    """
    plain = _plain_texts(grid)
    names = np.array([each in _header_words() for each in plain], dtype=np.bool_)
    if not names.any():
        return []
    beside = _answers() | {each.group for each in COLUMNS}
    words = np.array([each in beside for each in plain], dtype=np.bool_) | names
    words[0] = True
    is_named = names[grid.codes]
    counts = is_named.sum(axis=1)
    alone = np.flatnonzero((counts == 1) & (np.count_nonzero(grid.codes, axis=1) > 1))
    worded = alone[words[grid.codes[alone]].all(axis=1)]
    rows = np.union1d(np.flatnonzero(counts >= _FEWEST_NAMES), worded)
    # 填表人 and 联系电话 alone are a signature.
    kept = np.array([each in _kept_words() for each in plain], dtype=np.bool_)
    return [int(row) for row in rows if kept[grid.codes[row]].any()]


def _plain_texts(grid: Grid) -> list[str]:
    """Texts of the unique values that stand in rows of words; "" for all others."""
    is_text = np.array([isinstance(each, str) for each in grid.uniques], dtype=np.bool_)
    numbers = np.count_nonzero(~is_text[grid.codes] & (grid.codes != 0), axis=1)
    rows = numbers * 4 <= np.count_nonzero(grid.codes, axis=1)
    texts = [""] * len(grid.uniques)
    for code in np.unique(grid.codes[rows]).tolist():
        value = grid.uniques[code]
        if isinstance(value, str) and len(value) <= _LONGEST_NAME:
            texts[code] = _plain(value)
    return texts


def _plain(text: str) -> str:
    """A text without its dress; a bracket is kept where it belongs to a name."""
    text = text.translate(_DRESS)
    for bracket in "（(":
        head, _, rest = text.partition(bracket)
        if rest and head and text not in _header_words():
            text = head
    return text


def _is_same(pattern: Codes, known: Codes) -> bool:
    """Whether a header only repeats one: most of its cells, and none besides."""
    filled = pattern != 0
    is_most = np.count_nonzero(filled) >= _SAME * np.count_nonzero(known)
    return bool(is_most and (pattern[filled] == known[filled]).all())


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
    """Whether a row begins as a note does, and is no header that begins with 填表人."""
    codes = grid.codes[row]
    words = [grid.uniques[code] for code in codes[codes != 0].tolist()]
    texts = [word if isinstance(word, str) else "" for word in words]
    if not texts or any(_plain(text) in _kept_words() for text in texts):
        return False
    first = compact(texts[0])
    return FOOTER_WORDS.match(first) is not None and _HEAD_WORDS.match(first) is None
