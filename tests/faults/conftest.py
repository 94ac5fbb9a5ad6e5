from collections.abc import Iterator
from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.store import Store, close_store, migrate, open_store
from tests.faults.serving import WebServer, web_server
from tests.store.databases import passing_database


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a store with the shipped roster, on each of the two engines."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'hrss.sqlite'}"
        return
    with passing_database(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """The server's store, to be asked from outside."""
    store = open_store(Settings(database_url=store_url))
    migrate(store)
    yield store
    close_store(store)


@pytest.fixture
def server(store_url: str, tmp_path: Path) -> Iterator[WebServer]:
    """A server of this test's own."""
    with web_server(store_url, tmp_path) as started:
        yield started
