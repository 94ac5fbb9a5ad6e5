"""A real nginx that says who a visitor is, and others who say so too."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from hrss.accounts import Rights, Role
from hrss.settings import Settings
from hrss.store import (
    add_account,
    close_store,
    fetch_log,
    migrate,
    open_store,
    set_disabled,
)
from tests.browser.conftest import free_port, served
from tests.browser.visitor import Visitor
from tests.nginx import nginx

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "correct horse battery"
USERS = ("lisi", "zhaoliu", "wangwu", "nobody-we-know")
# nginx comes from an address of its own, so that visitors without it are told apart.
NGINX = "127.0.0.2"
SERVER = """
    server {{
        listen 127.0.0.1:{port};
        auth_basic "portal";
        auth_basic_user_file {passwords};
        location / {{
            proxy_pass http://127.0.0.1:{inner};
            proxy_bind {nginx};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Remote-User $remote_user;
        }}
    }}
"""

Client = Callable[[str], httpx.Client]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proxy") / "hrss.sqlite"
    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    migrate(store)
    for name, shown, rights in (
        ("lisi", "李四", Rights(Role.PREFECTURE_CLERK, "440400")),
        ("zhaoliu", "赵六", Rights(Role.PROVINCE_VIEWER)),
        ("wangwu", "王五", Rights(Role.PROVINCE_VIEWER)),
        ("admin", "管理员", Rights(Role.ADMINISTRATOR)),
    ):
        add_account(
            store, name, display_name=shown, rights=rights, password=None, by="省厅"
        )
    set_disabled(store, "wangwu", is_disabled=True, by="省厅")
    close_store(store)
    return path


@pytest.fixture(scope="module")
def inner(database: Path) -> Iterator[str]:
    """The server itself, past the proxy.

    It is told to believe everybody's X-Forwarded-For, which must change nothing.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "HRSS_ACCOUNTS": "1",
            "HRSS_PROXY_USER_HEADER": "X-Remote-User",
            "HRSS_TRUSTED_PROXIES": NGINX,
            "FORWARDED_ALLOW_IPS": "*",
        }.items():
            patch.setitem(os.environ, name, value)
        with served(database) as address:
            yield address


@pytest.fixture(scope="module")
def portal(inner: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server by way of nginx."""
    folder = tmp_path_factory.mktemp("nginx")
    passwords = folder / "passwords"
    passwords.write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in USERS))
    port = free_port()
    server = SERVER.format(
        port=port, passwords=passwords, inner=inner.rpartition(":")[2], nginx=NGINX
    )
    with nginx(folder, server, port=port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def through(portal: str) -> Client:
    """Visitors whom nginx knows by name."""
    return lambda name: httpx.Client(
        base_url=portal, auth=(name, PASSWORD), headers={"accept": "text/html"}
    )


def who_is(client: httpx.Client) -> str:
    """What the server calls whoever asks."""
    said = client.get("/password", follow_redirects=True).text
    return said.partition("当前账号：")[2].partition("。")[0]


def opens_stream(address: str, **headers: str) -> bool:
    url = address.replace("http://", "ws://") + "/_stcore/stream"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with connect(url, additional_headers=named, subprotocols=["streamlit"]):
            return True
    except InvalidStatus:
        return False


def basic(name: str) -> str:
    return httpx.BasicAuth(name, PASSWORD)._auth_header


def test_whom_nginx_knows_is_signed_in_and_sees_the_page(portal, database, browser):
    context = browser.new_context(
        locale="zh-CN",
        http_credentials={"username": "lisi", "password": PASSWORD},
    )
    visitor = Visitor(context.new_page(), portal)

    visitor.page.goto(f"{portal}/submit")
    visitor.settle()

    assert visitor.page.url == f"{portal}/submit"
    assert "已登录：李四（地市经办　珠海市）" in visitor.text()
    assert {each["name"] for each in context.cookies()} >= {"hrss_session"}
    context.close()
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    [last] = fetch_log(store).head(1).to_dict("records")
    assert (last["action"], last["detail"]) == ("sign_in", "单位门户")
    assert last["address"] == "127.0.0.1"
    close_store(store)


def test_nginx_lets_nobody_through_without_a_password(portal):
    assert httpx.get(portal).status_code == 401


def test_a_name_that_is_forged_on_the_way_to_nginx_is_overwritten(through):
    with through("lisi") as client:
        client.headers["x-remote-user"] = "admin"

        assert who_is(client) == "李四"


@pytest.mark.parametrize("forwarded", [{}, {"x-forwarded-for": NGINX}])
@pytest.mark.parametrize("path", ["/overview", "/login", "/static/x.js"])
def test_a_name_that_is_forged_past_nginx_is_refused(inner, path, forwarded):
    headers = {"accept": "text/html", "x-remote-user": "admin", **forwarded}

    answer = httpx.get(inner + path, headers=headers)

    assert answer.status_code == 403
    assert "用户标头" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_name_that_is_forged_at_the_stream_is_refused(inner, through):
    with through("lisi") as client:
        client.get("/overview")
        cookie = f"hrss_session={client.cookies['hrss_session']}"

    assert opens_stream(inner, cookie=cookie)
    assert not opens_stream(inner, cookie=cookie, x_remote_user="lisi")
    assert not opens_stream(inner, x_remote_user="lisi", x_forwarded_for=NGINX)


def test_past_nginx_and_without_a_name_one_must_sign_in(inner):
    answer = httpx.get(f"{inner}/overview", headers={"accept": "text/html"})

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/login?next=%2Foverview",
    )


def test_the_stream_opens_for_whom_nginx_names_and_with_that_ones_session(
    portal, through
):
    with through("lisi") as client:
        client.get("/overview")
        cookie = f"hrss_session={client.cookies['hrss_session']}"

    assert opens_stream(portal, cookie=cookie, authorization=basic("lisi"))
    assert not opens_stream(portal, cookie=cookie, authorization=basic("zhaoliu"))
    assert not opens_stream(portal, authorization=basic("lisi"))


def test_another_name_does_not_go_on_with_the_session_of_before(through):
    with through("lisi") as first, through("zhaoliu") as second:
        assert who_is(first) == "李四"
        old = first.cookies["hrss_session"]
        second.cookies.set("hrss_session", old, domain="127.0.0.1")

        data = second.get("/media/x.csv", headers={"accept": "*/*"})
        who = who_is(second)

        assert data.status_code == 401
        assert who == "赵六"
        first.cookies.clear()
        first.cookies.set("hrss_session", old, domain="127.0.0.1")
        assert first.get("/overview").status_code == 303


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nobody-we-know", "单位门户已确认您的身份，但本系统没有对应的账号"),
        ("wangwu", "您在本系统的账号已停用"),
    ],
)
def test_whom_we_do_not_know_is_told_so_and_stays_outside(
    through, portal, name, sentence
):
    with through(name) as client:
        answer = client.get("/overview")

        assert answer.status_code == 403
        assert sentence in answer.text
        assert "hrss_session" not in client.cookies
    assert not opens_stream(portal, authorization=basic(name))


def test_who_signs_out_is_offered_the_portals_name_again(through):
    with through("lisi") as client:
        client.get("/overview")
        page = client.get("/logout").text
        token = page.partition('name="form_token" value="')[2].partition('"')[0]
        origin = {"origin": str(client.base_url).rstrip("/")}

        left = client.post("/logout", data={"form_token": token}, headers=origin)

        assert left.headers["location"] == "/login"
        assert "hrss_session" not in client.cookies
        assert "以单位门户的“lisi”进入" in client.get("/login").text
