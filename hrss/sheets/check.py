"""Parsed sheets to a checked submission: every fault at once, in sheet order.

Comes in: a `ParsedWorkbook`, the roster, the day it is for and the state so far.
Goes out: a `CheckedSubmission`. Writes nothing and asks nobody.
"""

import datetime

import pandas as pd

from hrss.sheets.check_completion import check_completion, has_completion
from hrss.sheets.check_offices import letter_order, match_offices
from hrss.sheets.check_totals import total_issues
from hrss.sheets.check_values import claim_issues, form_issues, value_issues
from hrss.sheets.checked import CheckedSubmission, SheetSummary, missing_everywhere
from hrss.sheets.columns import VALUE_COLUMNS, column
from hrss.sheets.fields import no_values
from hrss.sheets.issues import Issue, Severity, make_issue
from hrss.sheets.parsed import ParsedSheet, ParsedWorkbook
from hrss.sheets.table import build_table

_IDENTIFYING = ("township_name", "township_code", "office_name")
_NAMED_MISSING = 8


def check_workbook(
    parsed: ParsedWorkbook,
    *,
    roster: pd.DataFrame,
    as_of: datetime.date | None,
    previous: pd.DataFrame | None = None,
) -> CheckedSubmission:
    """Judge what a file says.

    Parameters
    ----------
    parsed : the file as understood.
    roster : one row per township, as `hrss.places.load_shipped_roster` gives it.
    as_of : the day the file describes; None takes the day found in the sheet,
        and neither is an error. A day that differs from the one found is a
        warning, and the given one holds.
    previous : the present state, indexed by ``township_code`` with
        ``is_complete`` (boolean, NA = not reported); None when there is none.

    Returns
    -------
    Rows without an error, and all issues: of the file first, then of each sheet
    by row and column.
    """
    found = max((s.as_of_found for s in parsed.sheets if s.as_of_found), default=None)
    as_of = as_of or found
    issues = [*_file_issues(parsed, as_of, found), *_header_issues(parsed)]
    usable = tuple(
        sheet for sheet in parsed.sheets if not _is_unusable(sheet) and len(sheet.rows)
    )
    rows, more = _check_rows(usable, parsed.file_name, roster, as_of, previous)
    issues += more
    ordered = _in_sheet_order(issues, parsed)
    prefectures = rows["prefecture_code"].dropna().unique().tolist()
    return CheckedSubmission(
        file_name=parsed.file_name,
        sha256=parsed.sha256,
        kind="office",
        sheets=tuple(_summarise(sheet) for sheet in parsed.sheets),
        as_of=as_of,
        as_of_found=found,
        reporting_unit=next(
            (each.reporting_unit for each in parsed.sheets if each.reporting_unit), None
        ),
        rows=rows,
        issues=ordered,
        prefecture_codes=tuple(sorted(map(str, prefectures))),
        sheets_without_table=parsed.without_table,
        hidden_sheets=parsed.hidden,
    )


def _check_rows(
    sheets: tuple[ParsedSheet, ...],
    file_name: str,
    roster: pd.DataFrame,
    as_of: datetime.date | None,
    previous: pd.DataFrame | None,
) -> tuple[pd.DataFrame, list[Issue]]:
    """Rows without an error and the issues of all rows."""
    if not sheets:
        return _no_rows(), []
    table = build_table(sheets)
    codes, issues = match_offices(table, roster, file_name)
    townships = codes["township_code"]
    issues += form_issues(sheets)
    issues += value_issues(table)
    issues += claim_issues(table, townships, roster)
    issues += total_issues(sheets)
    table, more = check_completion(table, townships, as_of=as_of, previous=previous)
    issues += more
    faulty = {
        (issue.sheet, issue.row) for issue in issues if issue.severity is Severity.ERROR
    }
    rows = table.rows.assign(
        prefecture_code=codes["prefecture_code"],
        township_code=townships,
        sheet=pd.array(
            [sheets[number].name for number in table.rows["sheet"]], "string"
        ),
        row=table.rows["row"].astype("Int64"),
    )[["prefecture_code", "township_code", "sheet", "row", *VALUE_COLUMNS, "raw"]]
    if faulty:
        places = zip(rows["sheet"], rows["row"], strict=True)
        rows = rows[[place not in faulty for place in places]].reset_index(drop=True)
    return rows, issues


