"""The shell page in Chinese, with small scripts of ours.

Streamlit's shell page says it is English and its widgets' own words are too
(streamlit issue 1353). The shell is rewritten on its way out and loads scripts: one
says where the server is, one replaces those words, one fits charts to paper.
"""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SCRIPTS = {
    name: (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in ("place.js", "words.js", "print.js")
}
_SHIPPED = Path(st.__file__).parent / "static" / "index.html"
_SHELL_CHANGES = (
    (b'<html lang="en">', b'<html lang="zh-CN">'),
    (b"<title>Streamlit</title>", "<title>粤人社所</title>".encode()),
    (
        b"</head>",
        b'<script src="/hrss/place.js"></script>'
        b'<script src="/hrss/words.js" defer></script>'
        b'<script src="/hrss/print.js" defer></script></head>',
    ),
    (
        b"You need to enable JavaScript to run this app.",
        "请在浏览器中启用JavaScript。".encode(),
    ),
)


def shipped_inline_scripts() -> tuple[str, ...]:
    """Content-Security-Policy sources of the scripts that stand in the shell itself."""
    bodies = re.findall(rb"<script>(.*?)</script>", _SHIPPED.read_bytes(), re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(body).digest()) for body in bodies)
    return tuple(f"'sha256-{digest.decode()}'" for digest in digests)


class ChineseShell:
    """ASGI middleware: the shell page says what language it is in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; rewrite the shell page's body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # A compressed body could not be rewritten.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        is_page = not scope["path"].startswith(("/static/", "/app/", "/_stcore/"))
        inner = {**scope, "headers": headers} if is_page else scope
        await self._app(inner, receive, _Rewriter(send) if is_page else send)


class _Rewriter:
    """Holds an HTML response back until it is whole, then rewrites it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            if kind.startswith(b"text/html"):
                self._start = message
                return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._flush(self._start)

    async def _flush(self, start: Message) -> None:
        body = self._body
        for old, new in _SHELL_CHANGES:
            body = body.replace(old, new)
        kept = [pair for pair in start["headers"] if pair[0] != b"content-length"]
        size = (b"content-length", str(len(body)).encode())
        await self._send({**start, "headers": [*kept, size]})
        await self._send({"type": "http.response.body", "body": body})


async def _script(request: Request) -> Response:
    return Response(
        _SCRIPTS[request.url.path.rpartition("/")[2]],
        media_type="text/javascript; charset=utf-8",
        headers={"cache-control": "no-cache"},
    )


SCRIPT_ROUTES = tuple(Route(f"/hrss/{name}", _script) for name in _SCRIPTS)
