"""Rows of submissions as they were sent, whether they count or not."""

from collections.abc import Collection

import pandas as pd
from sqlalchemy import select

from hrss.sheets import ROW_CODES, SheetKind, value_columns
from hrss.store.engine import Store
from hrss.store.frames import to_frame, value_dtypes
from hrss.store.tables import REPORT_TABLES


def fetch_sent_rows(
    store: Store, submission_ids: Collection[int], *, kind: SheetKind
) -> pd.DataFrame:
    """What submissions of a kind said, row by row; numbers of other kinds have none.

    Returns
    -------
    In order of submission and row: ``submission_id``, the codes of the kind
    (`hrss.sheets.ROW_CODES`) and its value columns.
    """
    report = REPORT_TABLES[kind]
    codes = ROW_CODES[kind]
    query = (
        select(
            report.c.submission_id,
            *(report.c[name] for name in (*codes, *value_columns(kind))),
        )
        .where(report.c.submission_id.in_(list(submission_ids)))
        .order_by(report.c.submission_id, report.c.sheet, report.c.row)
    )
    dtypes = {"submission_id": "int64", **dict.fromkeys(codes, "string")}
    with store.read_engine.begin() as connection:
        rows = connection.execute(query).all()
    return to_frame(rows, {**dtypes, **value_dtypes(kind)})
