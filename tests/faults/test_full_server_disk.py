"""The disk of a PostgreSQL is full while sheets come in."""

import os
from collections.abc import Iterator
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
    with postgres_server(megabytes=MEGABYTES) as server:
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


def fill(path: Path, spare: int) -> None:
    """Leave so many bytes on the disk."""
    left = os.statvfs(path.parent)
    size = left.f_bavail * left.f_frsize - spare
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)


def make_room(server: Postgres, filler: Path) -> None:
    """As an administrator does; a server without room for its log has ended."""
    filler.unlink()
    server.recover()


@pytest.mark.parametrize("spare", [0, 20_000, 300_000, 1_000_000, 3_000_000])
def test_submission_for_which_there_is_no_room_leaves_nothing_and_comes_later(
    small: Postgres, store: Store, spare: int
) -> None:
    large = os.urandom(4_000_000)
    filler = small.data / "filler"
    fill(filler, spare)

    with pytest.raises(OperationalError) as fault:
        send(store, {LINGNAN: {}}, content=large)
    make_room(small, filler)

    assert str(known_sentence(fault.value)).startswith((FULL, LOST))
    assert len(fetch_submissions(store)) == 1
    assert verify(store) == []
    assert send(store, {LINGNAN: {}}, content=large).submission_id == 2
    assert verify(store) == []


def test_receipts_until_the_disk_is_full_are_all_kept(
    small: Postgres, store: Store
) -> None:
    filler = small.data / "filler"
    fill(filler, 6_000_000)
    receipts: list[int] = []

    def send_for_ever() -> None:
        for number in range(1000):
            content = os.urandom(300_000)
            offices = {SHAMIAN: {"staff_count": number}}
            receipts.append(send(store, offices, content=content).submission_id)

    with pytest.raises(OperationalError) as fault:
        send_for_ever()
    make_room(small, filler)

    assert str(known_sentence(fault.value)).startswith((FULL, LOST))
    assert sorted(fetch_submissions(store).index) == [1, *receipts]
    assert verify(store) == []
    assert send(store, {LINGNAN: {}}).submission_id == len(receipts) + 2
