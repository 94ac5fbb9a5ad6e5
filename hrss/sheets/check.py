"""Parsed sheets to a checked submission: every fault at once, in sheet order.

Comes in: a `ParsedWorkbook`, the roster, the day it is for and the state so far.
Goes out: a `CheckedSubmission`. Writes nothing and asks nobody.
"""

import datetime

import numpy as np
import pandas as pd

from hrss.sheets.check_areas import judge_areas
from hrss.sheets.check_dates import future_issues
from hrss.sheets.check_headers import header_issues, is_unusable, summarise
from hrss.sheets.check_offices import judge_offices
from hrss.sheets.check_stations import judge_stations
from hrss.sheets.check_totals import total_issues
from hrss.sheets.check_values import form_issues, value_issues
from hrss.sheets.checked import CheckedSubmission
from hrss.sheets.columns import column
from hrss.sheets.county_sums import set_sums_apart
from hrss.sheets.fields import no_values
from hrss.sheets.issues import Issue, Severity, make_issue
from hrss.sheets.judged import Case, UnknownPlace
from hrss.sheets.kinds import KIND_LABELS, ROW_CODES, SheetKind
from hrss.sheets.parsed import ParsedSheet, ParsedWorkbook
from hrss.sheets.registry import value_columns
from hrss.sheets.table import build_table
from hrss.sheets.township_hints import take_townships

_NAMED_HEADERS = 8
_JUDGES = {
    SheetKind.OFFICE: judge_offices,
    SheetKind.STATION: judge_stations,
    SheetKind.AREA: judge_areas,
}


