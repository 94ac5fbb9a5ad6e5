"""The store on its two engines: how far one machine goes.

PostgreSQL is the one of the tests, as safe as an office would run it: with fsync.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pandas as pd

from benchmarks.materials import checked_submission, office_rows
from benchmarks.measuring import Line, once, take_turns
from benchmarks.scale import Materials
from hrss.places import load_shipped_roster
from hrss.settings import Settings
from hrss.store import (
    Store,
    append_submission,
    backup_store,
    close_store,
    data_version,
    fetch_snapshot,
    migrate,
    move_store,
    open_store,
    verify,
)
from tests.postgres import postgres_server

_SAFE = ("fsync=on", "full_page_writes=on", "autovacuum=on")
_WRITES = 60
_WRITERS = 21


def lines(materials: Materials) -> list[Line]:
    """Moving, reading, writing."""
    with (
        postgres_server(*_SAFE) as server,
        _opened(materials.store_url) as sqlite,
        _opened(server.address(server.create())) as postgres,
    ):
        moved = once(partial(move_store, sqlite, postgres))
        rows = materials.scale.offices * materials.scale.months
        size = f"{materials.scale.offices:,} offices x {materials.scale.months} months"
        found = [Line(f"migrate-store, {rows:,} reports", moved)]
        found += _reading(sqlite, postgres, materials, size)
        found += _whole(sqlite, postgres, materials.folder, size)
        with (
            _opened(f"sqlite:///{materials.folder / 'written.sqlite'}") as empty,
            _opened(server.address(server.create())) as other,
        ):
            found += _writing(empty, other, materials)
        return found


@contextmanager
def _opened(address: str) -> Iterator[Store]:
    store = open_store(Settings(database_url=address))
    yield store
    close_store(store)


def _pair(
    what: str,
    make: Callable[[Store], Callable[[], object]],
    stores: tuple[Store, Store],
    rounds: int,
) -> list[Line]:
    """One line for each engine; SQLite is the floor of the other."""
    jobs = {"sqlite": make(stores[0]), "postgresql": make(stores[1])}
    sqlite, postgres = take_turns(jobs, rounds=rounds)
    return [
        Line(f"{what}: SQLite", sqlite),
        Line(f"{what}: PostgreSQL", postgres, sqlite, "SQLite"),
    ]


def _reading(
    sqlite: Store, postgres: Store, materials: Materials, size: str
) -> list[Line]:
    stores, rounds = (sqlite, postgres), materials.scale.rounds
    last, middle = materials.last_day, date(2011, 12, 31)

    def snapshot(as_of: date) -> Callable[[Store], Callable[[], object]]:
        return lambda store: partial(fetch_snapshot, store, as_of=as_of)

    def version(store: Store) -> Callable[[], object]:
        return partial(data_version, store)

    return [
        *_pair(f"snapshot, newest, {size}", snapshot(last), stores, rounds),
        *_pair(f"snapshot, an earlier day, {size}", snapshot(middle), stores, rounds),
        *_pair("data version, asked by every page", version, stores, rounds),
    ]


def _whole(sqlite: Store, postgres: Store, folder: Path, size: str) -> list[Line]:
    numbers = count()

    def backup(store: Store) -> Callable[[], object]:
        return lambda: backup_store(store, folder / f"backup{next(numbers)}.sqlite")

    def whole(store: Store) -> Callable[[], object]:
        return partial(verify, store)

    stores = (sqlite, postgres)
    return [
        *_pair(f"verify, {size}", whole, stores, 1),
        *_pair(f"backup, proved, {size}", backup, stores, 1),
    ]


def _writing(sqlite: Store, postgres: Store, materials: Materials) -> list[Line]:
    """Submissions of one prefecture, one after another and from all at once."""
    writes = _WRITES if materials.scale.rounds > 1 else 4
    numbers = count()
    roster = load_shipped_roster()
    roster["is_central_town"] = pd.array([True] * len(roster), dtype="boolean")
    guangzhou = roster[roster["prefecture_code"] == "440100"].reset_index(drop=True)
    offices = office_rows(guangzhou)

    def send(store: Store, _: int = 0) -> None:
        content = f"sheet {next(numbers)}".encode()
        append_submission(
            store,
            checked_submission(offices, content),
            content=content,
            as_of=date(2011, 12, 31),
            sender="测速",
        )

    found = []
    for name, store in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        migrate(store)
        send(store)
        alone = once(lambda store=store: [send(store) for _ in range(writes)])
        with ThreadPoolExecutor(_WRITERS) as threads:
            job = partial(threads.map, partial(send, store), range(writes))
            together = once(lambda job=job: list(job()))
        rows = f"{len(offices)} rows"
        found += [
            Line(f"a submission of {rows}: {name}", alone / writes),
            Line(f"the same, {_WRITERS} senders at once: {name}", together / writes),
        ]
    return found
