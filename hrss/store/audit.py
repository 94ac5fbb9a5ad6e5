"""The log: who did what, when, to which submission, from where; append-only.

No password, cookie or cell of a sheet ever comes in here: a subject is a number, a
code, a day or the name of a file.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict, Unpack

import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, insert, select

from hrss.accounts import LogAction
from hrss.store.clock import lock_clock, note_given
from hrss.store.engine import Store
from hrss.store.frames import MOMENT, to_frame
from hrss.store.tables import audit_log

LOG_DTYPES = {
    "log_id": "int64",
    "at": MOMENT,
    "account_id": "Int64",
    "user_name": "string",
    "action": "string",
    "subject": "string",
    "submission_id": "Int64",
    "address": "string",
    "detail": "string",
}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log, before it has a number and a moment.

    Parameters
    ----------
    user_name : who; for a sign-in with a name that nobody has, never that name, which
        may be a password in the wrong field.
    address : the visitor's network address; None for a command.
    """

    action: LogAction
    user_name: str
    account_id: int | None = None
    subject: str = ""
    submission_id: int | None = None
    address: str | None = None
    detail: str = ""


def append_log(store: Store, entry: LogEntry) -> None:
    """Write one entry."""
    with store.engine.begin() as connection:
        lock_clock(connection)
        write_log(connection, entry, at=store.now())


def write_log(connection: Connection, entry: LogEntry, *, at: datetime) -> None:
    """Write one entry within a transaction that holds the clock.

    It is never of an earlier moment than the one before it, though the machine's
    clock was set back, or two came at once.
    """
    query = select(audit_log.c.id, audit_log.c.at).order_by(audit_log.c.id.desc())
    last = connection.execute(query.limit(1)).one_or_none()
    number = 1 if last is None else last.id + 1
    connection.execute(
        insert(audit_log).values(
            id=number,
            at=at if last is None else max(at, last.at),
            account_id=entry.account_id,
            user_name=entry.user_name,
            action=entry.action.value,
            subject=entry.subject[:_LONGEST],
            submission_id=entry.submission_id,
            address=entry.address,
            detail=entry.detail[:_LONGEST],
        )
    )
    note_given(connection, audit_log, number)


def write_log_of(
    store: Store,
    connection: Connection,
    entry: LogEntry | None,
    *,
    submission_id: int | None = None,
) -> None:
    """Write the entry of a write in the write's own transaction, if there is one."""
    if entry is None:
        return
    if submission_id is not None:
        entry = replace(entry, submission_id=submission_id)
    write_log(connection, entry, at=store.now())


class LogNarrowing(TypedDict, total=False):
    """Which entries are asked for; what is missing or None does not narrow them.

    `since` and `until` are moments, both included; `address` is how an address
    begins.
    """

    since: datetime | None
    until: datetime | None
    user_name: str | None
    action: LogAction | None
    submission_id: int | None
    address: str | None


def fetch_log(
    store: Store, *, limit: int | None = None, **chosen: Unpack[LogNarrowing]
) -> pd.DataFrame:
    """Entries of the log, the newest first.

    Parameters
    ----------
    limit : at most so many of them; None means all.

    Returns
    -------
    Indexed by ``log_id``: ``at``, ``account_id`` (NA for a command or an unknown
    name), ``user_name``, ``action`` (`hrss.accounts.LogAction`), ``subject``,
    ``submission_id``, ``address``, ``detail``.
    """
    names = [name for name in LOG_DTYPES if name != "log_id"]
    query = select(audit_log.c.id, *(audit_log.c[name] for name in names))
    query = query.where(*_conditions(chosen)).order_by(audit_log.c.id.desc())
    with store.read_engine.begin() as connection:
        rows = connection.execute(query.limit(limit)).all()
    return to_frame(rows, LOG_DTYPES).set_index("log_id")


def count_log(store: Store, **chosen: Unpack[LogNarrowing]) -> int:
    """How many entries `fetch_log` has without a limit."""
    query = select(func.count()).select_from(audit_log).where(*_conditions(chosen))
    with store.read_engine.begin() as connection:
        return connection.execute(query).scalar_one()


def fetch_last_sign_ins(store: Store) -> dict[int, datetime]:
    """When each account signed in last, by its id; who never did is not there."""
    query = (
        select(audit_log.c.account_id, func.max(audit_log.c.at))
        .where(
            audit_log.c.action == LogAction.SIGN_IN.value,
            audit_log.c.account_id.is_not(None),
        )
        .group_by(audit_log.c.account_id)
    )
    with store.read_engine.begin() as connection:
        found = connection.execute(query).all()
    return {row[0]: row[1] for row in found}


def _conditions(chosen: LogNarrowing) -> list[ColumnElement[bool]]:
    entry, found = audit_log.c, []
    if (since := chosen.get("since")) is not None:
        found.append(entry.at >= since)
    if (until := chosen.get("until")) is not None:
        found.append(entry.at <= until)
    if (user_name := chosen.get("user_name")) is not None:
        found.append(entry.user_name == user_name)
    if (action := chosen.get("action")) is not None:
        found.append(entry.action == action.value)
    if (number := chosen.get("submission_id")) is not None:
        found.append(entry.submission_id == number)
    if (address := chosen.get("address")) is not None:
        found.append(entry.address.startswith(address, autoescape=True))
    return found
