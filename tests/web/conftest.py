from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import Store, add_account, close_store, migrate, open_store
from hrss.web.door import door
from hrss.web.login_routes import login_routes
from hrss.web.server import MIDDLEWARE
from hrss.web.session import open_shared_store
from tests.web.visiting import INNER, PASSWORD, Browser


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'hrss.sqlite'}"
    monkeypatch.setenv("HRSS_DATABASE_URL", url)
    monkeypatch.setenv("HRSS_ACCOUNTS", "1")
    made = open_store(Settings(database_url=url))
    migrate(made)
    add_account(
        made,
        "lisi",
        display_name="<b>李四</b>",
        rights=Rights(Role.PREFECTURE_CLERK, "440400"),
        password=PASSWORD,
        by="命令行",
    )
    yield made
    close_store(made)
    close_store(open_shared_store(url))
    open_shared_store.clear(url)


@pytest.fixture
def browse(store: Store) -> Callable[..., Browser]:
    """Make browsers in front of the door."""
    app = Starlette(routes=[*login_routes(), *INNER], middleware=[*door()])
    return lambda **more: Browser(app, **more)


@pytest.fixture
def browse_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Browser]:
    """Make browsers in front of everything that stands before Streamlit."""
    monkeypatch.setenv("HRSS_ALLOWED_HOSTS", "hrss.example")
    layers = [*MIDDLEWARE, *door()]
    app = Starlette(routes=[*login_routes(), *INNER], middleware=layers)
    return lambda **more: Browser(app, **more)
