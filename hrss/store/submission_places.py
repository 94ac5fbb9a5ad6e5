"""Which places a submission speaks of: what rights are held against."""

from sqlalchemy import select

from hrss.sheets import ROW_CODES, SheetKind
from hrss.store.engine import Store, reading
from hrss.store.tables import REPORT_TABLES, submission
from hrss.store.withdrawals import UnknownSubmissionError


def fetch_submission_codes(
    store: Store, submission_id: int
) -> tuple[SheetKind, set[tuple[str, str]]]:
    """Kind of a submission, and the prefecture and place code of each of its rows.

    Raises
    ------
    UnknownSubmissionError : no submission has this number.
    """
    # Rights rest on it: not from a replica, which may be behind.
    with reading(store.engine).begin() as connection:
        query = select(submission.c.kind).where(submission.c.id == submission_id)
        found = connection.execute(query).scalar_one_or_none()
        if found is None:
            message = f"no submission has the number {submission_id}"
            raise UnknownSubmissionError(message)
        kind = SheetKind(found)
        reports = REPORT_TABLES[kind]
        codes = select(*(reports.c[name] for name in ROW_CODES[kind])).distinct()
        rows = connection.execute(codes.where(reports.c.submission_id == submission_id))
        return kind, {(row[0], row[1]) for row in rows}
