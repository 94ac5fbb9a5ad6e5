"""Opens the store: one engine that writes, one that reads.

Comes in: `Settings`. Goes out: a frozen `Store` that every other module of this
room takes. What only one database product needs is said here and nowhere else.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool

from hrss.settings import Settings

BUSY_SECONDS = 30.0
CONNECT_SECONDS = 10
IDLE_SECONDS = 300


def utc_now() -> datetime:
    """The time of the clock on the wall, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """Where submissions are kept.

    Parameters
    ----------
    engine : for writing; on SQLite its transactions take the write lock at once.
    read_engine : for reading; the same database, or a replica of it.
    now : the clock that stamps what is received; a test or a simulation may
        bring its own.
    is_approved_only : whether what is read through it counts approved reports
        alone; what is written is the same.
    """

    engine: Engine
    read_engine: Engine
    now: Callable[[], datetime] = utc_now
    is_approved_only: bool = False


def open_store(settings: Settings) -> Store:
    """Store at the settings' address; nothing is read or written yet.

    The folder of an SQLite file is made when it is missing. Call `migrate` before
    anything else: the file may be new or of an older version.
    """
    engine = _create_engine(settings.database_url)
    if settings.read_database_url:
        reader = _create_engine(settings.read_database_url)
    else:
        reader = engine
    return Store(engine, reading(reader))


def reading(engine: Engine) -> Engine:
    """The same database, for transactions that only read and see one state."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(sqlite_begin="BEGIN")
    # Several statements make one snapshot; all must see the same state.
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options)


def close_store(store: Store) -> None:
    """Give back all connections of the store."""
    store.read_engine.dispose()
    store.engine.dispose()


def _create_engine(address: str) -> Engine:
    url = make_url(address)
    to_json = partial(json.dumps, ensure_ascii=False)
    if url.get_backend_name() != "sqlite":
        return _create_server_engine(url, to_json)
    engine = _create_sqlite_engine(url, to_json)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create_server_engine(url: URL, to_json: Callable[..., str]) -> Engine:
    wait = {"connect_timeout": url.query.get("connect_timeout", CONNECT_SECONDS)}
    engine = create_engine(
        url,
        # A connection that was lost while it lay idle is replaced unseen.
        pool_pre_ping=True,
        hide_parameters=True,
        json_serializer=to_json,
        # A writer that has waited for the clock must see what the other wrote,
        # whatever the server's default is.
        isolation_level="READ COMMITTED",
        connect_args=wait if url.get_driver_name() == "psycopg" else {},
    )
    event.listen(engine, "connect", _prepare_server)
    return engine


def _prepare_server(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS:g}s'")
    # A writer whose machine has vanished must not hold the clock for ever.
    cursor.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'")
    cursor.close()
    connection.commit()


def _create_sqlite_engine(url: URL, to_json: Callable[..., str]) -> Engine:
    if url.database in (None, "", ":memory:"):
        # An in-memory database lives in its one connection.
        return create_engine(
            url,
            hide_parameters=True,
            json_serializer=to_json,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
        )
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    wait = {"timeout": BUSY_SECONDS}
    return create_engine(
        url, hide_parameters=True, json_serializer=to_json, connect_args=wait
    )


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver must not open transactions by itself: it opens deferred ones, and
    # only before a write, so that two writers could both have read the old state.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # With WAL, NORMAL may lose the last commits when the power fails. A receipt
    # promises that the sheet is kept, and one sync a submission costs nothing.
    connection.execute("PRAGMA synchronous = FULL")
    _switch_to_wal(connection)


def _switch_to_wal(connection: SqliteConnection) -> None:
    """Turn the write-ahead log on, also when others open the new file as well.

    SQLite does not wait for the lock that this switch needs, whatever the busy
    timeout; once it is on, the switch is a no-op.
    """
    give_up_at = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except SqliteError as error:
            if "locked" not in str(error) or time.monotonic() > give_up_at:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get("sqlite_begin")
    connection.exec_driver_sql(str(statement or "BEGIN IMMEDIATE"))
