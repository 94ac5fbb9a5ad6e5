"""Disks that are full, or cannot be written."""

import multiprocessing
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from hrss.settings import Settings
from hrss.store import (
    Store,
    backup_store,
    close_store,
    fetch_snapshot,
    fetch_submissions,
    known_sentence,
    open_store,
    verify,
)
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, XIHE, new_store, send

NOBODY = 65534
NO_OTHER_USER = "there is no such user"
OFFICES = {SHAMIAN: {"remarks": "甲"}, LINGNAN: {"remarks": "乙"}, XIHE: {}}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@needs_fork
@pytest.mark.parametrize("spare_pages", [1, 2, 3, 5, 8, 13])
def test_disk_that_fills_during_a_submission_keeps_nothing_of_it(
    file_store: Store, spare_pages: int
) -> None:
    def leave_little_room(connection, _record: object) -> None:
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + spare_pages}")

    first = send(file_store, OFFICES)
    close_store(file_store)
    event.listen(file_store.engine, "connect", leave_little_room)
    with pytest.raises(OperationalError) as fault:
        send(file_store, {SHAMIAN: {}}, content=os.urandom(100_000))
    event.remove(file_store.engine, "connect", leave_little_room)
    close_store(file_store)

    assert known_sentence(fault.value) == "磁盘已满，没有写入"
    assert list(fetch_submissions(file_store).index) == [first.submission_id]
    assert verify(file_store) == []
    assert send(file_store, {SHAMIAN: {}}, content=b"later").submission_id == 2


def in_child(work: Callable[[Settings], None], settings: Settings) -> list[object]:
    """What work in a process of its own ends with: nothing, or its sentence."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_report, args=(work, settings, theirs)
    )
    process.start()
    assert ours.poll(60)
    answers: list[object] = ours.recv()
    process.join(60)
    return answers


def _report(work: Callable[[Settings], None], settings: Settings, pipe: Pipe) -> None:
    answers: list[object] = []
    try:
        work(settings)
    except DBAPIError as error:
        answers.append(known_sentence(error))
    except OSError as error:
        answers.append(error.strerror)
    pipe.send(answers)


def _send_with_no_room(settings: Settings) -> None:
    path = Path(str(settings.database_url).removeprefix("sqlite:///"))
    largest = max(path.stat().st_size, 64 * 2**10)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    store = open_store(settings)
    send(store, {SHAMIAN: {}}, content=os.urandom(2**22))


@needs_fork
def test_file_that_may_not_grow_keeps_nothing_of_a_submission(
    file_store: Store, file_settings: Settings
) -> None:
    send(file_store, OFFICES)
    close_store(file_store)

    answers = in_child(_send_with_no_room, file_settings)

    assert answers in (
        ["磁盘已满，没有写入"],
        ["读写磁盘出错，没有写入；请检查磁盘是否已满或损坏"],
    )
    assert len(fetch_submissions(file_store)) == 1
    assert verify(file_store) == []
    assert send(file_store, {SHAMIAN: {}}, content=b"later").submission_id == 2


def _back_up_with_no_room(settings: Settings) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, 2**16))
    path = Path(str(settings.database_url).removeprefix("sqlite:///"))
    backup_store(open_store(settings), path.with_name("backup.sqlite"))


@needs_fork
def test_backup_onto_a_full_disk_leaves_no_file(
    file_store: Store, file_settings: Settings, tmp_path: Path
) -> None:
    send(file_store, OFFICES)
    close_store(file_store)

    answers = in_child(_back_up_with_no_room, file_settings)

    assert len(answers) == 1
    assert answers[0] is not None
    assert list((tmp_path / "var").glob("*backup*")) == []
    assert verify(file_store) == []


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="hrss-disk-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _as_nobody(work: Callable[[Settings], None]) -> Callable[[Settings], None]:
    def changed(settings: Settings) -> None:
        # Root may write anywhere.
        if os.geteuid() == 0:
            try:
                os.setuid(NOBODY)
            except OSError as error:
                raise OSError(error.errno, NO_OTHER_USER) from error
        work(settings)

    return changed


def _send_more(settings: Settings) -> None:
    send(open_store(settings), {SHAMIAN: {"remarks": "丙"}})


@needs_fork
@pytest.mark.parametrize("is_folder_read_only", [False, True])
def test_disk_that_cannot_be_written_is_said_and_harms_nothing(
    public_folder: Path, is_folder_read_only: bool
) -> None:
    path = public_folder / "hrss.sqlite"
    settings = Settings(database_url=f"sqlite:///{path}")
    store = new_store(settings.database_url)
    send(store, OFFICES)
    close_store(store)
    path.chmod(0o444)
    public_folder.chmod(0o555 if is_folder_read_only else 0o777)

    answers = in_child(_as_nobody(_send_more), settings)

    if answers == [NO_OTHER_USER]:
        pytest.skip("this container has no other user than root")
    assert len(answers) == 1
    assert str(answers[0]).startswith(("数据库文件是只读的", "数据库文件打不开"))
    path.chmod(0o644)
    public_folder.chmod(0o755)
    assert len(fetch_submissions(store)) == 1
    assert fetch_snapshot(store, as_of=DECEMBER)["is_reported"].sum() == 3
    assert verify(store) == []
    close_store(store)


def test_server_that_takes_no_writes_is_said(shared_settings: Settings) -> None:
    store = open_store(shared_settings)
    if store.engine.dialect.name == "sqlite":
        pytest.skip("its disks are tried above")
    new_sessions = "ALTER DATABASE {} SET default_transaction_read_only = {}"
    name = store.engine.url.database
    with store.engine.begin() as connection:
        connection.execute(text(new_sessions.format(name, "on")))
    close_store(store)

    with pytest.raises(DBAPIError) as fault:
        send(store, OFFICES)

    with store.engine.connect() as connection:
        connection.execute(
            text("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")
        )
        connection.commit()
        connection.execute(text(new_sessions.format(name, "off")))
        connection.commit()
    close_store(store)
    assert str(known_sentence(fault.value)).startswith("数据库是只读的")
    assert send(store, OFFICES).submission_id == 1
