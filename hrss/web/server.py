"""The web server's own part: health route, and the shell page in Chinese.

Streamlit's shell page says it is English and its widgets' own words are too
(streamlit issue 1353). The shell is rewritten on its way out and loads small scripts
of ours: one replaces those words, one fits charts to paper.
"""

import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

# Until the first call of st.navigation Streamlit takes a folder named pages for its
# old kind of multi-page app: the first visitor after a start who came by a deep link
# would get that page without its frame.
PagesManager.uses_pages_directory = False

_LOGGER = logging.getLogger(__name__)
_SCRIPTS = {
    name: (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in ("words.js", "print.js")
}
_SHELL_CHANGES = (
    (b'<html lang="en">', b'<html lang="zh-CN">'),
    (b"<title>Streamlit</title>", "<title>粤人社所</title>".encode()),
    # Told where the server is, the page need not try every part of its address,
    # which would leave errors of "not found" in the console.
    (
        b"</head>",
        b"<script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>"
        b'<script src="/hrss/words.js" defer></script>'
        b'<script src="/hrss/print.js" defer></script></head>',
    ),
    (
        b"You need to enable JavaScript to run this app.",
        "请在浏览器中启用JavaScript。".encode(),
    ),
)


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


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


async def _script(request: Request) -> Response:
    return Response(
        _SCRIPTS[request.url.path.rpartition("/")[2]],
        media_type="text/javascript; charset=utf-8",
        headers={"cache-control": "no-cache"},
    )


def say_sorry(error: Exception) -> bool:
    """Log an error nobody expected, and tell the visitor what to do; in Chinese.

    The inside of an error is for the log alone: it may hold what a sheet holds.
    """
    _LOGGER.error("a page failed", exc_info=error)
    st.error("页面出现故障，已记入日志。请刷新页面重试；若仍出现，请联系系统管理员。")
    return True


ROUTES = (
    Route("/healthz", _healthz),
    *(Route(f"/hrss/{name}", _script) for name in _SCRIPTS),
)
MIDDLEWARE = (Middleware(ChineseShell),)
