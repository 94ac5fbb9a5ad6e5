"""The door and the routes of signing in, asked as a browser asks them."""

import ast
import json
import logging
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from hrss.settings import REPOSITORY
from hrss.store import Store, change_password, fetch_log, set_disabled
from hrss.web.door import OpenDoorError, SignedInOnly, check_door
from hrss.web.login_answers import local_path
from hrss.web.login_routes import login_routes
from hrss.web.service_log import JsonLines, RequestLog
from tests.web.visiting import INNER, PASSWORD, Answer, Browser


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


def test_sign_in_page_is_chinese_and_loads_nothing_from_elsewhere(browse_all):
    answer = browse_all().get("/login")

    assert "用户名" in answer.body
    assert "<script" not in answer.body
    assert "http" not in answer.body
    policies = [v for k, v in answer.headers if k == "content-security-policy"]
    assert [each.partition(";")[0] for each in policies] == [
        "default-src 'none'",
        "default-src 'self'",
    ]
    assert answer.header("x-frame-options") == "DENY"
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


def test_each_of_two_windows_of_a_browser_can_be_signed_in_from(browse):
    browser = browse()
    first = browser.form_token("/login?next=%2Foverview")
    second = browser.form_token("/login")

    answer = browser.post(
        "/login",
        user_name="lisi",
        password=PASSWORD,
        form_token=first,
        next="/overview",
    )

    assert (answer.status, answer.header("location")) == (303, "/overview")
    assert browse().form_token("/login") not in (first, second)


def test_token_of_forms_that_the_server_cannot_have_made_is_not_taken_up(browse):
    browser = browse()
    browser.cookies["hrss_form"] = "<script>"

    assert browser.form_token("/login") != "<script>"
    assert len(browser.cookies["hrss_form"]) == 43


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


def test_own_password_is_one_line_of_the_log_that_says_who_and_from_where(
    browse, store
):
    browser = browse(address="10.1.2.3")
    browser.sign_in("lisi")
    before = len(fetch_log(store))

    def change(current: str) -> None:
        new = "another horse 99"
        token = browser.form_token("/password")
        fields = {"form_token": token, "current": current, "new": new, "again": new}
        browser.post("/password", **fields)

    change("not this one")
    change(PASSWORD)

    log = fetch_log(store)
    columns = ["action", "user_name", "account_id", "address", "subject"]
    assert log[columns].head(len(log) - before).to_numpy().tolist() == [
        ["change_password", "lisi", 1, "10.1.2.3", "lisi"],
        ["sign_in_failed", "lisi", 1, "10.1.2.3", ""],
    ]


def test_wrong_passwords_on_the_page_of_changing_it_are_counted(browse):
    browser = browse()
    browser.sign_in("lisi")

    def change(current: str) -> Answer:
        new = "another horse 99"
        token = browser.form_token("/password")
        fields = {"form_token": token, "current": current, "new": new, "again": new}
        return browser.post("/password", **fields)

    wrong = [change("not this one") for _ in range(5)]
    right = change(PASSWORD)

    assert {answer.status for answer in (*wrong, right)} == {403}
    assert "请稍候再试" in right.body
    assert browser.get("/overview").status == 200


@pytest.mark.parametrize("path", ["/login?next=%2F%2F%5B", "/login?next=%5B"])
def test_address_that_is_none_is_not_gone_back_to(browse, path):
    answer = browse().get(path)

    assert answer.status == 200
    assert 'name="next" value="/"' in answer.body


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
        "//[",
        "http://[::1",
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
