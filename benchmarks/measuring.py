"""Medians of jobs that take turns, and the lines they become.

Knows nothing of what is measured.
"""

import gc
import json
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal
from unicodedata import east_asian_width

Unit = Literal["s", "B"]
_STEPS = {"s": ((1.0, "s"), (1e-3, "ms")), "B": ((2**20, "MiB"), (2**10, "KiB"))}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    Parameters
    ----------
    measured, floor : in `unit`; a line without a floor is only reported.
    limit : largest ratio of measured to floor that meets the aim; None has no aim.
    """

    what: str
    measured: float
    floor: float | None = None
    floor_name: str = ""
    limit: float | None = None
    unit: Unit = "s"

    @property
    def ratio(self) -> float | None:
        """Measured over floor, or None without a floor."""
        return self.measured / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """Whether the aim is met, or nothing without an aim."""
        if self.ratio is None or self.limit is None:
            return ""
        return "met" if self.ratio <= self.limit else "NOT MET"

    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        floor = "" if self.floor is None else amount(self.floor, self.unit)
        return (
            self.what,
            amount(self.measured, self.unit),
            f"{floor}  {self.floor_name}".strip(),
            "" if self.ratio is None else f"{self.ratio:.2f}x",
            "" if self.limit is None else f"<= {self.limit:g}x",
            self.verdict,
        )


HEADINGS = ("what", "measured", "floor", "ratio", "aim", "")
_NUMBERS = (1, 3, 4)


def amount(value: float, unit: Unit) -> str:
    """A number with the unit that suits its size."""
    factor, word = next(
        (step for step in _STEPS[unit] if value >= step[0]), _STEPS[unit][-1]
    )
    scaled = value / factor
    return f"{scaled:.{2 if scaled < 100 else 0}f} {word}"


def take_turns(jobs: Mapping[str, Callable[[], object]], *, rounds: int) -> list[float]:
    """Median seconds of each job, after a warm-up of each.

    The jobs take turns, A B A B, so that whatever else the machine does falls on
    all of them alike.
    """
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            seconds[name].append(once(job))
    return [statistics.median(each) for each in seconds.values()]


def once(job: Callable[[], object]) -> float:
    """Seconds of a single run."""
    gc.collect()
    start = time.perf_counter()
    result = job()
    taken = time.perf_counter() - start
    # The result lives until here: freeing it is not the job's work.
    del result
    return taken


def dump_lines(lines: list[Line]) -> str:
    """Lines as JSON, for the process that prints them."""
    return json.dumps([asdict(line) for line in lines])


def load_lines(text: str) -> list[Line]:
    """Lines that another process dumped."""
    return [Line(**each) for each in json.loads(text)]


def write_table(lines: list[Line]) -> str:
    """Lines under their headings, in columns as wide as they need."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            _padded(cell, width, is_number=place in _NUMBERS)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _padded(cell: str, width: int, *, is_number: bool) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if is_number else cell + blank


def _width(text: str) -> int:
    """Columns of a terminal; a Chinese character takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
