"""Snapshots are read from a streaming replica, and written to nowhere but home."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hrss.accounts import Sender
from hrss.settings import Settings
from hrss.sheets import SheetKind
from hrss.store import (
    OutdatedPreviewError,
    Store,
    abreast,
    close_store,
    data_version,
    fetch_known,
    fetch_sender,
    fetch_snapshot,
    fetch_submission_codes,
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


@contextmanager
def paused(pair: tuple[Postgres, Postgres, str]) -> Iterator[None]:
    """The replica as it is now, whatever the primary is told."""
    wait_for_replica(pair)
    pair[1].execute("SELECT pg_wal_replay_pause()", pair[2])
    try:
        yield
    finally:
        pair[1].execute("SELECT pg_wal_replay_resume()", pair[2])


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
    with paused(pair):
        before = data_version(store)
        kept = len(fetch_submissions(store))

        send(store, {LINGNAN: {"staff_count": kept}})

        assert data_version(store) == before
        assert len(fetch_submissions(store)) == kept
        # A preview made of the earlier state is refused, not silently overtaken.
        with pytest.raises(OutdatedPreviewError):
            send(store, {LINGNAN: {"staff_count": -1}}, expected_version=before)
    wait_for_replica(pair)
    assert data_version(store) != before
    assert len(fetch_submissions(store)) == kept + 1


def test_primary_alone_is_verified(
    pair: tuple[Postgres, Postgres, str], store: Store
) -> None:
    with paused(pair):
        send(store, {SHAMIAN: {"remarks": "新"}})

        with store.engine.begin() as connection:
            change = "UPDATE submission SET warning_count = {} WHERE id = 1"
            connection.execute(text(change.format(3)))
        problems = verify(store)
        with store.engine.begin() as connection:
            connection.execute(text(change.format(0)))

    assert "第 1 号上报应有 3 条提示，实存 0 条" in problems


def test_what_is_known_is_not_asked_of_a_replica_that_is_behind(
    pair: tuple[Postgres, Postgres, str], store: Store
) -> None:
    with paused(pair):
        receipt = send(store, {SHAMIAN: {"remarks": "更新"}})

        known = fetch_known(store)
        snapshot = fetch_snapshot(abreast(store), as_of=DECEMBER, known_at=known.at)

        assert known.at >= receipt.received_at
        assert snapshot.loc[SHAMIAN, "submission_id"] == receipt.submission_id
    wait_for_replica(pair)
    assert abreast(store) is store


def test_whose_submission_it_is_is_not_asked_of_a_replica_that_is_behind(
    pair: tuple[Postgres, Postgres, str], store: Store
) -> None:
    with paused(pair):
        receipt = send(store, {LINGNAN: {"remarks": "更新"}})

        assert fetch_sender(store, receipt.submission_id) == Sender(None, None)
        kind, codes = fetch_submission_codes(store, receipt.submission_id)

    assert kind is SheetKind.OFFICE
    assert codes == {("440100", LINGNAN)}
