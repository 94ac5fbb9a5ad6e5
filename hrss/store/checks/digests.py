"""Held against its digest: what nothing else shows to have been changed.

What came in before there were digests has none, and cannot be held against it.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from hrss.sheets import SheetKind
from hrss.store.digests import (
    stored_edition_digest,
    stored_entry_digest,
    stored_rows_digest,
    units_digest,
)
from hrss.store.rosters import UNIT_DTYPES
from hrss.store.tables import edition, roster, roster_unit, submission


def _changed_submissions(connection: Connection) -> Iterator[str]:
    query = select(submission).where(submission.c.entry_digest.is_not(None))
    for row in connection.execute(query.order_by(submission.c.id)).all():
        entry = row._asdict()
        rows = stored_rows_digest(connection, SheetKind(row.kind), row.id)
        found = (rows, stored_entry_digest(connection, entry, rows))
        if found != (row.rows_digest, row.entry_digest):
            yield f"第 {row.id} 号上报的内容与收到时的校验值不符"


def _changed_rosters(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(roster).order_by(roster.c.id)).all():
        query = select(*(roster_unit.c[name] for name in UNIT_DTYPES))
        units = connection.execute(query.where(roster_unit.c.roster_id == row.id)).all()
        if row.unit_count is not None and len(units) != row.unit_count:
            yield (
                f"第 {row.id} 号名册应有 {row.unit_count} 个乡镇（街道），"
                f"实存 {len(units)} 个"
            )
            continue
        columns = dict(zip(UNIT_DTYPES, zip(*units, strict=True), strict=False))
        if row.units_digest not in (None, units_digest(columns)):
            yield f"第 {row.id} 号名册的乡镇（街道）与收到时的校验值不符"


def _changed_editions(connection: Connection) -> Iterator[str]:
    columns = [each for each in edition.c if each.name != "figures"]
    query = select(*columns).where(edition.c.entry_digest.is_not(None))
    for row in connection.execute(query.order_by(edition.c.id)).all():
        if stored_edition_digest(connection, row._asdict()) != row.entry_digest:
            yield (
                f"第 {row.number} 期通报（{row.area_code}）的截止日期、口径或文件"
                "与发布时的校验值不符"
            )


DIGEST_CHECKS = (_changed_submissions, _changed_rosters, _changed_editions)
