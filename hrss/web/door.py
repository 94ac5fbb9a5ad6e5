"""The door: who is let in at all, before Streamlit sees a request.

Without accounts only this machine is served. With accounts everything but the sign-in
page and what it needs asks for a session: pages lead to it, all else is refused.
"""

import ipaddress
import logging
from urllib.parse import quote

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from hrss.web.accounts import SESSION_COOKIE, account_of
from hrss.web.session import settings

LOCAL_ADDRESSES = ("127.0.0.1", "::1", "localhost")
OPEN_PATHS = frozenset(
    {"/login", "/logout", "/healthz", "/readyz", "/hrss/login.css", "/favicon.png"}
)
# The program's own files and the boundaries: data never lies there.
OPEN_FOLDERS = ("/static/", "/app/static/")
_LOGGER = logging.getLogger(__name__)


class OpenDoorError(SystemExit):
    """The server would be open to the network without accounts; it does not start."""


def check_door(address: str | None, *, has_accounts: bool) -> None:
    """Say who can come in; refuse to start where that would be anybody.

    Parameters
    ----------
    address : where the server listens; None is every address.

    Raises
    ------
    OpenDoorError : it is not this machine alone, and there are no accounts.
    """
    if has_accounts:
        return
    if address not in LOCAL_ADDRESSES:
        raise OpenDoorError(
            f"没有启用账号，不能在{address or '所有地址'}上提供服务：任何人都能查看和"
            "上报。请设置 HRSS_ACCOUNTS=1 并用 python -m hrss user add 建立账号，"
            "或改回 --server.address 127.0.0.1。"
        )
    _LOGGER.warning("没有启用账号，只在本机（%s）提供服务。", address)


def door() -> tuple[Middleware, ...]:
    """What stands before Streamlit, by the settings in force.

    Raises
    ------
    OpenDoorError : see `check_door`.
    """
    has_accounts = settings().has_accounts
    check_door(st.get_option("server.address"), has_accounts=has_accounts)
    return (Middleware(SignedInOnly if has_accounts else ThisMachineOnly),)


class ThisMachineOnly:
    """ASGI middleware: visitors of other machines are refused.

    The address in the settings is not all: another program may have started this
    application elsewhere, or passes visitors on.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from this machine."""
        if scope["type"] == "lifespan" or _is_local(scope.get("client")):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await _close(receive, send)
        else:
            answer = PlainTextResponse("没有启用账号，只能在本机访问。", 403)
            await answer(scope, receive, send)


class SignedInOnly:
    """ASGI middleware: who has no session sees the sign-in page and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has a session, and what is open to all."""
        if scope["type"] == "lifespan" or _is_open(scope):
            await self._app(scope, receive, send)
        elif not await _has_session(scope):
            if scope["type"] == "websocket":
                await _close(receive, send)
            else:
                await _turn_away(scope)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, _Attentive(scope, receive), send)
        else:
            await self._app(scope, receive, _Unkept(send))


class _Attentive:
    """A websocket's ear: what comes after the session's end is not heard.

    In its place the page is asked for anew, which says that one must sign in.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope = scope
        self._receive = receive

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] != "websocket.receive" or await _has_session(self._scope):
            return message
        anew = BackMsg(rerun_script=ClientState()).SerializeToString()
        return {"type": "websocket.receive", "bytes": anew}


class _Unkept:
    """Pages and data of one account are not to be kept by a browser for the next."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [each for each in message["headers"] if each[0] != b"cache-control"]
            no_store = (b"cache-control", b"no-store")
            message = {**message, "headers": [*kept, no_store]}
        await self._send(message)


def session_token(connection: HTTPConnection) -> str:
    """The session's token among the cookies, or nothing."""
    return connection.cookies.get(SESSION_COOKIE, "")


async def _has_session(scope: Scope) -> bool:
    token = session_token(HTTPConnection(scope))
    return await run_in_threadpool(account_of, token) is not None


def _is_open(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path: str = scope["path"]
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)


def _is_local(client: tuple[str, int] | None) -> bool:
    if client is None:
        return False
    try:
        return ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False


def _turn_away(scope: Scope) -> Response:
    """To the sign-in page and back, if it is a page; a refusal otherwise."""
    accepts = HTTPConnection(scope).headers.get("accept", "")
    if scope["method"] != "GET" or "text/html" not in accepts:
        return PlainTextResponse("请先登录。", 401, {"cache-control": "no-store"})
    query = scope["query_string"].decode("latin-1")
    target = scope["path"] + (f"?{query}" if query else "")
    where = "/login" if target == "/" else f"/login?next={quote(target, safe='')}"
    return RedirectResponse(where, 303, {"cache-control": "no-store"})


async def _close(receive: Receive, send: Send) -> None:
    """Refuse a websocket before it is accepted."""
    await receive()
    await send({"type": "websocket.close", "code": 4401})
