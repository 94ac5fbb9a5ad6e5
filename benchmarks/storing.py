"""The store: keeping a long sheet, and the state of all offices out of many months.

The floors are the same rows through sqlite3 alone, without a type or a check.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pandas as pd

from benchmarks.materials import checked_submission, office_rows
from benchmarks.measuring import Line, take_turns
from benchmarks.scale import Materials
from hrss import metrics, service
from hrss.metrics import Grouping
from hrss.settings import Settings
from hrss.sheets import VALUE_COLUMNS, CheckedSubmission
from hrss.store import (
    Store,
    append_submission,
    close_store,
    fetch_snapshot,
    migrate,
    open_store,
)

_WRITE_ROUNDS = 3
_CONTENT = b"a long sheet"
_KEYS = ("prefecture_code", "township_code", "sheet", "row")
_BARE_SNAPSHOT = """
    SELECT unit.*, report.*
    FROM roster_unit AS unit
    LEFT JOIN office_report AS report
      ON report.prefecture_code = unit.prefecture_code
     AND report.township_code = unit.township_code
     AND report.submission_id = (
        SELECT submission_id FROM office_report AS candidate
        WHERE candidate.prefecture_code = unit.prefecture_code
          AND candidate.township_code = unit.township_code
          AND candidate.as_of <= ?
        ORDER BY as_of DESC, submission_id DESC LIMIT 1)
    WHERE unit.roster_id = (SELECT max(id) FROM roster)
    ORDER BY unit.prefecture_code, unit.township_code
"""


def lines(materials: Materials) -> list[Line]:
    """Writing, then reading."""
    return [_append_line(materials), *_snapshot_lines(materials)]


def long_submission(materials: Materials) -> CheckedSubmission:
    """A checked sheet as long as the longest workbook."""
    roster = pd.read_pickle(materials.roster(materials.scale.rows[-1]))
    return checked_submission(office_rows(roster), _CONTENT)


def append_long(
    folder: Path, checked: CheckedSubmission, *, name: str
) -> Callable[[], Callable[[], object]]:
    """Makes jobs that keep the submission, each in an empty store of its own."""
    numbers = count()

    def make() -> Callable[[], object]:
        store = _empty_store(folder / f"{name}{next(numbers)}.sqlite")
        return partial(
            append_submission,
            store,
            checked,
            content=_CONTENT,
            as_of=date(2011, 12, 31),
            sender="测速",
        )

    return make


def insert_bare(
    folder: Path, checked: CheckedSubmission, *, name: str
) -> Callable[[], Callable[[], object]]:
    """Makes jobs that insert the same rows, ready as tuples, into the same tables."""
    numbers = count()
    names = (*_KEYS, *VALUE_COLUMNS)
    rows = checked.rows[list(names)].astype(object)
    plain = rows.where(rows.notna(), None).map(_plain)
    records = list(plain.itertuples(index=False, name=None))
    statement = (
        f"INSERT INTO office_report (submission_id, as_of, {', '.join(names)}) "
        f"VALUES (1, '2011-12-31', {', '.join('?' * len(names))})"
    )

    def insert(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.executemany(statement, records)

    def make() -> Callable[[], object]:
        path = folder / f"{name}{next(numbers)}.sqlite"
        close_store(_empty_store(path))
        return partial(insert, path)

    return make


def _plain(value: object) -> object:
    return str(value.date()) if isinstance(value, pd.Timestamp) else value


def _empty_store(path: Path) -> Store:
    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    migrate(store)
    return store


def _append_line(materials: Materials) -> Line:
    checked = long_submission(materials)
    rounds = min(materials.scale.rounds, _WRITE_ROUNDS)
    jobs = {
        "ours": append_long(materials.folder, checked, name="ours"),
        "bare": insert_bare(materials.folder, checked, name="bare"),
    }
    # One store each, made before the clock runs; one more for the warm-up.
    ready = {
        name: iter([make() for _ in range(rounds + 1)]) for name, make in jobs.items()
    }
    ours, bare = take_turns(
        {name: partial(_run_next, each) for name, each in ready.items()}, rounds=rounds
    )
    return Line(f"store {len(checked.rows):,} rows", ours, bare, "bare INSERT")


def _run_next(jobs: Iterator[Callable[[], object]]) -> object:
    return next(jobs)()


def snapshot_jobs(materials: Materials) -> dict[str, Callable[[], object]]:
    """Snapshot; snapshot, 核验达标 and progress by prefecture; the bare rows."""
    settings, as_of = Settings(database_url=materials.store_url), materials.last_day
    store = open_store(settings)

    def progress() -> pd.DataFrame:
        return metrics.progress(
            service.load_snapshot(store, settings, as_of=as_of),
            as_of=as_of,
            by=Grouping.PREFECTURE,
            lights=service.lights(settings),
        )

    def bare() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(materials.store)) as connection:
            return connection.execute(_BARE_SNAPSHOT, (as_of.isoformat(),)).fetchall()

    return {
        "snapshot": partial(fetch_snapshot, store, as_of=as_of),
        "progress": progress,
        "bare": bare,
    }


def _snapshot_lines(materials: Materials) -> list[Line]:
    jobs = snapshot_jobs(materials)
    snapshot, progress, bare = take_turns(jobs, rounds=materials.scale.rounds)
    where = f"{materials.scale.offices:,} offices x {materials.scale.months} months"
    return [
        Line(f"snapshot, {where}", snapshot, bare, "bare SELECT"),
        Line(f"snapshot, verified, progress, {where}", progress, bare, "bare SELECT"),
    ]
