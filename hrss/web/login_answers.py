"""What every way of signing in ends in: the session's cookie, or the sign-in page."""

import re
import secrets
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from hrss.store import sign_in_vouched, sign_out
from hrss.web.accounts import SESSION_COOKIE, lifetime
from hrss.web.login_pages import login_page
from hrss.web.proxy_user import vouched_name
from hrss.web.session import settings, store

FORM_COOKIE = "hrss_form"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

AnyResponse = TypeVar("AnyResponse", bound=Response)


def session_token(connection: HTTPConnection) -> str:
    """The session's token among the cookies, or nothing."""
    return connection.cookies.get(SESSION_COOKIE, "")


def local_path(text: str) -> str:
    """The path if it is one of this server's own pages; the first page otherwise."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "/"
    is_local = text.startswith("/") and not parts.scheme and not parts.netloc
    is_plain = text.isprintable() and "\\" not in text and not text.startswith("//")
    first = parts.path.split("/")[1:2]
    is_page = first not in (["login"], ["logout"], ["auth"], ["oauth2callback"])
    return text if is_local and is_plain and is_page else "/"


def address_of(connection: HTTPConnection) -> str | None:
    """Where a visitor comes from, as the log has it."""
    return connection.client.host if connection.client else None


def is_secure(connection: HTTPConnection) -> bool:
    """Whether cookies are for https alone."""
    return connection.url.scheme in ("https", "wss") or settings().is_https


async def enter(connection: HTTPConnection, token: str, next_path: str) -> Response:
    """To a page with a new session; the one of before is ended.

    Who signs in anew in the same browser has left the account of before.
    """
    await end_session(connection)
    return with_session(connection, RedirectResponse(next_path, 303), token)


async def enter_vouched(
    connection: HTTPConnection, user_name: str, *, by: str, next_path: str
) -> Response:
    """To a page with a new session of whom another system has recognised.

    Raises
    ------
    hrss.store.UnknownAccountError, hrss.store.DisabledAccountError : there is no
        account to be had.
    """
    grant = partial(
        sign_in_vouched,
        store(),
        user_name,
        by=by,
        lifetime=lifetime(settings()),
        address=address_of(connection),
    )
    token = await run_in_threadpool(grant)
    return await enter(connection, token, next_path)


async def end_session(connection: HTTPConnection) -> None:
    """End the session that the visitor comes with, if any."""
    if token := session_token(connection):
        end = partial(sign_out, store(), token, address=address_of(connection))
        await run_in_threadpool(end)


def ask_to_sign_in(
    connection: HTTPConnection,
    next_path: str,
    fault: str = "",
    *,
    has_left: bool = False,
) -> Response:
    """Show the sign-in page, with all ways in that there are."""
    token, provider = form_token(connection), settings().provider
    page = login_page(
        token,
        next_path=next_path,
        fault=fault,
        provider_name="" if provider is None else provider.name,
        vouched_name=vouched_name(connection.scope, settings().trusted_proxy) or "",
        has_left=has_left,
    )
    return with_form(connection, page, token)


def with_form(connection: HTTPConnection, page: AnyResponse, token: str) -> AnyResponse:
    """Give the visitor the other half of a form's token."""
    page.set_cookie(
        FORM_COOKIE,
        token,
        httponly=True,
        samesite="strict",
        secure=is_secure(connection),
    )
    return page


def with_session(
    connection: HTTPConnection, answer: AnyResponse, token: str
) -> AnyResponse:
    """Give the visitor the session."""
    # Strict would sign out everybody who follows a link in a message to a page.
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=is_secure(connection),
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def form_token(connection: HTTPConnection) -> str:
    """The browser's token of forms: one for all its windows, which nobody can guess."""
    given = connection.cookies.get(FORM_COOKIE, "")
    return given if _TOKEN.fullmatch(given) else secrets.token_urlsafe(32)
