"""Values against their range, against each other and against the roster."""

from functools import partial

import pandas as pd

from hrss.places import assign_regions, default_delta_codes
from hrss.sheets.check_dates import may_be_before
from hrss.sheets.columns import COLUMNS, FUNCTION_COLUMNS, Column, ColumnType, column
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.parsed import ParsedSheet
from hrss.sheets.table import Positions, Table, objects

_PARTS = (
    ("staff_purchased_count", "staff_count"),
    ("staff_established_count", "staff_count"),
    ("staff_hired_count", "staff_count"),
    ("new_staff_purchased_count", "new_staff_count"),
    ("priority_recruited_count", "openly_recruited_count"),
    ("training_passed_count", "trained_person_count"),
    ("station_complete_count", "station_due_count"),
    ("public_servant_count", "station_staff_count"),
    ("paid_public_servant_count", "public_servant_count"),
)
"""A part that cannot be larger than its whole."""


_CODES = {"approximate": "approximate_value", "plan": "plan_left_out"}
_MAY_BE_PLANNED = ("completion_date", "planned_completion_date")


def form_issues(sheets: tuple[ParsedSheet, ...]) -> list[Issue]:
    """The faults of form that parsing found, and what was read only in part.

    A plan under 建成时间 is the completion's to judge.
    """
    return [
        make_issue(
            _CODES.get(each.code, each.code),
            sheet=sheet.name,
            row=each.row,
            letter=each.letter,
            field=each.field,
            value=each.value,
        )
        for sheet in sheets
        for each in (*sheet.faults, *sheet.marks)
        if each.code != "year"
        and not (each.code == "plan" and each.field in _MAY_BE_PLANNED)
    ]


def value_issues(table: Table) -> list[Issue]:
    """Out of range, dates in the wrong order, parts larger than their whole."""
    issues: list[Issue] = []
    rows = table.rows
    for known in COLUMNS:
        if known.type not in (ColumnType.INTEGER, ColumnType.NUMBER):
            continue
        if table.has(known.name):
            low, high = known.minimum or 0.0, known.maximum or float("inf")
            inside = rows[known.name].between(low, high)
            issues += table.issues(
                "out_of_range",
                ~inside,
                known.name,
                detail=partial(_as_read, table, known),
            )
    if table.has("start_date") and table.has("completion_date"):
        late = rows["start_date"] > rows["completion_date"]
        same = may_be_before(table, "start_date", late, rows["completion_date"])
        issues += table.issues(
            "dates_out_of_order",
            late & ~same,
            "start_date",
            detail=lambda places: table.texts("completion_date", places),
        )
    for part, whole in _PARTS:
        if table.has(part) and table.has(whole):
            issues += table.issues(
                "part_exceeds_whole",
                rows[part] > rows[whole],
                part,
                detail=partial(_whole, table, whole),
            )
    return issues + _function_issues(table)


def _function_issues(table: Table) -> list[Issue]:
    """Number of functions against the eight columns, where all are answered."""
    if not all(table.has(name) for name in (*FUNCTION_COLUMNS, "function_count")):
        return []
    answered = table.rows[list(FUNCTION_COLUMNS)]
    ticked = answered.sum(axis=1).where(answered.notna().all(axis=1))
    return table.issues(
        "function_count_differs",
        ticked.astype("Int64") != table.rows["function_count"],
        "function_count",
        detail=lambda places: [f"{each:.0f}" for each in ticked.take(places)],
    )


def claim_issues(table: Table, codes: pd.Series, roster: pd.DataFrame) -> list[Issue]:
    """What a sheet says of Delta, central town and batch against the roster.

    Where the roster does not say whether a town is central, a claim neither
    differs nor settles it.
    """
    claims = table.fields(("is_delta", "is_central_town", "claimed_batch"))
    if not claims:
        return []
    if "batch" not in roster:
        roster = assign_regions(roster, delta_codes=default_delta_codes())
    own = roster.drop_duplicates("township_code").set_index("township_code")
    own = own.assign(claimed_batch=own["batch"].astype("string"))
    issues: list[Issue] = []
    for field in claims:
        known = codes.map(own[field]).astype(table.rows[field].dtype)
        issues += table.issues(
            "claim_differs",
            table.rows[field] != known,
            field,
            detail=partial(_words, known),
        )
    return issues


def _as_read(table: Table, known: Column, places: Positions) -> list[str | None]:
    """The amount in the column's unit where the cell has it in another."""
    amounts = [f"{each:.15g}" for each in table.picked(known.name, places)]
    return [
        None if text == amount else f"{amount}{known.unit or ''}"
        for text, amount in zip(table.texts(known.name, places), amounts, strict=True)
    ]


def _whole(table: Table, field: str, places: Positions) -> list[str | None]:
    header = column(field).header
    return [f"“{header}”{text}" for text in table.texts(field, places)]


def _words(known: pd.Series, places: Positions) -> list[str | None]:
    return [
        f"{each}年" if isinstance(each, str) else "是" if each else "否"
        for each in objects(known.take(places))
    ]
