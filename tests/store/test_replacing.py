import os
from datetime import datetime
from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.store import (
    NotABackupError,
    Store,
    backup_store,
    close_store,
    fetch_submissions,
    file_of,
    open_store,
    replace_damaged,
    verify,
)
from tests.store.mini import SHAMIAN, send

NOON = datetime(2012, 1, 4, 12)
ASIDE = "hrss.sqlite.damaged-20120104-120000"


@pytest.fixture
def backup(file_store: Store, tmp_path: Path) -> Path:
    """A backup with one submission."""
    send(file_store, {SHAMIAN: {"staff_count": 1}})
    backup_store(file_store, tmp_path / "of.backup")
    return tmp_path / "of.backup"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A file that is no database, with a log beside it, in a folder of its own."""
    path = tmp_path / "store" / "hrss.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"rubble")
    path.chmod(0o640)
    Path(f"{path}-wal").write_bytes(b"log of the rubble")
    return path


def test_backup_takes_the_place_of_the_damaged_file_which_is_kept_with_its_log(
    backup, damaged
):
    proofs, aside = replace_damaged(damaged, backup, now=NOON)

    assert aside == damaged.with_name(ASIDE)
    assert aside.read_bytes() == b"rubble"
    assert Path(f"{aside}-wal").read_bytes() == b"log of the rubble"
    assert sorted(os.listdir(damaged.parent)) == ["hrss.sqlite", ASIDE, f"{ASIDE}-wal"]
    assert damaged.stat().st_mode & 0o777 == 0o640
    restored = open_store(Settings(database_url=f"sqlite:///{damaged}"))
    assert len(fetch_submissions(restored)) == 1
    assert verify(restored) == []
    close_store(restored)
    assert {each.table: each.rows for each in proofs}["submission"] == 1


def test_what_is_no_backup_takes_nothings_place(damaged, tmp_path):
    other = tmp_path / "other.docx"
    other.write_bytes(b"PK")

    with pytest.raises(NotABackupError):
        replace_damaged(damaged, other, now=NOON)

    assert damaged.read_bytes() == b"rubble"
    assert sorted(os.listdir(damaged.parent)) == ["hrss.sqlite", "hrss.sqlite-wal"]


def test_an_earlier_damaged_file_is_never_overwritten(backup, damaged):
    damaged.with_name(ASIDE).write_bytes(b"earlier")

    with pytest.raises(FileExistsError):
        replace_damaged(damaged, backup, now=NOON)

    assert damaged.with_name(ASIDE).read_bytes() == b"earlier"
    assert damaged.read_bytes() == b"rubble"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////var/lib/hrss/hrss.sqlite", Path("/var/lib/hrss/hrss.sqlite")),
        ("sqlite://", None),
        ("postgresql+psycopg://hrss@db/hrss", None),
    ],
)
def test_only_a_store_in_a_file_has_one(url, path):
    assert file_of(Settings(database_url=url)) == path
