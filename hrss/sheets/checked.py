"""A checked submission: rows fit to be stored, and everything that is wrong."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hrss.sheets.issues import Issue, Severity, message
from hrss.sheets.judged import UnknownPlace
from hrss.sheets.kinds import ROW_CODES, SheetKind
from hrss.sheets.mapping import OpenLayout


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """What was understood of one sheet; the row counts add up to `rows_read`."""

    name: str
    header_rows: tuple[int, ...]
    letters: Mapping[str, str]
    rows_read: int
    rows_title: int
    rows_header: int
    rows_body: int
    rows_blank: int
    rows_total: int
    rows_footer: int
    unknown_headers: tuple[str, ...]
    missing_headers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CheckedSubmission:
    """The verdict on one file.

    `rows`: one row per office, station or area without an error, in sheet order:
    the codes of its kind (`ROW_CODES`), ``sheet``, ``row`` (Int64), every value
    column of its kind in its dtype (NA = not reported) and ``raw`` (dict of field
    to text, or NA). A row with an error is not among them; `has_errors` says that
    the file as a whole is not to be stored as it is.
    `as_of` is the day it is checked for, `as_of_found` what the sheet says.
    `unknown_places` are names that a person may confirm (`store.append_alias`),
    `open_layouts` headers that a person may explain (`store.append_mapping`).
    """

    file_name: str
    sha256: str
    kind: SheetKind
    sheets: tuple[SheetSummary, ...]
    as_of: datetime.date | None
    as_of_found: datetime.date | None
    reporting_unit: str | None
    rows: pd.DataFrame
    issues: tuple[Issue, ...]
    prefecture_codes: tuple[str, ...]
    sheets_without_table: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    unknown_places: tuple[UnknownPlace, ...] = ()
    open_layouts: tuple[OpenLayout, ...] = ()

    @property
    def rows_valid(self) -> int:
        """Number of body rows without an error."""
        return len(self.rows)

    @property
    def error_count(self) -> int:
        """Number of issues that block."""
        return sum(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def warning_count(self) -> int:
        """Number of issues that are stored with the rows."""
        return len(self.issues) - self.error_count

    @property
    def has_errors(self) -> bool:
        """Whether anything blocks."""
        return self.error_count > 0

    @property
    def rows_held_back(self) -> int:
        """Number of body rows with an error, which are not among `rows`."""
        return len(
            {
                (issue.sheet, issue.row)
                for issue in self.issues
                if issue.severity is Severity.ERROR and issue.row is not None
            }
        )

    @property
    def can_send_valid_rows(self) -> bool:
        """Whether the rows without an error may be sent without the others.

        Every error must be of a single row, and some rows must be left. A list of
        stations counts as a whole, so that it is sent whole or not at all.
        """
        if self.kind is SheetKind.STATION or self.rows.empty:
            return False
        return self.has_errors and all(
            issue.row is not None
            for issue in self.issues
            if issue.severity is Severity.ERROR
        )


_SUMS = ("read", "title", "header", "body", "blank", "total", "footer")


def to_json(checked: CheckedSubmission) -> dict[str, Any]:
    """The submission as ``check --json`` prints it.

    With several sheets the counts at the top are sums, names and header rows
    are the first sheet's, and ``sheets`` has each sheet's own.
    """
    summaries = [_sheet_json(sheet) for sheet in checked.sheets]
    first = summaries[0] if summaries else {"sheet": None, "header_rows": []}
    counts = {
        f"rows_{kind}": sum(summary[f"rows_{kind}"] for summary in summaries)
        for kind in _SUMS
    }
    unknown = [name for sheet in checked.sheets for name in sheet.unknown_headers]
    return {
        "file": checked.file_name,
        "sha256": checked.sha256,
        "sheet": first["sheet"],
        "kind": str(checked.kind),
        "header_rows": first["header_rows"],
        **counts,
        "rows_valid": checked.rows_valid,
        "rows_held_back": checked.rows_held_back,
        "offices": checked.rows[ROW_CODES[checked.kind][-1]].nunique(),
        "as_of": _iso(checked.as_of),
        "as_of_found": _iso(checked.as_of_found),
        "reporting_unit": checked.reporting_unit,
        "prefecture_codes": list(checked.prefecture_codes),
        "unknown_headers": list(dict.fromkeys(unknown)),
        "missing_headers": missing_everywhere(checked.sheets),
        "sheets": summaries,
        "sheets_without_table": list(checked.sheets_without_table),
        "hidden_sheets": list(checked.hidden_sheets),
        "error_count": checked.error_count,
        "warning_count": checked.warning_count,
        "issues": [_issue_json(issue) for issue in checked.issues],
    }


def missing_everywhere(sheets: tuple[SheetSummary, ...]) -> list[str]:
    """Value columns that no sheet of the file has, in the registry's order."""
    if not sheets:
        return []
    others = [set(sheet.missing_headers) for sheet in sheets]
    return [
        name for name in sheets[0].missing_headers if all(name in o for o in others)
    ]


def _sheet_json(sheet: SheetSummary) -> dict[str, Any]:
    return {
        "sheet": sheet.name,
        "header_rows": list(sheet.header_rows),
        "letters": dict(sheet.letters),
        **{f"rows_{kind}": getattr(sheet, f"rows_{kind}") for kind in _SUMS},
        "unknown_headers": list(sheet.unknown_headers),
        "missing_headers": list(sheet.missing_headers),
    }


def _issue_json(issue: Issue) -> dict[str, Any]:
    return {
        "severity": str(issue.severity),
        "code": issue.code,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "field": issue.field,
        "value": issue.value,
        "detail": issue.detail,
        "message": message(issue),
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
