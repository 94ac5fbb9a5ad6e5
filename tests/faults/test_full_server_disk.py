"""The disk of a PostgreSQL is full while sheets come in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import SEEK_END
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from hrss.settings import Settings
from hrss.store import (
    Store,
    close_store,
    fetch_submissions,
    known_sentence,
    migrate,
    open_store,
    verify,
)
from tests.postgres import Postgres, postgres_server
from tests.store.mini import LINGNAN, SHAMIAN, send, use_mini_roster

MEGABYTES = 320
FULL = "磁盘已满，没有写入"
LOST = "与数据库的连接中断"


@pytest.fixture(scope="module")
def small() -> Iterator[Postgres]:
    """A server on a disk of its own that is soon full."""
    # A checkpoint of its own would take and free room while the disk is being filled.
    with postgres_server("checkpoint_timeout=1d", megabytes=MEGABYTES) as server:
        yield server


@pytest.fixture
def store(small: Postgres) -> Iterator[Store]:
    """A store on that server, with a submission."""
    settings = Settings(database_url=small.address(small.create()))
    store = open_store(settings)
    migrate(store)
    use_mini_roster(store)
    send(store, {SHAMIAN: {"staff_count": 1}})
    yield store
    close_store(store)


@contextmanager
def filled(server: Postgres, spare: int) -> Iterator[None]:
    """Leave so many bytes on the disk; then make room, as an administrator does."""
    server.execute("CHECKPOINT")
    filler = server.data / "filler"
    try:
        with filler.open("wb") as file:
            for _ in range(100):
                # The server, too, may take some of it in between.
                with suppress(OSError):
                    more = max(_free(filler) - spare, 1)
                    os.posix_fallocate(file.fileno(), file.seek(0, SEEK_END), more)
                    break
        yield
    finally:
        filler.unlink()
        # Without room for its log the server has ended.
        server.recover()


def _free(path: Path) -> int:
    disk = os.statvfs(path.parent)
    return disk.f_bavail * disk.f_frsize


@pytest.mark.parametrize("spare", [0, 20_000, 300_000, 1_000_000, 3_000_000])
def test_submission_for_which_there_is_no_room_leaves_nothing_and_comes_later(
    small: Postgres, store: Store, spare: int
) -> None:
    large = os.urandom(4_000_000)

    with filled(small, spare), pytest.raises(OperationalError) as fault:
        send(store, {LINGNAN: {}}, content=large)

    assert str(known_sentence(fault.value)).startswith((FULL, LOST))
    assert len(fetch_submissions(store)) == 1
    assert verify(store) == []
    assert send(store, {LINGNAN: {}}, content=large).submission_id == 2
    assert verify(store) == []


def test_receipts_until_the_disk_is_full_are_all_kept(
    small: Postgres, store: Store
) -> None:
    receipts: list[int] = []

    def send_for_ever() -> None:
        for number in range(1000):
            content = os.urandom(300_000)
            offices = {SHAMIAN: {"staff_count": number}}
            receipts.append(send(store, offices, content=content).submission_id)

    with filled(small, 6_000_000), pytest.raises(OperationalError) as fault:
        send_for_ever()

    assert str(known_sentence(fault.value)).startswith((FULL, LOST))
    assert sorted(fetch_submissions(store).index) == [1, *receipts]
    assert verify(store) == []
    assert send(store, {LINGNAN: {}}).submission_id == len(receipts) + 2
