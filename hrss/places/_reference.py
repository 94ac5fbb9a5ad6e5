"""Reads the reference files under ``data/`` and ``static/``, and nothing else."""

import csv
from functools import cache
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = _REPOSITORY / "data"
BOUNDARIES = _REPOSITORY / "static" / "boundaries"


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Lines of ``data/<name>.csv`` as they stand, header as keys."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
