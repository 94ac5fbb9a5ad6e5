"""How often signing in failed, and who must wait for that.

Three counts, each with delays that grow. The first is of one account from one network:
who guesses makes himself wait and nobody else. The other two, of one account from
anywhere and of one network over all names, catch guessing that is spread out; they
bind nobody who has signed in to that account from that network before, so that an
outsider cannot lock out a name he knows.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hrss.store.tables import account, sign_in_count

ALL_ACCOUNTS = 0
NOBODY = -1
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)
KNOWN_FOR = timedelta(days=90)
_KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are free, and after how long without one they are forgotten."""

    free: int
    forgotten_after: timedelta


OWN = Limit(4, timedelta(days=1))
"""Of one account from one network."""
NETWORK = Limit(59, timedelta(hours=1))
"""Of one network over all accounts and all names that nobody has."""
FREE_EVERYWHERE = 49
"""Of one account from all networks; a sign-in begins that count anew."""


def lock_length(failed_count: int, free: int = OWN.free) -> timedelta | None:
    """How long no password is listened to after so many wrong ones; None: not at all.

    One minute after the first that is not free, then twice as long each time, up to an
    hour.
    """
    if failed_count <= free:
        return None
    doublings = min(failed_count - free - 1, 10)
    return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def network_of(address: str | None) -> str:
    """The network that counts as one place: 256 addresses, or an IPv6 subnet."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return (address or "")[:60]
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    length = 24 if found.version == 4 else 64
    return str(ipaddress.ip_network(f"{found}/{length}", strict=False))


def must_wait(
    connection: Connection, current: Row[Any] | None, network: str, now: datetime
) -> bool:
    """Whether no password is listened to: for this account, from there, as yet.

    Parameters
    ----------
    current : the account's row; None for a name that nobody has, which costs the same
        questions.
    """
    own = _find(connection, _id_of(current), network)
    over_all = _find(connection, ALL_ACCOUNTS, network)
    if own is not None and _is_locked(own.locked_until, now):
        return True
    if own is not None and own.known_at is not None and now < own.known_at + KNOWN_FOR:
        return False
    everywhere = None if current is None else current.locked_until
    from_there = None if over_all is None else over_all.locked_until
    return _is_locked(everywhere, now) or _is_locked(from_there, now)


def count_failure(
    connection: Connection, current: Row[Any] | None, network: str, now: datetime
) -> None:
    """Count a sign-in that was not granted in all three."""
    _count(connection, _id_of(current), network, now, OWN)
    _count(connection, ALL_ACCOUNTS, network, now, NETWORK)
    count = 1 if current is None else current.failed_count + 1
    connection.execute(
        update(account)
        .where(account.c.id == _id_of(current))
        .values(failed_count=count, **_lock(count, FREE_EVERYWHERE, now))
    )


def count_while_waiting(connection: Connection, network: str, now: datetime) -> None:
    """Count a sign-in that was not listened to, for the network alone.

    It says nothing about a password, but whoever goes on so does not mean one account.
    """
    found = _find(connection, ALL_ACCOUNTS, network)
    if found is None or not _is_locked(found.locked_until, now):
        _count(connection, ALL_ACCOUNTS, network, now, NETWORK)


def count_success(
    connection: Connection, account_id: int, network: str, now: datetime
) -> None:
    """Begin the account's counts anew; it is known there from now on."""
    connection.execute(
        update(account)
        .where(account.c.id == account_id)
        .values(failed_count=0, locked_until=None)
    )
    values = {
        "failed_count": 0,
        "counted_at": now,
        "locked_until": None,
        "known_at": now,
    }
    _write(connection, account_id, network, values)
    connection.execute(
        delete(sign_in_count).where(
            sign_in_count.c.counted_at < now - _KEPT_FOR,
            sign_in_count.c.known_at.is_(None),
        )
    )


def forget_counts(connection: Connection, account_id: int) -> None:
    """Let nobody wait for what was counted of an account, nor be known for it."""
    connection.execute(
        delete(sign_in_count).where(sign_in_count.c.account_id == account_id)
    )


def _count(
    connection: Connection, account_id: int, network: str, now: datetime, limit: Limit
) -> None:
    found = _find(connection, account_id, network)
    # A clock that was set back makes the time since negative: nothing is forgotten.
    is_fresh = found is None or now - found.counted_at >= limit.forgotten_after
    count = 1 if found is None or is_fresh else found.failed_count + 1
    values = {"failed_count": count, "counted_at": now, **_lock(count, limit.free, now)}
    _write(connection, account_id, network, values)


def _lock(count: int, free: int, now: datetime) -> dict[str, datetime | None]:
    length = lock_length(count, free)
    return {"locked_until": None if length is None else now + length}


def _write(
    connection: Connection, account_id: int, network: str, values: dict[str, Any]
) -> None:
    """Make or change one row; the clock's lock keeps others from making it at once."""
    key = {"account_id": account_id, "network": network}
    changed = connection.execute(
        update(sign_in_count).filter_by(**key).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(sign_in_count).values(**key, **values))


def _find(connection: Connection, account_id: int, network: str) -> Row[Any] | None:
    query = select(sign_in_count).filter_by(account_id=account_id, network=network)
    return connection.execute(query).one_or_none()


def _id_of(current: Row[Any] | None) -> int:
    return NOBODY if current is None else int(current.id)


def _is_locked(until: datetime | None, now: datetime) -> bool:
    return until is not None and now < until
