"""Versions of the roster, the denominator of every figure.

Comes in: a roster frame of `hrss.places`. Goes out: the roster in force, with its
name, so that each figure can say which roster it counts on.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, insert, select

from hrss.places import validate_roster
from hrss.store.audit import LogEntry, write_log_of
from hrss.store.bulk import insert_columns
from hrss.store.clock import (
    BEGINNING,
    Version,
    advance_clock,
    lock_clock,
    next_moment,
)
from hrss.store.digests import units_digest
from hrss.store.engine import Store
from hrss.store.files import keep_file
from hrss.store.frames import to_columns, to_frame
from hrss.store.tables import roster as roster_table
from hrss.store.tables import roster_unit

UNIT_DTYPES = {
    "township_code": "string",
    "township_name": "string",
    "division_type": "string",
    "county_code": "string",
    "county_name": "string",
    "prefecture_code": "string",
    "prefecture_name": "string",
    "is_central_town": "boolean",
}


class InvalidRosterError(ValueError):
    """The roster has problems; `problems` names each in a Chinese sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class RosterInfo:
    """Which roster: its number, name, and when and from whom it came."""

    id: int
    name: str
    received_at: datetime
    sender: str
    file_sha256: str | None
    is_simulated: bool

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program, and counts from the beginning."""
        return self.received_at == BEGINNING


def append_roster(
    store: Store,
    roster: pd.DataFrame,
    *,
    name: str,
    sender: str,
    is_simulated: bool = False,
    content: bytes | None = None,
    log: LogEntry | None = None,
) -> int:
    """Put a new version of the roster in force; its number.

    Parameters
    ----------
    roster : one row per township, the columns of `hrss.places`.
    name : what the figures call it, in Chinese.
    content : bytes of the file that it was read from.
    log : what the log says of it, in the same transaction.

    Raises
    ------
    InvalidRosterError : `validate_roster` finds a problem; nothing is kept.
    """
    problems = validate_roster(roster)
    if problems:
        raise InvalidRosterError(problems)
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        moment = next_moment(store, version)
        version = insert_roster(
            connection,
            roster,
            version=version,
            name=name,
            sender=sender,
            received_at=moment,
            is_simulated=is_simulated,
            file_sha256=None if content is None else keep_file(connection, content),
        )
        write_log_of(store, connection, log)
        advance_clock(connection, version)
    return version.roster_id


def insert_roster(
    connection: Connection,
    roster: pd.DataFrame,
    *,
    version: Version,
    name: str,
    sender: str,
    received_at: datetime,
    is_simulated: bool = False,
    file_sha256: str | None = None,
) -> Version:
    """Write a roster within a transaction that holds the clock; the new state."""
    number = version.roster_id + 1
    units = to_columns(roster[list(UNIT_DTYPES)].astype(UNIT_DTYPES))
    connection.execute(
        insert(roster_table).values(
            id=number,
            name=name,
            received_at=received_at,
            sender=sender,
            file_sha256=file_sha256,
            is_simulated=is_simulated,
            unit_count=len(roster),
            units_digest=units_digest(units),
        )
    )
    numbers = [number] * len(roster)
    insert_columns(connection, roster_unit, {**units, "roster_id": numbers})
    return replace(version, roster_id=number, last_at=received_at)


def fetch_roster(
    store: Store, known_at: datetime | None = None
) -> tuple[RosterInfo, pd.DataFrame]:
    """The newest roster that was known at a time, sorted by township code.

    The shipped one was known from the beginning, so there always is one.
    """
    with store.read_engine.begin() as connection:
        info = roster_in_force(connection, known_at)
        return info, roster_units(connection, info.id)


def roster_in_force(connection: Connection, known_at: datetime | None) -> RosterInfo:
    """Which roster counts at a known-at time; None means by now."""
    columns = [roster_table.c[field] for field in RosterInfo.__dataclass_fields__]
    query = select(*columns).order_by(roster_table.c.id.desc()).limit(1)
    if known_at is not None:
        query = query.where(roster_table.c.received_at <= known_at)
    return RosterInfo(*connection.execute(query).one())


def roster_units(connection: Connection, roster_id: int) -> pd.DataFrame:
    """All townships of a roster, sorted by township code."""
    query = (
        select(*(roster_unit.c[name] for name in UNIT_DTYPES))
        .where(roster_unit.c.roster_id == roster_id)
        .order_by(roster_unit.c.prefecture_code, roster_unit.c.township_code)
    )
    return to_frame(connection.execute(query).all(), UNIT_DTYPES)
