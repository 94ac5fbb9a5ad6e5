"""The service's log: a line of JSON for each event, on standard error.

A line tells what happened, to which request, for how long; never what a sheet holds,
never a cookie, a password or the query of an address. Of an error it has the kind and
the places in the program, not the message: a message may quote a cell.
"""

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID = "x-request-id"
_NOTES = "hrss.notes"
_current: ContextVar[str | None] = ContextVar("request_id", default=None)
_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
_LOGGER = logging.getLogger(__name__)
_QUIET = ("/static/", "/app/static/", "/hrss/", "/_stcore/health", "/_stcore/host")
_INSIDE = "Traceback (most recent call last)"
_NOISY = ("/healthz", "/readyz")
# Their answers hold nothing of ours, and their names are made by the program.
_SERVERS = ("streamlit", "uvicorn", "websockets")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, logger, message, request, and what the event adds."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                "T", "milliseconds"
            )
        }
        line["level"] = record.levelname.lower()
        line["logger"] = record.name
        line["message"] = _sentence(record.getMessage())
        if (request := _current.get()) is not None:
            line["request_id"] = request
        line |= getattr(record, "event", {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def _sentence(message: str) -> str:
    """The message; where a library put an error's whole inside there, its places."""
    if _INSIDE not in message:
        return message
    places = [line.strip() for line in message.splitlines() if "  File " in line]
    return "; ".join(["an error", *places])


def start_log(level: str) -> None:
    """Send everything that is logged to standard error as JSON.

    Parameters
    ----------
    level : least level of our own events that is written; of the libraries only
        warnings and errors are, whatever it says.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("hrss").setLevel(level.upper())
    logging.captureWarnings(capture=True)
    for name, logger in logging.root.manager.loggerDict.items():
        if name.partition(".")[0] in _SERVERS and isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.setLevel(logging.NOTSET)
            logger.propagate = True


def note_account(scope: Scope, account_id: int) -> None:
    """Let the request's line say whose it was: the account's number, never its name."""
    notes: dict[str, object] = scope.get(_NOTES, {})
    notes["account"] = account_id


class RequestLog:
    """ASGI middleware: gives each request a number and writes a line at its end.

    The number of a proxy is kept, if it looks like one; it comes back as a header, and
    a page finds it among the headers of its visitor's connection.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through, with a number."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        number = _number_of(scope)
        _current.set(number)
        name = REQUEST_ID.encode()
        headers = [pair for pair in scope["headers"] if pair[0].lower() != name]
        headers.append((name, number.encode()))
        status = 0
        notes: dict[str, object] = {}

        async def pass_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                pair = (name, number.encode())
                message = {**message, "headers": [*message["headers"], pair]}
            await send(message)

        start = time.perf_counter()
        try:
            inner = {**scope, "headers": headers, _NOTES: notes}
            await self._app(inner, receive, pass_on)
        finally:
            _write(scope, status, time.perf_counter() - start, notes)


def _number_of(scope: Scope) -> str:
    given = dict(scope["headers"]).get(REQUEST_ID.encode(), b"").decode("latin-1")
    return given if _WELL_FORMED.fullmatch(given) else uuid4().hex


def _write(
    scope: Scope, status: int, seconds: float, notes: Mapping[str, object]
) -> None:
    is_quiet = scope["path"].startswith(_QUIET) or scope["path"] in _NOISY
    level = logging.DEBUG if is_quiet and status < 400 else logging.INFO
    client = scope.get("client")
    event = {
        "method": scope.get("method", "WEBSOCKET"),
        "path": _short_path(scope["path"]),
        "status": status or None,
        "ms": round(seconds * 1000, 1),
        "from": client[0] if client else None,
        **notes,
    }
    _LOGGER.log(level, "request", extra={"event": event})


def _short_path(path: str) -> str:
    """The path without the numbers of sessions and files that may stand in it."""
    parts = path.split("/")
    keep = 3 if parts[1:2] == ["_stcore"] else 2
    return "/".join(parts[:keep])[:200]
