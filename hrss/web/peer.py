"""Who is really at the other end of a connection.

uvicorn puts the visitor's address, as a proxy tells it, in place of the proxy's own.
For the log that is right; whether a proxy is to be believed must be judged by the
address that nobody can write into a header.
"""

from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_PEER = "hrss.peer"
_rewrite = ProxyHeadersMiddleware.__call__


async def _remember_and_rewrite(
    self: ProxyHeadersMiddleware, scope: Scope, receive: Receive, send: Send
) -> None:
    scope[_PEER] = scope.get("client")
    await _rewrite(self, scope, receive, send)  # type: ignore[arg-type]


# uvicorn is made by Streamlit, which passes no settings on; FORWARDED_ALLOW_IPS may
# name anybody. Where that middleware is not there nothing is rewritten.
ProxyHeadersMiddleware.__call__ = _remember_and_rewrite  # type: ignore[method-assign,assignment]


def peer_address(scope: Scope) -> str:
    """Address of the machine that sent the request; empty where there is none."""
    client = scope[_PEER] if _PEER in scope else scope.get("client")
    return client[0] if client else ""
