"""Without accounts, behind a real nginx that somebody set up all the same."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import free_port
from tests.nginx import nginx

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SERVER = """
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass {inner};
            {more}
        }}
    }}
"""
SOCKETS = """
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
"""
USUAL = """
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
"""


@pytest.fixture(params=["", SOCKETS + USUAL, SOCKETS])
def proxied(
    request: pytest.FixtureRequest, empty_server: str, tmp_path: Path
) -> Iterator[tuple[str, str]]:
    """Address of nginx, and how it is set up."""
    port = free_port()
    server = SERVER.format(port=port, inner=empty_server, more=request.param)
    with nginx(tmp_path, server, port=port):
        yield f"http://127.0.0.1:{port}", request.param


def test_a_proxy_is_refused_but_for_one_that_hides_in_all(proxied):
    address, way = proxied

    status = httpx.get(address).status_code

    # The last passes on nothing by which it could be known: a limit we own up to.
    assert status == (200 if way == SOCKETS else 403)


def test_no_browser_gets_a_page_over_any_proxy(proxied):
    address, _ = proxied
    url = address.replace("http://", "ws://") + "/_stcore/stream"

    # As a browser writes it: the name that stands in its address bar.
    with pytest.raises(InvalidStatus), connect(url, origin="http://gateway.example"):
        pass