def check_workbook(
    parsed: ParsedWorkbook,
    *,
    roster: pd.DataFrame,
    as_of: datetime.date | None,
    previous: pd.DataFrame | None = None,
    aliases: pd.DataFrame | None = None,
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
        Asked for sheets of offices only.
    aliases : names that were confirmed before (`places.match_townships`).

    Returns
    -------
    Rows without an error, and all issues: of the file first, then of each sheet
    by row and column.
    """
    found = max((s.as_of_found for s in parsed.sheets if s.as_of_found), default=None)
    as_of = as_of or found
    kind = kind_of(parsed)
    own = tuple(sheet for sheet in parsed.sheets if sheet.kind is kind)
    own, sums = set_sums_apart(own, roster)
    own, taken = take_townships(own, roster, parsed.file_name)
    issues = [
        *sums,
        *taken,
        *_file_issues(parsed, as_of, found),
        *_other_kinds(parsed, kind),
        *header_issues(own),
    ]
    usable = tuple(sheet for sheet in own if not is_unusable(sheet) and len(sheet.rows))
    case = Case(roster, parsed.file_name, as_of, previous, aliases)
    rows, more, unknown = _check_rows(kind, usable, case)
    prefectures = rows["prefecture_code"].dropna().unique().tolist()
    return CheckedSubmission(
        file_name=parsed.file_name,
        sha256=parsed.sha256,
        kind=kind,
        sheets=tuple(summarise(sheet) for sheet in _in_place(parsed.sheets, own)),
        as_of=as_of,
        as_of_found=found,
        reporting_unit=next(
            (each.reporting_unit for each in parsed.sheets if each.reporting_unit), None
        ),
        rows=rows,
        issues=_in_sheet_order([*issues, *more], parsed),
        prefecture_codes=tuple(sorted(map(str, prefectures))),
        sheets_without_table=parsed.without_table,
        hidden_sheets=parsed.hidden,
        unknown_places=unknown,
        open_layouts=parsed.open_layouts,
    )


def _in_place(
    sheets: tuple[ParsedSheet, ...], judged: tuple[ParsedSheet, ...]
) -> list[ParsedSheet]:
    """All sheets of a file, those of the judged kind as they were judged."""
    named = {sheet.name: sheet for sheet in judged}
    return [named.get(sheet.name, sheet) for sheet in sheets]


def kind_of(parsed: ParsedWorkbook) -> SheetKind:
    """The kind of most rows of a file; the office's where there is none."""
    rows = dict.fromkeys(SheetKind, 0)
    for sheet in parsed.sheets:
        rows[sheet.kind] += 1 + len(sheet.rows)
    return max(rows, key=lambda kind: rows[kind])


def _other_kinds(parsed: ParsedWorkbook, kind: SheetKind) -> list[Issue]:
    return [
        make_issue(
            "other_kind",
            sheet=sheet.name,
            value=KIND_LABELS[sheet.kind],
            detail=KIND_LABELS[kind],
        )
        for sheet in parsed.sheets
        if sheet.kind is not kind
    ]


def _check_rows(
    kind: SheetKind, sheets: tuple[ParsedSheet, ...], case: Case
) -> tuple[pd.DataFrame, list[Issue], tuple[UnknownPlace, ...]]:
    """Rows without an error, the issues of all rows, and names nobody knows."""
    if not sheets:
        return _no_rows(kind), [], ()
    table = build_table(sheets)
    judged = _JUDGES[kind](table, case)
    issues = [
        *form_issues(sheets),
        *value_issues(table),
        *future_issues(table, case.as_of),
        *total_issues(sheets),
        *judged.issues,
    ]
    faulty = {
        (issue.sheet, issue.row) for issue in issues if issue.severity is Severity.ERROR
    }
    codes, values = ROW_CODES[kind], value_columns(kind)
    rows = judged.table.rows.assign(
        **{name: judged.codes[name] for name in codes},
        sheet=pd.array(
            [sheets[number].name for number in judged.table.rows["sheet"]], "string"
        ),
        row=judged.table.rows["row"].astype("Int64"),
    )[[*codes, "sheet", "row", *values, "raw"]]
    fit = rows[list(codes)].notna().all(axis="columns")
    if faulty:
        places = zip(rows["sheet"], rows["row"], strict=True)
        fit &= np.array([place not in faulty for place in places], dtype=np.bool_)
    return rows[fit].reset_index(drop=True), issues, judged.unknown


def _no_rows(kind: SheetKind) -> pd.DataFrame:
    texts = {name: pd.array([], dtype="string") for name in (*ROW_CODES[kind], "sheet")}
    values = {name: no_values(column(name), 0) for name in value_columns(kind)}
    return pd.DataFrame(
        {
            **texts,
            "row": pd.array([], dtype="Int64"),
            **values,
            "raw": pd.Series([], dtype="object"),
        }
    )


def _file_issues(
    parsed: ParsedWorkbook,
    as_of: datetime.date | None,
    found: datetime.date | None,
) -> list[Issue]:
    issues: list[Issue] = []
    if not parsed.sheets:
        issues = [
            make_issue("no_table", sheet=name, detail=_strange_headers(parsed, name))
            for name in parsed.without_table
        ]
        return issues or [make_issue("empty_workbook")]
    if as_of is None:
        issues.append(make_issue("no_as_of"))
    days = sorted({s.as_of_found for s in parsed.sheets if s.as_of_found})
    if len(days) > 1:
        issues.append(make_issue("as_of_conflict", detail="、".join(map(str, days))))
    if found is not None and as_of != found:
        issues.append(make_issue("as_of_differs", value=str(found), detail=str(as_of)))
    return issues


def _strange_headers(parsed: ParsedWorkbook, sheet: str) -> str | None:
    """What stands where the header would be, for the clerk to compare."""
    texts = [
        header.text
        for layout in parsed.open_layouts
        if layout.sheet == sheet
        for header in layout.headers
    ]
    rest = f"等{len(texts)}列" if len(texts) > _NAMED_HEADERS else ""
    return "、".join(f"“{text}”" for text in texts[:_NAMED_HEADERS]) + rest or None


def _in_sheet_order(issues: list[Issue], parsed: ParsedWorkbook) -> tuple[Issue, ...]:
    order = {sheet.name: number for number, sheet in enumerate(parsed.sheets)}
    return tuple(
        sorted(
            issues,
            key=lambda each: (
                -1 if each.sheet is None else order.get(each.sheet, len(order)),
                each.row or 0,
                # As columns stand: Z before AA, an issue of the whole row first.
                len(each.column or ""),
                each.column or "",
            ),
        )
    )
