"""Complete or not: one answer from status, yes or no, and date."""

import datetime

import pandas as pd

from hrss.sheets.check_dates import may_be_before
from hrss.sheets.columns import choice_label
from hrss.sheets.dates import is_not_yet, read_date
from hrss.sheets.issues import Issue
from hrss.sheets.parsed import ParsedSheet
from hrss.sheets.table import Positions, Table, objects


def check_completion(
    table: Table,
    codes: pd.Series,
    *,
    as_of: datetime.date | None,
    previous: pd.DataFrame | None,
) -> tuple[Table, list[Issue]]:
    """The table with completion reconciled, and what contradicts itself.

    是否建成 and 建设状态 complete each other; where a row has neither, a
    completion date that is not after the as-of date says it. A later date is a
    plan and moves to the planned date; of an office that is complete it is an error,
    unless the cell names only the month that the as-of date is in. An office that
    was complete before and is not said to be now is pointed out, whatever its cells
    say.
    """
    issues = _contradictions(table)
    said = table.rows["is_complete"].fillna(_said_by_status(table.rows))
    issues += _plans_in_marks(table)
    rows = table.rows.assign(is_complete=said)
    if as_of is not None:
        rows, found = _judge_dates(Table(table.sheets, rows), as_of)
        issues += found
    checked = Table(table.sheets, rows)
    complete = rows["is_complete"].fillna(False).astype(bool)
    if table.has("completion_date"):
        dated = rows["completion_date"].notna() | _has_raw_date(table)
        denied = complete & _says_not_yet(table)
        issues += checked.issues("complete_but_not_yet", denied, "completion_date")
        issues += checked.issues(
            "complete_without_date", complete & ~dated, "completion_date"
        )
    if previous is not None:
        issues += _regressions(checked, codes, previous, complete)
    return checked, issues


def _said_by_status(rows: pd.DataFrame) -> pd.Series:
    return rows["construction_status"].eq("complete").astype("boolean")


def _contradictions(table: Table) -> list[Issue]:
    if not (table.has("is_complete") and table.has("construction_status")):
        return []
    said = table.rows["is_complete"]
    by_status = _said_by_status(table.rows)
    status = table.rows["construction_status"]

    def answers(places: Positions) -> list[str | None]:
        words = zip(
            objects(said.take(places)), objects(status.take(places)), strict=True
        )
        return [
            f"{'是' if yes else '否'}、{choice_label('construction_status', word)}"
            for yes, word in words
        ]

    return table.issues(
        "status_contradicts", said != by_status, "construction_status", detail=answers
    )


def _plans_in_marks(table: Table) -> list[Issue]:
    """A plan written under 建成时间; parsing has moved it where there was room."""
    marked = {
        (number, mark.row)
        for number, sheet in enumerate(table.sheets)
        for mark in sheet.marks
        if mark.code == "plan" and mark.field == "completion_date"
    }
    if not marked:
        return []
    places = zip(table.rows["sheet"], table.rows["row"], strict=True)
    plans = pd.Series([place in marked for place in places], index=table.rows.index)
    written = _raw_dates(table).where(plans, "").map(_day)
    return _plan_issues(table, plans, pd.to_datetime(written))


def _plan_issues(table: Table, plans: pd.Series, written: pd.Series) -> list[Issue]:
    """Plans under 建成时间: read as planned, or left for the planned day given."""
    planned = table.rows["planned_completion_date"]
    kept = plans & planned.notna() & (planned != written)
    return [
        *table.issues("planned_date", plans & ~kept, "completion_date"),
        *table.issues(
            "planned_date_kept",
            kept,
            "completion_date",
            detail=lambda places: table.texts("planned_completion_date", places),
        ),
    ]


def _day(text: str) -> pd.Timestamp | None:
    day = read_date(text).value
    return None if day is None else pd.Timestamp(day)


def _raw_dates(table: Table) -> pd.Series:
    """What stands under 建成时间 where it is not simply the day."""
    return table.rows["raw"].map(
        lambda raw: raw.get("completion_date", "") if isinstance(raw, dict) else ""
    )


def _has_raw_date(table: Table) -> pd.Series:
    """Rows whose date was read as a fault or a plan: already an issue."""
    return _raw_dates(table).ne("")


def _says_not_yet(table: Table) -> pd.Series:
    """Rows with 未建成 or the like in the place of the date."""
    return _raw_dates(table).map(is_not_yet)


def _judge_dates(
    table: Table, as_of: datetime.date
) -> tuple[pd.DataFrame, list[Issue]]:
    rows, day = table.rows, pd.Timestamp(as_of)
    said, date = rows["is_complete"], rows["completion_date"]
    is_past = date.notna() & (date <= day)
    is_future = date.notna() & (date > day)
    complete = said.fillna(False).astype(bool)
    by_date, incomplete = said.isna() & is_past, said.notna() & ~complete
    plan = is_future & ~complete
    late = complete & is_future
    this_month = may_be_before(table, "completion_date", late, day)
    detail = f"{as_of:%Y-%m-%d}"
    issues = [
        *table.issues(
            "complete_after_as_of", late & ~this_month, "completion_date", detail=detail
        ),
        *table.issues(
            "complete_this_month", this_month, "completion_date", detail=detail
        ),
        *table.issues("incomplete_with_date", incomplete & is_past, "completion_date"),
        *_plan_issues(table, plan, date),
        *table.issues("complete_by_date", by_date, "completion_date"),
    ]
    planned = rows["planned_completion_date"]
    return (
        rows.assign(
            is_complete=said.mask(by_date, True),
            planned_completion_date=planned.mask(plan & planned.isna(), date),
            completion_date=date.mask(plan),
        ),
        issues,
    )


def _regressions(
    table: Table, codes: pd.Series, previous: pd.DataFrame, complete: pd.Series
) -> list[Issue]:
    before = codes.map(previous["is_complete"]).fillna(False).astype(bool)
    said = table.rows["is_complete"]
    field = "is_complete" if table.has("is_complete") else "construction_status"
    return table.issues(
        "no_longer_complete",
        before & ~complete,
        field,
        detail=lambda places: [
            "没有填" if each is None else "填为未建成"
            for each in objects(said.take(places))
        ],
    )


def has_completion(sheet: ParsedSheet) -> bool:
    """Whether a sheet has any of the columns that say complete or not."""
    return not {"is_complete", "construction_status", "completion_date"}.isdisjoint(
        sheet.letters
    )
