"""Accounts: who may sign in, in which role.

Comes in: a name, rights and a password. Goes out: accounts, never their hashes. All
changes are logged in the transaction that makes them, and a change of password, role
or standing ends every session of the account.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from hrss.accounts import LogAction, Rights, Role, refuse_weak, user_key
from hrss.store.account_changes import change_within, new_password
from hrss.store.account_rows import Account, to_account
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock, note_given
from hrss.store.engine import Store
from hrss.store.passwords import NOBODYS_HASH, hash_password
from hrss.store.tables import account


class UnknownAccountError(LookupError):
    """No account has this user name."""


class AccountExistsError(ValueError):
    """An account has this user name already."""


class LastAdministratorError(ValueError):
    """Nobody would be left who may look after the accounts."""


def add_account(
    store: Store,
    user_name: str,
    *,
    display_name: str,
    rights: Rights,
    password: str | None,
    by: str,
    is_given: bool = False,
    log: LogEntry | None = None,
) -> Account:
    """Make an account; `display_name` stands beside what it sends.

    Parameters
    ----------
    password : None where another system vouches for whoever signs in.
    is_given : whether somebody else chose the password: who signs in with it must
        change it first.
    log : who and from where, for the log, where that is known better than `by`; what
        was done is filled in, here as with every change below.

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
    if password is None:
        password_hash = NOBODYS_HASH
    else:
        refuse_weak(password, user_name=name)
        password_hash = hash_password(password)
    now = store.now()
    with store.engine.begin() as connection:
        lock_clock(connection)
        if _find(connection, name) is not None:
            raise AccountExistsError(f"用户名“{name}”已经有了")
        last = connection.execute(select(func.max(account.c.id))).scalar_one()
        number = (last or 0) + 1
        connection.execute(
            insert(account).values(
                id=number,
                user_name=name,
                display_name=shown,
                password_hash=password_hash,
                is_disabled=False,
                created_at=now,
                created_by=by.strip(),
                password_changed_at=now,
                failed_count=0,
                locked_until=None,
                has_given_password=is_given and password is not None,
                **_columns(rights),
            )
        )
        note_given(connection, account, number)
        entry = _entry(LogAction.ADD_ACCOUNT, by, log)
        entry = replace(entry, subject=name, detail=_worded(rights))
        write_log(connection, entry, at=now)
        found = _find(connection, name)
    if found is None:
        raise UnknownAccountError(name)
    return to_account(found)


def fetch_accounts(store: Store) -> list[Account]:
    """Every account, in order of user name."""
    query = select(account).order_by(account.c.user_name)
    with store.read_engine.begin() as connection:
        return [to_account(row) for row in connection.execute(query)]


def set_disabled(
    store: Store,
    user_name: str,
    *,
    is_disabled: bool,
    by: str,
    log: LogEntry | None = None,
) -> None:
    """Shut an account out at once, or let it in again.

    Raises
    ------
    UnknownAccountError : there is none of this name.
    LastAdministratorError : it is the last administrator's.
    """
    action = LogAction.DISABLE_ACCOUNT if is_disabled else LogAction.ENABLE_ACCOUNT
    # Who is let in again shall not wait for a lock of earlier.
    changes = {"is_disabled": is_disabled, "failed_count": 0, "locked_until": None}
    _change(store, user_name, changes, _entry(action, by, log))


def change_password(
    store: Store,
    user_name: str,
    password: str,
    *,
    by: str,
    is_given: bool = False,
    log: LogEntry | None = None,
) -> None:
    """Give an account another password; what was signed in is signed out.

    Parameters
    ----------
    is_given : as of `add_account`.

    Raises
    ------
    UnknownAccountError : there is none of this name.
    hrss.accounts.WeakPasswordError : the password cannot be taken.
    """
    changes = new_password(user_name, password, store.now(), is_given=is_given)
    _change(store, user_name, changes, _entry(LogAction.CHANGE_PASSWORD, by, log))


def change_rights(
    store: Store,
    user_name: str,
    rights: Rights,
    *,
    by: str,
    log: LogEntry | None = None,
) -> None:
    """Give an account another role or place.

    Raises
    ------
    UnknownAccountError : there is none of this name.
    LastAdministratorError : it is the last administrator's.
    """
    entry = replace(_entry(LogAction.CHANGE_RIGHTS, by, log), detail=_worded(rights))
    _change(store, user_name, _columns(rights), entry)


def _change(
    store: Store,
    user_name: str,
    changes: Mapping[str, object],
    log: LogEntry,
) -> None:
    name, now = user_key(user_name), store.now()
    with store.engine.begin() as connection:
        lock_clock(connection)
        found = _find(connection, name)
        if found is None:
            raise UnknownAccountError(f"没有用户名为“{name}”的账号")
        _keep_an_administrator(connection, found, changes)
        change_within(connection, found, changes, log, at=now)


def _keep_an_administrator(
    connection: Connection, found: Row[Any], changes: Mapping[str, object]
) -> None:
    """Refuse what would leave no administrator who is not shut out.

    Whether one without a password can sign in is the settings' matter; the command
    line gives him one. The clock's lock keeps two who leave at once from each counting
    on the other.
    """
    administrates = account.c.role == Role.ADMINISTRATOR.value
    others = select(func.count()).where(
        administrates, account.c.is_disabled.is_(False), account.c.id != found.id
    )
    was = found.role == Role.ADMINISTRATOR.value and not found.is_disabled
    stays = changes.get("role", found.role) == Role.ADMINISTRATOR.value
    is_left = stays and not changes.get("is_disabled", found.is_disabled)
    if was and not is_left and connection.execute(others).scalar_one() == 0:
        raise LastAdministratorError(
            f"“{found.user_name}”是最后一个有效的系统管理员账号，不能停用或改为其他角色；"
            "请先建立另一个系统管理员账号"
        )


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


def _entry(action: LogAction, by: str, log: LogEntry | None) -> LogEntry:
    """What the log says of a change, by who is known best."""
    return LogEntry(action, by.strip()) if log is None else replace(log, action=action)
