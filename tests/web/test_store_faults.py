"""What a visitor is told whose store fails before there is a page."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg

from hrss.store import Store, close_store, fetch_log
from hrss.store.tables import account_session
from hrss.web.door import door
from hrss.web.login_routes import login_routes
from hrss.web.service_log import JsonLines
from hrss.web.session import open_shared_store
from hrss.web.session import store as shared_store
from tests.web.visiting import PASSWORD, Browser

OUT_OF_REACH = "数据库文件打不开，请检查 HRSS_DATABASE_URL。已记入日志"
READ_ONLY = "数据库文件是只读的，请检查文件权限。已记入日志"


def wait_two_minutes(store: Store) -> None:
    """Let every session have been used for the last time two minutes ago."""
    with store.engine.begin() as connection:
        earlier = store.now() - timedelta(minutes=2)
        connection.execute(update(account_session).values(last_seen_at=earlier))


def last_seen(store: Store) -> list[object]:
    with store.engine.begin() as connection:
        return list(connection.execute(select(account_session.c.last_seen_at)))


@contextmanager
def read_only() -> Iterator[None]:
    """The server's store as on a disk that cannot be written."""
    engine = shared_store().engine

    def forbid(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    def allow(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = OFF")

    event.listen(engine, "checkout", forbid)
    event.listen(engine, "checkin", allow)
    try:
        yield
    finally:
        event.remove(engine, "checkout", forbid)
        event.remove(engine, "checkin", allow)


@contextmanager
def out_of_reach(store: Store) -> Iterator[None]:
    """The server's store as on a disk that is not there."""
    close_store(store)
    close_store(shared_store())
    path = Path(str(store.engine.url.database))
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.mkdir()
    try:
        yield
    finally:
        path.rmdir()
        elsewhere.rename(path)


def test_whoever_only_looks_is_let_in_where_nothing_can_be_written(
    browse_all, store, caplog
):
    browser = browse_all()
    browser.sign_in("lisi")
    wait_two_minutes(store)
    before = last_seen(store)

    with read_only():
        page = browser.get("/overview")
        stream = browser.hears("/_stcore/stream")

    assert (page.status, page.body) == (200, "figures")
    assert stream == ["websocket.accept"]
    assert last_seen(store) == before
    assert "a click could not be noted" in caplog.text


def test_whoever_only_looks_does_not_wait_for_a_writer_that_is_not_done(
    browse_all, store
):
    browser = browse_all()
    browser.sign_in("lisi")
    wait_two_minutes(store)
    before = last_seen(store)

    with store.engine.begin():
        page = browser.get("/overview")

    assert (page.status, page.body) == (200, "figures")
    assert last_seen(store) == before
    assert browser.get("/overview").status == 200
    assert last_seen(store) != before


def test_writers_wait_for_each_other_as_before_after_a_reader_did_not(store, browse):
    browser = browse()
    browser.sign_in("lisi")
    wait_two_minutes(store)
    browser.get("/overview")

    with shared_store().engine.begin() as connection:
        patience = connection.execute(text("PRAGMA busy_timeout")).scalar_one()

    assert patience == 30_000


def test_sign_in_that_cannot_be_written_is_told_in_chinese(browse_all, store):
    browser = browse_all()
    with read_only():
        answer = browser.sign_in("lisi", next="/overview")

    assert answer.status == 503
    assert READ_ONLY in answer.body
    assert 'href="/login"' in answer.body
    assert answer.header("x-frame-options") == "DENY"
    assert "hrss_session" not in browser.cookies
    assert browser.sign_in("lisi").status == 303


def test_leaving_and_a_new_password_that_cannot_be_written_are_told(browse_all, store):
    browser = browse_all()
    browser.sign_in("lisi")
    new = "another horse 99"
    token = browser.form_token("/password")

    with read_only():
        fields = {"form_token": token, "current": PASSWORD, "new": new, "again": new}
        changed = browser.post("/password", **fields)
        left = browser.post("/logout", form_token=browser.form_token("/logout"))

    assert [changed.status, left.status] == [503, 503]
    assert READ_ONLY in changed.body
    assert READ_ONLY in left.body
    assert browser.get("/overview").status == 200
    assert fetch_log(store)["action"].tolist() == ["sign_in", "add_account"]


def test_page_of_a_store_out_of_reach_says_so_and_comes_back_with_it(browse_all, store):
    browser = browse_all()
    browser.sign_in("lisi")

    with out_of_reach(store):
        page = browser.get("/overview?area=440400&x=1")
        data = browser.get("/media/secret.xlsx", accept="*/*")
        stream = browser.hears("/_stcore/stream")
        sign_in_page = browser.get("/login")

    assert page.status == 503
    assert OUT_OF_REACH in page.body
    assert 'href="/overview?area=440400&amp;x=1"' in page.body
    assert "default-src 'none'" in page.header("content-security-policy")
    assert (data.status, data.body.partition("（")[0]) == (503, OUT_OF_REACH)
    assert stream == ["websocket.close"]
    assert sign_in_page.status == 200
    assert browser.get("/overview").body == "figures"


def test_log_of_a_store_out_of_reach_has_the_number_that_the_visitor_sees(
    browse_all, store, caplog
):
    caplog.set_level(logging.INFO)
    browser = browse_all()
    browser.sign_in("lisi")
    caplog.clear()

    with out_of_reach(store):
        page = browser.get("/overview")

    [line] = [
        json.loads(JsonLines().format(each))
        for each in caplog.records
        if each.message == "the store failed at the door"
    ]
    number = page.header("x-request-id")
    assert f"（编号 {number[:8]}）" in page.body
    assert line["error"] == "OperationalError"
    assert "unable to open" not in json.dumps(line)


@pytest.fixture
def later_version(store: Store) -> Iterator[None]:
    """The store as a later version of the program has left it."""
    number = text("SELECT version_num FROM alembic_version")
    change = text("UPDATE alembic_version SET version_num = :number")
    with store.engine.begin() as connection:
        ours = connection.execute(number).scalar_one()
        connection.execute(change, {"number": "r9999"})
    open_shared_store.clear(store.engine.url.render_as_string())
    yield
    with store.engine.begin() as connection:
        connection.execute(change, {"number": ours})


def test_store_of_a_later_version_is_told(browse_all, later_version):
    browser = browse_all()
    browser.cookies["hrss_session"] = "x"

    page = browser.get("/overview")

    assert page.status == 503
    assert "数据库的版本 r9999 比程序新，请先升级程序再打开。" in page.body


def test_open_page_is_asked_for_anew_when_nobody_can_tell_whether_its_session_holds(
    browse, store
):
    heard: list[bytes] = []

    async def listen(websocket) -> None:
        await websocket.accept()
        with out_of_reach(store):
            heard.append(await websocket.receive_bytes())

    routes = [*login_routes(), WebSocketRoute("/_stcore/stream", listen)]
    browser = browse()
    browser.sign_in("lisi")
    listener = Browser(Starlette(routes=routes, middleware=[*door()]))
    listener.cookies = browser.cookies

    listener.hears("/_stcore/stream")

    [message] = heard
    assert BackMsg.FromString(message).WhichOneof("type") == "rerun_script"
