"""The server under load: in a process of its own, on a store of its own."""

import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ports import free_port
from hrss.settings import REPOSITORY, Settings
from hrss.simulation import simulate
from hrss.store import close_store, migrate, open_store

_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    process_id: int
    log: Path

    def memory(self) -> tuple[int, int]:
        """Bytes that its process holds now, and held at most; (0, 0) if unknown."""
        try:
            text = Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii")
        except FileNotFoundError:
            return 0, 0
        lines = dict(line.split(":", 1) for line in text.splitlines())
        now, most = (int(lines[name].split()[0]) for name in ("VmRSS", "VmHWM"))
        return now * 1024, most * 1024

    def said(self) -> str:
        """What it has written so far."""
        return self.log.read_text(encoding="utf-8")

    def processor_seconds(self) -> float:
        """Seconds of processor time that it has used; 0 if unknown."""
        try:
            text = Path(f"/proc/{self.process_id}/stat").read_text(encoding="ascii")
        except FileNotFoundError:
            return 0.0
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fill_store(database: Path, *, months: int, like: Path | None) -> None:
    """A store with simulated months, or a copy of one that is there."""
    if like is not None:
        with (
            closing(sqlite3.connect(like)) as old,
            closing(sqlite3.connect(database)) as new,
        ):
            old.backup(new)
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    migrate(store)
    if like is None:
        simulate(store, seed=1, months=months)
    close_store(store)


@contextmanager
def running(database: Path) -> Iterator[Server]:
    """Start the server as a service does, on a free port; stop it at the end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = database.parent / f"server-{port}.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    url = f"sqlite:///{database}"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=REPOSITORY,
            env={**os.environ, "HRSS_DATABASE_URL": url, "HRSS_LOG_LEVEL": "warning"},
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(address, process, log)
            yield Server(address, process.pid, log)
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + _START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(log.read_text(encoding="utf-8"))
