"""The door and the routes of signing in, asked as a browser asks them."""

import ast
import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from hrss.accounts import Rights, Role
from hrss.settings import REPOSITORY, Settings
from hrss.store import (
    Store,
    add_account,
    change_password,
    close_store,
    fetch_log,
    migrate,
    open_store,
    set_disabled,
)
from hrss.web.door import OpenDoorError, SignedInOnly, check_door
from hrss.web.login_answers import local_path
from hrss.web.login_routes import login_routes
from hrss.web.service_log import JsonLines, RequestLog
from hrss.web.session import open_shared_store

PASSWORD = "correct horse battery"
HERE = "hrss.example:8501"


@dataclass
class Answer:
    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""

    def header(self, name: str) -> str:
        return "; ".join(value for key, value in self.headers if key == name)

    def cookie(self, name: str) -> str:
        lines = [value for key, value in self.headers if key == "set-cookie"]
        return next(line for line in lines if line.startswith(f"{name}="))


class Browser:
    """Keeps cookies and fills forms; `address` is where it comes from."""

    def __init__(self, app: Starlette, *, address: str = "10.0.0.9") -> None:
        self.app, self.address, self.scheme = app, address, "http"
        self.cookies: dict[str, str] = {}

    def get(self, path: str, *, accept: str = "text/html") -> Answer:
        return self.ask("GET", path, {"accept": accept})

    def post(self, path: str, origin: str | None = None, **fields: str) -> Answer:
        headers = {"origin": f"{self.scheme}://{HERE}" if origin is None else origin}
        return self.ask("POST", path, headers, urlencode(fields).encode())

    def sign_in(self, name: str, password: str = PASSWORD, **more: str) -> Answer:
        token = self.form_token("/login")
        return self.post(
            "/login", user_name=name, password=password, form_token=token, **more
        )

    def form_token(self, path: str) -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.get(path).body)
        assert found
        return found[1]

    def ask(
        self, method: str, target: str, headers: dict[str, str], body: bytes = b""
    ) -> Answer:
        answer = Answer()

        async def send(message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = [
                    (key.decode(), value.decode()) for key, value in message["headers"]
                ]
            else:
                answer.body += message.get("body", b"").decode()

        async def receive():
            return {"type": "http.request", "body": body}

        asyncio.run(
            self.app(self._scope("http", method, target, headers), receive, send)
        )
        for line in [value for key, value in answer.headers if key == "set-cookie"]:
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return answer

    def hears(self, path: str) -> list[str]:
        """What a websocket says, when something is said to it."""
        said = iter(
            (
                {"type": "websocket.connect"},
                {"type": "websocket.receive", "bytes": b"x"},
            )
        )
        sent: list[str] = []

        async def receive():
            return next(said)

        async def send(message) -> None:
            sent.append(message["type"])

        asyncio.run(self.app(self._scope("websocket", "", path, {}), receive, send))
        return sent

    def _scope(self, kind: str, method: str, target: str, headers: dict[str, str]):
        path, _, query = target.partition("?")
        jar = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        named = {"host": HERE, "cookie": jar, **headers}
        return {
            "type": kind,
            "method": method,
            "scheme": self.scheme,
            "path": path,
            "query_string": query.encode(),
            "client": (self.address, 50000),
            "server": ("127.0.0.1", 8501),
            "headers": [(key.encode(), value.encode()) for key, value in named.items()],
        }


async def _data(request) -> PlainTextResponse:
    return PlainTextResponse("figures")


async def _stream(websocket) -> None:
    await websocket.accept()
    await websocket.receive()


INNER = (
    Route("/", _data),
    Route("/overview", _data),
    Route("/media/secret.xlsx", _data),
    Route("/_stcore/upload_file/a/b", _data, methods=["GET", "PUT"]),
    Route("/_stcore/health", _data),
    Route("/static/index.js", _data),
    Route("/healthz", _data),
    WebSocketRoute("/_stcore/stream", _stream),
)


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
    app = Starlette(
        routes=[*login_routes(), *INNER], middleware=[Middleware(SignedInOnly)]
    )
    return lambda **more: Browser(app, **more)


def test_without_a_session_a_page_leads_to_the_sign_in_and_back(browse):
    answer = browse().get("/overview?as_of=2011-12-31&area=440400")

    assert answer.status == 303
    assert answer.header("location") == (
        "/login?next=%2Foverview%3Fas_of%3D2011-12-31%26area%3D440400"
    )
    assert answer.header("cache-control") == "no-store"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/media/secret.xlsx"),
        ("PUT", "/_stcore/upload_file/a/b"),
        ("GET", "/_stcore/health"),
        ("POST", "/password"),
        ("GET", "/login/../overview"),
        ("GET", "/nothing"),
    ],
)
def test_without_a_session_data_and_uploads_are_refused(browse, method, path):
    answer = browse().ask(method, path, {"accept": "*/*"})

    assert (answer.status, answer.body) == (401, "请先登录。")


