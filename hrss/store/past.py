"""What the reports said day by day: the history behind a series, in one query.

Goes out: a typed frame of the reports in force, with no more columns than are asked
for.
"""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, select

from hrss.store.clock import horizon
from hrss.store.engine import Store
from hrss.store.frames import DAY, VALUE_DTYPES, to_frame
from hrss.store.reports import is_in_force
from hrss.store.tables import office_report, submission_sheet


def fetch_reports(
    store: Store,
    *,
    as_of: date,
    fields: Sequence[str],
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """Every report in force up to a day, the last received of an office and day.

    The report that counts for an office on a day is its newest one up to then, as a
    whole (`fetch_snapshot`); here are all of them.

    Parameters
    ----------
    as_of : reports that describe a later day are left out.
    fields : value columns to bring along.
    known_at : submissions received later are left out; None means all.

    Returns
    -------
    One row per office and day reported on, in order of the day: ``township_code``,
    ``report_as_of`` (datetime64[s]), ``sheet_fields`` (the fields the sheet had
    columns for, joined by spaces), and `fields`.
    """
    with store.read_engine.begin() as connection:
        query = (
            select(
                office_report.c.submission_id,
                office_report.c.sheet,
                office_report.c.township_code,
                office_report.c.as_of,
                *(office_report.c[name] for name in fields),
            )
            .where(
                office_report.c.as_of <= as_of,
                is_in_force(
                    office_report.c.submission_id, horizon(store, connection, known_at)
                ),
            )
            .order_by(
                office_report.c.as_of,
                office_report.c.submission_id,
                office_report.c.township_code,
            )
        )
        rows = connection.execute(query).all()
        layouts = _layouts(connection)
    dtypes = {"township_code": "string", "report_as_of": DAY}
    reports = to_frame(
        [row[2:] for row in rows],
        dtypes | {name: VALUE_DTYPES[name] for name in fields},
    )
    asked = [layouts.get((row[0], row[1]), "") for row in rows]
    reports.insert(2, "sheet_fields", pd.Series(asked, dtype="string"))
    return reports.drop_duplicates(["township_code", "report_as_of"], keep="last")


def _layouts(connection: Connection) -> dict[tuple[int, str], str]:
    """Fields that each sheet of each submission had columns for."""
    query = select(
        submission_sheet.c.submission_id,
        submission_sheet.c.sheet,
        submission_sheet.c.letters,
    )
    return {
        (number, sheet): " ".join(letters)
        for number, sheet, letters in connection.execute(query)
    }
