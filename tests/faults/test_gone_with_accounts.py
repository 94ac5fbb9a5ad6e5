"""The database server goes away while people are signed in, and comes back."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.load_session import Visit
from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import add_account, close_store, migrate, open_store
from tests.faults.serving import WebServer, web_server
from tests.postgres import Postgres, postgres_server

PASSWORD = "correct horse battery"
UNREACHABLE = "连不上数据库服务器，请稍后再试"


@pytest.fixture(scope="module")
def mortal() -> Iterator[Postgres]:
    """A database server that these tests may stop."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def server(mortal: Postgres, tmp_path: Path) -> Iterator[WebServer]:
    """A web server that asks who is there."""
    url = mortal.address(mortal.create())
    store = open_store(Settings(database_url=url))
    migrate(store)
    add_account(
        store,
        "lisi",
        display_name="李四",
        rights=Rights(Role.PROVINCE_VIEWER),
        password=PASSWORD,
        by="命令行",
    )
    close_store(store)
    with web_server(url, tmp_path, {"HRSS_ACCOUNTS": "1"}) as started:
        yield started


def sign_in(client: httpx.Client) -> httpx.Response:
    """Fill in the form as a browser does."""
    found = re.search(r'name="form_token" value="([^"]+)"', client.get("/login").text)
    assert found
    fields = {"user_name": "lisi", "password": PASSWORD, "form_token": found[1]}
    origin = {"origin": str(client.base_url).rstrip("/")}
    return client.post("/login", data=fields, headers=origin)


def browser(server: WebServer) -> httpx.Client:
    """Keeps cookies, and follows nothing by itself."""
    html = {"accept": "text/html"}
    return httpx.Client(base_url=server.address, headers=html, timeout=60)


def test_page_and_sign_in_say_that_the_database_is_gone_and_work_when_it_is_back(
    mortal: Postgres, server: WebServer
) -> None:
    with browser(server) as client, browser(server) as another:
        assert sign_in(client).status_code == 303
        assert client.get("/overview").status_code == 200

        mortal.stop()
        page, form = client.get("/overview"), sign_in(another)
        mortal.start()

        for answer in (page, form):
            assert answer.status_code == 503
            assert UNREACHABLE in answer.text
            assert answer.headers["x-frame-options"] == "DENY"
        assert client.get("/overview").status_code == 200
        assert sign_in(another).status_code == 303


async def look_while_gone(server: WebServer, cookie: str, mortal: Postgres) -> str:
    """What an open page says when it is asked while the database is gone.

    It is asked again when the database is back, and must then be whole.
    """
    async with Visit(server.address, cookie=cookie) as visit:
        await visit.open("policy")
        mortal.stop()
        try:
            await visit.run()
            said = visit.said()
        finally:
            mortal.start()
        await visit.open("policy")
        assert visit.said() == ""
    return said


def test_open_page_says_that_the_database_is_gone_and_works_when_it_is_back(
    mortal: Postgres, server: WebServer
) -> None:
    with browser(server) as client:
        sign_in(client)
        cookie = f"hrss_session={client.cookies['hrss_session']}"

    said = asyncio.run(look_while_gone(server, cookie, mortal))

    assert said.startswith(UNREACHABLE)
    assert "已记入日志（编号 " in said
