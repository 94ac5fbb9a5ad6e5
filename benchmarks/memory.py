"""Peak memory of each line, every job in a fresh process of its own.

Run as ``python -m benchmarks.memory JOB FOLDER SCALE`` it does one job and prints
the peaks of itself and of its children. A process starts with the peak of the one
that starts it, so this module imports nothing large before it knows its job.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Line
from benchmarks.scale import SCALES, Materials

_UNIT = 1 if sys.platform == "darwin" else 1024
_CHILD = Path(__file__).resolve().parents[1] / "hrss" / "sheets" / "child.py"
_GENEROUS = {
    "unpacked_bytes": 2**40,
    "answer_bytes": 2**40,
    "sheets": 10**6,
    "cells": 10**9,
    "memory_bytes": 2**40,
    "cpu_seconds": 3600,
}


def lines(materials: Materials) -> list[Line]:
    """Ours beside the floor; of reading, the child process apart."""
    found = []
    for rows in materials.scale.rows:
        what = f"memory: read, parse and check {rows:,} rows"
        ours, raw = (_peak(f"{job} {rows}", materials) for job in ("read", "raw"))
        child = _peak(f"child {rows}", materials)
        slow = _peak(f"openpyxl {rows}", materials)
        found += [
            _line(what, ours, raw, "calamine alone"),
            _line(f"{what}, its child process", child, raw, "calamine alone"),
            _line(f"{what}, both", ours + child, slow, "pandas with openpyxl"),
        ]
    for what, job, floor_job, floor in (
        (f"store {materials.scale.rows[-1]:,} rows", "append", "insert", "INSERT"),
        ("snapshot, verified, progress", "progress", "select", "SELECT"),
        ("overview", "overview", "page", "page"),
    ):
        ours, bare = _peak(job, materials), _peak(floor_job, materials)
        found.append(_line(f"memory: {what}", ours, bare, f"bare {floor}"))
    return found


def _line(what: str, measured: int, floor: int, floor_name: str) -> Line:
    return Line(what, measured, floor, floor_name, unit="B")


def _peak(job: str, materials: Materials) -> int:
    """Bytes at the peak of a job; of its children alone when it has some."""
    scale = next(name for name, each in SCALES.items() if each == materials.scale)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", job, str(materials.folder), scale],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(done.stdout.split()[-1])


def _read(materials: Materials, rows: int) -> None:
    import pandas as pd

    from benchmarks.reading import read_and_check

    content = materials.workbook(rows).read_bytes()
    read_and_check(content, pd.read_pickle(materials.roster(rows)))


def _child(materials: Materials, rows: int) -> None:
    content = materials.workbook(rows).read_bytes()
    limits = json.dumps(_GENEROUS | {"length": len(content)})
    subprocess.run(
        [sys.executable, "-I", str(_CHILD)],
        input=limits.encode("ascii") + b"\n" + content,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _raw(materials: Materials, rows: int) -> None:
    from benchmarks.rivals import read_raw

    read_raw(materials.workbook(rows).read_bytes())


def _openpyxl(materials: Materials, rows: int) -> None:
    from benchmarks.rivals import read_with_openpyxl

    read_with_openpyxl(materials.workbook(rows).read_bytes())


def _append(materials: Materials, _: int) -> None:
    from benchmarks.storing import append_long, long_submission

    append_long(materials.folder, long_submission(materials), name="peak")()()


def _insert(materials: Materials, _: int) -> None:
    from benchmarks.storing import insert_bare, long_submission

    insert_bare(materials.folder, long_submission(materials), name="bare_peak")()()


def _progress(materials: Materials, _: int) -> None:
    from benchmarks.storing import snapshot_jobs

    snapshot_jobs(materials)["progress"]()


def _select(materials: Materials, _: int) -> None:
    from benchmarks.storing import snapshot_jobs

    snapshot_jobs(materials)["bare"]()


def _overview(materials: Materials, _: int) -> None:
    from benchmarks.pages import open_app

    open_app(materials).run()


def _page(materials: Materials, _: int) -> None:
    from benchmarks.pages import open_bare_page

    open_bare_page(materials.page("overview")).run()


JOBS: dict[str, Callable[[Materials, int], None]] = {
    "read": _read,
    "child": _child,
    "raw": _raw,
    "openpyxl": _openpyxl,
    "append": _append,
    "insert": _insert,
    "progress": _progress,
    "select": _select,
    "overview": _overview,
    "page": _page,
}


def main() -> None:
    """Do one job and print its peak."""
    job, folder, scale = sys.argv[1:]
    name, _, rows = job.partition(" ")
    JOBS[name](Materials(Path(folder), SCALES[scale]), int(rows or 0))
    who = resource.RUSAGE_CHILDREN if name == "child" else resource.RUSAGE_SELF
    print(resource.getrusage(who).ru_maxrss * _UNIT)


if __name__ == "__main__":
    main()
