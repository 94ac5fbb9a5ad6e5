"""Signing in and out, and who a visitor is.

A wrong password, an unknown name, a disabled and a locked account are one answer and
one hash verification. The token of a session is in the visitor's cookie; the store
has its sha256.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from hrss.accounts import InvalidUserNameError, LogAction, user_key
from hrss.store.accounts import Account, to_account
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock
from hrss.store.engine import Store
from hrss.store.passwords import NOBODYS_HASH, verify_password
from hrss.store.tables import account, account_session

UNKNOWN_NAME = "（未知账号）"
FREE_ATTEMPTS = 5
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)
_SEEN_EVERY = timedelta(minutes=1)

Verify = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session holds: without a click, and at the most."""

    idle: timedelta
    absolute: timedelta


def lock_length(failed_count: int) -> timedelta | None:
    """How long no password is listened to after so many wrong ones; None: not at all.

    One minute after the fifth, then twice as long each time, up to an hour.
    """
    if failed_count < FREE_ATTEMPTS:
        return None
    doublings = min(failed_count - FREE_ATTEMPTS, 10)
    return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def sign_in(
    store: Store,
    user_name: str,
    password: str,
    *,
    lifetime: Lifetime,
    address: str | None = None,
    verify: Verify = verify_password,
) -> str | None:
    """The token of a new session; None, whatever the reason, when it is not granted.

    Parameters
    ----------
    verify : whether a password is that of a hash; called exactly once.
    """
    name = _name_or_none(user_name)
    found = _find_account(store, name)
    password_hash = NOBODYS_HASH if found is None else found.password_hash
    is_right = verify(password_hash, password)
    now = store.now()
    token = None
    with store.engine.begin() as connection:
        lock_clock(connection)
        # Others may have tried meanwhile: what counts is how it stands now.
        current = connection.execute(_by_name(name)).one_or_none()
        if current is not None and not _is_shut(current, now):
            is_granted = is_right and current.password_hash == password_hash
            _count(connection, current, now, is_granted=is_granted)
            if is_granted:
                token = _start_session(connection, current.id, now, lifetime)
        write_log(connection, _entry(current, address, token is not None), at=now)
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

    Asks the server that writes: what was revoked is revoked at once.
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
        with store.engine.begin() as connection:
            connection.execute(
                update(account_session)
                .where(account_session.c.token_sha256 == _sha256(token))
                .values(last_seen_at=now)
            )
    return to_account(found)


def _find_account(store: Store, name: str | None) -> Row[Any] | None:
    reader = store.engine.execution_options(sqlite_begin="BEGIN")
    with reader.begin() as connection:
        return connection.execute(_by_name(name)).one_or_none()


def _by_name(name: str | None) -> Select[Any]:
    return select(account).where(account.c.user_name == (name or ""))


def _count(
    connection: Connection, current: Row[Any], now: datetime, *, is_granted: bool
) -> None:
    """Count a wrong password, or begin again after a right one."""
    count = 0 if is_granted else current.failed_count + 1
    length = lock_length(count)
    connection.execute(
        update(account)
        .where(account.c.id == current.id)
        .values(
            failed_count=count, locked_until=None if length is None else now + length
        )
    )


def _start_session(
    connection: Connection, account_id: int, now: datetime, lifetime: Lifetime
) -> str:
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(account_session).values(
            token_sha256=_sha256(token),
            account_id=account_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + lifetime.absolute,
        )
    )
    return token


def _is_shut(current: Row[Any], now: datetime) -> bool:
    is_locked = current.locked_until is not None and now < current.locked_until
    return bool(current.is_disabled) or is_locked


def _entry(current: Row[Any] | None, address: str | None, is_granted: bool) -> LogEntry:
    action = LogAction.SIGN_IN if is_granted else LogAction.SIGN_IN_FAILED
    if current is None:
        return LogEntry(action, UNKNOWN_NAME, address=address)
    return LogEntry(action, current.user_name, account_id=current.id, address=address)


def _by_token(token: str) -> Select[Any]:
    return (
        select(
            account,
            account_session.c.last_seen_at,
            account_session.c.expires_at,
            account_session.c.revoked_at,
        )
        .join(account, account.c.id == account_session.c.account_id)
        .where(account_session.c.token_sha256 == _sha256(token))
    )


def _name_or_none(user_name: str) -> str | None:
    try:
        return user_key(user_name)
    except InvalidUserNameError:
        return None


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
