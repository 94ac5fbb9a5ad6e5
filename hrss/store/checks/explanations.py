"""What people said: notes on oddities, names and headers that they explained."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, or_, select

from hrss.sheets import column
from hrss.store.tables import (
    alias_revocation,
    clock,
    header_mapping,
    name_alias,
    oddity_note,
    roster_unit,
    submission,
)


def _unsupported_notes(connection: Connection) -> Iterator[str]:
    known = set(connection.execute(select(submission.c.id)).scalars())
    query = select(oddity_note.c.id, oddity_note.c.submission_ids)
    for number, rests_on in connection.execute(query.order_by(oddity_note.c.id)):
        if not rests_on or not known.issuperset(rests_on):
            yield f"第 {number} 条核实说明所依据的上报不在库中"


def _aliases_of_nowhere(connection: Connection) -> Iterator[str]:
    # It may have been in a simulated roster, which was cleared since.
    if connection.execute(select(clock.c.clear_count)).scalar_one():
        return
    is_rostered = and_(
        roster_unit.c.prefecture_code == name_alias.c.prefecture_code,
        roster_unit.c.township_code == name_alias.c.township_code,
    )
    query = (
        select(name_alias.c.id)
        .outerjoin(roster_unit, is_rostered)
        .outerjoin(alias_revocation, alias_revocation.c.alias_id == name_alias.c.id)
        .where(roster_unit.c.roster_id.is_(None), alias_revocation.c.alias_id.is_(None))
    )
    for number in connection.execute(query.order_by(name_alias.c.id)).scalars():
        yield f"第 {number} 条名称对应所指的乡镇（街道）不在任何名册中"


def _nameless_explanations(connection: Connection) -> Iterator[str]:
    for what, table, said in (
        ("名称对应", name_alias, name_alias.c.written),
        ("列含义", header_mapping, header_mapping.c.layout_key),
    ):
        is_blank = or_(said == "", table.c.confirmed_by == "")
        query = select(table.c.id).where(is_blank).order_by(table.c.id)
        for number in connection.execute(query).scalars():
            yield f"第 {number} 条{what}没有内容或没有确认人"


def _mappings_to_nothing(connection: Connection) -> Iterator[str]:
    query = select(header_mapping.c.id, header_mapping.c.field)
    for number, field in connection.execute(query.order_by(header_mapping.c.id)):
        # A blank one says that the header is not to be read.
        if field and not _is_column(field):
            yield f"第 {number} 条列含义所指的列不存在"


def _is_column(name: str) -> bool:
    try:
        column(name)
    except KeyError:
        return False
    return True


EXPLANATION_CHECKS = (
    _unsupported_notes,
    _aliases_of_nowhere,
    _nameless_explanations,
    _mappings_to_nothing,
)
