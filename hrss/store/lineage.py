"""One office, station or area: its reports, and the cell that each value came from.

Goes out: typed frames. A value's cell is the letter of its field in the sheet and
the row it stands in.
"""

from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, select

from hrss.sheets import VALUE_COLUMNS, SheetKind, value_columns
from hrss.store.clock import horizon
from hrss.store.engine import Store
from hrss.store.frames import DAY, MOMENT, VALUE_DTYPES, to_frame
from hrss.store.history import review_state
from hrss.store.reports import is_in_force
from hrss.store.tables import (
    REPORT_TABLES,
    area_report,
    office_report,
    review,
    station_report,
    submission,
    submission_sheet,
    withdrawal,
)

HISTORY_DTYPES = {
    "submission_id": "int64",
    "as_of": DAY,
    "received_at": MOMENT,
    "sender": "string",
    "file_name": "string",
    "file_sha256": "string",
    "sheet": "string",
    "row": "int64",
    "is_simulated": "bool",
    "is_withdrawn": "bool",
    "review_state": "string",
    **VALUE_DTYPES,
}
LINEAGE_DTYPES = {
    "field": "string",
    "value": "object",
    "raw": "string",
    "cell": "string",
    "sheet": "string",
    "file_name": "string",
    "file_sha256": "string",
    "submission_id": "int64",
    "as_of": DAY,
    "received_at": MOMENT,
    "sender": "string",
}


def fetch_office_history(store: Store, township_code: str) -> pd.DataFrame:
    """Every report of an office, the newest (by as-of, then by receipt) first.

    Withdrawn reports are among them, marked ``is_withdrawn``, and returned ones
    (``review_state``, a value of `hrss.accounts.ReviewState`). Value columns have the
    names of the registry.
    """
    later = review.alias()
    newest = select(func.max(later.c.id)).group_by(later.c.submission_id)
    counts = and_(review.c.submission_id == submission.c.id, review.c.id.in_(newest))
    query = (
        select(
            submission.c.id,
            submission.c.as_of,
            submission.c.received_at,
            submission.c.sender,
            submission.c.file_name,
            submission.c.file_sha256,
            office_report.c.sheet,
            office_report.c.row,
            submission.c.is_simulated,
            withdrawal.c.id.is_not(None),
            review_state(),
            *(office_report.c[name] for name in VALUE_COLUMNS),
        )
        .select_from(office_report)
        .join(submission, submission.c.id == office_report.c.submission_id)
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .outerjoin(review, counts)
        .where(*_is_office(township_code))
        .order_by(submission.c.as_of.desc(), submission.c.id.desc())
    )
    with store.read_engine.begin() as connection:
        return to_frame(connection.execute(query).all(), HISTORY_DTYPES)


def fetch_office_lineage(
    store: Store,
    township_code: str,
    submission_id: int | None = None,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """For every value of one report of an office, where it came from.

    Parameters
    ----------
    submission_id : the report; None means the one that counts for `as_of` (None:
        any day) as known at `known_at`.

    Returns
    -------
    One row per value column, in registry order: ``field``, ``value`` (None: not
    reported), ``raw`` (what stood in the cell where the value is not simply that),
    ``cell`` (such as E14, NA where the sheet has no such column), ``sheet``, the file
    and who sent it when. No row when there is no report.
    """
    query = _lineage_query(SheetKind.OFFICE).where(*_is_office(township_code))
    with store.read_engine.begin() as connection:
        if submission_id is not None:
            query = query.where(submission.c.id == submission_id)
        else:
            known = horizon(store, connection, known_at)
            query = query.where(is_in_force(submission.c.id, known))
        if as_of is not None:
            query = query.where(submission.c.as_of <= as_of)
        found = connection.execute(query.limit(1)).mappings().one_or_none()
    return _to_lineage(found, SheetKind.OFFICE)


def fetch_station_lineage(
    store: Store, township_code: str, submission_id: int, position: int
) -> pd.DataFrame:
    """For every value of one station in one submission, where it came from.

    Parameters
    ----------
    position : where it stands in the submission (`fetch_station_snapshot`).

    Returns
    -------
    As `fetch_office_lineage`; no row when there is no such station.
    """
    query = _lineage_query(SheetKind.STATION).where(
        station_report.c.prefecture_code == f"{township_code[:4]}00",
        station_report.c.township_code == township_code,
        station_report.c.submission_id == submission_id,
        station_report.c.position == position,
    )
    with store.read_engine.begin() as connection:
        found = connection.execute(query).mappings().one_or_none()
    return _to_lineage(found, SheetKind.STATION)


def fetch_area_lineage(
    store: Store, area_code: str, submission_id: int
) -> pd.DataFrame:
    """For every value of one report of a prefecture or county, where it came from.

    Returns
    -------
    As `fetch_office_lineage`; no row when there is no such report.
    """
    query = _lineage_query(SheetKind.AREA).where(
        area_report.c.prefecture_code == f"{area_code[:4]}00",
        area_report.c.area_code == area_code,
        area_report.c.submission_id == submission_id,
    )
    with store.read_engine.begin() as connection:
        found = connection.execute(query).mappings().one_or_none()
    return _to_lineage(found, SheetKind.AREA)


def _is_office(township_code: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    # A township's code starts with its prefecture's; the index does too.
    prefecture_code = f"{township_code[:4]}00"
    return (
        office_report.c.prefecture_code == prefecture_code,
        office_report.c.township_code == township_code,
    )


def _lineage_query(kind: SheetKind) -> Select[Any]:
    report = REPORT_TABLES[kind]
    in_sheet = and_(
        submission_sheet.c.submission_id == report.c.submission_id,
        submission_sheet.c.sheet == report.c.sheet,
    )
    return (
        select(
            report.c.raw,
            report.c.sheet,
            report.c.row,
            submission.c.file_name,
            submission.c.file_sha256,
            submission.c.id,
            submission.c.as_of,
            submission.c.received_at,
            submission.c.sender,
            submission_sheet.c.letters,
            *(report.c[name] for name in value_columns(kind)),
        )
        .select_from(report)
        .join(submission, submission.c.id == report.c.submission_id)
        .join(submission_sheet, in_sheet)
        .order_by(submission.c.as_of.desc(), submission.c.id.desc())
    )


def _to_lineage(report: RowMapping | None, kind: SheetKind) -> pd.DataFrame:
    rows = [] if report is None else _lineage(report, value_columns(kind))
    return to_frame(rows, LINEAGE_DTYPES)


def _lineage(report: RowMapping, fields: tuple[str, ...]) -> list[tuple[object, ...]]:
    source = (
        report["sheet"],
        report["file_name"],
        report["file_sha256"],
        report["id"],
        report["as_of"],
        report["received_at"],
        report["sender"],
    )
    raw = report["raw"] or {}
    letters = report["letters"]
    return [
        (
            field,
            report[field],
            raw.get(field),
            f"{letters[field]}{report['row']}" if field in letters else None,
            *source,
        )
        for field in fields
    ]
