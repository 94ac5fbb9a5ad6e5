"""Snapshots are read from a streaming replica, and written to nowhere but home."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hrss.settings import Settings
from hrss.store import (
    OutdatedPreviewError,
    Store,
    close_store,
    data_version,
    fetch_snapshot,
    fetch_submissions,
    known_sentence,
    migrate,
    open_store,
    verify,
)
from tests.postgres import Postgres, postgres_server
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, send, use_mini_roster


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Postgres, Postgres, str]]:
    """A server, its replica, and a migrated database on both."""
    with postgres_server() as primary:
        name = primary.create()
        store = open_store(Settings(database_url=primary.address(name)))
        migrate(store)
        use_mini_roster(store)
        close_store(store)
        with primary.replica() as replica:
            yield primary, replica, name


@pytest.fixture
def store(pair: tuple[Postgres, Postgres, str]) -> Iterator[Store]:
    """A store that writes to the one and reads from the other."""
    primary, replica, name = pair
    store = open_store(
        Settings(
            database_url=primary.address(name),
            read_database_url=replica.address(name),
        )
    )
    yield store
    close_store(store)


def wait_for_replica(pair: tuple[Postgres, Postgres, str]) -> None:
    """Until the replica has everything that the primary has."""
    primary, replica, _ = pair
    (place,) = primary.execute("SELECT pg_current_wal_lsn()")[0]
    query = f"SELECT pg_last_wal_replay_lsn() >= '{place}'"
    for _ in range(1200):
        if replica.execute(query)[0][0]:
            return
        time.sleep(0.05)
    raise AssertionError("the replica does not follow")


def test_snapshot_comes_from_the_replica_and_a_sheet_goes_to_the_primary(
    pair: tuple[Postgres, Postgres, str], store: Store
) -> None:
    receipt = send(store, {SHAMIAN: {"staff_count": 5}})
    wait_for_replica(pair)

    snapshot = fetch_snapshot(store, as_of=DECEMBER)

    assert snapshot.loc[SHAMIAN, "submission_id"] == receipt.submission_id
    for engine, is_replica in ((store.engine, False), (store.read_engine, True)):
        with engine.connect() as connection:
            found = connection.execute(text("SELECT pg_is_in_recovery()"))
            assert found.scalar_one() is is_replica


def test_reader_cannot_write(store: Store) -> None:
    with (
        pytest.raises(DBAPIError) as fault,
        store.read_engine.begin() as connection,
    ):
        connection.execute(text("UPDATE clock SET clear_count = 9"))

    assert str(known_sentence(fault.value)).startswith("数据库是只读的")


def test_replica_that_is_behind_shows_an_earlier_state_whole(
    pair: tuple[Postgres, Postgres, str], store: Store
) -> None:
    replica, name = pair[1], pair[2]
    wait_for_replica(pair)
    replica.execute("SELECT pg_wal_replay_pause()", name)
    before = data_version(store)
    kept = len(fetch_submissions(store))

    send(store, {LINGNAN: {"staff_count": kept}})

    assert data_version(store) == before
    assert len(fetch_submissions(store)) == kept
    # A preview made of the earlier state is refused, not silently overtaken.
    with pytest.raises(OutdatedPreviewError):
        send(store, {LINGNAN: {"staff_count": -1}}, expected_version=before)
    replica.execute("SELECT pg_wal_replay_resume()", name)
    wait_for_replica(pair)
    assert data_version(store) != before
    assert len(fetch_submissions(store)) == kept + 1


def test_primary_alone_is_verified(
    pair: tuple[Postgres, Postgres, str], store: Store
) -> None:
    replica, name = pair[1], pair[2]
    replica.execute("SELECT pg_wal_replay_pause()", name)
    send(store, {SHAMIAN: {"remarks": "新"}})

    with store.engine.begin() as connection:
        connection.execute(text("UPDATE submission SET warning_count = 3 WHERE id = 1"))
    problems = verify(store)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE submission SET warning_count = 0"))
    replica.execute("SELECT pg_wal_replay_resume()", name)

    assert problems == ["第 1 号上报应有 3 条提示，实存 0 条"]
