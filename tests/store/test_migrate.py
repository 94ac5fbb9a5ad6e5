import multiprocessing
import os
from pathlib import Path

import pytest
from sqlalchemy import event, inspect, text

from hrss.settings import Settings
from hrss.store import (
    NewerStoreError,
    Store,
    close_store,
    data_version,
    fetch_roster,
    migrate,
    open_store,
    verify,
)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def bare_store(bare_settings: Settings) -> Store:
    return open_store(bare_settings)


def test_new_store_starts_with_the_shipped_roster(bare_store: Store) -> None:
    migrate(bare_store)

    info, roster = fetch_roster(bare_store)
    assert info.id == 1
    assert info.is_shipped
    assert not info.is_simulated
    assert len(roster) == 1586
    assert verify(bare_store) == []


def test_migrating_again_changes_nothing(empty_store: Store) -> None:
    before = data_version(empty_store)

    migrate(empty_store)

    assert data_version(empty_store) == before


def test_store_of_a_later_program_is_left_alone(empty_store: Store) -> None:
    with empty_store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NewerStoreError, match="9999"):
        migrate(empty_store)


def test_migration_that_fails_half_way_leaves_no_table(bare_store: Store) -> None:
    def fail(*arguments: object) -> None:
        if "CREATE TABLE withdrawal" in str(arguments[2]):
            raise OSError("the disk is full")

    event.listen(bare_store.engine, "before_cursor_execute", fail)
    with pytest.raises(OSError, match="disk is full"):
        migrate(bare_store)
    event.remove(bare_store.engine, "before_cursor_execute", fail)

    assert inspect(bare_store.engine).get_table_names() == []

    migrate(bare_store)

    assert verify(bare_store) == []


def _migrate_once(settings: Settings) -> None:
    store = open_store(settings)
    migrate(store)
    close_store(store)


@needs_fork
def test_processes_that_start_at_once_make_one_store(bare_settings: Settings) -> None:
    fork = multiprocessing.get_context("fork")
    processes = [
        fork.Process(target=_migrate_once, args=(bare_settings,)) for _ in range(4)
    ]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    store = open_store(bare_settings)
    assert fetch_roster(store)[0].id == 1
    assert verify(store) == []
    close_store(store)


def test_folder_with_a_percent_sign_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "100%完成" / "hrss.sqlite"
    store = open_store(Settings(database_url=f"sqlite:///{path}"))

    migrate(store)

    assert verify(store) == []
    close_store(store)
