"""The door: who is let in at all, before Streamlit sees a request.

Without accounts only this machine is served. With accounts everything but the sign-in
page and what it needs asks for a session: pages lead to it, all else is refused. Whom
a trusted proxy vouches for is given a session at the first page. Who came in with a
password that somebody else chose is led to changing it.
"""

import logging
from urllib.parse import quote

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from hrss.accounts import InvalidUserNameError, user_key
from hrss.store import Account, DisabledAccountError, UnknownAccountError
from hrss.web.cookie_secret import check_cookie_secret
from hrss.web.login_answers import enter_vouched, local_path
from hrss.web.login_pages import DISABLED, FORGED, refusal_page, unknown_to_us
from hrss.web.provider_login import COME_BACK, LEAVE, START, ProviderLogin
from hrss.web.provider_logout import SIGN_OUT
from hrss.web.proxy_user import ForgedUserError, vouched_name
from hrss.web.session import settings
from hrss.web.store_faults import StoreFaults
from hrss.web.this_machine import ThisMachineOnly
from hrss.web.visitors import Attentive, Unkept, account_at

LOCAL_ADDRESSES = ("127.0.0.1", "::1", "localhost")
OPEN_PATHS = frozenset(
    {"/login", "/logout", "/healthz", "/readyz", "/hrss/login.css", "/favicon.png"}
)
PROVIDER_PATHS = frozenset({START, LEAVE, COME_BACK, SIGN_OUT})
# The program's own files and the boundaries: data never lies there.
OPEN_FOLDERS = ("/static/", "/app/static/")
_PORTAL = "单位门户"
_SIGN_IN_FIRST = "请先登录。"
_CHANGE_FIRST = "请先修改密码。"
_PASSWORD = "/password"
_SECRET = "server.cookieSecret"
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
    NoSecretError : see `check_cookie_secret`.
    """
    has_accounts, provider = settings().has_accounts, settings().provider
    check_door(st.get_option("server.address"), has_accounts=has_accounts)
    if not has_accounts:
        return (Middleware(ThisMachineOnly),)
    layers = (Middleware(StoreFaults), Middleware(SignedInOnly))
    if provider is None:
        return layers
    is_given = config.is_manually_set(_SECRET)
    check_cookie_secret(st.get_option(_SECRET), is_given=is_given)
    return (*layers, Middleware(ProviderLogin, provider=provider))


class SignedInOnly:
    """ASGI middleware: who has no session sees the sign-in page and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has a session, and what is open to all."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        try:
            user_name = vouched_name(scope, settings().trusted_proxy)
        except ForgedUserError:
            await _refuse(scope, receive, send, _refusal(FORGED, 403))
            return
        if _is_open(scope):
            await self._app(scope, receive, send)
            return
        account = await account_at(scope)
        if account is None or not _is_of(account, user_name):
            if user_name is None:
                answer = _turn_away(scope)
            else:
                answer = await _enter_vouched(scope, user_name)
            await _refuse(scope, receive, send, answer)
        elif account.is_confined and scope["path"] != _PASSWORD:
            await _refuse(scope, receive, send, _hold_back(scope))
        elif scope["type"] == "websocket":
            await self._app(scope, Attentive(scope, receive), send)
        else:
            await self._app(scope, receive, Unkept(send))


async def _enter_vouched(scope: Scope, user_name: str) -> Response:
    """A session for whom the proxy vouches for, or why there is none."""
    if not _is_page(scope):
        return _refusal(_SIGN_IN_FIRST, 401)
    try:
        return await enter_vouched(
            HTTPConnection(scope),
            user_name,
            by=_PORTAL,
            next_path=local_path(_target(scope)),
        )
    except UnknownAccountError:
        return refusal_page(unknown_to_us(_PORTAL))
    except DisabledAccountError:
        return refusal_page(DISABLED)


def _is_of(account: Account | None, user_name: str | None) -> bool:
    """Whether the session is of whom the proxy vouches for; of anybody, without."""
    if account is None or user_name is None:
        return account is not None
    try:
        return account.user_name == user_key(user_name)
    except InvalidUserNameError:
        return False


def _is_open(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path: str = scope["path"]
    is_way_in = path in PROVIDER_PATHS and settings().provider is not None
    return path in OPEN_PATHS or is_way_in or path.startswith(OPEN_FOLDERS)


def _is_page(scope: Scope) -> bool:
    accepts = HTTPConnection(scope).headers.get("accept", "")
    is_get = scope["type"] == "http" and scope["method"] == "GET"
    return is_get and "text/html" in accepts


def _target(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    path: str = scope["path"]
    return path + (f"?{query}" if query else "")


def _turn_away(scope: Scope) -> Response:
    """To the sign-in page and back, if it is a page; a refusal otherwise."""
    if not _is_page(scope):
        return _refusal(_SIGN_IN_FIRST, 401)
    target = _target(scope)
    where = "/login" if target == "/" else f"/login?next={quote(target, safe='')}"
    return RedirectResponse(where, 303, {"cache-control": "no-store"})


def _hold_back(scope: Scope) -> Response:
    """To the page of changing the password and back; a refusal of all else."""
    if not _is_page(scope):
        return _refusal(_CHANGE_FIRST, 403)
    where = f"{_PASSWORD}?next={quote(_target(scope), safe='')}"
    return RedirectResponse(where, 303, {"cache-control": "no-store"})


def _refusal(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status, {"cache-control": "no-store"})


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    """Give the answer; close a websocket before it is accepted."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4401})
    else:
        await answer(scope, receive, send)
