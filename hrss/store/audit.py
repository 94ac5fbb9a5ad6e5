"""The log: who did what, when, to which submission, from where; append-only.

No password, cookie or cell of a sheet ever comes in here: a subject is a number, a
code, a day or the name of a file.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, insert, select

from hrss.accounts import LogAction
from hrss.store.clock import lock_clock
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
    connection.execute(
        insert(audit_log).values(
            id=1 if last is None else last.id + 1,
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


def fetch_log(
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    user_name: str | None = None,
    action: LogAction | None = None,
    submission_id: int | None = None,
) -> pd.DataFrame:
    """Entries of the log, the newest first; what is None does not narrow them.

    Parameters
    ----------
    since, until : moments, both included.

    Returns
    -------
    Indexed by ``log_id``: ``at``, ``account_id`` (NA for a command or an unknown
    name), ``user_name``, ``action`` (`hrss.accounts.LogAction`), ``subject``,
    ``submission_id``, ``address``, ``detail``.
    """
    names = [name for name in LOG_DTYPES if name != "log_id"]
    query = select(audit_log.c.id, *(audit_log.c[name] for name in names))
    for condition in (
        None if since is None else audit_log.c.at >= since,
        None if until is None else audit_log.c.at <= until,
        None if user_name is None else audit_log.c.user_name == user_name,
        None if action is None else audit_log.c.action == action.value,
        None if submission_id is None else audit_log.c.submission_id == submission_id,
    ):
        if condition is not None:
            query = query.where(condition)
    with store.read_engine.begin() as connection:
        rows = connection.execute(query.order_by(audit_log.c.id.desc())).all()
    return to_frame(rows, LOG_DTYPES).set_index("log_id")
