"""Sheets of Excel 5 and 95 (BIFF5): text in a code page, formats in words.

Records: OpenOffice's "Microsoft Excel File Format", chapter 5. Broken formulas,
hidden rows and columns come from `xls`: their records are those of BIFF8.
"""

import datetime
import re
import struct
from collections.abc import Iterator

from hrss.opening.cells import LAST_COLUMN, Sheet, Value
from hrss.opening.xls import BOUNDSHEET, read_marks, records

_CODEPAGE, _DATEMODE, _FORMAT, _XF = 0x42, 0x22, 0x41E, 0xE0
_LABEL, _RSTRING, _STRING, _FORMULA = 0x204, 0xD6, 0x207, 0x06
_NUMBER, _RK, _MULRK, _BOOLERR = 0x203, 0x27E, 0xBD, 0x205
_BIFF5, _WORKSHEET = 0x500, 0
_ENCODINGS = {936: "gb18030", 950: "big5", 1200: "utf-16-le", 1252: "cp1252"}
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIRST = {0: datetime.datetime(1899, 12, 30), 1: datetime.datetime(1904, 1, 1)}
_LONGEST = 2_958_465
"""Days to the end of the year 9999."""


class _Book:
    """What holds for all sheets: code page, date system, which styles are dates."""

    def __init__(self, stream: bytes) -> None:
        self.sheets: list[tuple[int, bool, bytes]] = []
        self.encoding = "gb18030"
        self._first = _FIRST[0]
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        for kind, body in records(stream, 0):
            self._take(kind, body)

    def _take(self, kind: int, body: bytes) -> None:
        if kind == _CODEPAGE and len(body) >= 2:
            self.encoding = _ENCODINGS.get(_short(body, 0), "gb18030")
        elif kind == _DATEMODE and len(body) >= 2:
            self._first = _FIRST[_short(body, 0) & 1]
        elif kind == _FORMAT and len(body) >= 3:
            self._formats[_short(body, 0)] = self.text(body[3 : 3 + body[2]])
        elif kind == _XF and len(body) >= 4:
            self._styles.append(_short(body, 2))
        elif kind == BOUNDSHEET and len(body) >= 7:
            (start,) = struct.unpack_from("<I", body)
            is_visible = not body[4] & 3 and body[5] == _WORKSHEET
            self.sheets.append((start, is_visible, body[7 : 7 + body[6]]))

    def text(self, encoded: bytes) -> str:
        """Text of the code page; a byte that is none is shown as such."""
        return encoded.decode(self.encoding, "replace")

    def value(self, number: float, style: int) -> Value:
        """A number, or the day it stands for by its style."""
        if not self._is_date(style) or not 0 <= number <= _LONGEST:
            return number
        day = self._first + datetime.timedelta(days=number)
        return day.date() if day.time() == datetime.time() else day

    def _is_date(self, style: int) -> bool:
        known = self._styles[style] if style < len(self._styles) else 0
        if known in self._formats:
            words = _NOT_FORMAT.sub("", self._formats[known]).lower()
            return "y" in words or ("m" in words and "d" in words)
        return known in _BUILT_IN_DATES


def is_biff5(stream: bytes) -> bool:
    """Whether the workbook's first record says Excel 5 or 95."""
    return len(stream) >= 6 and _short(stream, 4) == _BIFF5


def read_sheets(stream: bytes) -> Iterator[Sheet]:
    """The sheets of the workbook."""
    book = _Book(stream)
    marks = read_marks(stream)
    for number, (start, is_visible, name) in enumerate(book.sheets):
        sheet = Sheet(book.text(name))
        sheet.is_visible = is_visible
        if number < len(marks):
            sheet.marks = marks[number]
        sheet.rows = list(_rows(_read_cells(stream, start, book)))
        yield sheet


def _rows(cells: dict[int, dict[int, Value]]) -> Iterator[list[Value] | int]:
    number = 0
    for row in sorted(cells):
        if row > number:
            yield row - number
        values: list[Value] = [None] * (max(cells[row]) + 1)
        for column, value in cells[row].items():
            values[column] = value
        yield values
        number = row + 1


def _read_cells(stream: bytes, start: int, book: _Book) -> dict[int, dict[int, Value]]:
    cells: dict[int, dict[int, Value]] = {}
    formula = (0, 0)
    for kind, body in records(stream, start):
        if kind == _STRING and len(body) >= 2:
            # What the last formula came to; how it is shared may stand between them.
            cells.setdefault(formula[0], {})[formula[1]] = book.text(body[2:])
            continue
        if len(body) < 6:
            continue
        row = _short(body, 0)
        if kind == _FORMULA:
            formula = (row, _short(body, 2))
        for column, value in _values(kind, body, book):
            if column < LAST_COLUMN:
                cells.setdefault(row, {})[column] = value
    return cells


def _values(kind: int, body: bytes, book: _Book) -> Iterator[tuple[int, Value]]:
    """Columns and values of a record."""
    column, style = _short(body, 2), _short(body, 4)
    if kind in (_LABEL, _RSTRING) and len(body) >= 8:
        yield column, book.text(body[8 : 8 + _short(body, 6)])
    elif kind == _NUMBER and len(body) >= 14:
        yield column, book.value(struct.unpack_from("<d", body, 6)[0], style)
    elif kind == _RK and len(body) >= 10:
        yield column, book.value(_packed_number(body, 6), style)
    elif kind == _MULRK:
        for at in range(4, len(body) - 7, 6):
            value = book.value(_packed_number(body, at + 2), _short(body, at))
            yield column + (at - 4) // 6, value
    elif kind == _BOOLERR and len(body) >= 8 and not body[7]:
        yield column, bool(body[6])
    elif kind == _FORMULA and len(body) >= 14:
        if body[12:14] != b"\xff\xff":
            yield column, book.value(struct.unpack_from("<d", body, 6)[0], style)
        elif body[6] == 1:
            yield column, bool(body[8])


def _packed_number(body: bytes, at: int) -> float:
    """An RK number: 30 bits of an integer or of a fraction, perhaps hundredths."""
    (packed,) = struct.unpack_from("<i", body, at)
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", struct.pack("<ii", 0, packed & ~3))
    return number / 100 if packed & 1 else number


def _short(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")
