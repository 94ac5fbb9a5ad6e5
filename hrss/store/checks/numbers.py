"""Numbers and moments: nothing was taken out, and time never ran backwards.

Whatever has a number of its own is counted from 1 without a gap. Only the simulation
is ever taken out (`hrss.store.simulated`); a store from which it once was may have
gaps where simulated entries can have been.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Column, Connection, FromClause, Table, func, select

from hrss.store.tables import (
    alias_revocation,
    audit_log,
    clock,
    metadata,
    oddity_note,
    reopening,
    review,
    roster,
    submission,
    withdrawal,
)

_WORDS = {
    "submission": "上报",
    "withdrawal": "撤回",
    "roster": "名册",
    "review": "审核",
    "reopening": "重新开放",
    "oddity_note": "核实说明",
    "name_alias": "名称对应",
    "header_mapping": "列含义",
    "edition": "通报",
    "account": "账号",
    "audit_log": "操作日志",
}
# Moments that grow with the number, as every writer sees to.
_LATER = (
    submission.c.received_at,
    withdrawal.c.withdrawn_at,
    roster.c.received_at,
    oddity_note.c.noted_at,
)
# Of these, several may be of one moment.
_NOT_EARLIER = (review.c.decided_at, reopening.c.reopened_at, audit_log.c.at)
# Of these, the clock keeps the last one.
_MOVING = (
    submission.c.received_at,
    withdrawal.c.withdrawn_at,
    roster.c.received_at,
    review.c.decided_at,
    reopening.c.reopened_at,
)
_SAMPLE = 5


def numbered_tables() -> tuple[Table, ...]:
    """Tables whose rows have numbers of their own, given one after the other."""
    return tuple(
        table
        for table in metadata.sorted_tables
        if table is not clock and "id" in table.c
    )


def _gaps(connection: Connection) -> Iterator[str]:
    was_cleared = bool(connection.execute(select(clock.c.clear_count)).scalar_one())
    for table in numbered_tables():
        if was_cleared and _may_be_simulated(table):
            continue
        given = _last_given(connection, table)
        query = select(func.count(), func.max(table.c.id)).select_from(table)
        count, highest = connection.execute(query).one()
        last = max(given or 0, highest or 0)
        if count != last:
            yield _missing(connection, table, last)


def _missing(connection: Connection, table: Table, last: int) -> str:
    found = set(connection.execute(select(table.c.id)).scalars())
    lacking = [number for number in range(1, last + 1) if number not in found]
    named = "、".join(f"第 {number} 号" for number in lacking[:_SAMPLE])
    more = f"等{len(lacking)}个" if len(lacking) > _SAMPLE else ""
    return f"{_word(table)}的编号应为 1 至 {last}，缺{named}{more}"


def _may_be_simulated(table: Table) -> bool:
    """Whether an entry, or what it is about, can have been simulated."""
    about = {key.column.table for key in table.foreign_keys}
    return any("is_simulated" in each.c for each in (table, *about))


def _clock_behind(connection: Connection) -> Iterator[str]:
    for table in numbered_tables():
        given = _last_given(connection, table)
        highest = connection.execute(select(func.max(table.c.id))).scalar_one()
        if given is not None and given < (highest or 0):
            yield f"表 {table.name} 的编号超出了时钟记录的编号"
    last_at = connection.execute(select(clock.c.last_at)).scalar_one()
    for moment in _MOVING:
        table = moment.table
        query = select(table.c.id).where(moment > last_at).order_by(table.c.id)
        for number in connection.execute(query).scalars():
            yield f"第 {number} 号{_word(table)}晚于时钟记录的最后时间"


def _lost_revocations(connection: Connection) -> Iterator[str]:
    given = connection.execute(select(clock.c.revocation_count)).scalar_one()
    query = select(func.count()).select_from(alias_revocation)
    found = connection.execute(query).scalar_one()
    if found != given:
        yield f"名称对应应有 {given} 条已取消，实存 {found} 条"


def _last_given(connection: Connection, table: FromClause) -> int | None:
    """The last number that the clock knows to have been given; None: it does not."""
    if f"{table.description}_id" not in clock.c:
        return None
    column: Column[int] = clock.c[f"{table.description}_id"]
    return connection.execute(select(column)).scalar_one()


def _disordered(connection: Connection) -> Iterator[str]:
    for moment in _LATER:
        for number, at, earlier in _pairs(connection, moment):
            if at <= earlier:
                yield f"第 {number} 号{_word(moment.table)}的时间不晚于前一号"
    for moment in _NOT_EARLIER:
        for number, at, earlier in _pairs(connection, moment):
            if at < earlier:
                yield f"第 {number} 号{_word(moment.table)}的时间早于前一号"


def _pairs(
    connection: Connection, moment: Column[datetime]
) -> Iterator[tuple[int, datetime, datetime]]:
    """Number and moment of each entry but the first, and the moment before it."""
    query = select(moment.table.c.id, moment).order_by(moment.table.c.id)
    earlier = None
    for number, at in connection.execute(query):
        if earlier is not None:
            yield number, at, earlier
        earlier = at


def _word(table: FromClause) -> str:
    return _WORDS.get(str(table.description), f"表 {table.description} ")


NUMBER_CHECKS = (_gaps, _clock_behind, _lost_revocations, _disordered)
