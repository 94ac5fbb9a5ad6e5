import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe

import pytest
from sqlalchemy import event

from hrss.settings import Settings
from hrss.sheets import Issue, Severity
from hrss.store import (
    Store,
    close_store,
    data_version,
    fetch_snapshot,
    fetch_submissions,
    open_store,
    verify,
)
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, XIHE, send

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
OFFICES = {SHAMIAN: {"staff_count": 5}, LINGNAN: {}, XIHE: {"staff_count": 7}}
NO_DATE = Issue(
    *("complete_without_date", Severity.WARNING, "进度表", 5, "F"),
    *("completion_date", None, None),
)
MOMENTS = (
    "FROM clock",
    "FROM submission",
    "INSERT INTO file",
    "INSERT INTO submission ",
    "INSERT INTO submission_sheet",
    "INSERT INTO submission_issue",
    "INSERT INTO office_report",
    "half of the reports",
    "UPDATE clock",
    "commit",
)


@contextmanager
def interrupted(store: Store, moment: str, act: Callable[[], None]) -> Iterator[None]:
    """Call `act` when a submission has come to this moment."""

    def at_statement(*arguments: object) -> None:
        if moment in str(arguments[2]):
            act()

    def at_commit(connection: object) -> None:
        act()

    def at_rows(cursor, statement, parameters, context) -> bool:
        if "office_report" not in statement:
            return False
        cursor.executemany(statement, parameters[: len(parameters) // 2])
        act()
        return True

    hooks = {"commit": ("commit", at_commit), "half": ("do_executemany", at_rows)}
    name, hook = hooks.get(
        moment.split(" ")[0], ("before_cursor_execute", at_statement)
    )
    event.listen(store.engine, name, hook)
    yield
    event.remove(store.engine, name, hook)


@pytest.mark.parametrize("moment", MOMENTS)
def test_failure_in_the_middle_leaves_nothing(empty_store: Store, moment: str) -> None:
    before = data_version(empty_store)

    def fail() -> None:
        raise OSError("the disk is full")

    with (
        interrupted(empty_store, moment, fail),
        pytest.raises(OSError, match="disk is full"),
    ):
        send(empty_store, OFFICES, issues=(NO_DATE,))

    assert fetch_submissions(empty_store).empty
    assert not fetch_snapshot(empty_store, as_of=DECEMBER)["is_reported"].any()
    assert data_version(empty_store) == before
    assert verify(empty_store) == []
    assert send(empty_store, OFFICES, issues=(NO_DATE,)).submission_id == 1


def _send_until(settings: Settings, moment: str, pipe: Pipe) -> None:
    store = open_store(settings)

    def wait_for_the_end() -> None:
        pipe.send("here")
        time.sleep(60)

    with interrupted(store, moment, wait_for_the_end):
        send(store, OFFICES, issues=(NO_DATE,))
    wait_for_the_end()


@needs_fork
@pytest.mark.parametrize("moment", [*MOMENTS, "receipt"])
def test_kill_in_the_middle_leaves_all_or_nothing(
    file_store: Store, file_settings: Settings, moment: str
) -> None:
    close_store(file_store)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_send_until, args=(file_settings, moment, theirs)
    )

    process.start()
    assert ours.poll(30)
    process.kill()
    process.join()

    is_kept = moment == "receipt"
    snapshot = fetch_snapshot(file_store, as_of=DECEMBER)
    assert len(fetch_submissions(file_store)) == int(is_kept)
    assert snapshot["is_reported"].sum() == (3 if is_kept else 0)
    assert verify(file_store) == []
    again = send(file_store, OFFICES, issues=(NO_DATE,))
    assert (again.submission_id, again.is_duplicate) == (1, is_kept)
    assert verify(file_store) == []


def _send_for_ever(settings: Settings, pipe: Pipe) -> None:
    store = open_store(settings)
    for number in range(10_000):
        receipt = send(store, {SHAMIAN: {"staff_count": number}, LINGNAN: {}})
        pipe.send(receipt.submission_id)


@needs_fork
@pytest.mark.parametrize("milliseconds", [37, 111, 173, 260])
def test_every_receipt_given_before_a_kill_is_kept_once(
    file_store: Store, file_settings: Settings, milliseconds: int
) -> None:
    close_store(file_store)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_send_for_ever, args=(file_settings, theirs)
    )

    process.start()
    assert ours.poll(30)
    time.sleep(milliseconds / 1000)
    process.kill()
    process.join()
    receipts = []
    while ours.poll():
        receipts.append(ours.recv())

    kept = sorted(fetch_submissions(file_store).index)
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) - len(receipts) in (0, 1)
    assert receipts == kept[: len(receipts)]
    assert verify(file_store) == []