def _no_rows() -> pd.DataFrame:
    texts = {
        name: pd.array([], dtype="string")
        for name in ("prefecture_code", "township_code", "sheet")
    }
    values = {name: no_values(column(name), 0) for name in VALUE_COLUMNS}
    return pd.DataFrame(
        {
            **texts,
            "row": pd.array([], dtype="Int64"),
            **values,
            "raw": pd.Series([], dtype="object"),
        }
    )


def _is_unusable(sheet: ParsedSheet) -> bool:
    return not (
        any(name in sheet.letters for name in _IDENTIFYING) and has_completion(sheet)
    )


def _file_issues(
    parsed: ParsedWorkbook,
    as_of: datetime.date | None,
    found: datetime.date | None,
) -> list[Issue]:
    issues: list[Issue] = []
    if not parsed.sheets:
        issues = [make_issue("no_table", sheet=name) for name in parsed.without_table]
        return issues or [make_issue("empty_workbook")]
    if as_of is None:
        issues.append(make_issue("no_as_of"))
    days = sorted({s.as_of_found for s in parsed.sheets if s.as_of_found})
    if len(days) > 1:
        issues.append(make_issue("as_of_conflict", detail="、".join(map(str, days))))
    if found is not None and as_of != found:
        issues.append(make_issue("as_of_differs", value=str(found), detail=str(as_of)))
    return issues


def _header_issues(parsed: ParsedWorkbook) -> list[Issue]:
    issues: list[Issue] = []
    for sheet in parsed.sheets:
        for unknown in sheet.unknown_headers:
            issues.append(
                make_issue(
                    "duplicate_header" if unknown.repeats else "unknown_header",
                    sheet=sheet.name,
                    row=unknown.row,
                    letter=unknown.letter,
                    field=unknown.repeats,
                    value=unknown.text,
                )
            )
        if not any(name in sheet.letters for name in _IDENTIFYING):
            issues.append(make_issue("missing_identification", sheet=sheet.name))
        if not has_completion(sheet):
            issues.append(make_issue("missing_completion", sheet=sheet.name))
        if not len(sheet.rows):
            issues.append(make_issue("no_body_row", sheet=sheet.name))
    missing = missing_everywhere(tuple(_summarise(sheet) for sheet in parsed.sheets))
    if missing:
        headers = [column(name).header for name in missing[:_NAMED_MISSING]]
        rest = f"等{len(missing)}列" if len(missing) > _NAMED_MISSING else ""
        issues.append(make_issue("missing_headers", detail="、".join(headers) + rest))
    return issues


def _in_sheet_order(issues: list[Issue], parsed: ParsedWorkbook) -> tuple[Issue, ...]:
    order = {sheet.name: number for number, sheet in enumerate(parsed.sheets)}
    letters: dict[str | None, int] = {}
    for issue in issues:
        if issue.column not in letters:
            letters[issue.column] = letter_order(issue.column)
    return tuple(
        sorted(
            issues,
            key=lambda each: (
                -1 if each.sheet is None else order.get(each.sheet, len(order)),
                each.row or 0,
                letters[each.column],
            ),
        )
    )


def _summarise(sheet: ParsedSheet) -> SheetSummary:
    counts = sheet.counts
    return SheetSummary(
        name=sheet.name,
        header_rows=sheet.header_rows,
        letters=sheet.letters,
        rows_read=counts.read,
        rows_title=counts.title,
        rows_header=counts.header,
        rows_body=counts.body,
        rows_blank=counts.blank,
        rows_total=counts.total,
        rows_footer=counts.footer,
        unknown_headers=tuple(each.text for each in sheet.unknown_headers),
        missing_headers=sheet.missing_headers,
    )
