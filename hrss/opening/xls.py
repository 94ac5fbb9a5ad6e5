"""What the file library does not say of an .xls or .et: BIFF records, read once more.

Records: MS-XLS 2.4; those of BIFF5 that are read here look the same. Cells whose
formula failed come as texts such as #REF!; hidden rows, columns and filters as marks.
"""

import struct
from collections.abc import Iterator

from hrss.opening.cells import Marks
from hrss.opening.ole import BOOK_NAMES, Container

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Codes of failed formulas, the same in every binary format."""

BOUNDSHEET = 0x85
_EOF, _BOF = 0x0A, 0x809
_FORMULA, _BOOLERR, _ROW, _COLINFO, _FILTERMODE = 0x06, 0x205, 0x208, 0x7D, 0x9B
_LOOKED_AT = frozenset((_FORMULA, _BOOLERR, _ROW, _COLINFO, _FILTERMODE))
_ERROR_RESULT = 2
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


def book_stream(content: bytes) -> bytes:
    """The records of a workbook, those of all its sheets one after the other."""
    container = Container(content)
    name = next(name for name in BOOK_NAMES if name in container.entries)
    return container.stream(name)


def read_marks(stream: bytes) -> list[Marks]:
    """Marks of each sheet, in the order of the workbook."""
    starts = [
        struct.unpack_from("<I", body)[0]
        for kind, body in records(stream, 0)
        if kind == BOUNDSHEET and len(body) >= 4
    ]
    return [_read_sheet(stream, start) for start in starts]


def records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of the records of one substream, those of charts in it included."""
    depth, end = 0, len(stream) - 4
    read = struct.Struct("<HH").unpack_from
    while position <= end:
        kind, size = read(stream, position)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[position + 4 : position + 4 + size]
        position += 4 + size


def _read_sheet(stream: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, body in records(stream, start):
        if kind in _LOOKED_AT:
            _mark(marks, kind, body)
    return marks


def _mark(marks: Marks, kind: int, body: bytes) -> None:
    if kind == _FILTERMODE:
        marks.is_filtered = True
    elif kind == _ROW and len(body) >= 14:
        if body[12] & _HIDDEN_ROW:
            marks.hidden_rows.append(int.from_bytes(body[:2], "little"))
    elif kind == _COLINFO and len(body) >= 9:
        if body[8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", body)
            marks.hidden_columns.extend(range(first, min(last, 255) + 1))
    elif kind == _BOOLERR and len(body) >= 8:
        if body[7]:
            _put_error(marks, body, body[6])
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT:
        _put_error(marks, body, body[8])


def _put_error(marks: Marks, body: bytes, code: int) -> None:
    row, column = struct.unpack_from("<HH", body)
    marks.put(row, column, ERRORS.get(code, "#VALUE!"))
