"""Who only looks is let in whoever writes; on each of the two engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from hrss.accounts import Rights, Role
from hrss.store import Lifetime, Store, add_account, find_session, sign_in
from hrss.store.tables import account_session

PASSWORD = "correct horse battery"
LIFETIME = Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=8))
NINE = datetime(2011, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def token(shared_store: Store) -> str:
    """A session that began at nine."""
    store = at(shared_store, minutes=0)
    add_account(
        store,
        "lisi",
        display_name="李四",
        rights=Rights(Role.PROVINCE_VIEWER),
        password=PASSWORD,
        by="命令行",
    )
    made = sign_in(store, "lisi", PASSWORD, lifetime=LIFETIME)
    assert made
    return made


def at(store: Store, *, minutes: int) -> Store:
    """The store so many minutes after nine."""
    return replace(store, now=lambda: NINE + timedelta(minutes=minutes))


def last_seen(store: Store) -> datetime:
    with store.engine.begin() as connection:
        return connection.execute(select(account_session.c.last_seen_at)).scalar_one()


def test_click_is_noted(shared_store: Store, token: str) -> None:
    assert find_session(at(shared_store, minutes=5), token, idle=LIFETIME.idle)

    assert last_seen(shared_store) == NINE + timedelta(minutes=5)


def test_reader_is_let_in_while_the_row_of_his_session_is_held(
    shared_store: Store, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    with shared_store.engine.begin() as connection:
        connection.execute(update(account_session).values(is_confined=False))

        found = find_session(at(shared_store, minutes=5), token, idle=LIFETIME.idle)

    assert found is not None
    assert found.user_name == "lisi"
    assert last_seen(shared_store) == NINE
    assert "a click could not be noted" in caplog.text


def test_clicks_that_could_not_be_noted_do_not_lengthen_the_session(
    shared_store: Store, token: str
) -> None:
    def look(minutes: int) -> bool:
        with shared_store.engine.begin() as connection:
            connection.execute(update(account_session).values(is_confined=False))
            store = at(shared_store, minutes=minutes)
            return find_session(store, token, idle=LIFETIME.idle) is not None

    assert [look(minutes) for minutes in (15, 29, 30)] == [True, True, False]


def test_the_next_writer_waits_as_long_as_any(shared_store: Store, token: str) -> None:
    find_session(at(shared_store, minutes=5), token, idle=LIFETIME.idle)

    is_sqlite = shared_store.engine.dialect.name == "sqlite"
    query = "PRAGMA busy_timeout" if is_sqlite else "SHOW lock_timeout"
    with shared_store.engine.begin() as connection:
        patience = connection.execute(text(query)).scalar_one()
    assert patience == (30_000 if is_sqlite else "30s")
