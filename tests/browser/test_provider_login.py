"""Signing in over a real provider of identities, by a browser and by its requests."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

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
from tests.identity_provider import METADATA, IdentityProvider, challenge_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SECRET = "of-the-client-and-of-nobody-else"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with accounts that have no password, one of them shut out."""
    path = tmp_path_factory.mktemp("provider") / "hrss.sqlite"
    store = open_store(Settings(database_url=f"sqlite:///{path}"))
    migrate(store)
    for name, shown, rights in (
        ("lisi", "李四", Rights(Role.PREFECTURE_CLERK, "440400")),
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
def provider() -> Iterator[IdentityProvider]:
    made = IdentityProvider(free_port())
    with made.running():
        made.knows("s-1", preferred_username="LiSi", name="李四")
        made.knows("s-2", preferred_username="wangwu")
        made.knows("s-3", preferred_username="zhaoliu")
        made.knows("s-4", name="没有用户名")
        yield made


@pytest.fixture(scope="module")
def server(database: Path, provider: IdentityProvider) -> Iterator[str]:
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "HRSS_ACCOUNTS": "1",
            "HRSS_OIDC_METADATA_URL": provider.address + METADATA,
            "HRSS_OIDC_CLIENT_ID": "hrss",
            "HRSS_OIDC_CLIENT_SECRET": SECRET,
            "HRSS_OIDC_REDIRECT_URI": f"http://127.0.0.1:{port}/oauth2callback",
            "HRSS_OIDC_NAME": "省统一身份",
        }.items():
            patch.setitem(os.environ, name, value)
        with served(database, port) as address:
            yield address
    said = (database.parent / "server.log").read_text(encoding="utf-8")
    assert SECRET not in said


@pytest.fixture
def faulty(provider: IdentityProvider) -> Iterator[IdentityProvider]:
    """The provider, well again after the test."""
    yield provider
    provider.fault = ""


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """Keeps cookies, and follows nothing by itself."""
    with httpx.Client(base_url=server, headers={"accept": "text/html"}) as made:
        yield made


def leave(client: httpx.Client, next_path: str = "/overview") -> str:
    """From the sign-in page to where the provider asks who one is."""
    started = client.get("/login/provider", params={"next": next_path})
    answer = client.get(started.headers["location"])
    assert answer.status_code == 302
    return answer.headers["location"]


def be_recognised(where: str, subject: str) -> str:
    """Say to the provider who one is; the address at which one comes back."""
    answer = httpx.post(where, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def is_signed_in(client: httpx.Client) -> bool:
    return client.get("/overview").status_code == 200


def test_a_clerk_comes_back_signed_in_at_the_page_asked_for(server, database, browser):
    context = browser.new_context(locale="zh-CN")
    visitor = Visitor(context.new_page(), server)
    page = visitor.page

    page.goto(f"{server}/submit")
    page.get_by_role("link", name="用省统一身份登录").click()
    page.get_by_placeholder("sub").fill("s-1")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/submit")
    visitor.settle()

    assert "已登录：李四（地市经办　珠海市）" in visitor.text()
    cookies = {each["name"]: each for each in context.cookies(server)}
    assert cookies["hrss_session"]["httpOnly"]
    assert cookies["hrss_session"]["sameSite"] == "Lax"
    assert cookies["hrss_session"]["expires"] == -1
    assert "_streamlit_user" not in cookies
    assert "hrss_next" not in cookies

    page.get_by_role("link", name="修改密码").click()
    assert "这个账号没有密码" in page.inner_text("body")
    page.get_by_role("link", name="返回").click()
    page.get_by_role("link", name="退出登录").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url(re.compile(r"/login\?left$"))
    page.get_by_role("link", name="同时退出省统一身份").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url("**/login")
    assert page.get_by_role("link", name="同时退出省统一身份").count() == 0
    page.goto(f"{server}/submit")
    assert "/login" in page.url
    context.close()
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    log = fetch_log(store)
    assert log["action"].tolist()[:2] == ["sign_out", "sign_in"]
    assert log["detail"].tolist()[1] == "省统一身份"
    close_store(store)


def test_state_nonce_and_pkce_are_used(client, provider):
    where = leave(client)
    asked = parse_qs(urlsplit(where).query)
    client.get(be_recognised(where, "s-1"))

    assert is_signed_in(client)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 20
    assert len(asked["nonce"][0]) >= 20
    assert challenge_of(provider.verifiers[-1]) == provider.challenges[-1]


def test_a_provider_without_pkce_will_do(client, faulty):
    faulty.fault = "no pkce"
    client.get(be_recognised(leave(client), "s-1"))

    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("s-2", "您在本系统的账号已停用"),
        ("s-3", "省统一身份已确认您的身份，但本系统没有对应的账号"),
        ("s-4", "省统一身份登录没有完成"),
    ],
    ids=["disabled", "unknown", "no user name"],
)
def test_whom_we_do_not_know_is_told_so_and_stays_outside(client, subject, sentence):
    answer = client.get(be_recognised(leave(client), subject))

    assert answer.status_code == 403
    assert sentence in answer.text
    assert "Traceback" not in answer.text
    assert not is_signed_in(client)


