"""Asks the door and the routes of signing in as a browser does."""

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

PASSWORD = "correct horse battery"
HERE = "hrss.example:8501"


@dataclass
class Answer:
    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""

    def header(self, name: str) -> str:
        return "; ".join(value for key, value in self.headers if key == name)

    def cookie(self, name: str) -> str:
        lines = [value for key, value in self.headers if key == "set-cookie"]
        return next(line for line in lines if line.startswith(f"{name}="))


class Browser:
    """Keeps cookies and fills forms; `address` is where it comes from."""

    def __init__(self, app: Starlette, *, address: str = "10.0.0.9") -> None:
        self.app, self.address, self.scheme = app, address, "http"
        self.cookies: dict[str, str] = {}

    def get(self, path: str, *, accept: str = "text/html") -> Answer:
        return self.ask("GET", path, {"accept": accept})

    def post(self, path: str, origin: str | None = None, **fields: str) -> Answer:
        own = f"{self.scheme}://{HERE}"
        headers = {"origin": own if origin is None else origin, "accept": "text/html"}
        return self.ask("POST", path, headers, urlencode(fields).encode())

    def sign_in(self, name: str, password: str = PASSWORD, **more: str) -> Answer:
        token = self.form_token("/login")
        return self.post(
            "/login", user_name=name, password=password, form_token=token, **more
        )

    def form_token(self, path: str) -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.get(path).body)
        assert found
        return found[1]

    def ask(
        self, method: str, target: str, headers: dict[str, str], body: bytes = b""
    ) -> Answer:
        answer = Answer()

        async def send(message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = [
                    (key.decode(), value.decode()) for key, value in message["headers"]
                ]
            else:
                answer.body += message.get("body", b"").decode()

        async def receive():
            return {"type": "http.request", "body": body}

        asyncio.run(
            self.app(self._scope("http", method, target, headers), receive, send)
        )
        for line in [value for key, value in answer.headers if key == "set-cookie"]:
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return answer

    def hears(self, path: str) -> list[str]:
        """What kinds of message a websocket sends, when something is said to it."""
        said = iter(
            (
                {"type": "websocket.connect"},
                {"type": "websocket.receive", "bytes": b"x"},
            )
        )
        sent: list[str] = []

        async def receive():
            return next(said)

        async def send(message) -> None:
            sent.append(message["type"])

        asyncio.run(self.app(self._scope("websocket", "", path, {}), receive, send))
        return sent

    def _scope(self, kind: str, method: str, target: str, headers: dict[str, str]):
        path, _, query = target.partition("?")
        jar = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        named = {"host": HERE, "cookie": jar, **headers}
        return {
            "type": kind,
            "method": method,
            "scheme": self.scheme,
            "path": path,
            "query_string": query.encode(),
            "client": (self.address, 50000),
            "server": ("127.0.0.1", 8501),
            "headers": [(key.encode(), value.encode()) for key, value in named.items()],
        }


async def _data(request) -> PlainTextResponse:
    return PlainTextResponse("figures")


async def _stream(websocket) -> None:
    await websocket.accept()
    await websocket.receive()


INNER = (
    Route("/", _data),
    Route("/overview", _data),
    Route("/media/secret.xlsx", _data),
    Route("/_stcore/upload_file/a/b", _data, methods=["GET", "PUT"]),
    Route("/_stcore/health", _data),
    Route("/static/index.js", _data),
    Route("/healthz", _data),
    WebSocketRoute("/_stcore/stream", _stream),
)
