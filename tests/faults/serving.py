"""The real web server in a process of its own, which a test may kill; its clerks."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from benchmarks.load_session import PageFailedError, Visit
from benchmarks.ports import free_port
from hrss.settings import REPOSITORY

CUT_OFF = (PageFailedError, WebSocketException, OSError, TimeoutError, KeyError)
"""What a clerk's connection ends with when the server is gone."""
_START_SECONDS = 120


class WebServer:
    """A server on a port and a store of its own; started again after it was killed."""

    def __init__(
        self, url: str, folder: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self.log = folder / "server.log"
        self._environment = {
            **os.environ,
            "HRSS_DATABASE_URL": url,
            "HRSS_LOG_LEVEL": "warning",
            **(settings or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int:
        """The server's own process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it is ready for visitors."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        with self.log.open("ab") as lines:
            self._process = subprocess.Popen(
                [*command, "--server.port", str(self._port)],
                cwd=REPOSITORY,
                env=self._environment,
                stdout=lines,
                stderr=subprocess.STDOUT,
            )
        give_up_at = time.monotonic() + _START_SECONDS
        while not self._is_ready():
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < give_up_at, "the server does not get ready"
            time.sleep(0.1)

    def kill(self) -> None:
        """End it with SIGKILL, in the middle of whatever it does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(30)
        self._process = None

    def stop(self) -> None:
        """End it as a service manager does; again is nothing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(30)
            self._process = None

    def readers(self) -> list[int]:
        """Processes that read a sheet, or wait for one."""
        found = []
        for path in Path(f"/proc/{self.process_id}/task").glob("*/children"):
            # A thread or a child may end between the one look and the other.
            with suppress(FileNotFoundError, ProcessLookupError):
                found += [int(child) for child in path.read_text().split()]
        return [child for child in found if _is_reader(child)]

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=10):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _is_reader(process_id: int) -> bool:
    try:
        command = Path(f"/proc/{process_id}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return b"sheets/child.py" in command


@contextmanager
def web_server(
    url: str, folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[WebServer]:
    """A started server; it is gone afterwards."""
    server = WebServer(url, folder, settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()


class Clerk:
    """Somebody at the page 数据上报: gives a file, looks, confirms."""

    def __init__(self, address: str, name: str) -> None:
        self.name = name
        self._visit = Visit(address, patience=120)
        self._filled: dict[str, WidgetState] = {}

    async def __aenter__(self) -> "Clerk":
        await self._visit.__aenter__()
        await self._visit.open("submit")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._visit.__aexit__(kind, error, trace)

    async def give(self, content: bytes, *, file_name: str = "进度表.xlsx") -> str:
        """Give a file in the place of the last one; what the page says to it."""
        file_id, upload, delete = await self._visit.upload(file_name, content)
        by = self._visit.widget("text_input", "报送人")
        chosen = WidgetState(id=self._visit.widget("file_uploader"))
        info = chosen.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = file_id, file_name, len(content)
        info.file_urls.file_id = file_id
        info.file_urls.upload_url, info.file_urls.delete_url = upload, delete
        self._filled = {
            "file": chosen,
            "by": WidgetState(id=by, string_value=self.name),
        }
        return await self.look()

    async def look(self) -> str:
        """Let the page be drawn anew; what it says."""
        await self._visit.run(self._filled)
        return self._visit.said()

    async def press(self, label: str) -> str:
        """Press a button; what the page says to it."""
        button = WidgetState(id=self._visit.widget("button", label))
        button.trigger_value = True
        await self._visit.run({**self._filled, "button": button})
        return self._visit.said()
