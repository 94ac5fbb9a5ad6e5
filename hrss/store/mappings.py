"""What a person has said of headers that the registry does not know.

Comes in: a layout and what its headers mean. Goes out: all that was said, the newest
word on each header. As with confirmed names no figure changes, so `data_version`
stays as it is.
"""

from collections.abc import Mapping

from sqlalchemy import func, insert, select

from hrss.sheets import column
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import lock_clock, note_given
from hrss.store.engine import Store
from hrss.store.tables import header_mapping


def append_mapping(
    store: Store,
    layout_key: str,
    fields: Mapping[str, str],
    *,
    by: str,
    log: LogEntry | None = None,
) -> None:
    """Remember what headers of a layout mean; a later word holds.

    Parameters
    ----------
    layout_key : `OpenLayout.key`.
    fields : header as written, and the column of the registry that it names; "" for
        a header that is not to be read.
    log : what the log says of it, in the same transaction.

    Raises
    ------
    ValueError : nobody is named, or nothing is said.
    KeyError : the registry has no such column.
    """
    if not by.strip() or not fields:
        raise ValueError("a mapping needs a name and at least one header")
    for name in fields.values():
        if name:
            column(name)
    with store.engine.begin() as connection:
        lock_clock(connection)
        last = connection.execute(select(func.max(header_mapping.c.id))).scalar_one()
        entries = [
            {
                "id": number,
                "layout_key": layout_key,
                "header": header,
                "field": name,
                "confirmed_at": store.now(),
                "confirmed_by": by.strip(),
            }
            for number, (header, name) in enumerate(fields.items(), (last or 0) + 1)
        ]
        connection.execute(insert(header_mapping), entries)
        note_given(connection, header_mapping, (last or 0) + len(entries))
        write_log_of(store, connection, log)


def fetch_mappings(store: Store) -> dict[str, dict[str, str]]:
    """By layout: each header that was explained, and its column or ""."""
    query = select(
        header_mapping.c.layout_key, header_mapping.c.header, header_mapping.c.field
    ).order_by(header_mapping.c.id)
    found: dict[str, dict[str, str]] = {}
    with store.read_engine.begin() as connection:
        for layout_key, header, name in connection.execute(query):
            found.setdefault(layout_key, {})[header] = name
    return found
