"""Rows of values to the compact form that is sent: each value once, and its places.

Comes in: a `Sheet`, whatever format it came from. Goes out: its head, ready for
JSON, and the int32 codes of its cells, row by row from A1.
"""

import datetime
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hrss.opening.unreadable import UnreadableError

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""
Value = str | float | bool | datetime.date | datetime.datetime | None
Row = Sequence[Any]

UNCOMPUTED = "#公式无结果"
"""What stands for a formula whose result the file does not hold."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last ones that a sheet can have, counted from 1."""


class Marks:
    """What is known of a sheet beside its values; rows and columns from 0.

    `texts` are cells whose value the file library leaves blank: results of broken
    formulas, formulas without a result.
    """

    # Plain classes: `dataclasses` takes longer to load than a small file to read.
    __slots__ = ("hidden_columns", "hidden_rows", "is_filtered", "merged", "texts")

    def __init__(self) -> None:
        self.texts: dict[int, dict[int, str]] = {}
        self.merged: list[Range] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.is_filtered = False

    def put(self, row: int, column: int, text: str) -> None:
        """Note the text of a cell, if a sheet can have such a cell."""
        if 0 <= row < LAST_ROW and 0 <= column < LAST_COLUMN:
            self.texts.setdefault(row, {})[column] = text


class Sheet:
    """One sheet on its way; a whole number among the rows is that many blank rows.

    `left` columns stand blank before the first value of every row; no text of the
    marks may stand in them.
    """

    __slots__ = ("is_visible", "left", "marks", "name", "rows")

    def __init__(self, name: str, *, rows: Iterable[Row | int] = ()) -> None:
        self.name = name
        self.rows = rows
        self.left = 0
        self.is_visible = True
        self.marks = Marks()


class _Codes(dict[Any, int]):
    """Each distinct cell value with its number; 0 is the blank cell.

    A number is the same whether the library gives it as 1 or 1.0, for a sheet
    has only one kind of number. True is not 1: see `_code_row`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uniques: list[Any] = []

    def __missing__(self, value: Any) -> int:
        if value is None or (isinstance(value, str) and not value.strip()):
            self[value] = 0
            return 0
        self.uniques.append(_encode(value))
        self[value] = len(self.uniques)
        return len(self.uniques)


def _encode(value: Any) -> Any:
    """A cell value as JSON; a tuple marks a boolean's key in `_Codes`."""
    if isinstance(value, tuple):
        return value[1]
    if isinstance(value, float) and not math.isfinite(value):
        return "#NUM!"
    if isinstance(value, str):
        # Databases refuse it, and no person ever typed it.
        return value.replace("\0", "")
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (datetime.datetime, datetime.date)):
        return ["d", value.isoformat()]
    return ["o", str(value)]


def _code_row(row: Row, codes: _Codes) -> "array[int]":
    """The codes of a row's values; True and 1 hash alike, so they are told apart."""
    if bool in set(map(type, row)):
        row = [(bool, value) if isinstance(value, bool) else value for value in row]
    return array("i", list(map(codes.__getitem__, row)))


def encode_sheet(sheet: Sheet, *, limit: int) -> tuple[dict[str, Any], bytes]:
    """Head and codes of a sheet of at most `limit` cells.

    Blank rows at the end and blank columns on the right are left out; so is all of
    a hidden sheet.

    Raises
    ------
    UnreadableError
        ``too_many_cells``, before their memory is taken.
    """
    # As in cells: databases refuse it.
    name = sheet.name.replace("\0", "")
    head = {"name": name, "visible": sheet.is_visible, "height": 0, "width": 0}
    if not sheet.is_visible:
        return head, b""
    codes = _Codes()
    coded, width = _code_rows(sheet, codes, limit=limit)
    height = len(coded)
    size = width * array("i").itemsize
    matrix = b"".join([row.tobytes()[:size].ljust(size, b"\0") for row in coded])
    marks = sheet.marks
    head |= {
        "height": height,
        "width": width,
        "uniques": codes.uniques,
        "merged": _clip(marks.merged, height=height, width=width, limit=limit),
        "hidden_rows": sorted({row for row in marks.hidden_rows if row < height}),
        "hidden_columns": sorted(
            {each for each in marks.hidden_columns if each < width}
        ),
        "is_filtered": marks.is_filtered,
    }
    return head, matrix


def _code_rows(
    sheet: Sheet, codes: _Codes, *, limit: int
) -> "tuple[list[array[int]], int]":
    """Codes of the rows to the last that is filled, and their greatest width."""
    coded: list[array[int]] = []
    blank = array("i")
    margin = array("i", bytes(4 * sheet.left))
    number = pending = width = 0
    for row in _with_texts(sheet.rows, sheet.marks.texts, left=sheet.left):
        if isinstance(row, int):
            pending += row
            number += row
            continue
        number += 1
        new = _code_row(row, codes)
        used = -(-len(new.tobytes().rstrip(b"\0")) // new.itemsize)
        if not used:
            pending += 1
            continue
        width = max(width, sheet.left + used)
        if number > LAST_ROW or width > LAST_COLUMN or number * width > limit:
            raise UnreadableError(
                "too_many_cells", found=cell_name(number - 1, width - 1)
            )
        coded.extend([blank] * pending)
        coded.append(margin + new if margin else new)
        pending = 0
    return coded, width


def _with_texts(
    rows: Iterable[Row | int], texts: Mapping[int, dict[int, str]], *, left: int
) -> Iterable[Row | int]:
    """The rows with the texts set in their blank cells, and rows added for them."""
    if not texts:
        yield from rows
        return
    waiting = sorted(texts, reverse=True)
    number = 0
    for row in rows:
        if not isinstance(row, int):
            has_text = waiting and waiting[-1] == number
            yield _set_texts(row, texts[waiting.pop()], left=left) if has_text else row
            number += 1
            continue
        end = number + row
        while waiting and waiting[-1] < end:
            yield waiting[-1] - number
            number = waiting[-1] + 1
            yield _set_texts((), texts[waiting.pop()], left=left)
        yield end - number
        number = end
    while waiting:
        yield waiting[-1] - number
        number = waiting[-1] + 1
        yield _set_texts((), texts[waiting.pop()], left=left)


def _set_texts(row: Row, texts: Mapping[int, str], *, left: int) -> Row:
    values = list(row)
    for column, text in texts.items():
        position = column - left
        values.extend([None] * (position + 1 - len(values)))
        if values[position] is None or values[position] == "":
            values[position] = text
    return values


def _clip(
    ranges: Iterable[Range], *, height: int, width: int, limit: int
) -> list[Range]:
    """Merged ranges inside the used cells."""
    clipped = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in ranges
        if 0 <= top < height and 0 <= left < width and (bottom, right) > (top, left)
    ]
    clipped = [each for each in clipped if each[:2] != each[2:]]
    # Ranges of an honest sheet do not overlap; a hostile one's would be filled
    # over and over.
    if sum((b - t + 1) * (r - c + 1) for t, c, b, r in clipped) > limit:
        raise UnreadableError("too_many_cells", found=cell_name(height - 1, width - 1))
    return clipped


def cell_name(row: int, column: int) -> str:
    """Name of a cell as the sheet shows it, rows and columns counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
