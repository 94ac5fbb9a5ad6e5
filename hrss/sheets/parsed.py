"""What a sheet says, understood but not judged: the results of parsing."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from hrss.sheets.header_block import UnknownHeader
from hrss.sheets.kinds import SheetKind
from hrss.sheets.mapping import OpenLayout


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows of a sheet were what; the kinds add up to `read`."""

    read: int
    title: int
    header: int
    body: int
    blank: int
    total: int
    footer: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell of note: a fault of form, or a mark such as ``approximate``."""

    code: str
    row: int
    letter: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of sums as the sheet gives it; never added to the data.

    `prefecture` and `county` are the names that stand beside the label.
    """

    row: int
    label: str
    prefecture: str | None
    county: str | None
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSheet:
    """One table, its cells as values of the registry's columns.

    `rows`: one row per body row, index ``row`` (the sheet's row number), all key
    columns and the value columns of its kind in their dtypes, NA where nothing
    stands, and ``raw``: the texts of those cells whose value is not simply what
    stands there, or NA.
    `sections` are headings between the rows with their row numbers, such as a
    county's name; `titles` are the texts above the header;
    `unnamed_columns` letters of columns that hold something and have no header;
    `doubtful_units` columns that may be in another unit, which the titles name.
    """

    name: str
    kind: SheetKind
    header_rows: tuple[int, ...]
    letters: Mapping[str, str]
    unknown_headers: tuple[UnknownHeader, ...]
    missing_headers: tuple[str, ...]
    reporting_unit: str | None
    as_of_found: datetime.date | None
    rows: pd.DataFrame
    faults: tuple[Finding, ...]
    marks: tuple[Finding, ...]
    totals: tuple[TotalRow, ...]
    counts: RowCounts
    sections: tuple[tuple[int, str], ...] = ()
    titles: tuple[str, ...] = ()
    unnamed_columns: tuple[str, ...] = ()
    doubtful_units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class ParsedWorkbook:
    """All tables of a file.

    Sheets without a table are named in `without_table`, blank ones in `empty`,
    hidden ones in `hidden`: nothing is passed over in silence. `open_layouts` are
    the headers that a person may explain.
    """

    file_name: str
    sha256: str
    sheets: tuple[ParsedSheet, ...]
    without_table: tuple[str, ...]
    empty: tuple[str, ...]
    hidden: tuple[str, ...]
    open_layouts: tuple[OpenLayout, ...] = ()
