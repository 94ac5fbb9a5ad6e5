"""Brings a store to the schema that this program knows.

Goes out: nothing but a store that is ready, with the shipped roster as its first.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from hrss.places import SHIPPED_ROSTER_NAME, load_shipped_roster
from hrss.store.clock import BEGINNING, advance_clock, lock_clock, start_clock
from hrss.store.engine import Store
from hrss.store.rosters import insert_roster

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA_LOCK = 2011_0065


class NewerStoreError(RuntimeError):
    """The store was written by a later version of this program."""


def migrate(store: Store) -> None:
    """Apply the revisions that the store lacks, all or none.

    Two processes may start at once: the second waits and finds nothing to do. The
    roster that comes with the program becomes the first one, known from the
    beginning of time.

    Raises
    ------
    NewerStoreError : the store has a revision that this program does not know.
    """
    if not is_migrated(store):
        with store.engine.begin() as connection:
            upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Apply the revisions within a transaction of the caller's.

    Raises
    ------
    NewerStoreError : the store has a revision that this program does not know.
    """
    config = _configuration()
    _lock_schema(connection)
    found = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    if found is not None and found not in {script.revision for script in scripts}:
        message = f"数据库的版本 {found} 比程序新，请先升级程序再打开"
        raise NewerStoreError(message)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if found is None:
        _furnish(connection)


def is_migrated(store: Store) -> bool:
    """Whether the store has the newest revision; nothing is written."""
    scripts = ScriptDirectory.from_config(_configuration())
    return revision(store) == scripts.get_current_head()


def _configuration() -> Config:
    config = Config()
    # Unlike the configuration, the path may hold a percent sign.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def revision(store: Store) -> str | None:
    """The revision that a store has; None when it has no table yet."""
    reader = store.engine.execution_options(sqlite_begin="BEGIN")
    with reader.begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _lock_schema(connection: Connection) -> None:
    # SQLite's transaction holds its lock already.
    if connection.dialect.name == "postgresql":
        wait = text("SELECT pg_advisory_xact_lock(:key)")
        connection.execute(wait, {"key": SCHEMA_LOCK})


def _furnish(connection: Connection) -> None:
    start_clock(connection)
    version = insert_roster(
        connection,
        load_shipped_roster(),
        version=lock_clock(connection),
        name=SHIPPED_ROSTER_NAME,
        sender="hrss",
        received_at=BEGINNING,
    )
    advance_clock(connection, version)
