"""Proves that the store is whole.

Goes out: one Chinese sentence for each thing that is not as it should be; an empty
list means that every submission is there once, with all its rows and its bytes.
"""

import hashlib
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
    text,
)

from hrss.store.editions import figures_digest
from hrss.store.engine import Store, reading
from hrss.store.tables import (
    REPORT_TABLES,
    clock,
    edition,
    edition_document,
    file,
    metadata,
    name_alias,
    oddity_note,
    roster,
    roster_unit,
    submission,
    submission_issue,
    submission_sheet,
    withdrawal,
)


def verify(store: Store) -> list[str]:
    """Check the store against itself; problems as Chinese sentences.

    Counts of rows and warnings against the receipts, bytes against their sha256,
    references against what they name, the order of receipt, no sheet twice, and on
    SQLite the file's own structure. A replica is not asked.
    """
    with reading(store.engine).begin() as connection:
        return find_problems(connection)


def find_problems(connection: Connection) -> list[str]:
    """What `verify` says, within a transaction of the caller's."""
    checks = (
        _damaged_structure,
        _damaged_files,
        _broken_references,
        _miscounted_rows,
        _miscounted_warnings,
        _misdated_rows,
        _rows_of_no_sheet,
        _doubled_submissions,
        _disordered_receipts,
        _clock_behind,
        _unsupported_notes,
        _aliases_of_nowhere,
        _changed_editions,
        _editions_without_document,
    )
    return [problem for check in checks for problem in check(connection)]


def _damaged_structure(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"数据库文件损坏：{line}"


def _damaged_files(connection: Connection) -> Iterator[str]:
    # One file at a time: all of them together may not fit into memory.
    for sha256, size in connection.execute(select(file.c.sha256, file.c.size)).all():
        query = select(file.c.content).where(file.c.sha256 == sha256)
        content = connection.execute(query).scalar_one()
        if hashlib.sha256(content).hexdigest() != sha256 or len(content) != size:
            yield f"原始文件 {sha256[:12]} 与其校验值不符"


def _broken_references(connection: Connection) -> Iterator[str]:
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.alias("target")
            of = key.parent
            query = (
                select(func.count())
                .select_from(table)
                .outerjoin(target, target.c[key.column.name] == of)
                .where(of.is_not(None), target.c[key.column.name].is_(None))
            )
            count = connection.execute(query).scalar_one()
            if count:
                yield f"表 {table.name} 有 {count} 行的 {of.name} 找不到对应记录"


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


def _doubled_submissions(connection: Connection) -> Iterator[str]:
    same = (submission.c.file_sha256, submission.c.kind, submission.c.as_of)
    query = (
        select(func.min(submission.c.id), func.max(submission.c.id))
        .outerjoin(withdrawal, withdrawal.c.submission_id == submission.c.id)
        .where(withdrawal.c.id.is_(None))
        .group_by(*same)
        .having(func.count() > 1)
    )
    for first, last in connection.execute(query):
        yield f"第 {first} 号与第 {last} 号上报是同一天的同一份文件，且都未撤回"


def _disordered_receipts(connection: Connection) -> Iterator[str]:
    query = select(submission.c.id, submission.c.received_at).order_by(submission.c.id)
    earlier = None
    for number, received_at in connection.execute(query):
        if earlier is not None and received_at <= earlier:
            yield f"第 {number} 号上报的收到时间不晚于前一号"
        earlier = received_at


def _clock_behind(connection: Connection) -> Iterator[str]:
    for column, table in (
        (clock.c.submission_id, submission),
        (clock.c.withdrawal_id, withdrawal),
        (clock.c.roster_id, roster),
    ):
        highest = select(func.coalesce(func.max(table.c.id), 0)).scalar_subquery()
        if connection.execute(select(column).where(column < highest)).first():
            yield f"表 {table.name} 的编号超出了时钟记录的编号"


def _unsupported_notes(connection: Connection) -> Iterator[str]:
    known = set(connection.execute(select(submission.c.id)).scalars())
    query = select(oddity_note.c.id, oddity_note.c.submission_ids)
    for number, rests_on in connection.execute(query.order_by(oddity_note.c.id)):
        if not known.issuperset(rests_on):
            yield f"第 {number} 条核实说明所依据的上报不在库中"


def _aliases_of_nowhere(connection: Connection) -> Iterator[str]:
    is_rostered = and_(
        roster_unit.c.prefecture_code == name_alias.c.prefecture_code,
        roster_unit.c.township_code == name_alias.c.township_code,
    )
    query = (
        select(name_alias.c.id)
        .outerjoin(roster_unit, is_rostered)
        .where(roster_unit.c.roster_id.is_(None))
    )
    for number in connection.execute(query.order_by(name_alias.c.id)).scalars():
        yield f"第 {number} 条名称对应所指的乡镇（街道）不在任何名册中"


def _changed_editions(connection: Connection) -> Iterator[str]:
    query = select(edition.c.number, edition.c.area_code, edition.c.digest)
    found = connection.execute(query.add_columns(edition.c.figures))
    for number, area, digest, figures in found:
        if figures_digest(figures) != digest:
            yield f"第 {number} 期通报（{area}）的数字与发布时的校验值不符"


def _editions_without_document(connection: Connection) -> Iterator[str]:
    has_one = edition_document.c.edition_id == edition.c.id
    query = (
        select(edition.c.number, edition.c.area_code)
        .outerjoin(edition_document, has_one)
        .where(edition_document.c.edition_id.is_(None))
    )
    for number, area in connection.execute(query):
        yield f"第 {number} 期通报（{area}）没有留存文件"


def _count(of: Column[int], condition: ColumnElement[bool] | None = None) -> Subquery:
    query = select(of, func.count().label("count")).group_by(of)
    return (query if condition is None else query.where(condition)).subquery()
