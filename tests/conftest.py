import fcntl
import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.simulation import simulate
from hrss.store import close_store, migrate, open_store
from tests.postgres import Postgres, postgres_server


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays until the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL for all tests of this process; started when one asks for it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def simulated_database(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Path:
    """A store to which three prefectures reported for two months; to be read.

    It is made once a run; each worker has a copy. Guangzhou and Shaoguan have
    counties, Dongguan has none.
    """
    own = tmp_path_factory.mktemp("simulated") / "hrss.sqlite"
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent
    made = folder / "simulated.sqlite"
    with (folder / "simulated.lock").open("w") as lock:
        # The worker that comes first makes it, the others wait for it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _simulate(own)
            shutil.copy(own, made)
            return own
    shutil.copy(made, own)
    return own


def _simulate(database: Path) -> None:
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    migrate(store)
    simulate(store, seed=7, months=2, prefecture_codes={"440100", "440200", "441900"})
    close_store(store)
