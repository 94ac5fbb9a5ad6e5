"""Signing in and out, and who a visitor is.

A wrong password, an unknown name, a disabled and a locked account are one answer and
one hash verification. Whom another system vouches for needs no password, and ends in
the same kind of session. The token of a session is in the visitor's cookie; the store
has its sha256.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from sqlalchemy import Connection, Row, Select, insert, select, update

from hrss.accounts import InvalidUserNameError, LogAction, user_key
from hrss.store.account_rows import Account, to_account
from hrss.store.accounts import UnknownAccountError
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock
from hrss.store.engine import Store
from hrss.store.passwords import NOBODYS_HASH, verify_password
from hrss.store.sign_in_counts import (
    count_failure,
    count_success,
    count_while_waiting,
    must_wait,
    network_of,
)
from hrss.store.tables import account, account_session

UNKNOWN_NAME = "（未知账号）"
_SEEN_EVERY = timedelta(minutes=1)

Verify = Callable[[str, str], bool]


class DisabledAccountError(ValueError):
    """Another system vouches for somebody whose account is shut out."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session holds: without a click, and at the most."""

    idle: timedelta
    absolute: timedelta


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
    now, network = store.now(), network_of(address)
    token = None
    with store.engine.begin() as connection:
        lock_clock(connection)
        # Others may have tried meanwhile: what counts is how it stands now.
        current = connection.execute(_by_name(name)).one_or_none()
        if must_wait(connection, current, network, now):
            count_while_waiting(connection, network, now)
        elif is_right and _is_still(current, password_hash):
            count_success(connection, current.id, network, now)
            is_confined = current.has_given_password
            token = _start_session(
                connection, current.id, now, lifetime, is_confined=is_confined
            )
        else:
            count_failure(connection, current, network, now)
        write_log(connection, _entry(current, address, token is not None), at=now)
    return token


def sign_in_vouched(
    store: Store,
    user_name: str,
    *,
    by: str,
    lifetime: Lifetime,
    address: str | None = None,
) -> str:
    """The token of a new session of whom another system has recognised.

    Parameters
    ----------
    by : what the log calls the system.

    Raises
    ------
    UnknownAccountError : no account has this user name; none is made.
    DisabledAccountError : the account is shut out.
    """
    name, now, token = _name_or_none(user_name), store.now(), None
    with store.engine.begin() as connection:
        lock_clock(connection)
        current = connection.execute(_by_name(name)).one_or_none()
        if current is not None and not current.is_disabled:
            token = _start_session(connection, current.id, now, lifetime)
        entry = replace(_entry(current, address, token is not None), detail=by)
        write_log(connection, entry, at=now)
    if current is None:
        raise UnknownAccountError("没有对应的账号")
    if token is None:
        raise DisabledAccountError(f"账号“{current.user_name}”已停用")
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
    return replace(to_account(found), is_confined=found.is_confined)


def _find_account(store: Store, name: str | None) -> Row[Any] | None:
    reader = store.engine.execution_options(sqlite_begin="BEGIN")
    with reader.begin() as connection:
        return connection.execute(_by_name(name)).one_or_none()


def _by_name(name: str | None) -> Select[Any]:
    return select(account).where(account.c.user_name == (name or ""))


def _start_session(
    connection: Connection,
    account_id: int,
    now: datetime,
    lifetime: Lifetime,
    *,
    is_confined: bool = False,
) -> str:
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


def _is_still(current: Row[Any] | None, password_hash: str) -> TypeGuard[Row[Any]]:
    """Whether the password that was held against the hash lets in now."""
    return (
        current is not None
        and not current.is_disabled
        and current.password_hash == password_hash
        and password_hash != NOBODYS_HASH
    )


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
            account_session.c.is_confined,
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
