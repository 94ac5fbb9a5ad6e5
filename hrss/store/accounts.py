"""Accounts: who may sign in, in which role.

Comes in: a name, rights and a password. Goes out: accounts, never their hashes. All
changes are logged in the transaction that makes them, and a change of password, role
or standing ends every session of the account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from hrss.accounts import LogAction, Rights, Role, refuse_weak, user_key
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock
from hrss.store.engine import Store
from hrss.store.passwords import hash_password
from hrss.store.tables import account, account_session


class UnknownAccountError(LookupError):
    """No account has this user name."""


class AccountExistsError(ValueError):
    """An account has this user name already."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    `locked_until` is when the next attempt is listened to, after too many wrong
    passwords.
    """

    id: int
    user_name: str
    display_name: str
    rights: Rights
    is_disabled: bool
    created_at: datetime
    created_by: str
    password_changed_at: datetime
    locked_until: datetime | None


def add_account(
    store: Store,
    user_name: str,
    *,
    display_name: str,
    rights: Rights,
    password: str,
    by: str,
) -> Account:
    """Make an account; `display_name` stands beside what it sends.

    Raises
    ------
    hrss.accounts.InvalidUserNameError, hrss.accounts.WeakPasswordError : the name or
        the password cannot be taken.
    ValueError : nobody is named.
    AccountExistsError : the name is taken.
    """
    name, shown = user_key(user_name), display_name.strip()
    if not (shown and by.strip()):
        raise ValueError("an account needs a name to show and who made it")
    refuse_weak(password, user_name=name)
    password_hash, now = hash_password(password), store.now()
    with store.engine.begin() as connection:
        lock_clock(connection)
        if _find(connection, name) is not None:
            raise AccountExistsError(f"用户名“{name}”已经有了")
        last = connection.execute(select(func.max(account.c.id))).scalar_one()
        connection.execute(
            insert(account).values(
                id=(last or 0) + 1,
                user_name=name,
                display_name=shown,
                password_hash=password_hash,
                is_disabled=False,
                created_at=now,
                created_by=by.strip(),
                password_changed_at=now,
                failed_count=0,
                locked_until=None,
                **_columns(rights),
            )
        )
        _log(connection, LogAction.ADD_ACCOUNT, name, by, now, _worded(rights))
        found = _find(connection, name)
    if found is None:
        raise UnknownAccountError(name)
    return to_account(found)


def fetch_accounts(store: Store) -> list[Account]:
    """Every account, in order of user name."""
    query = select(account).order_by(account.c.user_name)
    with store.read_engine.begin() as connection:
        return [to_account(row) for row in connection.execute(query)]


def set_disabled(store: Store, user_name: str, *, is_disabled: bool, by: str) -> None:
    """Shut an account out at once, or let it in again.

    Raises
    ------
    UnknownAccountError : there is none of this name.
    """
    action = LogAction.DISABLE_ACCOUNT if is_disabled else LogAction.ENABLE_ACCOUNT
    # Who is let in again shall not wait for a lock of earlier.
    changes = {"is_disabled": is_disabled, "failed_count": 0, "locked_until": None}
    _change(store, user_name, changes, action=action, by=by)


def change_password(store: Store, user_name: str, password: str, *, by: str) -> None:
    """Give an account another password; what was signed in is signed out.

    Raises
    ------
    UnknownAccountError : there is none of this name.
    hrss.accounts.WeakPasswordError : the password cannot be taken.
    """
    refuse_weak(password, user_name=user_key(user_name))
    changes = {
        "password_hash": hash_password(password),
        "password_changed_at": store.now(),
        "failed_count": 0,
        "locked_until": None,
    }
    _change(store, user_name, changes, action=LogAction.CHANGE_PASSWORD, by=by)


def change_rights(store: Store, user_name: str, rights: Rights, *, by: str) -> None:
    """Give an account another role or place.

    Raises
    ------
    UnknownAccountError : there is none of this name.
    """
    _change(
        store,
        user_name,
        _columns(rights),
        action=LogAction.CHANGE_RIGHTS,
        by=by,
        detail=_worded(rights),
    )


def to_account(row: Row[Any]) -> Account:
    """An account as its row says it is."""
    return Account(
        id=row.id,
        user_name=row.user_name,
        display_name=row.display_name,
        rights=Rights(Role(row.role), row.prefecture_code, row.county_code),
        is_disabled=row.is_disabled,
        created_at=row.created_at,
        created_by=row.created_by,
        password_changed_at=row.password_changed_at,
        locked_until=row.locked_until,
    )


def _change(
    store: Store,
    user_name: str,
    changes: Mapping[str, object],
    *,
    action: LogAction,
    by: str,
    detail: str = "",
) -> None:
    name, now = user_key(user_name), store.now()
    with store.engine.begin() as connection:
        lock_clock(connection)
        found = _find(connection, name)
        if found is None:
            raise UnknownAccountError(f"没有用户名为“{name}”的账号")
        connection.execute(
            update(account).where(account.c.id == found.id).values(**changes)
        )
        connection.execute(
            update(account_session)
            .where(
                account_session.c.account_id == found.id,
                account_session.c.revoked_at.is_(None),
            )
            .values(revoked_at=now)
        )
        _log(connection, action, name, by, now, detail)


def _find(connection: Connection, name: str) -> Row[Any] | None:
    query = select(account).where(account.c.user_name == name)
    return connection.execute(query).one_or_none()


def _columns(rights: Rights) -> dict[str, str | None]:
    return {
        "role": rights.role.value,
        "prefecture_code": rights.prefecture_code,
        "county_code": rights.county_code,
    }


def _worded(rights: Rights) -> str:
    places = [rights.role.label, rights.prefecture_code, rights.county_code]
    return " ".join(filter(None, places))


def _log(
    connection: Connection,
    action: LogAction,
    name: str,
    by: str,
    at: datetime,
    detail: str = "",
) -> None:
    entry = LogEntry(action=action, user_name=by.strip(), subject=name, detail=detail)
    write_log(connection, entry, at=at)
