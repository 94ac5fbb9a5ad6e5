"""Takes the simulation out: the only deletion that there is."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import (
    Connection,
    Select,
    Table,
    delete,
    func,
    not_,
    select,
    union_all,
)

from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import BEGINNING, advance_clock, last_entry, lock_clock
from hrss.store.engine import Store
from hrss.store.tables import (
    REPORT_TABLES,
    edition,
    edition_document,
    file,
    oddity_note,
    review,
    roster,
    roster_unit,
    submission,
    submission_issue,
    submission_sheet,
    withdrawal,
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """How much was taken out."""

    submissions: int
    reports: int
    rosters: int
    files: int
    notes: int = 0
    editions: int = 0


def clear_simulated(store: Store, *, log: LogEntry | None = None) -> Cleared:
    """Take out everything simulated; what was really received stays untouched.

    Submissions with their rows, warnings, withdrawals and reviews go, and rosters, the
    files that nothing else came from, notes on oddities of simulated reports, and
    editions of the brief that told of them.
    The newest remaining roster is in force then; the numbers are not given again.
    The clock goes back to what is left, so that a new simulation may tell its own
    time again.

    Parameters
    ----------
    log : what the log says of it, in the same transaction.
    """
    submissions = select(submission.c.id).where(submission.c.is_simulated)
    rosters = select(roster.c.id).where(roster.c.is_simulated)
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        notes = _delete_marked(connection, oddity_note)
        editions = _delete_editions(connection)
        reports = sum(
            _delete(connection, table, submissions) for table in REPORT_TABLES.values()
        )
        for table in (submission_issue, submission_sheet, withdrawal, review):
            _delete(connection, table, submissions)
        connection.execute(
            delete(roster_unit).where(roster_unit.c.roster_id.in_(rosters))
        )
        cleared = Cleared(
            reports=reports,
            submissions=_delete_marked(connection, submission),
            rosters=_delete_marked(connection, roster),
            files=_delete_unused_files(connection),
            notes=notes,
            editions=editions,
        )
        write_log_of(store, connection, log)
        moment = _last_moment(connection)
        count = version.clear_count + 1
        advance_clock(connection, replace(version, clear_count=count, last_at=moment))
    return cleared


def _delete(connection: Connection, table: Table, submissions: Select[int]) -> int:
    chosen = table.c.submission_id.in_(submissions)
    return connection.execute(delete(table).where(chosen)).rowcount


def _delete_marked(connection: Connection, table: Table) -> int:
    return connection.execute(delete(table).where(table.c.is_simulated)).rowcount


def _delete_editions(connection: Connection) -> int:
    simulated = select(edition.c.id).where(edition.c.is_simulated)
    chosen = edition_document.c.edition_id.in_(simulated)
    connection.execute(delete(edition_document).where(chosen))
    return _delete_marked(connection, edition)


def _last_moment(connection: Connection) -> datetime:
    """When the last of what is left came in; no edition may come to know more."""
    told = connection.execute(select(func.max(edition.c.known_at))).scalar_one()
    return max(last_entry(connection), told or BEGINNING)


def _delete_unused_files(connection: Connection) -> int:
    of_submission = select(submission.c.file_sha256)
    of_roster = select(roster.c.file_sha256).where(roster.c.file_sha256.is_not(None))
    of_edition = select(edition_document.c.file_sha256)
    is_used = file.c.sha256.in_(union_all(of_submission, of_roster, of_edition))
    return connection.execute(delete(file).where(not_(is_used))).rowcount
