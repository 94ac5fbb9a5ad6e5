"""Names that a person has confirmed to be a township's: append-only, revocable.

Comes in: a name as `hrss.places.alias_key` makes it, and the township meant. Goes
out: every such name, with who confirmed it when. A confirmation changes no figure: it
only helps the next sheet to be read, so it leaves `data_version` as it is.
"""

import pandas as pd
from sqlalchemy import func, insert, select

from hrss.places import alias_key
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import count_revocation, lock_clock, note_given
from hrss.store.engine import Store
from hrss.store.frames import MOMENT, to_frame
from hrss.store.tables import alias_revocation, name_alias, roster_unit

ALIAS_DTYPES = {
    "alias_id": "int64",
    "prefecture_code": "string",
    "county_name": "string",
    "written": "string",
    "township_code": "string",
    "confirmed_at": MOMENT,
    "confirmed_by": "string",
    "revoked_at": MOMENT,
    "revoked_by": "string",
}


class UnknownAliasError(LookupError):
    """No confirmed name has this number, or it was revoked before."""


def append_alias(
    store: Store,
    *,
    county: str | None,
    written: str,
    township_code: str,
    by: str,
    log: LogEntry | None = None,
) -> int:
    """Remember that a name means a township; its number.

    Of two confirmations of one name the later holds.

    Parameters
    ----------
    county : what the sheet says of the county, beside which the name stands.
    written : the township or office as the sheet writes it.
    log : what the log says of it, in the same transaction.

    Raises
    ------
    ValueError : nobody is named, the name is blank, or no roster ever had the
        township.
    """
    if not by.strip() or not written.strip():
        raise ValueError("a confirmation needs a name and who confirms it")
    prefecture_code = f"{township_code[:4]}00"
    _, county_name, name = alias_key(prefecture_code, county, written)
    with store.engine.begin() as connection:
        lock_clock(connection)
        known = select(roster_unit.c.township_code).where(
            roster_unit.c.prefecture_code == prefecture_code,
            roster_unit.c.township_code == township_code,
        )
        if connection.execute(known.limit(1)).one_or_none() is None:
            raise ValueError(f"no roster has the township {township_code}")
        last = connection.execute(select(func.max(name_alias.c.id))).scalar_one()
        number = (last or 0) + 1
        connection.execute(
            insert(name_alias).values(
                id=number,
                prefecture_code=prefecture_code,
                county_name=county_name,
                written=name,
                township_code=township_code,
                confirmed_at=store.now(),
                confirmed_by=by.strip(),
            )
        )
        note_given(connection, name_alias, number)
        write_log_of(store, connection, log)
    return number


def revoke_alias(
    store: Store, alias_id: int, *, by: str, log: LogEntry | None = None
) -> None:
    """Let a confirmed name mean nothing from now on; it stays listed.

    Raises
    ------
    ValueError : nobody is named.
    UnknownAliasError : there is no such confirmation in force.
    """
    if not by.strip():
        raise ValueError("a revocation needs a name")
    with store.engine.begin() as connection:
        lock_clock(connection)
        query = (
            select(name_alias.c.id)
            .outerjoin(alias_revocation, alias_revocation.c.alias_id == name_alias.c.id)
            .where(name_alias.c.id == alias_id, alias_revocation.c.alias_id.is_(None))
        )
        if connection.execute(query).one_or_none() is None:
            raise UnknownAliasError(f"no confirmed name has the number {alias_id}")
        connection.execute(
            insert(alias_revocation).values(
                alias_id=alias_id, revoked_at=store.now(), revoked_by=by.strip()
            )
        )
        count_revocation(connection)
        write_log_of(store, connection, log)


def fetch_aliases(store: Store) -> pd.DataFrame:
    """Every confirmed name, the newest first.

    Returns
    -------
    Indexed by ``alias_id``: ``prefecture_code``, ``county_name`` and ``written`` in
    their normalised form, ``township_code``, ``confirmed_at``, ``confirmed_by``,
    ``revoked_at`` and ``revoked_by`` (NA while in force), ``is_in_force`` (bool: not
    revoked, and not confirmed anew since).
    """
    columns = [
        table.c[name]
        for table, names in (
            (name_alias, list(ALIAS_DTYPES)[1:7]),
            (alias_revocation, list(ALIAS_DTYPES)[7:]),
        )
        for name in names
    ]
    query = (
        select(name_alias.c.id, *columns)
        .outerjoin(alias_revocation, alias_revocation.c.alias_id == name_alias.c.id)
        .order_by(name_alias.c.id.desc())
    )
    with store.read_engine.begin() as connection:
        rows = connection.execute(query).all()
    aliases = to_frame(rows, ALIAS_DTYPES).set_index("alias_id")
    current = aliases[aliases["revoked_at"].isna()]
    last = ~current.duplicated(["prefecture_code", "county_name", "written"])
    in_force = aliases.index.isin(current.index[last])
    return aliases.assign(is_in_force=in_force)
