"""Bytes of a workbook to its grids, read in a child process with limits.

Comes in: the content of a file and its name. Goes out: a `Workbook`, or an
`UnreadableWorkbookError` that says in Chinese what to do. Knows nothing of
tables or columns; the file library runs in `child.py`, never here.
"""

import datetime
import hashlib
import json
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hrss.sheets.grid import CellValue, Grid, MergedRange, Workbook

_CHILD = Path(__file__).with_name("child.py")
_SAVE_AS = "请用Excel或WPS打开，另存为.xlsx后重新上传"
_REASONS = {
    "empty": "是空文件，没有任何内容，请检查后重新上传",
    "too_large": "超过{file_megabytes}MB的上限，请删去图片和无关工作表，" + _SAVE_AS,
    "truncated": "不完整，可能没有传完，请重新上传；仍然不行时，" + _SAVE_AS,
    "damaged": "已损坏，读不出来；" + _SAVE_AS,
    "encrypted": "设有打开密码，请取消密码保存后重新上传",
    "picture": "是图片或PDF，不是表格，请上传原来的Excel或WPS表格",
    "archive": "是压缩包，请解压后上传其中的表格",
    "markup": "是网页或XML格式，不是真正的Excel表格，" + _SAVE_AS,
    "unknown_type": "不是能识别的表格，" + _SAVE_AS,
    "too_large_unpacked": "解开后内容过大，请只留下要上报的工作表，" + _SAVE_AS,
    "too_many_cells": "表格范围过大，请删去末尾的空行、空列和无关内容，" + _SAVE_AS,
    "memory": "内容过大，超出读取所用内存的上限，请只留下要上报的工作表，" + _SAVE_AS,
    "timeout": "读取超过时限，请只留下要上报的工作表，" + _SAVE_AS,
    "died": "读取时出错，文件可能已损坏或过大；" + _SAVE_AS,
}


class UnreadableWorkbookError(ValueError):
    """A file that cannot be read; its text is a sentence for the clerk.

    `reason` is the code of the cause, for programs and tests.
    """

    def __init__(self, reason: str, file_name: str, *, limits: "ReadLimits") -> None:
        megabytes = limits.file_bytes // 2**20
        sentence = _REASONS[reason].format(file_megabytes=megabytes)
        super().__init__(f"文件“{file_name}”{sentence}。")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What reading one file may cost before it is given up."""

    file_bytes: int = 20 * 2**20
    unpacked_bytes: int = 512 * 2**20
    cells: int = 20_000_000
    memory_bytes: int = 2 * 2**30
    cpu_seconds: int = 30
    wall_seconds: float = 60.0


_LIMITS = ReadLimits()


def read_workbook(
    content: bytes, *, file_name: str, limits: ReadLimits = _LIMITS
) -> Workbook:
    """The sheets of a workbook, whatever its format.

    The format is told by the content, not by the name: .xlsx, .xls, .xlsb,
    .ods, .et, .csv and .tsv. Hidden sheets come without cells.

    Raises
    ------
    UnreadableWorkbookError
        If the content is empty, too large, cut short, encrypted, no workbook,
        or costs more than `limits` to read.
    """
    if not content:
        raise UnreadableWorkbookError("empty", file_name, limits=limits)
    if len(content) > limits.file_bytes:
        raise UnreadableWorkbookError("too_large", file_name, limits=limits)
    head, codes = _ask_child(content, file_name=file_name, limits=limits)
    if "failure" in head:
        raise UnreadableWorkbookError(head["failure"], file_name, limits=limits)
    sheets, start = [], 0
    for sheet in head["sheets"]:
        stop = start + 4 * sheet["height"] * sheet["width"]
        sheets.append(_build_grid(sheet, codes[start:stop], file_name=file_name))
        start = stop
    return Workbook(
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=tuple(sheets),
    )


def _ask_child(
    content: bytes, *, file_name: str, limits: ReadLimits
) -> tuple[dict[str, Any], memoryview]:
    settings = json.dumps(
        {
            "unpacked_bytes": limits.unpacked_bytes,
            "cells": limits.cells,
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": limits.cpu_seconds,
        }
    )
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD), settings],
            input=content,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableWorkbookError("timeout", file_name, limits=limits) from None
    if child.returncode != 0 or len(child.stdout) < 8:
        reason = _reason_of_death(child.returncode)
        raise UnreadableWorkbookError(reason, file_name, limits=limits)
    (length,) = struct.unpack_from("<Q", child.stdout)
    head: dict[str, Any] = json.loads(child.stdout[8 : 8 + length])
    return head, memoryview(child.stdout)[8 + length :]


def _reason_of_death(returncode: int) -> str:
    """SIGABRT is Rust out of memory; SIGXCPU and SIGKILL end the time limit."""
    return {-6: "memory", -9: "timeout", -24: "timeout"}.get(returncode, "died")


def _build_grid(sheet: dict[str, Any], codes: memoryview, *, file_name: str) -> Grid:
    height, width = sheet["height"], sheet["width"]
    matrix = np.frombuffer(codes, dtype=np.int32).reshape(height, width)
    used = np.flatnonzero(matrix.any(axis=0))
    matrix = matrix[:, : used[-1] + 1 if used.size else 0]
    return Grid(
        name=sheet["name"] or Path(file_name).stem,
        visible=sheet["visible"],
        uniques=(None, *map(_decode, sheet.get("uniques", ()))),
        codes=matrix,
        merged=tuple(MergedRange(*each) for each in sheet.get("merged", ())),
    )


def _decode(value: Any) -> CellValue:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, text = value
    if kind == "d":
        parsed = datetime.datetime.fromisoformat(text)
        return parsed.date() if len(text) == 10 else parsed
    return str(text)
