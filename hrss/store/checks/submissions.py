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
)

from hrss.store.reports import returned_ids
from hrss.store.tables import (
    REPORT_TABLES,
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
    same = (submission.c.file_sha256, submission.c.kind, submission.c.as_of)
    query = (
        select(func.min(submission.c.id), func.max(submission.c.id))
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(withdrawal.c.id.is_(None), submission.c.id.not_in(returned_ids()))
        .group_by(*same)
        .having(func.count() > 1)
    )
    for first, last in connection.execute(query):
        yield f"第 {first} 号与第 {last} 号上报是同一天的同一份文件，且都未撤回或退回"


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
