import pytest

from hrss.web.guard import Guard
from tests.web.asking import ask, messages_of, says_inside, scope_of


@pytest.fixture
def guard(monkeypatch):
    monkeypatch.delenv("HRSS_ALLOWED_HOSTS", raising=False)
    return Guard(says_inside)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost:8501", "[::1]:8501", "LOCALHOST", "localhost."]
)
def test_this_machines_own_names_are_answered(guard, host):
    assert ask(guard, host=host).body == "inside"


@pytest.mark.parametrize(
    "host",
    [
        "attacker.example",
        "127.0.0.1.attacker.example",
        "a@localhost",
        "",
        "localhost:x",
    ],
)
def test_any_other_name_is_refused(guard, host):
    answer = ask(guard, host=host)

    assert answer.status == 400
    assert "inside" not in answer.body


def test_a_request_without_a_host_is_refused(guard):
    assert ask(guard).status == 400


def test_the_names_of_the_setting_are_answered_and_no_longer_this_machines(monkeypatch):
    monkeypatch.setenv("HRSS_ALLOWED_HOSTS", "hrss.example.cn, 10.1.2.3")
    guard = Guard(says_inside)

    assert ask(guard, host="HRSS.example.cn:443").status == 200
    assert ask(guard, host="10.1.2.3").status == 200
    assert ask(guard, host="localhost").status == 400


def test_whoever_watches_the_service_needs_no_name(guard):
    assert ask(guard, "/healthz", host="10.9.8.7:8501").status == 200
    assert ask(guard, "/readyz").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_another_sites_page_cannot_write(guard, method):
    sent = {"host": "localhost:8501", "origin": "http://attacker.example"}

    assert ask(guard, method=method, **sent).status == 403


def test_the_own_page_writes_with_and_without_tls(guard):
    for origin in ("http://localhost:8501", "https://localhost:8501"):
        sent = {"host": "localhost:8501", "origin": origin}

        assert ask(guard, method="POST", **sent).status == 200


def test_another_port_of_this_machine_is_another_site(guard):
    sent = {"host": "localhost:8501", "origin": "http://localhost:9999"}

    assert ask(guard, method="POST", **sent).status == 403


@pytest.mark.parametrize(
    ("host", "origin", "answer"),
    [
        ("localhost:8501", "http://localhost:8501", "websocket.accept"),
        ("localhost:8501", "http://attacker.example", "websocket.close"),
        ("attacker.example", "http://attacker.example", "websocket.close"),
    ],
)
def test_a_websocket_is_opened_for_the_own_page_alone(guard, host, origin, answer):
    headers = {"host": host, "origin": origin}
    scope = scope_of("/_stcore/stream", headers, kind="websocket")

    (message,) = messages_of(guard, scope)

    assert message["type"] == answer


def test_every_answer_carries_the_headers_once_refusals_as_well(guard):
    for answer in (ask(guard, host="localhost"), ask(guard, host="attacker.example")):
        policy = answer.headers["content-security-policy"]

        assert "script-src 'self' 'sha256-" in policy
        assert "unsafe-eval" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_names_the_websocket_of_the_host_that_was_asked(guard):
    policy = ask(guard, host="localhost:8600").headers["content-security-policy"]

    assert "connect-src 'self' ws://localhost:8600 wss://localhost:8600;" in policy


def test_a_hostile_host_does_not_get_into_the_policy(guard):
    host = "x; script-src *"

    assert host not in ask(guard, host=host).headers["content-security-policy"]
    assert (
        "x;" not in ask(guard, "/healthz", host=host).headers["content-security-policy"]
    )


def test_what_is_downloaded_is_kept_by_no_cache(guard):
    answer = ask(guard, "/media/1f.xlsx", host="localhost")

    assert answer.headers["cache-control"] == "private, no-store"
