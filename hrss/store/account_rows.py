"""An account as the program knows it, without its hash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from hrss.accounts import Rights, Role
from hrss.store.passwords import NOBODYS_HASH


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    `has_password` is False where only another system can vouch for the account.
    `locked_until` is when somebody who never signed in from his network is listened to
    again, after very many wrong passwords. `has_given_password` says that somebody else
    chose the password; `is_confined`, known of a session alone, that the account came
    in with it and may do nothing before it is changed.
    """

    id: int
    user_name: str
    display_name: str
    rights: Rights
    is_disabled: bool
    has_password: bool
    created_at: datetime
    created_by: str
    password_changed_at: datetime
    locked_until: datetime | None
    has_given_password: bool
    is_confined: bool = False


def to_account(row: Row[Any]) -> Account:
    """An account as its row says it is."""
    return Account(
        id=row.id,
        user_name=row.user_name,
        display_name=row.display_name,
        rights=Rights(Role(row.role), row.prefecture_code, row.county_code),
        is_disabled=row.is_disabled,
        has_password=row.password_hash != NOBODYS_HASH,
        created_at=row.created_at,
        created_by=row.created_by,
        password_changed_at=row.password_changed_at,
        locked_until=row.locked_until,
        has_given_password=row.has_given_password,
    )
