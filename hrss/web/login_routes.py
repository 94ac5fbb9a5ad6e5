"""Routes of signing in and out, beside Streamlit's.

A form is taken only with the token that was given with it, in a cookie and in the
form alike, and only from a page of this server.
"""

import hmac
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hrss.accounts import WeakPasswordError
from hrss.store import Account, change_own_password, sign_in
from hrss.web.accounts import SESSION_COOKIE, account_of, lifetime
from hrss.web.login_answers import (
    FORM_COOKIE,
    address_of,
    ask_to_sign_in,
    end_session,
    enter,
    form_token,
    local_path,
    session_token,
    with_form,
    with_session,
)
from hrss.web.login_pages import (
    NOT_GRANTED,
    STALE,
    logout_page,
    password_page,
    without_password_page,
)
from hrss.web.provider_login import START, start_provider_login
from hrss.web.provider_logout import SIGN_OUT, leave_provider
from hrss.web.session import settings, store

_MOST_BYTES = 8192
_CSS = (Path(__file__).parent / "login.css").read_text(encoding="utf-8")
# A hash takes 64 MiB: a flood of attempts must queue.
_AT_ONCE = anyio.CapacityLimiter(2)


def login_routes() -> tuple[Route, ...]:
    """The routes, where there are accounts; none otherwise."""
    if not settings().has_accounts:
        return ()
    over_provider = (
        Route(START, start_provider_login, methods=["GET"]),
        Route(SIGN_OUT, leave_provider, methods=["GET"]),
    )
    return (
        *(over_provider if settings().provider else ()),
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
    has_left = "left" in request.query_params
    return ask_to_sign_in(request, next_path, has_left=has_left)


async def _take_login(request: Request) -> Response:
    form = await _form(request)
    if form is None:
        return ask_to_sign_in(request, "/", STALE)
    next_path = local_path(form.get("next", "/"))
    token = await _sign_in(request, form.get("user_name", ""), form.get("password", ""))
    if token is None:
        return ask_to_sign_in(request, next_path, NOT_GRANTED)
    return await enter(request, token, next_path)


async def _show_logout(request: Request) -> Response:
    account = await _account(request)
    if account is None:
        return RedirectResponse("/login", 303)
    token = form_token(request)
    page = logout_page(token, who=account.display_name)
    return with_form(request, page, token)


async def _take_logout(request: Request) -> Response:
    if await _form(request) is None:
        account = await _account(request)
        token = form_token(request)
        who = "" if account is None else account.display_name
        return with_form(request, logout_page(token, who=who, fault=STALE), token)
    await end_session(request)
    where = "/login?left" if settings().provider else "/login"
    answer = RedirectResponse(where, 303, {"cache-control": "no-store"})
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return answer


async def _show_password(request: Request) -> Response:
    account = await _account(request)
    if account is None:
        return RedirectResponse("/login?next=%2Fpassword", 303)
    next_path = local_path(request.query_params.get("next", "/"))
    return _password(request, account, next_path)


async def _take_password(request: Request) -> Response:
    account = await _account(request)
    if account is None:
        return RedirectResponse("/login?next=%2Fpassword", 303)
    form = await _form(request)
    if form is None or not account.has_password:
        return _password(request, account, "/", STALE)
    next_path = local_path(form.get("next", "/"))
    new, current = form.get("new", ""), form.get("current", "")
    if new != form.get("again", ""):
        return _password(request, account, next_path, "两次输入的新密码不一样。")
    if new == current:
        return _password(request, account, next_path, "新密码不能与现用密码相同。")
    try:
        token = await _change_password(request, account.user_name, current, new)
    except WeakPasswordError as error:
        return _password(request, account, next_path, f"{error}。")
    if token is None:
        fault = "现用密码不对，或者输错次数过多，请稍候再试。"
        return _password(request, account, next_path, fault)
    return with_session(request, RedirectResponse(next_path, 303), token)


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
    return bool(host) and origin.partition("://")[2] == host


async def _sign_in(request: Request, name: str, password: str) -> str | None:
    attempt = partial(
        sign_in,
        store(),
        name,
        password,
        lifetime=lifetime(settings()),
        address=address_of(request),
    )
    return await anyio.to_thread.run_sync(attempt, limiter=_AT_ONCE)


async def _change_password(
    request: Request, name: str, current: str, new: str
) -> str | None:
    change = partial(
        change_own_password,
        store(),
        name,
        current,
        new,
        lifetime=lifetime(settings()),
        address=address_of(request),
    )
    return await anyio.to_thread.run_sync(change, limiter=_AT_ONCE)


async def _account(request: Request) -> Account | None:
    return await run_in_threadpool(account_of, session_token(request))


def _password(
    request: Request, account: Account, next_path: str, fault: str = ""
) -> Response:
    if not account.has_password:
        return without_password_page(who=account.display_name)
    token = form_token(request)
    page = password_page(
        token,
        who=account.display_name,
        next_path=next_path,
        is_confined=account.is_confined,
        fault=fault,
    )
    return with_form(request, page, token)
