"""Copies every row of a store into another, and proves that the copy is the same.

Comes in: two connections, each in a transaction of its own. Goes out: for each table
how many rows were copied and their checksum, which both sides bear.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
)

from hrss.store.tables import account_session, clock, metadata, roster, roster_unit

_BATCH = 500
_MODULUS = 1 << 256
# Logged in here is not logged in there: a copy would bring back what was revoked.
_LEFT_BEHIND = frozenset({account_session.name})


class UnprovenCopyError(RuntimeError):
    """A table of the copy is not what was copied."""


@dataclass(frozen=True, slots=True)
class TableProof:
    """What a table holds: its rows, and the sum of the sha256 of each of them.

    A sum, because two engines do not sort texts alike.
    """

    table: str
    rows: int
    checksum: str


def has_data(connection: Connection) -> bool:
    """Whether a store holds anything but the roster that it begins with."""
    furniture = {clock.name, roster.name, roster_unit.name, *_LEFT_BEHIND}
    for table in metadata.sorted_tables:
        if table.name not in furniture:
            query = select(1).select_from(table).limit(1)
            if connection.execute(query).first() is not None:
                return True
    rosters = select(func.count()).select_from(roster)
    return bool(connection.execute(rosters).scalar_one() > 1)


def replace_rows(source: Connection, target: Connection) -> tuple[TableProof, ...]:
    """Put the rows of one store in the place of the other's; what was copied.

    Nothing is committed. Sessions of logged-in users are not copied.

    Raises
    ------
    UnprovenCopyError : what can be read back is not what was written.
    """
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    tables = [each for each in metadata.sorted_tables if each.name not in _LEFT_BEHIND]
    proofs = tuple(_copy(table, source, target) for table in tables)
    for table, proof in zip(tables, proofs, strict=True):
        found = prove(table, target)
        if found != proof:
            raise UnprovenCopyError(
                f"表 {table.name} 应有{proof.rows}行（校验值 {proof.checksum[:12]}），"
                f"复制后有{found.rows}行（校验值 {found.checksum[:12]}）"
            )
    return proofs


def prove(table: Table, connection: Connection) -> TableProof:
    """Count the rows of a table and sum them up."""
    rows, total = 0, 0
    for batch in _batches(table, connection):
        rows += len(batch)
        total += sum(map(_number, batch))
    return _proof(table, rows, total)


def _copy(table: Table, source: Connection, target: Connection) -> TableProof:
    rows, total = 0, 0
    for batch in _batches(table, source):
        target.execute(insert(table), [dict(row._mapping) for row in batch])
        rows += len(batch)
        total += sum(map(_number, batch))
    return _proof(table, rows, total)


def _batches(table: Table, connection: Connection) -> Iterator[list[Row[Any]]]:
    # One file at a time: several hundred of them may not fit into memory.
    is_large = any(isinstance(each.type, LargeBinary) for each in table.c)
    size = 1 if is_large else _BATCH
    query = select(table).execution_options(yield_per=size)
    with connection.execute(query) as found:
        for batch in found.partitions():
            yield list(batch)


def _proof(table: Table, rows: int, total: int) -> TableProof:
    return TableProof(table.name, rows, f"{total % _MODULUS:064x}")


def _number(row: Row[Any]) -> int:
    text = json.dumps([_plain(each) for each in row], sort_keys=True)
    return int.from_bytes(hashlib.sha256(text.encode()).digest())


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value.isoformat() if isinstance(value, date) else value