@pytest.mark.parametrize("fault", ["nonce", "audience", "issuer", "signature"])
def test_an_identity_that_is_not_for_this_sign_in_is_refused(client, faulty, fault):
    faulty.fault = fault

    answer = client.get(be_recognised(leave(client), "s-1"))

    assert answer.status_code == 403
    assert "省统一身份登录没有完成，请重新登录" in answer.text
    assert not is_signed_in(client)


@pytest.mark.parametrize("fault", ["other state", "no state", "no cookie", "denied"])
def test_coming_back_from_a_way_that_was_not_begun_is_refused(client, server, fault):
    back = be_recognised(leave(client), "s-1")
    if fault == "other state":
        back = re.sub("state=[^&]+", "state=of-somebody-else", back)
    elif fault == "no state":
        back = re.sub("&?state=[^&]+", "", back)
    elif fault == "no cookie":
        client.cookies.clear()
    else:
        back = f"{server}/oauth2callback?error=access_denied&error_description=no"

    answer = client.get(back)

    assert answer.status_code == 403
    assert "省统一身份登录没有完成" in answer.text
    assert not is_signed_in(client)


def test_a_code_lets_in_once(client):
    back = be_recognised(leave(client), "s-1")
    client.get(back)
    client.cookies.delete("hrss_session")

    answer = client.get(back)

    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_the_next_page_is_never_another_sites(client):
    answer = client.get(be_recognised(leave(client, "//evil.example/x"), "s-1"))

    assert answer.headers["location"] == "/"


def test_streamlits_own_cookie_lets_nobody_in(client):
    client.cookies.set("_streamlit_user", "x")

    assert not is_signed_in(client)


def test_whoever_is_shut_out_is_out_at_once(client, database):
    client.get(be_recognised(leave(client), "s-1"))
    assert is_signed_in(client)

    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    set_disabled(store, "lisi", is_disabled=True, by="省厅")
    was_out = not is_signed_in(client)
    set_disabled(store, "lisi", is_disabled=False, by="省厅")
    close_store(store)

    assert was_out


def test_signing_out_at_the_provider_says_who_asks_and_where_to_come_back(
    client, server, provider
):
    where = urlsplit(client.get("/logout/provider").headers["location"])

    assert f"{where.scheme}://{where.netloc}{where.path}" == (
        f"{provider.address}/oauth2/end_session"
    )
    assert parse_qs(where.query) == {
        "client_id": ["hrss"],
        "post_logout_redirect_uri": [f"{server}/login"],
    }


def test_a_provider_without_a_way_out_is_named_in_a_sentence(client, faulty):
    faulty.fault = "no way out"

    answer = client.get("/logout/provider")

    assert answer.status_code == 403
    assert "省统一身份没有提供退出，请关闭浏览器" in answer.text


def test_a_provider_that_does_not_answer_is_named_in_a_sentence(tmp_path):
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "HRSS_ACCOUNTS": "1",
            "HRSS_OIDC_METADATA_URL": f"http://127.0.0.1:{free_port()}{METADATA}",
            "HRSS_OIDC_CLIENT_ID": "hrss",
            "HRSS_OIDC_CLIENT_SECRET": SECRET,
            "HRSS_OIDC_REDIRECT_URI": f"http://127.0.0.1:{port}/oauth2callback",
            "HRSS_OIDC_NAME": "省统一身份",
        }.items():
            patch.setitem(os.environ, name, value)
        with served(tmp_path / "hrss.sqlite", port) as address:
            started = httpx.get(f"{address}/login/provider")
            answer = httpx.get(address + started.headers["location"])
            left = httpx.get(f"{address}/logout/provider")

    assert answer.status_code == 403
    assert "省统一身份登录暂时连不上，请稍后再试" in answer.text
    assert left.status_code == 403
    assert "省统一身份没有提供退出" in left.text
