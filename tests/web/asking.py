"""Asks an ASGI application without a server."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str


async def says_inside(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers everything, with a header of its own."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    headers = {"x-frame-options": "ALLOWALL", "x-own": "1"}
    await PlainTextResponse("inside", headers=headers)(scope, receive, send)


def messages_of(app: ASGIApp, scope: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


def scope_of(
    path: str,
    headers: Mapping[str, str],
    *,
    method: str = "GET",
    kind: str = "http",
    query: bytes = b"",
) -> dict[str, Any]:
    return {
        "type": kind,
        "method": method,
        "path": path,
        "query_string": query,
        "client": ("10.0.0.9", 1234),
        "headers": [
            (name.lower().encode(), value.encode()) for name, value in headers.items()
        ],
    }


def ask(app: ASGIApp, path: str = "/", *, method: str = "GET", **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    start, *rest = messages_of(app, scope_of(path, named, method=method))
    return Answer(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(each.get("body", b"") for each in rest).decode(),
    )
