"""What a submission brings: its rows, sheets and issues, ready to be kept.

All that can be worked out before the clock is locked is worked out here, so that other
writers wait for the database alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from hrss.sheets import CheckedSubmission, SheetKind
from hrss.store.bulk import Columns, insert_columns
from hrss.store.digests import (
    Entry,
    entry_digest,
    report_names,
    rows_digest,
    stored_rows_digest,
)
from hrss.store.frames import to_columns
from hrss.store.reports import returned_ids
from hrss.store.tables import (
    REPORT_TABLES,
    submission,
    submission_issue,
    submission_sheet,
    withdrawal,
)

_ROW_COUNTS = (
    "rows_read",
    "rows_title",
    "rows_header",
    "rows_body",
    "rows_blank",
    "rows_total",
    "rows_footer",
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sheet brings, besides the columns of its submission."""

    kind: SheetKind
    as_of: date
    reports: Columns
    sheets: list[Entry]
    issues: list[Entry]
    digest: str

    @property
    def prefectures(self) -> list[str]:
        """Prefectures that it speaks of, in order."""
        return sorted({str(code) for code in self.reports["prefecture_code"]})


def contents_of(checked: CheckedSubmission, as_of: date) -> Contents:
    """What a checked sheet brings."""
    kind = SheetKind(checked.kind)
    rows = checked.rows
    if kind is SheetKind.STATION:
        rows = rows.assign(position=range(len(rows)))
    reports = to_columns(rows[report_names(kind)])
    sheets = _sheet_entries(checked)
    digest = rows_digest(kind, reports, sheets)
    return Contents(kind, as_of, reports, sheets, _issue_entries(checked), digest)


def insert_contents(
    connection: Connection, entry: Mapping[str, object], contents: Contents
) -> None:
    """Keep a submission with everything that it brings."""
    said = entry_digest(entry, contents.digest, contents.sheets, contents.issues)
    digests = {"rows_digest": contents.digest, "entry_digest": said}
    connection.execute(insert(submission), {**entry, **digests})
    number = entry["id"]
    for table, parts in (
        (submission_sheet, contents.sheets),
        (submission_issue, contents.issues),
    ):
        if parts:
            entries = [{**part, "submission_id": number} for part in parts]
            connection.execute(insert(table), entries)
    size = len(contents.reports["prefecture_code"])
    own: Columns = {"submission_id": [number] * size, "as_of": [contents.as_of] * size}
    insert_columns(
        connection, REPORT_TABLES[contents.kind], {**contents.reports, **own}
    )


def find_same(
    connection: Connection, checked: CheckedSubmission, contents: Contents
) -> Entry | None:
    """The submission of the same file that says the same already.

    The last of those in force speaks: the same file may have said something else
    before a name was confirmed, a header explained, or the roster changed.
    """
    query = (
        select(submission)
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(
            submission.c.file_sha256 == checked.sha256,
            submission.c.kind == checked.kind,
            submission.c.as_of == contents.as_of,
            withdrawal.c.id.is_(None),
            submission.c.id.not_in(returned_ids()),
        )
        .order_by(submission.c.id.desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    if found is None or found.rows_held_back != checked.rows_held_back:
        return None
    entry: Entry = found._asdict()
    return entry if said_digest(connection, entry) == contents.digest else None


def said_digest(connection: Connection, entry: Entry) -> str:
    """Digest of a submission's rows; one from before there were any is worked out."""
    kept = entry["rows_digest"]
    if kept is not None:
        return str(kept)
    kind, number = SheetKind(str(entry["kind"])), int(str(entry["id"]))
    return stored_rows_digest(connection, kind, number)


def _sheet_entries(checked: CheckedSubmission) -> list[Entry]:
    return [
        {
            "position": position,
            "sheet": sheet.name,
            "header_rows": list(sheet.header_rows),
            "letters": dict(sheet.letters),
            **{name: getattr(sheet, name) for name in _ROW_COUNTS},
        }
        for position, sheet in enumerate(checked.sheets)
    ]


def _issue_entries(checked: CheckedSubmission) -> list[Entry]:
    return [
        {
            "seq": seq,
            "code": str(issue.code),
            "severity": str(issue.severity),
            "sheet": issue.sheet,
            "row": issue.row,
            "column": issue.column,
            "field": issue.field,
            "value": issue.value,
            "detail": issue.detail,
        }
        for seq, issue in enumerate(checked.issues)
    ]
