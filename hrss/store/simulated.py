"""Takes the simulation out: the only deletion that there is."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, Select, Table, delete, not_, select, union_all

from hrss.store.clock import advance_clock, lock_clock, next_moment
from hrss.store.engine import Store
from hrss.store.tables import (
    file,
    office_report,
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


def clear_simulated(store: Store) -> Cleared:
    """Take out everything simulated; what was really received stays untouched.

    Submissions with their rows, warnings and withdrawals go, and rosters, and the
    files that nothing else came from. The newest remaining roster is in force then;
    the numbers are not given again.
    """
    submissions = select(submission.c.id).where(submission.c.is_simulated)
    rosters = select(roster.c.id).where(roster.c.is_simulated)
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        reports = _delete(connection, office_report, submissions)
        for table in (submission_issue, submission_sheet, withdrawal):
            _delete(connection, table, submissions)
        connection.execute(
            delete(roster_unit).where(roster_unit.c.roster_id.in_(rosters))
        )
        cleared = Cleared(
            reports=reports,
            submissions=_delete_marked(connection, submission),
            rosters=_delete_marked(connection, roster),
            files=_delete_unused_files(connection),
        )
        moment = next_moment(store, version)
        count = version.clear_count + 1
        advance_clock(connection, replace(version, clear_count=count, last_at=moment))
    return cleared


def _delete(connection: Connection, table: Table, submissions: Select[int]) -> int:
    chosen = table.c.submission_id.in_(submissions)
    return connection.execute(delete(table).where(chosen)).rowcount


def _delete_marked(connection: Connection, table: Table) -> int:
    return connection.execute(delete(table).where(table.c.is_simulated)).rowcount


def _delete_unused_files(connection: Connection) -> int:
    of_submission = select(submission.c.file_sha256)
    of_roster = select(roster.c.file_sha256).where(roster.c.file_sha256.is_not(None))
    is_used = file.c.sha256.in_(union_all(of_submission, of_roster))
    return connection.execute(delete(file).where(not_(is_used))).rowcount
