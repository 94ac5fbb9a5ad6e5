"""Bytes of a workbook to its grids, read in a child process with limits.

Comes in: the content of a file and its name. Goes out: a `Workbook`, or an
`UnreadableWorkbookError` that says in Chinese what to do. Knows nothing of
tables or columns; the content is opened in the child alone (`hrss.opening`).
"""

import datetime
import hashlib
import json
import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hrss.sheets.child_process import ChildTimeoutError, ask
from hrss.sheets.grid import CellValue, Grid, MergedRange, Workbook
from hrss.sheets.refusals import refusal


class UnreadableWorkbookError(ValueError):
    """A file that cannot be read; its text is a sentence for the clerk.

    `reason` is the code of the cause, for programs and tests.
    """

    def __init__(
        self, reason: str, file_name: str, *, limits: "ReadLimits", found: str = ""
    ) -> None:
        megabytes = limits.file_bytes // 2**20
        super().__init__(refusal(reason, file_name, found=found, limit=megabytes))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What reading one file may cost before it is given up."""

    file_bytes: int = 20 * 2**20
    unpacked_bytes: int = 512 * 2**20
    answer_bytes: int = 128 * 2**20
    sheets: int = 500
    cells: int = 20_000_000
    memory_bytes: int = 2 * 2**30
    cpu_seconds: int = 30
    wall_seconds: float = 60.0


_LIMITS = ReadLimits()


def read_workbook(
    content: bytes, *, file_name: str, limits: ReadLimits = _LIMITS
) -> Workbook:
    """The sheets of a workbook, whatever its format.

    The format is told by the content, not by the name: .xlsx, .xlsm, .xls, .xlsb,
    .ods, .et, the XML of Excel 2003, web pages with tables, .csv and .tsv. Hidden
    sheets come without cells; hidden and filtered rows come like all others.

    Raises
    ------
    UnreadableWorkbookError
        If the content is empty, too large, cut short, locked, no workbook, or
        costs more than `limits` to read.
    """
    if not content:
        raise UnreadableWorkbookError("empty", file_name, limits=limits)
    if len(content) > limits.file_bytes:
        raise UnreadableWorkbookError("too_large", file_name, limits=limits)
    head, codes = _ask_child(content, file_name=file_name, limits=limits)
    if "failure" in head:
        raise UnreadableWorkbookError(
            head["failure"], file_name, limits=limits, found=head["found"]
        )
    return Workbook(
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=build_grids(head["sheets"], codes, file_name=file_name),
    )


def build_grids(
    heads: list[dict[str, Any]], codes: memoryview, *, file_name: str
) -> tuple[Grid, ...]:
    """The grids of the child's answer; a sheet without a name has the file's."""
    grids, start = [], 0
    for head in heads:
        stop = start + 4 * head["height"] * head["width"]
        grids.append(_build_grid(head, codes[start:stop], file_name=file_name))
        start = stop
    return tuple(grids)


def _ask_child(
    content: bytes, *, file_name: str, limits: ReadLimits
) -> tuple[dict[str, Any], memoryview]:
    settings = json.dumps(asdict(limits) | {"length": len(content)})
    message = b"\n".join((settings.encode("ascii"), content))
    try:
        exit_code, said = ask(message, seconds=limits.wall_seconds)
    except ChildTimeoutError:
        raise UnreadableWorkbookError("timeout", file_name, limits=limits) from None
    if exit_code != 0 or len(said) < 8:
        reason = _reason_of_death(exit_code)
        raise UnreadableWorkbookError(reason, file_name, limits=limits)
    (length,) = struct.unpack_from("<Q", said)
    head: dict[str, Any] = json.loads(said[8 : 8 + length])
    return head, memoryview(said)[8 + length :]


def _reason_of_death(exit_code: int) -> str:
    """SIGABRT is Rust out of memory, SIGXCPU ends the time limit.

    SIGKILL comes from outside: the system had no memory left, or somebody did it.
    """
    reasons = {-6: "memory", -9: "killed", -15: "killed", -24: "timeout"}
    return reasons.get(exit_code, "died")


def _build_grid(sheet: dict[str, Any], codes: memoryview, *, file_name: str) -> Grid:
    matrix = np.frombuffer(codes, dtype=np.int32)
    return Grid(
        name=sheet["name"] or Path(file_name).stem,
        visible=sheet["visible"],
        uniques=(None, *map(_decode, sheet.get("uniques", ()))),
        codes=matrix.reshape(sheet["height"], sheet["width"]),
        merged=tuple(MergedRange(*each) for each in sheet.get("merged", ())),
        hidden_rows=tuple(sheet.get("hidden_rows", ())),
        hidden_columns=tuple(sheet.get("hidden_columns", ())),
        is_filtered=sheet.get("is_filtered", False),
    )


def _decode(value: Any) -> CellValue:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, text = value
    if kind == "d":
        parsed = datetime.datetime.fromisoformat(text)
        return parsed.date() if len(text) == 10 else parsed
    return str(text)
