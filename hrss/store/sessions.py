"""Sessions: whose a visitor's token is, and until when.

The token is in the visitor's cookie; the store has its sha256.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from hrss.accounts import LogAction
from hrss.store.account_rows import Account, to_account
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock
from hrss.store.engine import BUSY_SECONDS, Store
from hrss.store.tables import account, account_session

_SEEN_EVERY = timedelta(minutes=1)
_HASTE_SECONDS = 0.5
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session holds: without a click, and at the most."""

    idle: timedelta
    absolute: timedelta


def start_session(
    connection: Connection,
    account_id: int,
    now: datetime,
    lifetime: Lifetime,
    *,
    is_confined: bool = False,
) -> str:
    """Make a session within a transaction of the caller's; its token."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(account_session).values(
            token_sha256=_sha256(token),
            account_id=account_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + lifetime.absolute,
            is_confined=is_confined,
        )
    )
    return token


def sign_out(store: Store, token: str, *, address: str | None = None) -> None:
    """End a session; one that has ended or never was is no fault."""
    now = store.now()
    with store.engine.begin() as connection:
        lock_clock(connection)
        found = connection.execute(_by_token(token)).one_or_none()
        if found is None or found.revoked_at is not None:
            return
        connection.execute(
            update(account_session)
            .where(account_session.c.token_sha256 == _sha256(token))
            .values(revoked_at=now)
        )
        entry = LogEntry(
            LogAction.SIGN_OUT, found.user_name, account_id=found.id, address=address
        )
        write_log(connection, entry, at=now)


def find_session(store: Store, token: str, *, idle: timedelta) -> Account | None:
    """Whose session it is; None when it has ended, or its account is shut out.

    Asks the server that writes: what was revoked is revoked at once. Where that server
    can be read and not written, who only looks is let in all the same, until the
    session would have ended without a click.
    """
    if not token:
        return None
    now = store.now()
    reader = store.engine.execution_options(sqlite_begin="BEGIN")
    with reader.begin() as connection:
        found = connection.execute(_by_token(token)).one_or_none()
    if found is None or found.revoked_at is not None or found.is_disabled:
        return None
    if now >= found.expires_at or now >= found.last_seen_at + idle:
        return None
    # A write at every click would make readers wait for those who send.
    if now >= found.last_seen_at + min(_SEEN_EVERY, idle / 4):
        _note_seen(store, token, now)
    return replace(to_account(found), is_confined=found.is_confined)


def _note_seen(store: Store, token: str, now: datetime) -> None:
    hasty = store.engine.execution_options(sqlite_begin="BEGIN")
    try:
        with hasty.begin() as connection, _without_waiting(connection):
            connection.execute(
                update(account_session)
                .where(account_session.c.token_sha256 == _sha256(token))
                .values(last_seen_at=now)
            )
    except SQLAlchemyError as error:
        _LOGGER.warning("a click could not be noted", exc_info=error)


@contextmanager
def _without_waiting(connection: Connection) -> Iterator[None]:
    """Give up soon, where another writer is not done: a reader is not worth a wait."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL lock_timeout = '{_HASTE_SECONDS}s'"))
        yield
        return
    patience = text(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
    connection.execute(text(f"PRAGMA busy_timeout = {_HASTE_SECONDS * 1000:.0f}"))
    try:
        yield
    finally:
        connection.execute(patience)


def _by_token(token: str) -> Select[Any]:
    return (
        select(
            account,
            account_session.c.last_seen_at,
            account_session.c.expires_at,
            account_session.c.revoked_at,
            account_session.c.is_confined,
        )
        .join(account, account.c.id == account_session.c.account_id)
        .where(account_session.c.token_sha256 == _sha256(token))
    )


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
