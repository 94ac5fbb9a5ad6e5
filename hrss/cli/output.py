"""What a command prints: tables that line up, JSON; everything as UTF-8."""

import json
import os
import re
import sys
import unicodedata
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path

import pandas as pd

from hrss.cli.failures import CommandError

JsonValue = str | int | float | bool | None

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
_LEFT = "<"
_RIGHT = ">"


def use_utf8() -> None:
    """Print Chinese whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "") -> None:
    """Print a line that belongs to the result."""
    print(harmless(text))


def warn(text: str) -> None:
    """Print a line that does not belong to the result."""
    print(harmless(text), file=sys.stderr, flush=True)


def harmless(text: str) -> str:
    """A text without what a terminal would obey: a sheet may hold it."""
    return _UNPRINTABLE.sub("", text)


def file_name(path: Path) -> str:
    """Name of a file in characters that can be kept and shown.

    On Linux a name is bytes: one that an old Windows wrote is in GB18030.
    """
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path.name).decode("gb18030", "replace")
    return path.name


def json_text(content: object) -> str:
    """JSON with the Chinese as it is."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def json_value(value: object) -> JsonValue:
    """A cell of a frame as JSON: NA is null, days and moments are ISO."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        is_day = value.tzinfo is None and value == value.normalize()
        return value.date().isoformat() if is_day else value.isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return None if value != value else value
    return json_value(value.item()) if hasattr(value, "item") else str(value)


def records(table: pd.DataFrame) -> list[dict[str, JsonValue]]:
    """Rows of a frame as JSON objects."""
    columns = [[json_value(value) for value in table[name]] for name in table]
    return [
        dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)
    ]


def aligned(headers: list[str], rows: list[list[str]], *, numeric: set[int]) -> str:
    """Lines whose columns stand under one another, Chinese being two wide.

    Parameters
    ----------
    numeric : positions of the columns that are flush right.
    """
    lines = [[" ".join(harmless(cell).split("\n")) for cell in line] for line in rows]
    lines = [headers, *lines]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            _padded(text, space, _RIGHT if position in numeric else _LEFT)
            for position, (text, space) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def write_file(path: Path, content: bytes) -> None:
    """Write the bytes to a file.

    Raises
    ------
    CommandError : it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"写不了“{path}”：{_reason(error)}") from None


def read_file(path: Path, *, limit_mb: float) -> bytes:
    """The bytes of a file.

    Raises
    ------
    CommandError : there is none, it is a folder, it is too large, or it cannot be
        read.
    """
    try:
        if path.stat().st_size > limit_mb * 2**20:
            raise CommandError(
                f"文件“{file_name(path)}”超过{limit_mb:g}MB，请拆分后再报送"
            )
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"读不了“{path}”：{_reason(error)}") from None


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件或文件夹"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，应为文件"
    if isinstance(error, NotADirectoryError):
        return "路径中有一段不是文件夹"
    if isinstance(error, PermissionError):
        return "没有权限"
    return error.strerror or "读写失败"


def _padded(text: str, space: int, side: str) -> str:
    gap = " " * (space - width(text))
    return gap + text if side == _RIGHT else text + gap
