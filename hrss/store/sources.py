"""Where the rows of a snapshot came from: receipt, sheet, and what it could say."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from hrss.store.frames import DAY, MOMENT, Values, to_arrays
from hrss.store.tables import submission, submission_sheet

SHEET_DTYPES = {"submission_id": "Int64", "sheet": "string", "row": "Int64"}
SOURCE_DTYPES = {
    "report_as_of": DAY,
    "received_at": MOMENT,
    "sheet_fields": "string",
    "is_simulated": "boolean",
}


def rows_to_keys(rows: Sequence[Row[Any]], start: int) -> list[tuple[Any, Any]]:
    """Submission and sheet of each row, which stand from `start` on."""
    return [(row[start], row[start + 1]) for row in rows]


def fetch_sources(
    connection: Connection, keys: Sequence[tuple[Any, Any]]
) -> dict[str, Values]:
    """For each pair of submission and sheet when it came and which columns it had."""
    numbers = sorted({number for number, _ in keys if number is not None})
    query = (
        select(
            submission_sheet.c.submission_id,
            submission_sheet.c.sheet,
            submission.c.as_of,
            submission.c.received_at,
            submission_sheet.c.letters,
            submission.c.is_simulated,
        )
        .join(submission, submission.c.id == submission_sheet.c.submission_id)
        .where(submission_sheet.c.submission_id.in_(numbers))
    )
    found = {
        (number, sheet): (as_of, received_at, " ".join(letters), is_simulated)
        for number, sheet, as_of, received_at, letters, is_simulated in (
            connection.execute(query)
        )
    }
    blank = (None,) * len(SOURCE_DTYPES)
    return to_arrays([found.get(key, blank) for key in keys], SOURCE_DTYPES)
