"""The process that opens one file, started ahead so that nobody waits for it.

A process opens a single file and is never used again: what a hostile file did to it
ends with it. While one works, the next is started, at most one at a time; it is
ended with ours.
"""

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path

_CHILD = Path(__file__).with_name("child.py")

Process = subprocess.Popen[bytes]


class ChildTimeoutError(Exception):
    """The process did not answer in time, and was ended."""


class _Spare:
    """At most one process that is ready and has not been given a file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Process | None = None

    def take(self) -> Process:
        """The spare process if it is there and alive, otherwise a new one."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None and process.poll() is not None:
            _end(process)
            process = None
        return process or _start()

    def refill(self) -> None:
        """Start the next one, unless it is there."""
        with self._lock:
            if self._process is None:
                self._process = _start()

    def end(self) -> None:
        """End the spare process."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            _end(process)

    def forget(self) -> None:
        """In a forked copy of ours the process belongs to the original."""
        self._lock = threading.Lock()
        self._process = None


_SPARE = _Spare()
atexit.register(_SPARE.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_SPARE.forget)


def _start() -> Process:
    return subprocess.Popen(
        [sys.executable, "-I", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _end(process: Process) -> None:
    process.kill()
    process.communicate()


def ask(message: bytes, *, seconds: float) -> tuple[int, bytes]:
    """Exit code and answer of a process to which the message was given.

    Raises
    ------
    ChildTimeoutError
        If it takes longer than `seconds`; nothing of it is left then.
    """
    process = _SPARE.take()
    try:
        _SPARE.refill()
        answer, _ = process.communicate(message, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise ChildTimeoutError from None
    finally:
        if process.poll() is None:
            _end(process)
    return process.returncode, answer
