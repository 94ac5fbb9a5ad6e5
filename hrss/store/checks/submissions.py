"""Submissions: each once, with all its rows and warnings."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Subquery,
    and_,
    case,
    func,
    select,
    tuple_,
    union_all,
)

from hrss.accounts import ReviewState
from hrss.store.contents import said_digest
from hrss.store.digests import Entry
from hrss.store.tables import (
    REPORT_TABLES,
    review,
    submission,
    submission_issue,
    submission_sheet,
    withdrawal,
)


def _miscounted_rows(connection: Connection) -> Iterator[str]:
    for kind, table in REPORT_TABLES.items():
        stored = _count(table.c.submission_id)
        expected = case((submission.c.kind == kind, submission.c.rows_valid), else_=0)
        query = (
            select(submission.c.id, expected, stored.c.count)
            .outerjoin(stored, stored.c.submission_id == submission.c.id)
            .where(expected != func.coalesce(stored.c.count, 0))
        )
        for number, rows, found in connection.execute(query):
            yield f"第 {number} 号上报应有 {rows} 行，实存 {found or 0} 行"


def _miscounted_warnings(connection: Connection) -> Iterator[str]:
    is_warning = submission_issue.c.severity == "warning"
    stored = _count(submission_issue.c.submission_id, is_warning)
    query = (
        select(submission.c.id, submission.c.warning_count, stored.c.count)
        .outerjoin(stored, stored.c.submission_id == submission.c.id)
        .where(submission.c.warning_count != func.coalesce(stored.c.count, 0))
    )
    for number, expected, found in connection.execute(query):
        yield f"第 {number} 号上报应有 {expected} 条提示，实存 {found or 0} 条"


def _misdated_rows(connection: Connection) -> Iterator[str]:
    for table in REPORT_TABLES.values():
        query = (
            select(submission.c.id, func.count())
            .join(table, table.c.submission_id == submission.c.id)
            .where(table.c.as_of != submission.c.as_of)
            .group_by(submission.c.id)
        )
        for number, count in connection.execute(query):
            yield f"第 {number} 号上报有 {count} 行的截止日期与上报不一致"


def _rows_of_no_sheet(connection: Connection) -> Iterator[str]:
    for table in REPORT_TABLES.values():
        is_listed = and_(
            submission_sheet.c.submission_id == table.c.submission_id,
            submission_sheet.c.sheet == table.c.sheet,
        )
        query = (
            select(table.c.submission_id, func.count())
            .outerjoin(submission_sheet, is_listed)
            .where(submission_sheet.c.sheet.is_(None))
            .group_by(table.c.submission_id)
        )
        for number, count in connection.execute(query):
            yield f"第 {number} 号上报有 {count} 行的工作表不在该号上报中"


def _rows_of_other_prefectures(connection: Connection) -> Iterator[str]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for table in REPORT_TABLES.values():
        pair = (table.c.submission_id, table.c.prefecture_code)
        for number, code in connection.execute(select(*pair).distinct()):
            found[number].add(code)
    query = select(submission.c.id, submission.c.prefecture_codes)
    for number, codes in connection.execute(query.order_by(submission.c.id)):
        if found[number] and found[number] != set(codes):
            yield f"第 {number} 号上报所列地市与其各行不一致"


def _doubled_submissions(connection: Connection) -> Iterator[str]:
    """A file that said something else when it came again is no double."""
    last: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in _of_files_that_came_again(connection):
        came_before = last[entry["file_sha256"], entry["kind"], entry["as_of"]]
        in_force = [
            each
            for each in came_before
            if each["gone_at"] is None or each["gone_at"] > entry["received_at"]
        ]
        if in_force and _say_the_same(connection, in_force[-1], entry):
            yield (
                f"第 {in_force[-1]['id']} 号与第 {entry['id']} 号上报"
                "是同一天的同一份文件，且都未撤回或退回"
            )
        came_before.append(entry)


def _of_files_that_came_again(connection: Connection) -> list[Entry]:
    """Submissions of which there are several of one file, and when each was gone."""
    same = (submission.c.file_sha256, submission.c.kind, submission.c.as_of)
    ends = union_all(
        select(withdrawal.c.submission_id, withdrawal.c.withdrawn_at.label("at")),
        select(review.c.submission_id, review.c.decided_at).where(
            review.c.decision == ReviewState.RETURNED.value
        ),
    ).subquery()
    ended = (
        select(ends.c.submission_id, func.min(ends.c.at).label("at"))
        .group_by(ends.c.submission_id)
        .subquery()
    )
    several = select(*same).group_by(*same).having(func.count() > 1)
    query = (
        select(submission, ended.c.at.label("gone_at"))
        .outerjoin(ended, ended.c.submission_id == submission.c.id)
        .where(tuple_(*same).in_(several))
        .order_by(submission.c.id)
    )
    return [row._asdict() for row in connection.execute(query)]


def _say_the_same(connection: Connection, first: Entry, second: Entry) -> bool:
    return bool(
        first["rows_held_back"] == second["rows_held_back"]
        and said_digest(connection, first) == said_digest(connection, second)
    )


def _count(of: Column[int], condition: ColumnElement[bool] | None = None) -> Subquery:
    query = select(of, func.count().label("count")).group_by(of)
    return (query if condition is None else query.where(condition)).subquery()


SUBMISSION_CHECKS = (
    _miscounted_rows,
    _miscounted_warnings,
    _misdated_rows,
    _rows_of_no_sheet,
    _rows_of_other_prefectures,
    _doubled_submissions,
)
