import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
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
    shared_store: Store, shared_settings: Settings, moment: str
) -> None:
    close_store(shared_store)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_send_until, args=(shared_settings, moment, theirs)
    )

    process.start()
    assert ours.poll(30)
    process.kill()
    process.join()

    is_kept = moment == "receipt"
    snapshot = fetch_snapshot(shared_store, as_of=DECEMBER)
    assert len(fetch_submissions(shared_store)) == int(is_kept)
    assert snapshot["is_reported"].sum() == (3 if is_kept else 0)
    assert verify(shared_store) == []
    again = send(shared_store, OFFICES, issues=(NO_DATE,))
    assert (again.submission_id, again.is_duplicate) == (1, is_kept)
    assert verify(shared_store) == []


def _send_for_ever(settings: Settings, start: int, pipe: Pipe) -> None:
    store = open_store(settings)
    for number in range(start, start + 10_000):
        receipt = send(store, {SHAMIAN: {"staff_count": number}, LINGNAN: {}})
        pipe.send(receipt.submission_id)


def _drain(pipe: Pipe) -> list[int]:
    """What was said before the other end was killed; half a word is none."""
    said = []
    try:
        while pipe.poll():
            said.append(pipe.recv())
    except (EOFError, OSError):
        return said
    return said


@needs_fork
@pytest.mark.parametrize("seed", range(4))
def test_every_receipt_given_before_a_kill_is_kept_once(
    shared_store: Store, shared_settings: Settings, seed: int
) -> None:
    close_store(shared_store)
    chance = random.Random(seed)
    fork = multiprocessing.get_context("fork")
    acknowledged: list[int] = []
    kills = 5

    for life in range(kills):
        ours, theirs = multiprocessing.Pipe()
        process = fork.Process(
            target=_send_for_ever, args=(shared_settings, life * 10_000, theirs)
        )
        process.start()
        theirs.close()
        assert ours.poll(30)
        time.sleep(chance.uniform(0.0, 0.12))
        process.kill()
        process.join()
        acknowledged += _drain(ours)

    submissions = fetch_submissions(shared_store)
    kept = sorted(submissions.index)
    assert kept == list(range(1, len(kept) + 1))
    assert sorted(set(acknowledged)) == acknowledged
    assert set(acknowledged) <= set(kept)
    # What was kept, but killed before its receipt was out: one a life at most.
    assert len(kept) - len(acknowledged) <= kills
    assert not submissions["file_sha256"].duplicated().any()
    assert (submissions["rows_valid"] == 2).all()
    assert verify(shared_store) == []


@needs_fork
def test_two_offices_that_send_while_one_is_killed_lose_nothing(
    shared_store: Store, shared_settings: Settings
) -> None:
    close_store(shared_store)
    fork = multiprocessing.get_context("fork")
    ends = []
    for start in (0, 10_000):
        ours, theirs = multiprocessing.Pipe()
        process = fork.Process(
            target=_send_for_ever, args=(shared_settings, start, theirs)
        )
        process.start()
        theirs.close()
        ends.append((process, ours))

    for process, ours in ends:
        assert ours.poll(30)
        time.sleep(0.1)
        process.kill()
        process.join()

    acknowledged = [number for _, ours in ends for number in _drain(ours)]
    kept = set(fetch_submissions(shared_store).index)
    assert len(set(acknowledged)) == len(acknowledged)
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= 2
    assert verify(shared_store) == []


def test_clock_that_was_set_back_disorders_nothing(empty_store: Store) -> None:
    days = iter([20, 3, 3, 25])
    wrong = replace(
        empty_store,
        now=lambda: datetime(2100, 1, next(days), 8, 0, tzinfo=UTC),
    )

    moments = [
        send(wrong, {SHAMIAN: {"staff_count": number}}).received_at
        for number in range(4)
    ]

    assert [moment.day for moment in moments] == [20, 20, 20, 25]
    assert moments == sorted(set(moments))
    newest = fetch_snapshot(empty_store, as_of=DECEMBER)
    assert newest.loc[SHAMIAN, "staff_count"] == 3
    then = fetch_snapshot(empty_store, as_of=DECEMBER, known_at=moments[1])
    assert then.loc[SHAMIAN, "staff_count"] == 1
    assert verify(empty_store) == []
