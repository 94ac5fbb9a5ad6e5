"""Signing in.

A wrong password, an unknown name, a disabled and a locked account are one answer and
one hash verification. Whom another system vouches for needs no password, and ends in
the same kind of session.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeGuard

from sqlalchemy import Row, Select, select

from hrss.accounts import InvalidUserNameError, LogAction, user_key
from hrss.store.accounts import UnknownAccountError
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock
from hrss.store.engine import Store
from hrss.store.passwords import NOBODYS_HASH, verify_password
from hrss.store.sessions import Lifetime, start_session
from hrss.store.sign_in_counts import (
    count_failure,
    count_success,
    count_while_waiting,
    must_wait,
    network_of,
)
from hrss.store.tables import account

UNKNOWN_NAME = "（未知账号）"

Verify = Callable[[str, str], bool]


class DisabledAccountError(ValueError):
    """Another system vouches for somebody whose account is shut out."""


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
    name = name_or_none(user_name)
    found = find_account(store, name)
    password_hash = NOBODYS_HASH if found is None else found.password_hash
    is_right = verify(password_hash, password)
    now, network = store.now(), network_of(address)
    token = None
    with store.engine.begin() as connection:
        lock_clock(connection)
        # Others may have tried meanwhile: what counts is how it stands now.
        current = connection.execute(by_name(name)).one_or_none()
        if must_wait(connection, current, network, now):
            count_while_waiting(connection, network, now)
        elif is_right and is_still(current, password_hash):
            count_success(connection, current.id, network, now)
            is_confined = current.has_given_password
            token = start_session(
                connection, current.id, now, lifetime, is_confined=is_confined
            )
        else:
            count_failure(connection, current, network, now)
        entry = sign_in_entry(current, address, is_granted=token is not None)
        write_log(connection, entry, at=now)
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
    name, now, token = name_or_none(user_name), store.now(), None
    with store.engine.begin() as connection:
        lock_clock(connection)
        current = connection.execute(by_name(name)).one_or_none()
        if current is not None and not current.is_disabled:
            token = start_session(connection, current.id, now, lifetime)
        entry = sign_in_entry(current, address, is_granted=token is not None)
        write_log(connection, replace(entry, detail=by), at=now)
    if current is None:
        raise UnknownAccountError("没有对应的账号")
    if token is None:
        raise DisabledAccountError(f"账号“{current.user_name}”已停用")
    return token


def find_account(store: Store, name: str | None) -> Row[Any] | None:
    """The row of an account, asked before a password is held against its hash."""
    reader = store.engine.execution_options(sqlite_begin="BEGIN")
    with reader.begin() as connection:
        return connection.execute(by_name(name)).one_or_none()


def by_name(name: str | None) -> Select[Any]:
    """Asks for the account of a user name."""
    return select(account).where(account.c.user_name == (name or ""))


def is_still(current: Row[Any] | None, password_hash: str) -> TypeGuard[Row[Any]]:
    """Whether the password that was held against the hash lets in now."""
    return (
        current is not None
        and not current.is_disabled
        and current.password_hash == password_hash
        and password_hash != NOBODYS_HASH
    )


def sign_in_entry(
    current: Row[Any] | None, address: str | None, *, is_granted: bool
) -> LogEntry:
    """What the log says of an attempt."""
    action = LogAction.SIGN_IN if is_granted else LogAction.SIGN_IN_FAILED
    if current is None:
        return LogEntry(action, UNKNOWN_NAME, address=address)
    return LogEntry(action, current.user_name, account_id=current.id, address=address)


def name_or_none(user_name: str) -> str | None:
    """The user name as it is kept; None for what cannot be one."""
    try:
        return user_key(user_name)
    except InvalidUserNameError:
        return None
