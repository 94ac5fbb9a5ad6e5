import pytest

from hrss.web.this_machine import ThisMachineOnly
from tests.web.asking import ask, messages_of, says_inside, scope_of

HOST = {"host": "127.0.0.1:8501"}


def sent(address: str = "127.0.0.1", kind: str = "http", path: str = "/", **more: str):
    """What is answered to a request from an address, with headers and version."""
    headers = HOST | {
        name.replace("_", "-"): value for name, value in more.items() if name != "http"
    }
    scope = scope_of(path, headers, kind=kind)
    scope["client"] = (address, 50000)
    scope["http_version"] = more.get("http", "1.1")
    return messages_of(ThisMachineOnly(says_inside), scope)[0]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.9.9.9"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "[::1]:8501", "[::1]"])
def test_visitors_of_this_machine_are_served(address, host):
    assert sent(address, host=host)["status"] == 200
    assert sent(address, kind="websocket", host=host)["type"] == "websocket.accept"


@pytest.mark.parametrize("address", ["10.0.0.9", "::ffff:10.0.0.9", "2001:db8::1", ""])
def test_visitors_of_other_machines_are_refused(address):
    assert sent(address)["status"] == 403
    assert sent(address, kind="websocket")["type"] == "websocket.close"


@pytest.mark.parametrize(
    "mark",
    [
        {"x_forwarded_for": "127.0.0.1"},
        {"x_forwarded_proto": "https"},
        {"X_Forwarded_Host": "hrss.example.cn"},
        {"forwarded": "for=10.0.0.9"},
        {"via": "1.1 proxy"},
        {"x_real_ip": "127.0.0.1"},
        {"x_remote_user": "admin"},
        {"host": "hrss.example.cn"},
        {"host": "10.1.2.3:8501"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"http": "1.0"},
    ],
    ids=lambda mark: "-".join(mark.items().__iter__().__next__()),
)
def test_what_bears_a_mark_of_having_been_passed_on_is_refused(mark):
    assert sent(**mark)["status"] == 403
    assert sent(kind="websocket", **mark)["type"] == "websocket.close"


def test_the_refusal_says_what_to_do():
    answer = ask(ThisMachineOnly(says_inside), x_forwarded_for="10.0.0.9")

    assert answer.status == 403
    assert "HRSS_ACCOUNTS=1" in answer.body


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whether_it_is_well_is_told_to_a_proxy_of_this_machine(path):
    assert sent(path=path, host="any", via="1.0 x")["status"] == 200
    assert sent("10.0.0.9", path=path)["status"] == 403
