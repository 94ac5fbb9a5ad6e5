"""The store's clock: what is locked first, counted, and never runs backwards.

One row holds the last number of each kind of entry and the moment of the last one.
A writer locks it before anything else, so that writers queue, a submission's number
grows with its receipt, and a known-at time is a highest number on every engine.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from hrss.store.engine import Store
from hrss.store.tables import clock, submission, withdrawal

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Version:
    """State of the store: the numbers given so far and the last moment."""

    submission_id: int
    withdrawal_id: int
    roster_id: int
    clear_count: int
    last_at: datetime

    def __str__(self) -> str:
        """Text that changes with every write."""
        # The moment tells apart two stores that were restored from one backup.
        since = (self.last_at - BEGINNING) // timedelta(microseconds=1)
        numbers = (self.submission_id, self.withdrawal_id, self.roster_id)
        return ".".join(map(str, (*numbers, self.clear_count, since)))


def parse_version(text: str) -> Version:
    """Read back what `data_version` gave.

    Raises
    ------
    ValueError : the text is no data version.
    """
    parts = text.split(".")
    if len(parts) != 5 or not all(part.isdecimal() for part in parts):
        raise ValueError(f"expected a data version such as 3.0.1.0.17, got {text!r}")
    submissions, withdrawals, rosters, clears, since = map(int, parts)
    last_at = BEGINNING + timedelta(microseconds=since)
    return Version(submissions, withdrawals, rosters, clears, last_at)


def data_version(store: Store) -> str:
    """Text that changes whenever anything does that a figure rests on.

    Key caches on it, and pass it to `append_submission` as the version that a
    preview showed.
    """
    with store.read_engine.begin() as connection:
        return str(_version(connection, lock=False))


def lock_clock(connection: Connection) -> Version:
    """Wait for the other writers; the state that this write starts from."""
    return _version(connection, lock=True)


def start_clock(connection: Connection) -> None:
    """Make the clock's row in a new store."""
    connection.execute(
        insert(clock).values(
            id=1,
            submission_id=0,
            withdrawal_id=0,
            roster_id=0,
            clear_count=0,
            last_at=BEGINNING,
        )
    )


def advance_clock(connection: Connection, version: Version) -> None:
    """Write down the state that this write leads to."""
    connection.execute(
        update(clock).values(
            submission_id=version.submission_id,
            withdrawal_id=version.withdrawal_id,
            roster_id=version.roster_id,
            clear_count=version.clear_count,
            last_at=version.last_at,
        )
    )


def next_moment(store: Store, version: Version) -> datetime:
    """Now, or just after the last entry when the clock was set back."""
    return max(store.now().astimezone(UTC), version.last_at + timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class Horizon:
    """What was known at a time: everything up to these numbers."""

    submission_id: int
    withdrawal_id: int


def horizon(connection: Connection, known_at: datetime | None) -> Horizon:
    """Highest numbers that had been given at a time; None means by now."""
    submissions = select(func.coalesce(func.max(submission.c.id), 0))
    withdrawals = select(func.coalesce(func.max(withdrawal.c.id), 0))
    if known_at is not None:
        submissions = submissions.where(submission.c.received_at <= known_at)
        withdrawals = withdrawals.where(withdrawal.c.withdrawn_at <= known_at)
    return Horizon(
        connection.execute(submissions).scalar_one(),
        connection.execute(withdrawals).scalar_one(),
    )


def _version(connection: Connection, *, lock: bool) -> Version:
    query = select(
        clock.c.submission_id,
        clock.c.withdrawal_id,
        clock.c.roster_id,
        clock.c.clear_count,
        clock.c.last_at,
    )
    found = connection.execute(query.with_for_update() if lock else query).one()
    return Version(*found)
