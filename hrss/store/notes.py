"""Notes on oddities that somebody has looked at: append-only, the newest speaks.

Comes in: the key of an oddity and the submissions that it rests on. Goes out: every
note. What an oddity is, this room does not know.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import BEGINNING, lock_clock, next_moment, note_given
from hrss.store.engine import Store
from hrss.store.frames import MOMENT, to_frame
from hrss.store.tables import oddity_note, submission
from hrss.store.withdrawals import UnknownSubmissionError

NOTE_DTYPES = {
    "note_id": "int64",
    "oddity_key": "string",
    "noted_at": MOMENT,
    "noted_by": "string",
    "note": "string",
    "submission_ids": "string",
    "is_simulated": "bool",
    "is_superseded": "bool",
}


def append_note(
    store: Store,
    oddity_key: str,
    *,
    submission_ids: Collection[int],
    by: str,
    note: str,
    log: LogEntry | None = None,
) -> datetime:
    """Keep that somebody looked at an oddity, and what was found; when that was.

    An earlier note on the same oddity stays, and is superseded. A note changes no
    figure, so it leaves `data_version` as it is and no preview out of date.

    Parameters
    ----------
    submission_ids : the reports that the oddity rests on; a note on a simulated one
        goes with the simulation.
    log : what the log says of it, in the same transaction.

    Raises
    ------
    ValueError : nobody is named, nothing is said, or it rests on no submission.
    UnknownSubmissionError : no submission has one of these numbers.
    """
    if not (oddity_key.strip() and by.strip() and note.strip()):
        raise ValueError("a note needs an oddity, a name and a text")
    if not submission_ids:
        raise ValueError("an oddity rests on one submission at least")
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        is_simulated = _rests_on_simulated(connection, submission_ids)
        last_id, last_at = connection.execute(
            select(func.max(oddity_note.c.id), func.max(oddity_note.c.noted_at))
        ).one()
        number = (last_id or 0) + 1
        after_last = (last_at or BEGINNING) + timedelta(microseconds=1)
        moment = max(next_moment(store, version), after_last)
        connection.execute(
            insert(oddity_note).values(
                id=number,
                oddity_key=oddity_key,
                noted_at=moment,
                noted_by=by.strip(),
                note=note.strip(),
                submission_ids=sorted(submission_ids),
                is_simulated=is_simulated,
            )
        )
        note_given(connection, oddity_note, number)
        write_log_of(store, connection, log)
    return moment


def notes_version(store: Store) -> int:
    """Number that grows with every note; key what is made of notes on it as well."""
    with store.read_engine.begin() as connection:
        newest = connection.execute(select(func.max(oddity_note.c.id)))
        return newest.scalar_one() or 0


def fetch_notes(store: Store, known_at: datetime | None = None) -> pd.DataFrame:
    """Every note known at a time, the newest first.

    Returns
    -------
    Indexed by ``note_id``: ``oddity_key``, ``noted_at``, ``noted_by``, ``note``,
    ``submission_ids`` (joined by spaces), ``is_simulated``, ``is_superseded`` (a
    later note on the same oddity was known).
    """
    query = select(
        oddity_note.c.id,
        oddity_note.c.oddity_key,
        oddity_note.c.noted_at,
        oddity_note.c.noted_by,
        oddity_note.c.note,
        oddity_note.c.submission_ids,
        oddity_note.c.is_simulated,
    ).order_by(oddity_note.c.id.desc())
    if known_at is not None:
        query = query.where(oddity_note.c.noted_at <= known_at)
    with store.read_engine.begin() as connection:
        found = connection.execute(query).all()
    rows = [
        (*row[:5], " ".join(map(str, row.submission_ids)), row.is_simulated, False)
        for row in found
    ]
    notes = to_frame(rows, NOTE_DTYPES).set_index("note_id")
    return notes.assign(is_superseded=notes["oddity_key"].duplicated())


def _rests_on_simulated(connection: Connection, numbers: Collection[int]) -> bool:
    query = select(submission.c.id, submission.c.is_simulated)
    query = query.where(submission.c.id.in_(sorted(set(numbers))))
    found = {row.id: row.is_simulated for row in connection.execute(query)}
    unknown = sorted(set(numbers) - found.keys())
    if unknown:
        raise UnknownSubmissionError(f"no submission has the number {unknown[0]}")
    return any(found.values())
