from datetime import UTC, datetime, timedelta

import pytest

from hrss.accounts import LogAction, Rights, Role
from hrss.store import (
    LogEntry,
    Store,
    add_account,
    append_log,
    close_store,
    count_log,
    fetch_last_sign_ins,
    fetch_log,
)
from tests.store.mini import new_store

BEGIN = datetime(2011, 12, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def store():
    """Two accounts, and five entries of what was done then, an hour between two."""
    made = new_store()
    moments = iter(BEGIN + timedelta(hours=hour) for hour in (0, 0, 0, 1, 2, 3, 4))
    told = Store(made.engine, made.read_engine, now=lambda: next(moments))
    for name in ("lisi", "wangwu"):
        rights = Rights(Role.PROVINCE_VIEWER)
        more = {"display_name": "李四", "rights": rights, "password": None}
        add_account(told, name, by="省厅", **more)
    for entry in (
        LogEntry(LogAction.SIGN_IN, "lisi", account_id=1, address="10.0.0.9"),
        LogEntry(LogAction.SUBMIT, "lisi", account_id=1, address="10.0.0.9"),
        LogEntry(LogAction.SIGN_IN, "wangwu", account_id=2, address="10.0.10.9"),
        LogEntry(LogAction.SIGN_IN, "lisi", account_id=1, address="10.1.0.9"),
        LogEntry(LogAction.SIGN_IN_FAILED, ""),
    ):
        append_log(told, entry)
    yield made
    close_store(made)


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ({}, [7, 6, 5, 4, 3, 2, 1]),
        ({"address": "10.0."}, [5, 4, 3]),
        ({"address": "10.0.0.9"}, [4, 3]),
        ({"address": "10.0.%"}, []),
        ({"user_name": "lisi", "action": LogAction.SIGN_IN}, [6, 3]),
        ({"since": BEGIN + timedelta(hours=3)}, [7, 6]),
        ({"until": BEGIN + timedelta(hours=1)}, [4, 3, 2, 1]),
        ({"submission_id": 7}, []),
    ],
)
def test_the_log_is_narrowed_and_counted_alike(store, chosen, numbers):
    assert fetch_log(store, **chosen).index.tolist() == numbers
    assert count_log(store, **chosen) == len(numbers)


def test_a_limit_leaves_the_newest(store):
    assert fetch_log(store, limit=2).index.tolist() == [7, 6]


def test_the_last_sign_in_of_each_account_is_told(store):
    assert fetch_last_sign_ins(store) == {
        1: BEGIN + timedelta(hours=3),
        2: BEGIN + timedelta(hours=2),
    }
