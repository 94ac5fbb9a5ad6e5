"""Backs a store up into one file, brings it back, and moves it to a server.

A backup is an SQLite store, whatever engine it was made of. What comes back or moves
does so in one transaction, proved before it ends: all or nothing.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError

from hrss.settings import Settings
from hrss.store.clock import lock_clock
from hrss.store.copying import TableProof, has_data, replace_rows
from hrss.store.engine import Store, close_store, open_store, reading
from hrss.store.failures import is_damage
from hrss.store.migrate import migrate, revision, upgrade
from hrss.store.verify import find_problems, verify

# What a disk says that knows no second name for a file.
_WITHOUT_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class NotABackupError(RuntimeError):
    """The file is no store."""


class DamagedStoreError(RuntimeError):
    """A store is not whole; `problems` says where."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = problems


class StoreHasDataError(RuntimeError):
    """The store that should take the rows has some of its own."""


def backup_store(store: Store, path: Path) -> None:
    """Write the store, as it is at one moment, into a new file.

    Others may go on writing meanwhile. The file appears under its name when it is
    whole and proved; until then it stands beside it under another.

    Raises
    ------
    FileExistsError : there is such a file.
    DamagedStoreError : the copy, and so the store, is not whole.
    OSError : the file cannot be written.
    """
    if path.exists():
        raise FileExistsError(path)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as folder:
        copy = Path(folder) / "backup.sqlite"
        if store.engine.dialect.name == "sqlite":
            _copy_pages(store, copy)
        else:
            _copy_rows(store, copy)
        _prove(copy)
        _seal(copy)
        _give_name(copy, path)


def restore_store(
    store: Store, path: Path, *, replaces: bool = False
) -> tuple[TableProof, ...]:
    """Bring a backup back; what was copied.

    The backup may be of an older version of this program, and of either engine.

    Parameters
    ----------
    replaces : take out what the store holds; without it such a store is refused.

    Raises
    ------
    NotABackupError : the file is no store of this program.
    NewerStoreError : it is one of a later version.
    DamagedStoreError : the backup is not whole, or its copy is not.
    StoreHasDataError : the store holds something.
    """
    with _opened_copy(path) as backup:
        _accept(backup, path)
        with backup.read_engine.begin() as source, store.engine.begin() as target:
            return _take_over(source, target, replaces=replaces)


def move_store(source: Store, target: Store) -> tuple[TableProof, ...]:
    """Copy a store into an empty one, its tables made with it; what was copied.

    Writers of the source wait meanwhile.

    Raises
    ------
    StoreHasDataError : the target holds something.
    DamagedStoreError : the copy, and so the source, is not whole.
    """
    with source.engine.begin() as origin, target.engine.begin() as destination:
        lock_clock(origin)
        return _take_over(origin, destination, replaces=False)


def _take_over(
    source: Connection, target: Connection, *, replaces: bool
) -> tuple[TableProof, ...]:
    upgrade(target)
    lock_clock(target)
    if has_data(target) and not replaces:
        raise StoreHasDataError
    proofs = replace_rows(source, target)
    if target.dialect.name == "postgresql":
        # Until it has counted the new rows by itself, it plans for an empty table.
        target.execute(text("ANALYZE"))
    problems = find_problems(target)
    if problems:
        raise DamagedStoreError(problems)
    return proofs


def _copy_pages(store: Store, path: Path) -> None:
    with (
        _as_ours(),
        closing(store.engine.raw_connection()) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        # In one step, under one lock of a reader: in several it would begin anew
        # after every write.
        driver = source.driver_connection
        driver.backup(target)  # type: ignore[union-attr]


def _copy_rows(store: Store, path: Path) -> None:
    with (
        _opened(path) as copy,
        # Not from the replica, which may be behind.
        reading(store.engine).begin() as source,
        copy.engine.begin() as target,
    ):
        _take_over(source, target, replaces=False)


def _prove(path: Path) -> None:
    with _opened(path) as copy:
        problems = verify(copy)
    if problems:
        raise DamagedStoreError(problems)


def _seal(path: Path) -> None:
    """Leave one file, which can be read from a disk that cannot be written."""
    with _as_ours(), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.chmod(0o600)


def _give_name(copy: Path, path: Path) -> None:
    """Let the file appear, and never in the place of one that came meanwhile."""
    try:
        os.link(copy, path)
    except OSError as error:
        if error.errno not in _WITHOUT_LINKS:
            raise
        if path.exists():
            raise FileExistsError(path) from None
        copy.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Until then a loss of power may take the name away again.
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _as_ours() -> Iterator[None]:
    """A full disk is told alike, whoever of the two found it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OperationalError("backup", None, error) from error


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    try:
        yield store
    finally:
        close_store(store)


@contextmanager
def _opened_copy(path: Path) -> Iterator[Store]:
    """A copy of the backup, which itself stays as it is."""
    if not path.is_file():
        raise NotABackupError(path)
    with tempfile.TemporaryDirectory(prefix="hrss-restore-") as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            _read_pages(path, copy)
        except sqlite3.DatabaseError as error:
            raise NotABackupError(path) from error
        with _opened(copy) as store:
            yield store


def _accept(backup: Store, path: Path) -> None:
    """Refuse what is no store, or not whole, before anything is done with it."""
    try:
        if revision(backup) is None:
            raise NotABackupError(path)
        migrate(backup)
        problems = verify(backup)
    except DatabaseError as error:
        if not is_damage(error):
            raise
        problems = ["备份文件已损坏"]
    if problems:
        raise DamagedStoreError(problems)


def _read_pages(path: Path, copy: Path) -> None:
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        _as_ours(),
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
