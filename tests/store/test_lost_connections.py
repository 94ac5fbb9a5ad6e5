"""The database server goes away, and comes back."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from hrss.settings import Settings
from hrss.store import (
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
from hrss.store.clock import lock_clock
from tests.postgres import Postgres, postgres_server
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, send, use_mini_roster

LOST = "与数据库的连接中断"
UNREACHABLE = "连不上数据库服务器"


@pytest.fixture(scope="module")
def mortal() -> Iterator[Postgres]:
    """A server that these tests may stop and kill."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def store(mortal: Postgres) -> Iterator[Store]:
    """A store of its own on that server, with a submission."""
    settings = Settings(database_url=mortal.address(mortal.create()))
    store = open_store(settings)
    migrate(store)
    use_mini_roster(store)
    send(store, {SHAMIAN: {"staff_count": 1}})
    yield store
    close_store(store)


def interrupt(store: Store, act: Callable[[], None]) -> None:
    """Do something once, when the next submission writes its rows."""

    def at_statement(*arguments: object) -> None:
        if "INSERT INTO office_report" in str(arguments[2]):
            event.remove(store.engine, "before_cursor_execute", at_statement)
            act()

    event.listen(store.engine, "before_cursor_execute", at_statement)


def test_server_restarted_between_two_questions_is_not_noticed(
    mortal: Postgres, store: Store
) -> None:
    before = data_version(store)

    mortal.stop()
    mortal.start()

    assert data_version(store) == before
    assert send(store, {LINGNAN: {}}).submission_id == 2
    assert verify(store) == []


def test_server_that_is_gone_is_said_in_one_sentence_and_comes_back(
    mortal: Postgres, store: Store
) -> None:
    mortal.stop()
    with pytest.raises(OperationalError) as fault:
        send(store, {LINGNAN: {}})
    mortal.start()

    assert str(known_sentence(fault.value)).startswith(UNREACHABLE)
    assert send(store, {LINGNAN: {}}).submission_id == 2


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_server_lost_in_the_middle_of_a_submission_keeps_nothing_of_it(
    mortal: Postgres, store: Store, how: str
) -> None:
    interrupt(store, getattr(mortal, how))

    with pytest.raises(OperationalError) as fault:
        send(store, {LINGNAN: {"staff_count": 3}, SHAMIAN: {}})
    mortal.start()

    assert str(known_sentence(fault.value)).startswith(LOST)
    assert len(fetch_submissions(store)) == 1
    assert verify(store) == []
    again = send(store, {LINGNAN: {"staff_count": 3}, SHAMIAN: {}})
    assert (again.submission_id, again.is_duplicate) == (2, False)
    assert fetch_snapshot(store, as_of=DECEMBER)["is_reported"].sum() == 2


def test_connection_closed_by_the_administrator_is_survived(
    mortal: Postgres, store: Store
) -> None:
    def end_all() -> None:
        mortal.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    interrupt(store, end_all)
    with pytest.raises(OperationalError) as fault:
        send(store, {LINGNAN: {}})

    assert str(known_sentence(fault.value)).startswith(LOST)
    assert send(store, {LINGNAN: {}}).submission_id == 2


def test_every_receipt_given_before_the_server_was_killed_is_kept_once(
    mortal: Postgres, store: Store
) -> None:
    receipts: list[int] = []
    faults: list[OperationalError] = []

    def send_for_ever() -> None:
        try:
            for number in range(10_000):
                offices = {SHAMIAN: {"staff_count": 7, "remarks": str(number)}}
                receipts.append(send(store, offices).submission_id)
        except OperationalError as error:
            faults.append(error)

    for _ in range(3):
        sender = threading.Thread(target=send_for_ever)
        sender.start()
        time.sleep(0.4)
        mortal.kill()
        sender.join(60)
        assert not sender.is_alive(), "the sender does not notice"
        mortal.start()

    kept = sorted(fetch_submissions(store).index)
    # A submission may be kept whose receipt was lost on its way; never the reverse.
    assert set(receipts) <= set(kept)
    assert len(kept) - len(set(receipts)) <= 1 + len(faults)
    assert kept == list(range(1, len(kept) + 1))
    assert len(faults) == 3
    assert all(known_sentence(fault) is not None for fault in faults)
    assert verify(store) == []


def test_writer_that_waits_too_long_for_another_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrss.store.engine.BUSY_SECONDS", 0.2)
    other = open_store(Settings(database_url=address_of(store)))

    with store.engine.begin() as connection:
        lock_clock(connection)
        with pytest.raises(OperationalError) as fault:
            send(other, {LINGNAN: {}})

    assert known_sentence(fault.value) == "数据库正被别的程序占用，请稍后再试"
    assert send(other, {LINGNAN: {}}).submission_id == 2
    close_store(other)


def test_writer_that_fell_silent_does_not_hold_the_others_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrss.store.engine.IDLE_SECONDS", 1)
    silent = open_store(Settings(database_url=address_of(store)))
    held = silent.engine.connect()
    lock_clock(held)

    assert send(store, {LINGNAN: {}}).submission_id == 2

    with pytest.raises(DBAPIError) as fault:
        held.execute(text("SELECT 1"))
    assert str(known_sentence(fault.value)).startswith(LOST)
    held.close()
    close_store(silent)


def address_of(store: Store) -> str:
    """Where a store is, as its settings say it."""
    return store.engine.url.render_as_string(hide_password=False)
