"""Signing in over a provider of identities (OpenID Connect), as ``st.login`` does it.

Who is not signed in never reaches Streamlit, so no page can call ``st.login``. What
that call does is led to from the sign-in page: Streamlit's own two routes, which send
the visitor to the provider and take him back with state, nonce and, where the provider
can, PKCE, all checked by Authlib. The cookie that Streamlit would then give for thirty
days is taken off the answer. Whom it names gets a session of ours, if there is an
account of that user name; none is ever made.
"""

import json
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from hrss.settings import Provider
from hrss.store import DisabledAccountError, UnknownAccountError
from hrss.web.login_answers import ask_to_sign_in, enter_vouched, is_secure, local_path
from hrss.web.login_pages import DISABLED, not_finished, out_of_reach, unknown_to_us
from hrss.web.session import settings

START = "/login/provider"
LEAVE = "/auth/login"
COME_BACK = "/oauth2callback"
NEXT_COOKIE = "hrss_next"
_NEXT_SECONDS = 900


def provider_secrets() -> dict[str, dict[str, str]]:
    """What Streamlit wants to find among its secrets; nothing without a provider.

    Given to `streamlit.App`, it is in no file.
    """
    provider = settings().provider
    if provider is None:
        return {}
    return {
        "auth": {
            "redirect_uri": provider.redirect_uri,
            "cookie_secret": st.get_option("server.cookieSecret"),
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
            "server_metadata_url": provider.metadata_url,
        }
    }


async def start_provider_login(request: Request) -> Response:
    """Remember where the visitor wants to go, and send him on his way."""
    next_path = local_path(request.query_params.get("next", "/"))
    where = generate_login_redirect_url("default")
    answer = RedirectResponse(where, 303, {"cache-control": "no-store"})
    answer.set_cookie(
        NEXT_COOKIE,
        next_path.encode().hex(),
        max_age=_NEXT_SECONDS,
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )
    return answer


class ProviderLogin:
    """ASGI middleware around Streamlit's two routes of ``st.login``."""

    def __init__(self, app: ASGIApp, provider: Provider) -> None:
        self._app = app
        self._provider = provider

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else through."""
        if scope["type"] != "http" or scope["path"] not in (LEAVE, COME_BACK):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if scope["path"] == LEAVE:
            answer = await self._leave(request, receive)
        else:
            answer = await self._come_back(request, receive)
        await answer(scope, receive, send)

    async def _leave(self, request: Request, receive: Receive) -> Response:
        """To the provider, or back to the sign-in page when it does not answer."""
        said = await self._ask(request.scope, receive)
        if urlsplit(said.location).netloc:
            answer: Response = RedirectResponse(said.location, 302)
        else:
            fault = out_of_reach(self._provider.name)
            answer = ask_to_sign_in(request, _wanted(request), fault)
        return said.hand_over_state(answer, is_secure(request))

    async def _come_back(self, request: Request, receive: Receive) -> Response:
        """From the provider with an identity, to the page that was asked for."""
        next_path, name = _wanted(request), self._provider.name
        # What Streamlit says of a refusal would bring the address's query into the log.
        if "error" in request.query_params:
            return ask_to_sign_in(request, next_path, not_finished(name))
        said = await self._ask(request.scope, receive)
        user_name = user_name_of(said.claims(), self._provider)
        if user_name is None:
            answer = ask_to_sign_in(request, next_path, not_finished(name))
        else:
            answer = await self._let_in(request, user_name, next_path)
        answer.delete_cookie(NEXT_COOKIE, httponly=True, samesite="lax")
        return said.hand_over_state(answer, is_secure(request))

    async def _let_in(
        self, request: Request, user_name: str, next_path: str
    ) -> Response:
        name = self._provider.name
        try:
            return await enter_vouched(request, user_name, by=name, next_path=next_path)
        except UnknownAccountError:
            return ask_to_sign_in(request, next_path, unknown_to_us(name))
        except DisabledAccountError:
            return ask_to_sign_in(request, next_path, DISABLED)

    async def _ask(self, scope: Scope, receive: Receive) -> "_Said":
        said = _Said()
        await self._app(scope, receive, said)
        return said


class _Said:
    """What Streamlit's route would have answered; only its headers count."""

    def __init__(self) -> None:
        self._headers: list[tuple[str, str]] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._headers = [
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, value in message["headers"]
            ]

    @property
    def location(self) -> str:
        """Where the answer leads to."""
        return dict(self._headers).get("location", "")

    def claims(self) -> Mapping[str, object]:
        """The identity in the cookie that Streamlit would have given; or nothing."""
        jar = SimpleCookie()
        for line in self._cookies():
            jar.load(line)

        def signed(name: str) -> bytes | None:
            found = jar.get(name)
            text = "" if found is None else found.value
            return decode_signed_value(get_cookie_secret(), name, text)

        found = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
        claims = json.loads(found) if found else {}
        return claims if isinstance(claims, dict) else {}

    def hand_over_state(self, answer: Response, secure: bool) -> Response:
        """Give the visitor the state of the way, and no other cookie."""
        for line in self._cookies():
            if line.startswith(f"{SESSION_COOKIE_NAME}="):
                text = line + ("; Secure" if secure and "secure" not in line else "")
                answer.headers.append("set-cookie", text)
        answer.headers["cache-control"] = "no-store"
        return answer

    def _cookies(self) -> list[str]:
        return [value for name, value in self._headers if name == "set-cookie"]


def user_name_of(claims: Mapping[str, object], provider: Provider) -> str | None:
    """The user name that an identity gives; None when it gives none.

    Authlib takes a token of another audience if it was made for this client's use; here
    the audience must be this client. An e-mail address that the provider has not
    verified is whatever somebody typed in.
    """
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if provider.client_id not in audiences:
        return None
    if provider.user_claim == "email" and claims.get("email_verified") is not True:
        return None
    found = claims.get(provider.user_claim)
    return found if isinstance(found, str) and found.strip() else None


def _wanted(request: Request) -> str:
    """The page that was asked for before the way over the provider began."""
    try:
        text = bytes.fromhex(request.cookies.get(NEXT_COOKIE, "")).decode()
    except ValueError:
        return "/"
    return local_path(text)
