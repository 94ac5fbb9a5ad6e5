"""The nginx of deploy/, before a server that says which method came."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from hrss.settings import REPOSITORY
from tests.browser.conftest import free_port
from tests.nginx import nginx

SHIPPED = REPOSITORY / "deploy" / "nginx.conf"


class Says(BaseHTTPRequestHandler):
    """Answers everything."""

    def do_GET(self) -> None:
        content = self.command.encode()
        self.send_response(200)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", "0")))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def inner() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Says)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def address(inner: int, tmp_path: Path) -> Iterator[str]:
    """Address of nginx as it is shipped, but without TLS and with one server."""
    port = free_port()
    shipped = SHIPPED.read_text(encoding="utf-8")
    changed = shipped.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    changed = changed.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    changed = re.sub(r"\n *ssl_\w+ .*;", "", changed)
    changed = re.sub(r"\n *server 127.0.0.1:8502 .*;", "", changed)
    changed = changed.replace("127.0.0.1:8501", f"127.0.0.1:{inner}")
    with nginx(tmp_path, changed, port=port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers={"host": "hrss.example.cn"}) as made:
        yield made


def test_sign_in_page_is_shown_to_a_whole_office_at_once(client):
    answers = [client.get("/login") for _ in range(60)]

    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("path", ["/login", "/password"])
def test_flood_of_passwords_is_slowed_and_told_so_in_chinese(client, path):
    answers = [client.post(path, data={"password": "x"}) for _ in range(40)]

    statuses = [answer.status_code for answer in answers]
    assert statuses[:20] == [200] * 20
    assert set(statuses) == {200, 429}
    refused = answers[statuses.index(429)]
    assert refused.headers["content-type"] == "text/html; charset=utf-8"
    assert "从您所在网络登录的次数过多，请一分钟后再试" in refused.text
    assert refused.headers["strict-transport-security"] == "max-age=31536000"


def test_other_forms_are_not_slowed(client):
    answers = [client.post("/logout", data={"x": "x"}) for _ in range(60)]

    assert {answer.status_code for answer in answers} == {200}
