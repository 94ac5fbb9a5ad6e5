"""How large things are, and where they lie. Imports nothing large."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_FIRST_YEAR = 2011


@dataclass(frozen=True, slots=True)
class Scale:
    """How large things are.

    Parameters
    ----------
    rows : lengths of the workbooks, the longest last.
    offices, months : size of the store behind the pages; as many offices as the
        shipped roster has, or fewer.
    rounds : runs of each job beside its warm-up; the longest jobs take fewer.
    """

    rows: tuple[int, ...] = (1_600, 40_000)
    offices: int = 1_586
    months: int = 24
    rounds: int = 15


SCALES = {"full": Scale(), "tiny": Scale(rows=(20, 40), offices=90, months=2, rounds=1)}


@dataclass(frozen=True, slots=True)
class Materials:
    """Where everything lies."""

    folder: Path
    scale: Scale

    def workbook(self, rows: int) -> Path:
        """A workbook of that many offices."""
        return self.folder / f"{rows}.xlsx"

    def roster(self, rows: int) -> Path:
        """The pickled roster that the workbook of as many offices is about."""
        return self.folder / f"{rows}.roster"

    @property
    def store(self) -> Path:
        """The store with all months."""
        return self.folder / "months.sqlite"

    @property
    def store_url(self) -> str:
        """Address of the store with all months."""
        return f"sqlite:///{self.store}"

    def page(self, name: str) -> Path:
        """What the bare page shows in place of a page."""
        return self.folder / f"{name}.page"

    @property
    def last_day(self) -> date:
        """The newest day that the store describes."""
        return month_ends(self.scale.months)[-1]


def month_ends(months: int) -> list[date]:
    """The last days of as many months from January 2011 on."""
    firsts = (date(_FIRST_YEAR + n // 12, n % 12 + 1, 1) for n in range(1, months + 1))
    return [first - timedelta(days=1) for first in firsts]
