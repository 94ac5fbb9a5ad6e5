"""Digests of what was written down: whoever changes it afterwards is found out.

They are no seal: who can write to the database and knows this module can take another
digest. They find the damaged disk, the half-restored table and the correcting hand.
What is blank is left out, so that a column that a later version adds changes no digest.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from hrss.sheets import ROW_CODES, SheetKind, value_columns
from hrss.store.tables import (
    REPORT_TABLES,
    edition_document,
    submission_issue,
    submission_sheet,
)

Columns = Mapping[str, Sequence[object]]
Entry = Mapping[str, Any]

REPORT_COLUMNS = ("sheet", "row", "raw")
_SUBMISSION = (
    *("id", "kind", "as_of", "received_at", "sender", "file_sha256", "file_name"),
    *("reporting_unit", "prefecture_codes", "rows_valid", "warning_count"),
    *("rows_held_back", "is_simulated", "roster_id", "needs_review"),
    *("sender_account_id", "sender_role"),
)
_EDITION = (
    *("id", "area_code", "number", "as_of", "known_at", "published_at"),
    *("published_by", "prepared_on", "settings", "digest", "is_simulated"),
)
_SHEET = (
    *("position", "sheet", "header_rows", "letters", "rows_read", "rows_title"),
    *("rows_header", "rows_body", "rows_blank", "rows_total", "rows_footer"),
)
_ISSUE = (
    *("seq", "code", "severity", "sheet", "row", "column", "field", "value", "detail"),
)


def report_names(kind: SheetKind) -> list[str]:
    """Columns of a report that its sheet brought, in the order of the table."""
    own = ["position"] if kind is SheetKind.STATION else []
    return [*ROW_CODES[kind], *own, *REPORT_COLUMNS, *value_columns(kind)]


def rows_digest(kind: SheetKind, columns: Columns, sheets: Iterable[Entry]) -> str:
    """Of what the rows of a submission say, and of what was read from which column.

    The same for two readings of a file that found the same in it.
    """
    found = hashlib.sha256()
    letters = [[each["position"], each["sheet"], each["letters"]] for each in sheets]
    found.update(_text(sorted(letters, key=lambda each: each[0])))
    order = _order(kind, columns)
    for name in sorted(columns):
        values = _with_texts_for_days(columns[name])
        if values:
            ordered = values if order is None else [values[at] for at in order]
            found.update(_text([name, ordered]))
    return found.hexdigest()


def entry_digest(
    entry: Entry, rows: str, sheets: Iterable[Entry], issues: Iterable[Entry]
) -> str:
    """Of a submission: its own columns, its rows' digest, its sheets and issues."""
    said = [
        _said(entry, _SUBMISSION),
        rows,
        [_said(each, _SHEET) for each in sheets],
        [_said(each, _ISSUE) for each in issues],
    ]
    return hashlib.sha256(_text(said)).hexdigest()


def edition_digest(entry: Entry, documents: Iterable[tuple[str, str, str]]) -> str:
    """Of an edition: its own columns, and form, name and sha256 of its documents."""
    said = [_said(entry, _EDITION), sorted(map(list, documents))]
    return hashlib.sha256(_text(said)).hexdigest()


def units_digest(columns: Columns) -> str:
    """Of the townships of a roster, whatever their order."""
    names = sorted(columns)
    units = sorted(
        zip(*(columns[name] for name in names), strict=True),
        key=lambda unit: [str(value) for value in unit],
    )
    return hashlib.sha256(_text([names, units])).hexdigest()


def stored_rows_digest(connection: Connection, kind: SheetKind, number: int) -> str:
    """`rows_digest` of a submission as it is in the store now."""
    names, table = report_names(kind), REPORT_TABLES[kind]
    query = select(*(table.c[name] for name in names))
    found = connection.execute(query.where(table.c.submission_id == number)).all()
    columns = dict(zip(names, zip(*found, strict=True), strict=False))
    return rows_digest(kind, columns, _sheets(connection, number))


def stored_entry_digest(connection: Connection, entry: Entry, rows: str) -> str:
    """`entry_digest` of a submission as it is in the store now."""
    number = entry["id"]
    issues = select(submission_issue).order_by(submission_issue.c.seq)
    found = connection.execute(issues.where(submission_issue.c.submission_id == number))
    sheets = _sheets(connection, number)
    return entry_digest(entry, rows, sheets, [row._asdict() for row in found])


def stored_edition_digest(connection: Connection, entry: Entry) -> str:
    """`edition_digest` of an edition as it is in the store now."""
    kept = edition_document.c
    query = select(kept.format, kept.file_name, kept.file_sha256)
    found = connection.execute(query.where(kept.edition_id == entry["id"]))
    return edition_digest(entry, [(row[0], row[1], row[2]) for row in found])


def _sheets(connection: Connection, number: object) -> list[Entry]:
    query = select(submission_sheet).order_by(submission_sheet.c.position)
    found = connection.execute(query.where(submission_sheet.c.submission_id == number))
    return [row._asdict() for row in found]


def _order(kind: SheetKind, columns: Columns) -> list[int] | None:
    """How to bring the rows into the order of their keys; None: they are in it."""
    own = ["position"] if kind is SheetKind.STATION else []
    if not columns:
        return None
    keys = list(zip(*(columns[name] for name in [*ROW_CODES[kind], *own]), strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return None if order == list(range(len(keys))) else order


def _with_texts_for_days(values: Sequence[object]) -> Sequence[object]:
    """A column, its days written out; nothing where all of it is blank."""
    first = next((value for value in values if value is not None), None)
    if not isinstance(first, date):
        return () if first is None else values
    # A sheet has few days, and each of them often.
    texts = {day: None if day is None else _plain(day) for day in set(values)}
    return [texts[day] for day in values]


def _said(entry: Entry, names: Sequence[str]) -> dict[str, object]:
    """What is not blank of an entry."""
    return {name: entry[name] for name in names if entry.get(name) is not None}


def _text(said: object) -> bytes:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=_plain)
    return text.encode()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"expected what the database takes, got {value!r}")
