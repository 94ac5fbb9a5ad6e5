"""Databases of a PostgreSQL for the store's tests, made once and used again.

To make and drop one takes longer than most tests: one that a test has only written
to is emptied instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from hrss.settings import Settings
from hrss.store import close_store, migrate, open_store
from hrss.store.tables import metadata
from tests.postgres import Postgres
from tests.store.mini import use_mini_roster

_SHAPE = """
SELECT (SELECT array_agg(relname ORDER BY relname)::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace),
       (SELECT version_num FROM alembic_version)
"""
_READY: dict[Postgres, list[str]] = {}


@contextmanager
def passing_database(server: Postgres) -> Iterator[str]:
    """Address of a new database without a table, which is gone afterwards."""
    name = server.create()
    yield server.address(name)
    _drop(server, name)


@contextmanager
def furnished_database(server: Postgres) -> Iterator[str]:
    """Address of a database with the six townships in force, and nothing else."""
    template, shape = _template(server)
    ready = _READY.setdefault(server, [])
    name = ready.pop() if ready else server.create(template)
    yield server.address(name)
    if _shape(server, name) == shape:
        _empty(server, name)
        ready.append(name)
    else:
        _drop(server, name)


def _empty(server: Postgres, name: str) -> None:
    kept = {"roster": "id > 2", "roster_unit": "roster_id > 2", "clock": "false"}
    statements = [
        f'DELETE FROM "{table}" WHERE {kept.get(table, "true")}'
        for table in metadata.tables
    ]
    # Without triggers the order of the tables does not matter.
    server.execute(
        ";".join(
            (
                "SET session_replication_role = replica",
                *statements,
                "DELETE FROM clock",
                "INSERT INTO clock SELECT * FROM kept.clock",
            )
        ),
        name,
    )


def _shape(server: Postgres, name: str) -> object:
    if server.execute("SELECT to_regclass('alembic_version') IS NULL", name)[0][0]:
        return None
    return server.execute(_SHAPE, name)


def _drop(server: Postgres, name: str) -> None:
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _template(server: Postgres) -> tuple[str, object]:
    name = server.create()
    store = open_store(Settings(database_url=server.address(name)))
    migrate(store)
    use_mini_roster(store)
    close_store(store)
    server.execute("CREATE SCHEMA kept", name)
    server.execute("CREATE TABLE kept.clock AS SELECT * FROM clock", name)
    return name, _shape(server, name)
