"""One warm browser, in a process of its own that can be ended at any time.

Started when the first picture is asked for. One that does not answer in time, or is
gone, is ended and started anew, once.
"""

import atexit
import queue
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from hrss.reports.pictures.errors import BUSY, FAILED, HUNG, PictureError

_CHILD = Path(__file__).with_name("child.py")
_HEAD = struct.Struct(">BI")
_READY, _PICTURE = range(2)
_GRACE_SECONDS = 5.0
# So many pictures' time one asker waits for the others.
_PATIENCE = 4

Answer = tuple[int, bytes]


class _GoneError(Exception):
    """The browser did not answer in time, or is no more."""


class _StartError(_GoneError):
    """The browser did not start; its text says why. On a busy machine it may yet."""


class _Running:
    """A started process and what it answers."""

    def __init__(self, browser: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(_CHILD), str(browser)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A Ctrl+C in the terminal is the server's affair alone.
            start_new_session=sys.platform != "win32",
        )
        self._answers: queue.Queue[Answer | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        while stream is not None and (head := _read(stream, _HEAD.size)):
            kind, size = _HEAD.unpack(head)
            self._answers.put((kind, _read(stream, size)))
        self._answers.put(None)

    def ask(self, request: bytes) -> None:
        if self.process.stdin is None:
            raise _GoneError
        try:
            self.process.stdin.write(struct.pack(">I", len(request)) + request)
            self.process.stdin.flush()
        except OSError as error:
            raise _GoneError from error

    def answer(self, *, seconds: float) -> Answer:
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise _GoneError from None
        if answer is None:
            raise _GoneError
        return answer

    def end(self) -> None:
        """End the process; the end of its input makes it end the browser."""
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _read(stream: IO[bytes], size: int) -> bytes:
    """So many bytes, or none at the stream's end."""
    content = stream.read(size)
    return content if len(content) == size else b""


def _first_line(content: bytes) -> str:
    return "".join(content.decode(errors="replace").splitlines()[:1])


class BrowserProcess:
    """The browser of this server; several threads may ask at once.

    Parameters
    ----------
    browser : path of its program.
    seconds : what one picture may take, and the start as much.
    """

    def __init__(self, browser: Path, *, seconds: float) -> None:
        self._browser = browser
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: _Running | None = None
        atexit.register(self.end)

    def draw(self, request: bytes) -> bytes:
        """The picture asked for.

        Raises
        ------
        PictureError : the browser refuses, or hung twice.
        """
        if not self._lock.acquire(timeout=_PATIENCE * self._seconds):
            raise PictureError(BUSY)
        complaint = HUNG.format(seconds=self._seconds)
        try:
            for _ in range(2):
                try:
                    kind, content = self._asked(request)
                except _GoneError as error:
                    self._end()
                    if isinstance(error, _StartError):
                        complaint = FAILED.format(reason=str(error))
                    continue
                if kind == _PICTURE:
                    return content
                raise PictureError(FAILED.format(reason=_first_line(content)))
            raise PictureError(complaint)
        finally:
            self._lock.release()

    def _asked(self, request: bytes) -> Answer:
        # One that had nothing to do for long has ended itself.
        if self._running is not None and self._running.process.poll() is not None:
            self._end()
        if self._running is None:
            self._running = _Running(self._browser)
            kind, content = self._running.answer(seconds=self._seconds)
            if kind != _READY:
                raise _StartError(_first_line(content))
        self._running.ask(request)
        return self._running.answer(seconds=self._seconds)

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.end()

    def end(self) -> None:
        """End the browser; the next picture starts another."""
        with self._lock:
            self._end()
