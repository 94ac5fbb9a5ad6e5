from datetime import timedelta

import pytest

from hrss.accounts import Rights, Role, WeakPasswordError
from hrss.store import (
    Lifetime,
    Store,
    add_account,
    change_own_password,
    fetch_log,
    find_session,
    set_disabled,
    sign_in,
)

OLD, NEW = "correct horse battery", "another horse 99"
LIFETIME = Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=8))


@pytest.fixture
def store(empty_store: Store) -> Store:
    add_account(
        empty_store,
        "lisi",
        display_name="李四",
        rights=Rights(Role.PREFECTURE_CLERK, "440400"),
        password=OLD,
        by="命令行",
        is_given=True,
    )
    return empty_store


def enter(store: Store, password: str) -> str | None:
    return sign_in(store, "lisi", password, lifetime=LIFETIME)


def change(store: Store, current: str = OLD, new: str = NEW) -> str | None:
    return change_own_password(
        store, "lisi", current, new, lifetime=LIFETIME, address="10.0.0.9"
    )


def test_own_password_is_changed_and_a_free_session_begins_in_place_of_all_others(
    store: Store,
):
    before = enter(store, OLD)

    token = change(store)

    assert find_session(store, before or "", idle=LIFETIME.idle) is None
    found = find_session(store, token or "", idle=LIFETIME.idle)
    assert found is not None
    assert (found.is_confined, found.has_given_password) == (False, False)
    assert enter(store, OLD) is None
    assert enter(store, NEW) is not None


def test_change_is_one_line_of_the_log_with_account_and_address(store: Store):
    change(store)

    log = fetch_log(store)
    columns = ["action", "user_name", "account_id", "subject", "address"]
    assert log[columns].iloc[0].tolist() == [
        "change_password",
        "lisi",
        1,
        "lisi",
        "10.0.0.9",
    ]
    assert len(log) == 2


def test_wrong_passwords_are_counted_and_logged_and_change_nothing(store: Store):
    refused = [change(store, "wrong password") for _ in range(5)]

    assert refused == [None] * 5
    assert change(store) is None
    assert fetch_log(store)["action"].tolist()[:6] == ["sign_in_failed"] * 6


def test_whoever_is_shut_out_changes_nothing(store: Store):
    set_disabled(store, "lisi", is_disabled=True, by="命令行")

    assert change(store) is None


def test_weak_password_is_refused_before_anything_is_counted(store: Store):
    with pytest.raises(WeakPasswordError):
        change(store, "wrong password", "short")

    assert fetch_log(store)["action"].tolist() == ["add_account"]
