"""Puts a backup in the place of an SQLite file that can no longer be read.

The rows of such a file cannot be taken out, so a new file is made beside it. What is
damaged is never thrown away: somebody may still read something out of it.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from hrss.settings import Settings
from hrss.store.backups import restore_store
from hrss.store.copying import TableProof
from hrss.store.engine import close_store, open_store

_BESIDE = ("-wal", "-shm")


def file_of(settings: Settings) -> Path | None:
    """The SQLite file that the settings name; None where it is another engine."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database)


def replace_damaged(
    path: Path, backup: Path, *, now: datetime
) -> tuple[tuple[TableProof, ...], Path]:
    """Bring a backup back as a new file; what was copied, and where the old one is.

    Nobody may have the old file open: he would go on writing into it.

    Parameters
    ----------
    now : what the old file is named after.

    Raises
    ------
    OSError : a file cannot be written.
    NotABackupError, NewerStoreError, DamagedStoreError : see `restore_store`; the old
        file is then where it was.
    """
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=path.parent) as folder:
        fresh = Path(folder) / "hrss.sqlite"
        store = open_store(Settings(database_url=f"sqlite:///{fresh}"))
        try:
            proofs = restore_store(store, backup)
        finally:
            close_store(store)
        _make_alike(fresh, path)
        os.link(path, aside)
        # A log of the old file would be played into the new one.
        for old, kept in _pairs(path, aside):
            old.rename(kept)
        fresh.replace(path)
    _sync_folder(path.parent)
    return proofs, aside


def _pairs(path: Path, aside: Path) -> Iterator[tuple[Path, Path]]:
    for ending in _BESIDE:
        old = Path(f"{path}{ending}")
        if old.exists():
            yield old, Path(f"{aside}{ending}")


def _make_alike(fresh: Path, path: Path) -> None:
    """Whoever could open the old file can open the new one."""
    was = path.stat()
    fresh.chmod(was.st_mode)
    with suppress(PermissionError):
        os.chown(fresh, was.st_uid, was.st_gid)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
