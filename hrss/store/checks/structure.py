"""Of every table alike: can it be read, and does everything that it names exist."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Table,
    func,
    select,
    text,
    union_all,
)

from hrss.store.tables import file, metadata
from hrss.store.types import UtcDateTime

_BATCH = 2000


def _damaged_structure(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"数据库文件损坏：{line}"


def _unreadable_values(connection: Connection) -> Iterator[str]:
    # A server looks at what it is given; SQLite takes any text for a moment.
    if connection.dialect.name != "sqlite":
        return
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, (JSON, Date, UtcDateTime)):
                yield from _unreadable(connection, table, column)


def _unreadable(
    connection: Connection, table: Table, column: Column[object]
) -> Iterator[str]:
    query = select(column).where(column.is_not(None))
    try:
        found = connection.execute(query.execution_options(yield_per=_BATCH))
        for _ in found.partitions():
            pass
    except (ValueError, TypeError):
        yield f"表 {table.name} 的 {column.name} 中有读不出的值"


def _damaged_files(connection: Connection) -> Iterator[str]:
    # One file at a time: all of them together may not fit into memory.
    for sha256, size in connection.execute(select(file.c.sha256, file.c.size)).all():
        query = select(file.c.content).where(file.c.sha256 == sha256)
        content = connection.execute(query).scalar_one()
        if hashlib.sha256(content).hexdigest() != sha256 or len(content) != size:
            yield f"原始文件 {sha256[:12]} 与其校验值不符"


def _files_of_nothing(connection: Connection) -> Iterator[str]:
    """A file is kept with what came from it, and goes with it."""
    users = union_all(
        *(
            select(key.parent).where(key.parent.is_not(None))
            for table in metadata.sorted_tables
            for key in table.foreign_keys
            if key.column is file.c.sha256
        )
    )
    query = select(file.c.sha256).where(file.c.sha256.not_in(users))
    for sha256 in connection.execute(query.order_by(file.c.sha256)).scalars():
        yield f"原始文件 {sha256[:12]} 不属于任何上报、名册或通报，所属记录可能已被删除"


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


FIRST_CHECKS = (_damaged_structure, _unreadable_values)
"""Without these nothing else can be asked."""

STRUCTURE_CHECKS = (_damaged_files, _files_of_nothing, _broken_references)
