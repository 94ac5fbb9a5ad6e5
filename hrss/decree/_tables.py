"""Reads the decree's tables under ``data/``; the only file access of this room."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Lines of ``data/<name>.csv`` as they stand, header as keys."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
