"""What is known now: the moment that figures can be made of, and be made of again.

A figure of a known-at time stays as it is only if nothing that was received by then
can still come in. So the moment is asked for where it is written, after whoever was
writing has ended; a replica that is behind is not read for it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hrss.store.clock import Version, lock_clock, read_version
from hrss.store.engine import Store, reading


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at one moment.

    Parameters
    ----------
    at : nothing that is known came in after it, also when the machine's clock was
        set back (UTC).
    version : `data_version` of what is known; it tells what came in since, whatever
        its moment.
    """

    at: datetime
    version: str


def fetch_known(store: Store) -> Known:
    """What is known now, by the database that is written to.

    Waits for whoever is writing: what is being received bears an earlier moment
    already, and would otherwise be known at a time at which nobody saw it.
    """
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        # Within the lock: later entries are of a later moment.
        moment = max(store.now().astimezone(UTC), version.last_at)
    return Known(moment, str(version))


def at_home(store: Store) -> Store:
    """The same store, read where it is written: for what may not be behind."""
    return replace(store, read_engine=reading(store.engine))


def abreast(store: Store) -> Store:
    """The same store; where its replica is behind, read where it is written."""
    if store.read_engine.pool is store.engine.pool:
        return store
    home = at_home(store)
    # In this order: what the replica has, the other has as well.
    return store if _version(store) == _version(home) else home


def _version(store: Store) -> Version:
    with store.read_engine.begin() as connection:
        return read_version(connection)
