"""Without accounts: only visitors of this machine, and nobody passed on by a proxy."""

import ipaddress

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from hrss.settings import OWN_HOSTS
from hrss.web.guard import OPEN_TO_ALL
from hrss.web.peer import peer_address

_PASSED_ON = frozenset(
    {"forwarded", "via", "x-real-ip", "x-client-ip", "x-remote-user", "remote-user"}
)
_REFUSED = (
    "没有启用账号，只能在本机直接访问；要让其他机器访问，请管理员设置 HRSS_ACCOUNTS=1。"
)


class ThisMachineOnly:
    """ASGI middleware: visitors of other machines are refused.

    The address in the settings is not all: another program may have started this
    application elsewhere, and a proxy on this machine looks like a visitor of it. So
    what bears a mark of having been passed on is refused too: a header that proxies
    write, another name of this machine, the old HTTP that nginx speaks by itself.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from this machine."""
        if scope["type"] == "lifespan" or _is_local(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4401})
        else:
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    try:
        is_here = ipaddress.ip_address(peer_address(scope)).is_loopback
    except ValueError:
        return False
    # Whoever asks whether the service is well may be a proxy on this machine.
    return is_here and (scope["path"] in OPEN_TO_ALL or _is_direct(scope))


def _is_direct(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    is_passed_on = any(
        name in _PASSED_ON or name.startswith("x-forwarded") for name in headers
    )
    host = headers.get("host", "").lower()
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    is_old = scope.get("http_version") == "1.0"
    return name in OWN_HOSTS and not is_passed_on and not is_old
