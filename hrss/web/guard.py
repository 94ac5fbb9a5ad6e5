"""Who may ask, and what a browser may do with an answer.

ASGI middleware around everything that the server says. A request for a host that is
not ours is refused (a page elsewhere could otherwise point its own name at this
machine), and so is what another site's page sends. Every answer carries the headers
that keep a browser from running or loading anything that is not ours.
"""

import re
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrss.settings import load_settings
from hrss.web.shell import shipped_inline_scripts

# Asked by machines that know no host name, such as a load balancer.
OPEN_TO_ALL = frozenset(("/healthz", "/readyz"))
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_REFUSED_HOST = "本服务不以这个主机名提供；请管理员在 HRSS_ALLOWED_HOSTS 中加上。"
_REFUSED_ORIGIN = "请求来自别的网站，已拒绝。"
_POLICY = b"content-security-policy"
_FIXED = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
        "display-capture=(), fullscreen=(self)",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)


class Guard:
    """ASGI middleware: hosts, origins, headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._hosts = load_settings().allowed_hosts
        self._scripts = " ".join(shipped_inline_scripts())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host = _only(scope, b"host")
        refusal = self._refusal(scope, host)
        if scope["type"] == "websocket":
            if refusal is None:
                await self._app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})
            return
        known = host if refusal is None and host and _HOST.fullmatch(host) else ""
        sender = _WithHeaders(send, self._headers(known), path=scope["path"])
        if refusal is None:
            await self._app(scope, receive, sender)
        else:
            answer = PlainTextResponse(refusal[1], status_code=refusal[0])
            await answer(scope, receive, sender)

    def _refusal(self, scope: Scope, host: str | None) -> tuple[int, str] | None:
        """Status and sentence of a request that is not answered, or None."""
        if scope["path"] in OPEN_TO_ALL:
            return None
        found = _HOST.fullmatch(host or "")
        if found is None or not self._is_ours(found[1]):
            return 400, _REFUSED_HOST
        if scope["type"] == "http" and scope["method"] in _SAFE:
            return None
        # Streamlit's own check would ask a server on the internet for this machine's
        # address before it refuses; with this one it never comes to that.
        origin = _only(scope, b"origin")
        if origin is not None and origin.partition("://")[2].lower() != host:
            return 403, _REFUSED_ORIGIN
        return None

    def _is_ours(self, name: str) -> bool:
        return "*" in self._hosts or name.rstrip(".").lower() in self._hosts

    def _headers(self, host: str) -> tuple[tuple[str, str], ...]:
        return ((_POLICY.decode(), self._policy(host)), *_FIXED)

    def _policy(self, host: str) -> str:
        # Older browsers do not count a websocket among 'self'.
        sockets = f" ws://{host} wss://{host}" if host else ""
        return "; ".join(
            (
                "default-src 'self'",
                f"script-src 'self' {self._scripts}",
                # Streamlit and plotly write their styles from scripts.
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self'{sockets}",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "frame-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            )
        )


class _WithHeaders:
    """Adds the headers to an answer, in place of what it had of the same names.

    A policy of the answer's own stays beside ours: a browser obeys both, so what is
    stricter counts.
    """

    def __init__(
        self, send: Send, headers: Iterable[tuple[str, str]], *, path: str
    ) -> None:
        self._send = send
        self._headers = [(name.encode(), value.encode()) for name, value in headers]
        if path.startswith("/media/"):
            # What is downloaded may not lie about on a shared machine.
            self._headers.append((b"cache-control", b"private, no-store"))

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in self._headers} - {_POLICY}
            kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
            message = {**message, "headers": [*kept, *self._headers]}
        await self._send(message)


def _only(scope: Scope, name: bytes) -> str | None:
    """A header's text in small letters; None where it is missing or stands twice."""
    found = [value for key, value in scope["headers"] if key.lower() == name]
    return found[0].decode("latin-1").lower() if len(found) == 1 else None