def test_without_a_session_the_stream_is_closed_before_it_opens(browse):
    assert browse().hears("/_stcore/stream") == ["websocket.close"]


@pytest.mark.parametrize("path", ["/login", "/healthz", "/static/index.js"])
def test_what_the_sign_in_page_needs_is_open(browse, path):
    assert browse().get(path).status == 200


def test_sign_in_page_is_chinese_and_loads_nothing_from_elsewhere(browse):
    answer = browse().get("/login")

    assert "用户名" in answer.body
    assert "<script" not in answer.body
    assert "http" not in answer.body
    assert "default-src 'none'" in answer.header("content-security-policy")
    assert answer.header("cache-control") == "no-store"


def test_right_password_opens_pages_data_and_stream(browse):
    browser = browse()

    answer = browser.sign_in("LiSi", next="/overview?area=440400")

    assert (answer.status, answer.header("location")) == (303, "/overview?area=440400")
    assert browser.get("/overview").body == "figures"
    assert browser.get("/overview").header("cache-control") == "no-store"
    assert browser.get("/media/secret.xlsx").status == 200
    assert browser.hears("/_stcore/stream") == ["websocket.accept"]


def test_log_of_the_service_tells_the_account_by_number_and_no_name_or_cookie(
    store, caplog
):
    caplog.set_level(logging.INFO, logger="hrss.web.service_log")
    layers = [Middleware(RequestLog), Middleware(SignedInOnly)]
    browser = Browser(Starlette(routes=[*login_routes(), *INNER], middleware=layers))
    browser.get("/overview")
    browser.sign_in("lisi")
    browser.get("/overview")
    browser.hears("/_stcore/stream")

    written = [JsonLines().format(each) for each in caplog.records]
    lines = [each for each in map(json.loads, written) if "path" in each]
    assert [(each["path"], each.get("account")) for each in lines] == [
        ("/overview", None),
        ("/login", None),
        ("/login", None),
        ("/overview", 1),
        ("/_stcore/stream", 1),
    ]
    assert not any("lisi" in each or "李四" in each for each in written)
    assert not any(browser.cookies["hrss_session"] in each for each in written)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(browse):
    browser = browse()

    session = browser.sign_in("lisi").cookie("hrss_session").lower()
    form = browser.get("/login").cookie("hrss_form").lower()

    assert "httponly" in session
    assert "samesite=lax" in session
    assert "path=/" in session
    assert "secure" not in session
    assert "expires" not in session
    assert "max-age" not in session
    assert "httponly" in form
    assert "samesite=strict" in form


@pytest.mark.parametrize("by", ["scheme", "setting"])
def test_cookies_are_for_https_alone_where_that_is_how_one_comes(
    browse, monkeypatch, by
):
    browser = browse()
    if by == "scheme":
        browser.scheme = "https"
    else:
        monkeypatch.setenv("HRSS_HTTPS", "1")

    answer = browser.sign_in("lisi")

    assert "secure" in answer.cookie("hrss_session").lower()


def test_unknown_wrong_disabled_and_locked_have_one_answer(browse, store):
    wrong = browse().sign_in("lisi", "wrong password")
    unknown = browse().sign_in("nobody")
    set_disabled(store, "lisi", is_disabled=True, by="x")
    disabled = browse().sign_in("lisi")
    set_disabled(store, "lisi", is_disabled=False, by="x")
    for _ in range(5):
        browse().sign_in("lisi", "wrong password")
    locked = browse().sign_in("lisi")

    answers = (wrong, unknown, disabled, locked)
    tokens = r'name="form_token" value="[^"]+"'
    assert {answer.status for answer in answers} == {403}
    assert len({re.sub(tokens, "", answer.body) for answer in answers}) == 1
    assert not any("hrss_session" in str(answer.headers) for answer in answers)


@pytest.mark.parametrize(
    "fault", ["no token", "other token", "no cookie", "other site", "no origin"]
)
def test_form_that_was_not_given_to_this_visitor_is_refused(browse, fault):
    browser = browse()
    token = browser.form_token("/login")
    fields = {"user_name": "lisi", "password": PASSWORD, "form_token": token}
    if fault == "no token":
        del fields["form_token"]
    elif fault == "other token":
        fields["form_token"] = "x" * len(token)
    elif fault == "no cookie":
        browser.cookies.clear()
    origin = {"other site": "http://evil.example", "no origin": ""}.get(fault)

    answer = browser.post("/login", origin, **fields)

    assert answer.status == 403
    assert "页面已过期" in answer.body
    assert "hrss_session" not in browser.cookies


def test_endless_form_is_refused(browse):
    browser = browse()

    answer = browser.sign_in("lisi", "x" * 10_000)

    assert "页面已过期" in answer.body


