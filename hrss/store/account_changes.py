"""What every change of an account does, within a transaction of the caller's."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, update

from hrss.accounts import refuse_weak, user_key
from hrss.store.audit import LogEntry, write_log
from hrss.store.passwords import hash_password
from hrss.store.sign_in_counts import forget_counts
from hrss.store.tables import account, account_session


def new_password(
    user_name: str, password: str, now: datetime, *, is_given: bool = False
) -> dict[str, object]:
    """What changes with an account's password.

    Raises
    ------
    hrss.accounts.WeakPasswordError : the password cannot be taken.
    """
    refuse_weak(password, user_name=user_key(user_name))
    return {
        "password_hash": hash_password(password),
        "password_changed_at": now,
        "has_given_password": is_given,
        "failed_count": 0,
        "locked_until": None,
    }


def change_within(
    connection: Connection,
    found: Row[Any],
    changes: Mapping[str, object],
    log: LogEntry,
    *,
    at: datetime,
) -> None:
    """Change an account within a transaction that holds the clock."""
    connection.execute(
        update(account).where(account.c.id == found.id).values(**changes)
    )
    connection.execute(
        update(account_session)
        .where(
            account_session.c.account_id == found.id,
            account_session.c.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    forget_counts(connection, found.id)
    write_log(connection, replace(log, subject=found.user_name), at=at)
