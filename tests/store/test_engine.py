import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from hrss.settings import Settings
from hrss.store import Store, close_store, data_version, open_store
from hrss.store.tables import submission_sheet
from tests.store.mini import SHAMIAN, send


def test_missing_folder_of_the_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "hrss.sqlite"

    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE anything (id INTEGER)"))
    close_store(store)

    assert path.exists()


def test_file_is_kept_as_an_office_needs_it(file_store: Store) -> None:
    with file_store.engine.begin() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    full = 2
    assert found == ["wal", full, 1, 30_000]


def test_writer_takes_the_lock_before_its_first_statement(file_store: Store) -> None:
    path = file_store.engine.url.database
    other = sqlite3.connect(str(path), timeout=0, isolation_level=None)

    with (
        file_store.engine.begin(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")

    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_reader_neither_waits_for_a_writer_nor_sees_half_its_work(
    file_store: Store,
) -> None:
    before = data_version(file_store)

    with file_store.engine.begin() as connection:
        connection.execute(text("UPDATE clock SET clear_count = 7"))
        during = data_version(file_store)
    after = data_version(file_store)

    assert during == before
    assert after != before


def test_row_that_refers_to_nothing_is_refused(empty_store: Store) -> None:
    row = {
        "submission_id": 99,
        "position": 0,
        "sheet": "进度表",
        "header_rows": [1],
        "letters": {},
        **dict.fromkeys(
            (
                *("rows_read", "rows_title", "rows_header", "rows_body"),
                *("rows_blank", "rows_total", "rows_footer"),
            ),
            0,
        ),
    }

    with (
        pytest.raises(IntegrityError),
        empty_store.engine.begin() as connection,
    ):
        connection.execute(insert(submission_sheet), row)


def test_no_content_of_a_sheet_in_the_message_of_a_fault(empty_store: Store) -> None:
    with empty_store.engine.begin() as connection:
        connection.execute(text("DROP TABLE office_report"))

    with pytest.raises(Exception, match="office_report") as fault:
        send(empty_store, {SHAMIAN: {"remarks": "内部情况"}})

    assert "内部情况" not in str(fault.value)


def test_readers_may_have_another_database(tmp_path: Path) -> None:
    here = Settings(database_url=f"sqlite:///{tmp_path / 'main.sqlite'}")
    there = replace(here, read_database_url=f"sqlite:///{tmp_path / 'copy.sqlite'}")

    store = open_store(there)

    assert str(store.engine.url.database).endswith("main.sqlite")
    assert str(store.read_engine.url.database).endswith("copy.sqlite")
    close_store(store)
