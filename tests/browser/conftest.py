"""A real server and a real browser that cannot reach anything else."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks.ports import free_port
from hrss.settings import REPOSITORY
from tests.browser.visitor import Visitor

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
LAPTOP = {"width": 1366, "height": 768}

NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium; make test installs it."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, f"expected one of {', '.join(CHROMIUM)} to be installed"
    started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def simulated_server(simulated_database: Path) -> Iterator[str]:
    """Address of a server of the simulated months; for tests that only look."""
    with served(simulated_database) as address:
        yield address


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server to which nothing is reported; for tests that only look."""
    with served(tmp_path_factory.mktemp("empty") / "hrss.sqlite") as address:
        yield address


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server of this test's own, with nothing in its store."""
    with served(tmp_path / "hrss.sqlite") as address:
        yield address


@pytest.fixture
def new_visitor(
    browser: Browser, request: pytest.FixtureRequest
) -> Iterator[NewVisitor]:
    """Make visitors with nothing remembered; each must have nothing to complain of."""
    visitors: list[Visitor] = []

    def enter(
        address: str, path: str = "", *, size: dict[str, int] = LAPTOP
    ) -> Visitor:
        # Nobody waits for what fades and slides.
        context = browser.new_context(
            viewport=size,
            locale="zh-CN",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        visitor = Visitor(context.new_page(), address)
        visitors.append(visitor)
        visitor.go(path)
        return visitor

    yield enter
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        _keep_pictures(request.node.name, visitors)
    complaints = [each for visitor in visitors for each in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert complaints == []


REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


def _keep_pictures(name: str, visitors: list[Visitor]) -> None:
    """What the visitors saw when a test failed."""
    folder = Path(tempfile.gettempdir()) / "hrss-browser-failures"
    folder.mkdir(exist_ok=True)
    safe = "".join(sign if sign.isalnum() else "_" for sign in name)
    for number, visitor in enumerate(visitors, start=1):
        path = folder / f"{safe}-{number}.png"
        visitor.page.screenshot(path=path)
        sys.stderr.write(f"picture of the failure: {path}\n")


@contextmanager
def served(database: Path, port: int | None = None) -> Iterator[str]:
    """Start the server as a user does, on a free port; stop it at the end."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    log_path = database.parent / "server.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=REPOSITORY,
            env={**os.environ, "HRSS_DATABASE_URL": f"sqlite:///{database}"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, log_path)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    said = log_path.read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert '"level": "error"' not in said


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))
