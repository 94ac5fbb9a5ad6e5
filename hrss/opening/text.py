"""Sheets of .csv, .tsv and other text, in the encodings of Chinese offices."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from hrss.opening.cells import Sheet
from hrss.opening.unreadable import UnreadableError

_DELIMITERS = "\t,;|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURELY_UTF8 = 8
_END_OF_FILE = "\x1a"
_FEWEST_DELIMITERS = 3
"""Fewer may well stand in one line of a remark."""
_SAID = re.compile(r"sep=(.)\r?\n", re.I)


def decode(content: bytes) -> str:
    """Text of a file: by its mark, as strict UTF-8, as UTF-16, then as GB18030.

    GB18030 is what Excel and WPS write on Chinese Windows; nearly any bytes pass
    for it, so it is tried last, and text with control characters is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if b"\0" in content[:1000]:
        return _decode(content, _utf16_of(content))
    try:
        return _refuse_control(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(content, error.start)
        return _decode(content, "gb18030")


def _refuse_broken_utf8(content: bytes, place: int) -> None:
    """Refuse UTF-8 with a wrong byte: as GB18030 all of it would be other words."""
    if is_surely_utf8(content[:place]):
        is_cut = place >= len(content) - 3
        raise UnreadableError("truncated" if is_cut else "damaged")


def is_surely_utf8(whole: bytes) -> bool:
    """Whether valid UTF-8 is not there by chance.

    Text in GB18030 passes for UTF-8 for a character or two, never for many.
    """
    wide = sum(character > "\u07ff" for character in whole.decode("utf-8"))
    return wide >= _SURELY_UTF8


def _utf16_of(content: bytes) -> str:
    """UTF-16 without a mark: a delimiter or line end shows which byte comes first."""
    head = content[:1000]
    return "utf-16-le" if head[1::2].count(0) * 2 >= head.count(0) else "utf-16-be"


def _decode(content: bytes, encoding: str) -> str:
    try:
        return _refuse_control(content.decode(encoding))
    except UnicodeDecodeError:
        raise UnreadableError("unknown_type") from None


def _refuse_control(text: str) -> str:
    # Programs of DOS end a text with a mark.
    text = text.rstrip(_END_OF_FILE + "\0")
    if _CONTROL.search(text):
        raise UnreadableError("unknown_type")
    return text


def find_delimiter(text: str) -> str:
    """The delimiter that stands equally often in most of the first lines.

    A title or a sentence may hold a comma; the lines of the table hold the same
    number each.
    """
    lines = [line for line in text[:40_000].splitlines()[:60] if line.strip()]

    def regularity(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        if not counts:
            return 0, 0
        count, how_many = counts.most_common(1)[0]
        return how_many * count, sum(counts.values())

    return max(_DELIMITERS, key=regularity)


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """The text as a workbook of one sheet, which has no name."""
    text = decode(content)
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    delimiter = said[1] if said else find_delimiter(text)
    yield Sheet("", rows=_rows(text, delimiter))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Cells of a text; a quotation mark that nothing closes is a sign like any other.

    Taken for the beginning of a quoted cell it would swallow the rows that follow.
    """
    if '"' in text and not _is_well_quoted(text, delimiter):
        yield from _cells(text, delimiter)
        return
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise UnreadableError("unknown_type") from None


def _is_well_quoted(text: str, delimiter: str) -> bool:
    """Whether every quotation mark opens or closes a cell, or is doubled in one."""
    if text.count('"') % 2:
        return False
    most = _usual_count(text, delimiter)
    lines = io.StringIO(text, newline="")
    try:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        return not any(
            _swallows(cell, delimiter, most)
            for row in rows
            for cell in row
            if "\n" in cell
        )
    except csv.Error:
        return False


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows of a text in which quotation marks stand for themselves as well."""
    mark = re.escape(delimiter)
    cell = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]|"")*+)"(?={mark}|[\r\n]|\Z)'
        rf"|(?P<plain>[^\r\n{mark}]*))(?P<end>{mark}|\r\n|[\r\n]|\Z)"
    )
    plain = re.compile(rf"(?P<plain>[^\r\n{mark}]*)(?P<end>{mark}|\r\n|[\r\n]|\Z)")
    most = _usual_count(text, delimiter)
    row: list[str] = []
    place = 0
    while place < len(text):
        found = cell.match(text, place)
        quoted = found["quoted"] if found else None
        if quoted is not None and _swallows(quoted, delimiter, most):
            found, quoted = plain.match(text, place), None
        if found is None:
            raise UnreadableError("unknown_type")
        row.append(found["plain"] if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if found["end"] != delimiter:
            yield row
            row = []
    if row:
        yield row


def _usual_count(text: str, delimiter: str) -> int:
    """How many delimiters most lines have."""
    counts = Counter(
        line.count(delimiter) for line in text[:40_000].splitlines()[:60] if line
    )
    counts.pop(0, None)
    return counts.most_common(1)[0][0] if counts else 0


def _swallows(cell: str, delimiter: str, most: int) -> bool:
    """Whether a line within a cell looks like a row of the table."""
    if most < _FEWEST_DELIMITERS:
        return False
    return any(line.count(delimiter) >= most for line in cell.splitlines()[1:])
