"""Routes of signing in and out, beside Streamlit's.

A form is taken only with the token that was given with it, in a cookie and in the
form alike, and only from a page of this server.
"""

import hmac
import secrets
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hrss.accounts import WeakPasswordError
from hrss.store import Account, change_password, sign_in, sign_out
from hrss.web.accounts import SESSION_COOKIE, account_of, lifetime
from hrss.web.door import session_token
from hrss.web.login_pages import (
    NOT_GRANTED,
    STALE,
    login_page,
    logout_page,
    password_page,
)
from hrss.web.session import settings, store

FORM_COOKIE = "hrss_form"
_MOST_BYTES = 8192
_CSS = (Path(__file__).parent / "login.css").read_text(encoding="utf-8")
# A hash takes 64 MiB: a flood of attempts must queue.
_AT_ONCE = anyio.CapacityLimiter(2)

AnyResponse = TypeVar("AnyResponse", bound=Response)


def login_routes() -> tuple[Route, ...]:
    """The routes, where there are accounts; none otherwise."""
    if not settings().has_accounts:
        return ()
    return (
        Route("/login", _show_login, methods=["GET"]),
        Route("/login", _take_login, methods=["POST"]),
        Route("/logout", _show_logout, methods=["GET"]),
        Route("/logout", _take_logout, methods=["POST"]),
        Route("/password", _show_password, methods=["GET"]),
        Route("/password", _take_password, methods=["POST"]),
        Route("/hrss/login.css", _style, methods=["GET"]),
    )


async def _style(_: Request) -> Response:
    return Response(_CSS, media_type="text/css; charset=utf-8")


async def _show_login(request: Request) -> Response:
    next_path = local_path(request.query_params.get("next", "/"))
    return _login(request, next_path)


async def _take_login(request: Request) -> Response:
    form = await _form(request)
    if form is None:
        return _login(request, "/", STALE)
    next_path = local_path(form.get("next", "/"))
    token = await _sign_in(request, form.get("user_name", ""), form.get("password", ""))
    if token is None:
        return _login(request, next_path, NOT_GRANTED)
    # Who signs in anew in the same browser has left the account of before.
    await _end(request)
    return _with_session(request, RedirectResponse(next_path, 303), token)


async def _show_logout(request: Request) -> Response:
    account = await _account(request)
    if account is None:
        return RedirectResponse("/login", 303)
    token = _new_token()
    page = logout_page(token, who=account.display_name)
    return _with_form(request, page, token)


async def _take_logout(request: Request) -> Response:
    if await _form(request) is None:
        account = await _account(request)
        token = _new_token()
        who = "" if account is None else account.display_name
        return _with_form(request, logout_page(token, who=who, fault=STALE), token)
    await _end(request)
    answer = RedirectResponse("/login", 303, {"cache-control": "no-store"})
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return answer


async def _show_password(request: Request) -> Response:
    account = await _account(request)
    if account is None:
        return RedirectResponse("/login?next=%2Fpassword", 303)
    return _password(request, account)


async def _take_password(request: Request) -> Response:
    account = await _account(request)
    if account is None:
        return RedirectResponse("/login?next=%2Fpassword", 303)
    form = await _form(request)
    if form is None:
        return _password(request, account, STALE)
    new = form.get("new", "")
    if new != form.get("again", ""):
        return _password(request, account, "两次输入的新密码不一样。")
    if await _sign_in(request, account.user_name, form.get("current", "")) is None:
        return _password(
            request, account, "现用密码不对，或者输错次数过多，请稍候再试。"
        )
    change = partial(
        change_password, store(), account.user_name, new, by=account.user_name
    )
    try:
        await anyio.to_thread.run_sync(change, limiter=_AT_ONCE)
    except WeakPasswordError as error:
        return _password(request, account, f"{error}。")
    token = await _sign_in(request, account.user_name, new)
    answer = RedirectResponse("/", 303)
    return answer if token is None else _with_session(request, answer, token)


def local_path(text: str) -> str:
    """The path if it is one of this server's own pages; the first page otherwise."""
    parts = urlsplit(text)
    is_local = text.startswith("/") and not parts.scheme and not parts.netloc
    is_plain = text.isprintable() and "\\" not in text and not text.startswith("//")
    is_page = parts.path not in ("/login", "/logout")
    return text if is_local and is_plain and is_page else "/"


async def _form(request: Request) -> dict[str, str] | None:
    """What the form says; None when it is not one that was given to this visitor."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    try:
        fields = parse_qs(body.decode("utf-8"), max_num_fields=10)
    except ValueError:
        return None
    form = {name: values[0] for name, values in fields.items()}
    given = request.cookies.get(FORM_COOKIE, "")
    same = hmac.compare_digest(given.encode(), form.get("form_token", "").encode())
    return form if given and same and _is_from_here(request) else None


def _is_from_here(request: Request) -> bool:
    """Whether the browser says that a page of this server sent the form."""
    origin = request.headers.get("origin", "")
    host = request.headers.get("host", "")
    return bool(host) and urlsplit(origin).netloc == host


async def _sign_in(request: Request, name: str, password: str) -> str | None:
    attempt = partial(
        sign_in,
        store(),
        name,
        password,
        lifetime=lifetime(settings()),
        address=_address(request),
    )
    return await anyio.to_thread.run_sync(attempt, limiter=_AT_ONCE)


async def _end(request: Request) -> None:
    """End the session that the visitor comes with, if any."""
    if token := session_token(request):
        end = partial(sign_out, store(), token, address=_address(request))
        await run_in_threadpool(end)


async def _account(request: Request) -> Account | None:
    return await run_in_threadpool(account_of, session_token(request))


def _login(request: Request, next_path: str, fault: str = "") -> Response:
    token = _new_token()
    page = login_page(token, next_path=next_path, fault=fault)
    return _with_form(request, page, token)


def _password(request: Request, account: Account, fault: str = "") -> Response:
    token = _new_token()
    page = password_page(token, who=account.display_name, fault=fault)
    return _with_form(request, page, token)


def _with_form(request: Request, page: AnyResponse, token: str) -> AnyResponse:
    is_secure = _is_secure(request)
    page.set_cookie(
        FORM_COOKIE, token, httponly=True, samesite="strict", secure=is_secure
    )
    return page


def _with_session(request: Request, answer: AnyResponse, token: str) -> AnyResponse:
    # Strict would sign out everybody who follows a link in a message to a page.
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or settings().is_https


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None


def _new_token() -> str:
    return secrets.token_urlsafe(32)
