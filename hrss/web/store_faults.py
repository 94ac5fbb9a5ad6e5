"""A store that fails while somebody is let in, signs in or leaves: said in a sentence.

What fails within a page the page says itself; here it is what comes before a page.
"""

import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrss.store import NewerStoreError, known_sentence
from hrss.web.login_pages import trouble_page
from hrss.web.service_log import REQUEST_ID

_TRY_AGAIN_LATER = 1013
_UNKNOWN = "读写数据库失败，请稍后再试"
_LOGGER = logging.getLogger(__name__)


class StoreFaults:
    """ASGI middleware: 503 and why, where the store fails before there is an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; answer in the place of what failed."""
        has_begun = False

        async def pass_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, pass_on)
        except (SQLAlchemyError, NewerStoreError) as error:
            if has_begun or scope["type"] == "lifespan":
                raise
            _LOGGER.error("the store failed at the door", exc_info=error)
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
            else:
                await _answer(scope, error)(scope, receive, send)


def _answer(scope: Scope, error: Exception) -> Response:
    headers = HTTPConnection(scope).headers
    number = headers.get(REQUEST_ID, "")
    named = f"（编号 {number[:8]}）" if number else ""
    what = str(error) if isinstance(error, NewerStoreError) else known_sentence(error)
    said = f"{what or _UNKNOWN}。已记入日志{named}；若再次出现，请联系系统管理员。"
    if "text/html" in headers.get("accept", ""):
        return trouble_page(said, again=_again(scope))
    return PlainTextResponse(said, 503, {"cache-control": "no-store"})


def _again(scope: Scope) -> str:
    """The same address; the page itself and not its form, where one was sent."""
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    # Two slashes would lead to another host.
    path = "/" + path.lstrip("/")
    return f"{path}?{query}" if query and scope["method"] == "GET" else path
