from collections.abc import Iterator
from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.store import Store, close_store
from tests.store.mini import new_store


@pytest.fixture
def empty_store() -> Iterator[Store]:
    """A new store with the roster of six townships in force."""
    store = new_store()
    yield store
    close_store(store)


@pytest.fixture
def file_settings(tmp_path: Path) -> Settings:
    """Settings of an SQLite file that several processes can open."""
    return Settings(database_url=f"sqlite:///{tmp_path / 'var' / 'hrss.sqlite'}")


@pytest.fixture
def file_store(file_settings: Settings) -> Iterator[Store]:
    """A new store in a file, with the roster of six townships in force."""
    store = new_store(file_settings.database_url)
    yield store
    close_store(store)
