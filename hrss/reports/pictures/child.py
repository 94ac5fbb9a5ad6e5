"""The process that holds the browser; it ends with the one that started it.

Comes in, on standard input: what to draw. Goes out, on standard output: the pictures.
Imports nothing of ours. The end of the input is the end of the process and of the
browser, whatever either is doing: that is how a hung browser is got rid of, and why
none outlives a server that was killed.
"""

import asyncio
import contextlib
import json
import os
import queue
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from typing import BinaryIO

from choreographer.browsers import Chromium
from choreographer.errors import ChromeNotFoundError, DevtoolsProtocolError
from kaleido import Kaleido
from kaleido.errors import JavascriptError, KaleidoError

# After so long without work the browser's memory is given back.
_IDLE_SECONDS = 900.0
_HEAD = struct.Struct(">BI")

READY, PICTURE, FAULT = range(3)

# What a figure may be at fault for; anything else ends the process.
_FAULTS = (JavascriptError, KaleidoError, DevtoolsProtocolError, ValueError)


class OfflineChromium(Chromium):
    """A browser that finds no other host, by name or by number."""

    def get_cli(self) -> Sequence[str]:
        """The browser's command line."""
        return [
            *super().get_cli(),
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--proxy-server=http://127.0.0.1:9",
            "--proxy-bypass-list=<-loopback>",
            "--disable-background-networking",
            "--disable-client-side-phishing-detection",
            "--disable-domain-reliability",
            "--disable-default-apps",
            "--disable-extensions",
            "--lang=zh-CN",
        ]


class _Parent:
    """The process that asks: requests in order, and its end."""

    def __init__(self, answers: BinaryIO, folder: str) -> None:
        self.requests: queue.Queue[bytes] = queue.Queue()
        self.browser: Kaleido | None = None
        self._answers = answers
        self._folder = folder
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while head := sys.stdin.buffer.read(4):
            (size,) = struct.unpack(">I", head)
            self.requests.put(sys.stdin.buffer.read(size))
        self.end()

    def answer(self, kind: int, content: bytes) -> None:
        self._answers.write(_HEAD.pack(kind, len(content)) + content)
        self._answers.flush()

    def end(self) -> None:
        process = getattr(self.browser, "subprocess", None)
        if process is not None:
            _kill(process.pid)
        shutil.rmtree(self._folder, ignore_errors=True)
        os._exit(0)


def _kill(pid: int) -> None:
    """Kill the browser with all its processes; it leads a session of its own."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


async def _serve(parent: _Parent, browser_path: str) -> None:
    browser = Kaleido(
        timeout=None, mathjax=False, path=browser_path, browser_cls=OfflineChromium
    )
    parent.browser = browser
    await browser.open()
    parent.answer(READY, b"")
    while True:
        try:
            request = await asyncio.to_thread(
                parent.requests.get, timeout=_IDLE_SECONDS
            )
        except queue.Empty:
            return
        try:
            picture = await browser.calc_fig(**json.loads(request))
        except _FAULTS as error:
            parent.answer(FAULT, f"{type(error).__name__}: {error}".encode())
        else:
            parent.answer(PICTURE, picture)


def main() -> None:
    """Hold one browser until the input or the patience ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # What libraries print must not be taken for a picture.
    os.dup2(2, 1)
    folder = tempfile.mkdtemp(prefix="hrss-pictures-")
    tempfile.tempdir = folder
    parent = _Parent(answers, folder)
    try:
        asyncio.run(_serve(parent, sys.argv[1]))
    except (ChromeNotFoundError, OSError, RuntimeError) as error:
        parent.answer(FAULT, f"{type(error).__name__}: {error}".encode())
    finally:
        parent.end()


if __name__ == "__main__":
    main()
