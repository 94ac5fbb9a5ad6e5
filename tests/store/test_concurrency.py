import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from hrss.settings import Settings
from hrss.store import (
    OutdatedPreviewError,
    Receipt,
    Store,
    close_store,
    data_version,
    fetch_submissions,
    open_store,
    verify,
)
from tests.store.mini import LINGNAN, SHAMIAN, send


def test_threads_that_send_at_once_all_land_in_order(shared_store: Store) -> None:
    def send_one(number: int) -> Receipt:
        return send(shared_store, {SHAMIAN: {"staff_count": number}})

    with ThreadPoolExecutor(6) as threads:
        receipts = list(threads.map(send_one, range(18)))

    assert sorted(receipt.submission_id for receipt in receipts) == [*range(1, 19)]
    by_number = sorted(receipts, key=lambda receipt: receipt.submission_id)
    moments = [receipt.received_at for receipt in by_number]
    assert moments == sorted(set(moments))
    assert verify(shared_store) == []


def test_same_file_from_several_at_once_is_one_submission(shared_store: Store) -> None:
    def send_same(number: int) -> Receipt:
        return send(shared_store, {SHAMIAN: {"staff_count": 5}}, sender=f"第{number}人")

    with ThreadPoolExecutor(4) as threads:
        receipts = list(threads.map(send_same, range(8)))

    assert {receipt.submission_id for receipt in receipts} == {1}
    assert [receipt.is_duplicate for receipt in receipts].count(False) == 1
    assert len(fetch_submissions(shared_store)) == 1


def test_of_two_who_saw_the_same_preview_one_is_told(shared_store: Store) -> None:
    version = data_version(shared_store)

    def send_mine(number: int) -> str:
        offices = {SHAMIAN: {"staff_count": number}}
        try:
            send(shared_store, offices, expected_version=version)
        except OutdatedPreviewError:
            return "outdated"
        return "kept"

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(send_mine, range(4)))

    assert sorted(outcomes) == ["kept", "outdated", "outdated", "outdated"]
    assert len(fetch_submissions(shared_store)) == 1


def _send_some(settings: Settings, sender: str) -> None:
    store = open_store(settings)
    for number in range(5):
        offices = {SHAMIAN: {"staff_count": number}, LINGNAN: {"remarks": sender}}
        send(store, offices, sender=sender)
    close_store(store)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_that_send_at_once_all_land(
    shared_store: Store, shared_settings: Settings
) -> None:
    close_store(shared_store)
    fork = multiprocessing.get_context("fork")
    senders = ["广州", "韶关", "东莞"]
    processes = [
        fork.Process(target=_send_some, args=(shared_settings, sender))
        for sender in senders
    ]

    for process in processes:
        process.start()
    for process in processes:
        process.join(120)

    submissions = fetch_submissions(shared_store)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert submissions.groupby("sender").size().to_dict() == dict.fromkeys(senders, 5)
    assert verify(shared_store) == []
