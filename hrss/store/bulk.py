"""Many rows into a table at once, a column at a time.

Comes in: columns of plain values, as `hrss.store.frames.to_columns` makes them. A long
sheet has two and a half million values: to bring each of them into the driver's form
by itself would be most of what it costs to keep them.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Boolean, Column, Connection, Date, Dialect, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler

Columns = Mapping[str, Sequence[object]]


def insert_columns(connection: Connection, table: Table, columns: Columns) -> None:
    """Insert the rows that the columns make up together."""
    if not any(columns.values()):
        return
    dialect = connection.dialect
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    if isinstance(compiled, SQLCompiler) and compiled.positiontup:
        names = compiled.positiontup
        bound = [_bound(columns[name], table.c[name], dialect) for name in names]
        rows = list(zip(*bound, strict=True))
        connection.exec_driver_sql(str(compiled), rows)
        return
    names = list(columns)
    records = zip(*columns.values(), strict=True)
    connection.execute(
        insert(table), [dict(zip(names, each, strict=True)) for each in records]
    )


def _bound(
    values: Sequence[object], column: Column[object], dialect: Dialect
) -> Sequence[object]:
    """The values as the driver takes them."""
    if isinstance(column.type, Boolean):
        return values
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    if bind is None:
        return values
    if isinstance(column.type, Date):
        # A sheet has few days, and each of them often.
        texts = {value: bind(value) for value in set(values)}
        return [texts[value] for value in values]
    return [bind(value) for value in values]
