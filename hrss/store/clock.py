"""The store's clock: what is locked first, counted, and never runs backwards.

One row holds the last number of each kind of entry and the moment of the last one.
A writer locks it before anything else, so that writers queue, a submission's number
grows with its receipt, and a known-at time is a highest number on every engine.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Table, func, insert, select, update

from hrss.store.engine import Store
from hrss.store.tables import (
    clock,
    reopening,
    review,
    roster,
    submission,
    withdrawal,
)

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_APPROVED = "a"


@dataclass(frozen=True, slots=True)
class Version:
    """State of the store: the numbers given so far and the last moment."""

    submission_id: int
    withdrawal_id: int
    roster_id: int
    review_id: int
    clear_count: int
    last_at: datetime

    def __str__(self) -> str:
        """Text that changes with every write."""
        # The moment tells apart two stores that were restored from one backup.
        since = (self.last_at - BEGINNING) // timedelta(microseconds=1)
        numbers = (self.submission_id, self.withdrawal_id, self.roster_id)
        more = (self.review_id, self.clear_count, since)
        return ".".join(map(str, (*numbers, *more)))


def parse_version(text: str) -> Version:
    """Read back what `data_version` gave.

    Raises
    ------
    ValueError : the text is no data version.
    """
    parts = text.removesuffix(_APPROVED).split(".")
    if len(parts) != 6 or not all(part.isdecimal() for part in parts):
        raise ValueError(f"expected a data version such as 3.0.1.0.0.17, got {text!r}")
    submissions, withdrawals, rosters, reviews, clears, since = map(int, parts)
    last_at = BEGINNING + timedelta(microseconds=since)
    return Version(submissions, withdrawals, rosters, reviews, clears, last_at)


def is_of_approved(version: str) -> bool:
    """Whether a data version is of a store that counts approved reports alone."""
    return version.endswith(_APPROVED)


def counting_all(version: str) -> str:
    """The data version of the same store when it counts everything that came in."""
    return version.removesuffix(_APPROVED)


def counting_approved(version: str) -> str:
    """The data version of the same store when it counts approved reports alone."""
    return counting_all(version) + _APPROVED


def data_version(store: Store) -> str:
    """Text that changes whenever anything does that a figure rests on.

    Key caches on it, and pass it to `append_submission` as the version that a
    preview showed. It also says whether the store counts approved reports alone.
    """
    with store.read_engine.begin() as connection:
        version = str(read_version(connection))
    return counting_approved(version) if store.is_approved_only else version


def lock_clock(connection: Connection) -> Version:
    """Wait for the other writers; the state that this write starts from."""
    return _version(connection, lock=True)


def read_version(connection: Connection) -> Version:
    """The state of the store, without waiting for anybody."""
    return _version(connection, lock=False)


def start_clock(connection: Connection) -> None:
    """Make the clock's row in a new store."""
    connection.execute(
        insert(clock).values(
            id=1,
            submission_id=0,
            withdrawal_id=0,
            roster_id=0,
            review_id=0,
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
            review_id=version.review_id,
            clear_count=version.clear_count,
            last_at=version.last_at,
        )
    )


def note_given(connection: Connection, table: Table, number: int) -> None:
    """Write down the last number given of what moves no figure."""
    connection.execute(update(clock).values({f"{table.name}_id": number}))


def count_revocation(connection: Connection) -> None:
    """Write down that a confirmed name was revoked."""
    count = clock.c.revocation_count + 1
    connection.execute(update(clock).values(revocation_count=count))


def next_moment(store: Store, version: Version) -> datetime:
    """Now, or just after the last entry when the clock was set back."""
    return max(store.now().astimezone(UTC), version.last_at + timedelta(microseconds=1))


def last_entry(connection: Connection) -> datetime:
    """When the last of what is there came in, or a period was opened again."""
    moments = [
        connection.execute(select(func.max(column))).scalar_one()
        for column in (
            submission.c.received_at,
            withdrawal.c.withdrawn_at,
            review.c.decided_at,
            reopening.c.reopened_at,
            roster.c.received_at,
        )
    ]
    return max((moment for moment in moments if moment), default=BEGINNING)


@dataclass(frozen=True, slots=True)
class Horizon:
    """What was known at a time: everything up to these numbers.

    `is_approved_only` leaves out what was not approved by then.
    """

    submission_id: int
    withdrawal_id: int
    review_id: int = 0
    is_approved_only: bool = False


def horizon(store: Store, connection: Connection, known_at: datetime | None) -> Horizon:
    """Highest numbers that had been given at a time; None means by now."""
    highest = []
    for number, moment in (
        (submission.c.id, submission.c.received_at),
        (withdrawal.c.id, withdrawal.c.withdrawn_at),
        (review.c.id, review.c.decided_at),
    ):
        query = select(func.coalesce(func.max(number), 0))
        if known_at is not None:
            query = query.where(moment <= known_at)
        highest.append(connection.execute(query).scalar_one())
    submissions, withdrawals, reviews = highest
    return Horizon(submissions, withdrawals, reviews, store.is_approved_only)


def _version(connection: Connection, *, lock: bool) -> Version:
    query = select(
        clock.c.submission_id,
        clock.c.withdrawal_id,
        clock.c.roster_id,
        clock.c.review_id,
        clock.c.clear_count,
        clock.c.last_at,
    )
    found = connection.execute(query.with_for_update() if lock else query).one()
    return Version(*found)
