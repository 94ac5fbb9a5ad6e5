"""What judging the rows of one kind of sheet needs, and what it gives."""

import datetime
from dataclasses import dataclass

import pandas as pd

from hrss.sheets.issues import Issue
from hrss.sheets.table import Table


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What the rows are judged by besides themselves.

    `previous` is the present state, `aliases` the confirmed names, or None
    (`hrss.sheets.check_workbook`).
    """

    roster: pd.DataFrame
    file_name: str
    as_of: datetime.date | None
    previous: pd.DataFrame | None
    aliases: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A township as a sheet writes it that is none of the roster's, to be confirmed.

    `county` is what the sheet says beside it, or "".
    """

    prefecture_code: str
    county: str
    written: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The rows as they are to be stored, the codes of each, and what is wrong.

    `codes` has the index of the table's rows and the columns of `ROW_CODES`;
    a row without a code is not stored. `unknown` are the names that a person may
    confirm.
    """

    table: Table
    codes: pd.DataFrame
    issues: list[Issue]
    unknown: tuple[UnknownPlace, ...] = ()
