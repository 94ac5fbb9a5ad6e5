"""Mutated files through what the child process runs, many in one process.

A case that takes the process with it (out of memory inside a library, say) is given
to the real reader, which must answer it with a sentence like any other.
"""

import json
import os
import resource
import subprocess
import sys
import time
from array import array
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from random import Random

from fuzz.corpus import files
from fuzz.mutations import mutate, seed_of
from hrss.opening.answer import answer
from hrss.sheets import (
    ReadLimits,
    UnreadableWorkbookError,
    Workbook,
    parse_workbook,
    read_workbook,
)
from hrss.sheets.reader import build_grids
from hrss.sheets.refusals import REFUSALS

LIMITS = ReadLimits(
    unpacked_bytes=2**26, cells=1_000_000, memory_bytes=2**30, cpu_seconds=20
)
_ROOT = Path(__file__).resolve().parents[1]


def case(number: int, corpus: dict[str, bytes]) -> tuple[str, bytes]:
    """Name and content of the mutated file of a number; always the same."""
    names = sorted(corpus)
    name = names[number % len(names)]
    return name, mutate(corpus[name], Random(seed_of(name, number)))


def judge(content: bytes, *, is_parsed: bool = False) -> str:
    """What came of a file: ``read`` or the reason; AssertionError if neither.

    With `is_parsed` what was read is parsed as well, which takes ten times as long.
    """
    head, codes = answer(content, asdict(LIMITS))
    json.dumps(head).encode("ascii")
    if "failure" in head:
        if head["failure"] not in REFUSALS:
            raise AssertionError(f"no sentence for {head['failure']}")
        return str(head["failure"])
    places = array("i", codes)
    start = 0
    for sheet in head["sheets"]:
        stop = start + sheet["height"] * sheet["width"]
        found = places[start:stop]
        if len(found) != stop - start or not sheet["width"] <= 16_384:
            raise AssertionError("the codes do not fill the sheet")
        if found and not 0 <= min(found) <= max(found) <= len(sheet["uniques"]):
            raise AssertionError("a code has no value")
        start = stop
    if start != len(places):
        raise AssertionError("codes are left over")
    if is_parsed:
        grids = build_grids(head["sheets"], memoryview(codes), file_name="表")
        parse_workbook(Workbook("表", "", grids))
    return "read"


def read_for_real(content: bytes, name: str) -> str:
    """What the reader makes of a file, in a process of its own."""
    try:
        read_workbook(content, file_name=name, limits=LIMITS)
    except UnreadableWorkbookError as error:
        return error.reason
    return "read"


def run(first: int, count: int, *, is_parsed: bool = False) -> Counter[str]:
    """Outcomes of the cases from `first` on, those that ended a process marked.

    Raises
    ------
    AssertionError
        If a case fails: its number is in the text.
    """
    outcomes: Counter[str] = Counter()
    corpus = files()
    number, end = first, first + count
    while number < end:
        done = _run_in_child(number, end, is_parsed=is_parsed)
        outcomes.update(done)
        number += len(done)
        if number < end:
            name, content = case(number, corpus)
            outcomes[f"{read_for_real(content, name)} (a process ended)"] += 1
            number += 1
    return outcomes


def _run_in_child(first: int, end: int, *, is_parsed: bool) -> list[str]:
    """Outcomes of the cases up to the last, or to one that ended the process."""
    child = subprocess.run(
        [sys.executable, "-m", "fuzz.files", str(first), str(end), str(is_parsed)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if child.returncode == 1:
        raise AssertionError(child.stderr[-4000:])
    return child.stdout.split()


def _work(first: int, end: int, *, is_parsed: bool) -> None:
    memory = LIMITS.memory_bytes * 2
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    corpus = files()
    for number in range(first, end):
        name, content = case(number, corpus)
        # A case that does not end is ended by the system, like the real child.
        allowed = int(time.process_time()) + LIMITS.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        try:
            outcome = judge(content, is_parsed=is_parsed)
        except BaseException as error:
            raise AssertionError(f"case {number}, {name}: {error!r}") from error
        os.write(1, f"{outcome}\n".encode("ascii"))


if __name__ == "__main__":
    _work(int(sys.argv[1]), int(sys.argv[2]), is_parsed=sys.argv[3] == "True")
