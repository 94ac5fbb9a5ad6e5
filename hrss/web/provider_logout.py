"""Signing out at the provider of identities too, after it was done here.

OpenID Connect RP-Initiated Logout 1.0: the provider is told who asks and where to come
back to. It has no token of us to know the visitor by, for none is kept, so it asks him
itself.
"""

from urllib.parse import urlencode, urljoin

import httpx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hrss.settings import Provider
from hrss.web.login_answers import ask_to_sign_in
from hrss.web.login_pages import no_way_out
from hrss.web.session import settings

SIGN_OUT = "/logout/provider"
_PATIENCE = 10.0


async def leave_provider(request: Request) -> Response:
    """To where the provider signs people out; or say that it cannot be done."""
    provider = settings().provider
    if provider is None:
        return RedirectResponse("/login", 303)
    where = await _sign_out_address(provider)
    if where is None:
        return ask_to_sign_in(request, "/", no_way_out(provider.name))
    query = {
        "client_id": provider.client_id,
        "post_logout_redirect_uri": urljoin(provider.redirect_uri, "/login"),
    }
    joint = "&" if "?" in where else "?"
    headers = {"cache-control": "no-store"}
    return RedirectResponse(f"{where}{joint}{urlencode(query)}", 303, headers)


async def _sign_out_address(provider: Provider) -> str | None:
    """What the provider's metadata say; None where they do not, or cannot be had."""
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE) as client:
            answer = await client.get(provider.metadata_url)
        said = answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None
    found = said.get("end_session_endpoint") if isinstance(said, dict) else None
    is_address = isinstance(found, str) and found.startswith(("https://", "http://"))
    return found if is_address else None
