"""What the file library does not say of an .xlsb: its binary records, read once more.

Records: MS-XLSB 2.4. Like `xls`, for the newer binary format.
"""

import struct
from collections.abc import Iterator

from hrss.opening.cells import LAST_COLUMN, Marks, cell_name
from hrss.opening.packages import Package
from hrss.opening.unreadable import UnreadableError
from hrss.opening.xls import ERRORS
from hrss.opening.xlsx import relations

_ROW, _CELL_ERROR, _FORMULA_ERROR = 0, 3, 11
_COLUMN, _SHEET, _FILTER, _MERGED = 60, 156, 161, 176
_VALUES = range(2, 12)
_HIDDEN_ROW = 0x10


def read_marks(package: Package, *, limit: int) -> list[Marks]:
    """Marks of each sheet, in the order of the workbook."""
    targets = relations(package, "xl/workbook.bin")
    parts = [
        targets.get(_text(body, 8), "")
        for kind, body in _records(package.read("xl/workbook.bin"))
        if kind == _SHEET
    ]
    return [_read_sheet(package.read(part), limit=limit) for part in parts]


def _text(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", body.ljust(at + 4, b"\0"), at)
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to `most` bytes of 7 bits, and the position after it."""
    value = 0
    for shift in range(most):
        byte = part[at + shift]
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return value, at + shift + 1
    return value, at + most


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(part)
    while at < end:
        try:
            # Kinds of two bytes keep the mark of the first in their number.
            kind = part[at]
            if kind >= 0x80:
                kind = (kind & 0x7F) | (part[at + 1] << 7)
                at += 1
            size, at = _number(part, at + 1, 4)
        except IndexError:
            return
        yield kind, part[at : at + size]
        at += size


def _read_sheet(part: bytes, *, limit: int) -> Marks:
    marks = Marks()
    row = width = 0
    for kind, body in _records(part):
        if kind == _ROW and len(body) >= 12:
            row = int.from_bytes(body[:4], "little")
            if body[11] & _HIDDEN_ROW:
                marks.hidden_rows.append(row)
        elif kind in _VALUES and len(body) >= 8:
            column = int.from_bytes(body[:4], "little")
            width = max(width, column + 1)
            if (row + 1) * width > limit:
                raise UnreadableError("too_many_cells", found=cell_name(row, column))
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and len(body) > 8:
                marks.put(row, column, ERRORS.get(body[8], "#VALUE!"))
        else:
            _mark(marks, kind, body)
    return marks


def _mark(marks: Marks, kind: int, body: bytes) -> None:
    if kind == _COLUMN and len(body) >= 18:
        first, last = struct.unpack_from("<II", body)
        if body[16] & 1:
            marks.hidden_columns.extend(range(first, min(last + 1, LAST_COLUMN)))
    elif kind == _MERGED and len(body) >= 16:
        top, bottom, left, right = struct.unpack_from("<IIII", body)
        marks.merged.append((top, left, bottom, right))
    elif kind == _FILTER:
        marks.is_filtered = True
