import pytest
from starlette.applications import Starlette

from hrss.settings import Settings
from hrss.store import close_store, migrate, open_store
from hrss.web.health import HEALTH_ROUTES, prepare_store
from tests.web.asking import ask

SERVICE = Starlette(routes=list(HEALTH_ROUTES))


@pytest.fixture
def database(tmp_path, monkeypatch):
    path = tmp_path / "hrss.sqlite"
    monkeypatch.setenv("HRSS_DATABASE_URL", f"sqlite:///{path}")
    return path


def test_a_store_of_this_programs_schema_is_ready(database):
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    migrate(store)
    close_store(store)

    answer = ask(SERVICE, "/readyz")

    assert (answer.status, answer.body) == (200, "ready")


def test_a_store_without_the_schema_is_not_ready(database):
    answer = ask(SERVICE, "/readyz")

    assert (answer.status, answer.body) == (503, "migrations missing")


def test_a_store_that_is_away_is_not_ready_and_the_answer_does_not_say_more(
    monkeypatch,
):
    monkeypatch.setenv(
        "HRSS_DATABASE_URL", "postgresql+psycopg://u:geheim@127.0.0.1:1/x"
    )

    answer = ask(SERVICE, "/readyz")

    assert (answer.status, answer.body) == (503, "store unreachable")


def test_the_service_lives_whatever_the_store_does(monkeypatch):
    monkeypatch.setenv("HRSS_DATABASE_URL", "postgresql+psycopg://u@127.0.0.1:1/x")

    prepare_store()

    assert ask(SERVICE, "/healthz").body == "ok"
