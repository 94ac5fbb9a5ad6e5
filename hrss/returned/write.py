"""The returned workbook: the clerk's own file where that can be, else its cells.

An .xlsx is opened in a process of its own, with limits, and keeps its looks; any
other format is written anew as .xlsx from its cells.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hrss.returned.marks import Marking
from hrss.returned.rewritten import rewrite
from hrss.sheets import Workbook

_CHILD = Path(__file__).with_name("child.py")
_PACKAGE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class ReturnLimits:
    """What marking the clerk's own file may cost before its cells are written anew."""

    memory_bytes: int = 2 * 2**30
    seconds: float = 40.0


_LIMITS = ReturnLimits()


def write_returned(
    workbook: Workbook,
    marking: Marking,
    *,
    content: bytes,
    limits: ReturnLimits = _LIMITS,
) -> bytes:
    """An .xlsx with the faulty cells coloured, commented and listed.

    What cannot be marked as it is, because it is no .xlsx, is damaged in a part that
    holds no cells, or is too large to be taken apart within `limits`, is written
    anew from its visible cells: values, merged cells and dates stay, looks do not.

    Parameters
    ----------
    workbook : the file as read.
    content : the bytes of the file.
    """
    if content.startswith(_PACKAGE):
        marked = _mark_own(content, marking, limits)
        if marked is not None:
            return marked
    return rewrite(workbook, marking)


def _mark_own(content: bytes, marking: Marking, limits: ReturnLimits) -> bytes | None:
    """The clerk's own file with our marks, or None when that cannot be."""
    order = {
        "length": len(content),
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": max(1, int(limits.seconds)),
        "marking": marking.as_plain(),
    }
    message = json.dumps(order).encode("ascii") + b"\n" + content
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=message,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0 or not done.stdout.startswith(_PACKAGE):
        return None
    return done.stdout