def test_signing_out_ends_the_session_for_good(browse, store):
    browser = browse()
    browser.sign_in("lisi")
    kept = browser.cookies["hrss_session"]
    token = browser.form_token("/logout")

    answer = browser.post("/logout", form_token=token)

    assert (answer.status, answer.header("location")) == (303, "/login")
    assert "hrss_session" not in browser.cookies
    browser.cookies["hrss_session"] = kept
    assert browser.get("/overview").status == 303
    assert browser.hears("/_stcore/stream") == ["websocket.close"]
    assert fetch_log(store)["action"].tolist()[0] == "sign_out"


def test_another_site_cannot_sign_anybody_out(browse):
    browser = browse()
    browser.sign_in("lisi")

    browser.post("/logout", "http://evil.example", form_token="x")

    assert browser.get("/overview").status == 200


def test_own_password_is_changed_and_ends_what_was_signed_in_elsewhere(browse):
    browser, elsewhere = browse(), browse()
    browser.sign_in("lisi")
    elsewhere.sign_in("lisi")
    new = "another horse 99"

    wrong = browser.post(
        "/password",
        form_token=browser.form_token("/password"),
        current="not this one",
        new=new,
        again=new,
    )
    answer = browser.post(
        "/password",
        form_token=browser.form_token("/password"),
        current=PASSWORD,
        new=new,
        again=new,
    )

    assert "现用密码不对" in wrong.body
    assert answer.status == 303
    assert browser.get("/overview").status == 200
    assert elsewhere.get("/overview").status == 303
    assert browse().sign_in("lisi").status == 403


@pytest.fixture
def given(store: Store) -> str:
    """A password that somebody else chose for 李四."""
    password = "given-horse-7777"
    change_password(store, "lisi", password, by="admin", is_given=True)
    return password


def test_given_password_opens_nothing_but_the_page_where_it_is_changed(browse, given):
    browser = browse()
    browser.sign_in("lisi", given)

    page = browser.get("/overview?area=440400")

    assert page.status == 303
    assert page.header("location") == "/password?next=%2Foverview%3Farea%3D440400"
    asked = browser.get("/password?next=%2Foverview%3Farea%3D440400")
    assert asked.status == 200
    assert "由他人代设，请先改成自己的" in asked.body
    assert 'href="/logout"' in asked.body
    data = browser.get("/media/secret.xlsx", accept="*/*")
    assert (data.status, data.body) == (403, "请先修改密码。")
    assert browser.hears("/_stcore/stream") == ["websocket.close"]


def test_given_password_once_changed_opens_the_page_that_was_asked_for(browse, given):
    browser = browse()
    browser.sign_in("lisi", given)

    def change(new: str) -> Answer:
        return browser.post(
            "/password",
            form_token=browser.form_token("/password"),
            next="/overview?area=440400",
            current=given,
            new=new,
            again=new,
        )

    same = change(given)
    other = change(PASSWORD)

    assert same.status == 403
    assert "新密码不能与现用密码相同" in same.body
    assert (other.status, other.header("location")) == (303, "/overview?area=440400")
    assert browser.get("/overview?area=440400").body == "figures"
    assert browse().sign_in("lisi", given).status == 403


def test_names_are_text_on_the_pages_and_never_html(browse):
    browser = browse()
    browser.sign_in("lisi")

    assert "&lt;b&gt;李四" in browser.get("/logout").body


@pytest.mark.parametrize(
    "text",
    [
        "//evil.example",
        "http://evil.example",
        "/\\evil",
        "evil",
        "",
        "/login",
        "/login/provider?next=%2F",
        "/logout",
        "/auth/login",
        "/oauth2callback?code=x",
        "/a\nb",
    ],
)
def test_only_own_pages_are_gone_back_to(text):
    assert local_path(text) == "/"


def test_without_accounts_there_are_no_routes(monkeypatch):
    monkeypatch.delenv("HRSS_ACCOUNTS", raising=False)

    assert login_routes() == ()


@pytest.mark.parametrize("address", [None, "0.0.0.0", "10.1.2.3", "::"])
def test_without_accounts_no_other_address_is_served(address):
    with pytest.raises(OpenDoorError, match="HRSS_ACCOUNTS=1"):
        check_door(address, has_accounts=False)


def test_with_accounts_any_address_is_served_and_without_this_machine():
    check_door("0.0.0.0", has_accounts=True)
    check_door("127.0.0.1", has_accounts=False)


def test_no_page_writes_but_through_the_gate():
    writers = {
        "append_alias",
        "append_edition",
        "append_mapping",
        "append_note",
        "append_reopening",
        "append_reviews",
        "append_roster",
        "append_submission",
        "clear_simulated",
        "publish",
        "revoke_alias",
        "withdraw_submission",
    }
    files = [*REPOSITORY.glob("hrss/web/*.py"), *REPOSITORY.glob("pages/*.py")]
    used = {
        (path.name, getattr(node, "id", None) or getattr(node, "attr", None))
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }

    assert {each for each in used if each[1] in writers} == set()
