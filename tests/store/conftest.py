from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.store import Store, close_store
from tests.store.databases import furnished_database, passing_database
from tests.store.mini import new_store

StoreMaker = Callable[[], Store]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each of the two engines in turn."""
    return request.param


@pytest.fixture
def make_store(
    engine_name: str, request: pytest.FixtureRequest
) -> Iterator[StoreMaker]:
    """Makes new stores with the roster of six townships in force."""
    with ExitStack() as ends:

        def make() -> Store:
            address = "sqlite://"
            if engine_name == "postgresql":
                server = request.getfixturevalue("postgres")
                address = ends.enter_context(furnished_database(server))
            store = new_store(address)
            ends.callback(close_store, store)
            return store

        yield make


@pytest.fixture
def empty_store(make_store: StoreMaker) -> Store:
    """A new store with the roster of six townships in force, on each engine."""
    return make_store()


@pytest.fixture
def bare_settings(
    engine_name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Settings of a store that nobody has made; several processes can open it."""
    if engine_name == "sqlite":
        path = tmp_path / "var" / "hrss.sqlite"
        yield Settings(database_url=f"sqlite:///{path}")
        return
    with passing_database(request.getfixturevalue("postgres")) as address:
        yield Settings(database_url=address)


@pytest.fixture
def shared_settings(
    engine_name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Settings of the store of `shared_store`."""
    if engine_name == "sqlite":
        path = tmp_path / "var" / "hrss.sqlite"
        yield Settings(database_url=f"sqlite:///{path}")
        return
    with furnished_database(request.getfixturevalue("postgres")) as address:
        yield Settings(database_url=address)


@pytest.fixture
def shared_store(shared_settings: Settings) -> Iterator[Store]:
    """A store that several processes can open, with the six townships in force."""
    store = new_store(shared_settings.database_url)
    yield store
    close_store(store)


@pytest.fixture
def file_settings(tmp_path: Path) -> Settings:
    """Settings of an SQLite file that several processes can open."""
    return Settings(database_url=f"sqlite:///{tmp_path / 'var' / 'hrss.sqlite'}")


@pytest.fixture
def file_store(file_settings: Settings) -> Iterator[Store]:
    """A new store in an SQLite file, with the six townships in force."""
    store = new_store(file_settings.database_url)
    yield store
    close_store(store)
