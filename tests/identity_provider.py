"""A real OpenID Connect provider in a thread, which can be made to misbehave."""

import base64
import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen

import oidc_provider_mock
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

# The provider refuses plain http but for those who say that they know.
os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")

S256 = ["S256"]
METADATA = "/.well-known/openid-configuration"


class IdentityProvider:
    """Everybody who says who he is, is; `fault` is what it does wrong.

    nonce, audience, issuer : the identity is signed, and made for another sign-in,
        another service, or by another provider.
    signature : the identity was changed after it was signed.
    no pkce : it says that it cannot check who comes with a code.
    no way out : it says nothing of where one signs out.
    """

    def __init__(self, port: int) -> None:
        self._app = oidc_provider_mock.app()
        self._app.debug = False
        self._port = port
        self.fault = ""
        self.challenges: list[str] = []
        self.verifiers: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def knows(self, subject: str, **claims: object) -> None:
        """Add somebody, with claims."""
        request = Request(
            f"{self.address}/users/{subject}",
            json.dumps(claims).encode(),
            {"content-type": "application/json"},
            method="PUT",
        )
        urlopen(request, timeout=10).close()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listen until the end."""
        server = make_server("127.0.0.1", self._port, self, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/oauth2/authorize":
            self._distort_question(environ)
        elif path == "/oauth2/token":
            self._take_code(environ)
        answer = Response.from_app(self._app, environ)
        if path == METADATA and self.fault != "no pkce":
            said = json.loads(answer.data)
            if self.fault == "no way out":
                del said["end_session_endpoint"]
            answer.data = json.dumps(said | {"code_challenge_methods_supported": S256})
        elif path == "/oauth2/token" and self.fault == "signature":
            answer.data = json.dumps(_meddled_with(json.loads(answer.data)))
        return answer(environ, start_response)

    def _distort_question(self, environ: dict[str, Any]) -> None:
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        self.challenges += [query[k] for k in query if k == "code_challenge"]
        if self.fault == "nonce":
            query["nonce"] = "of-another-sign-in"
        elif self.fault == "audience":
            query["client_id"] = "another-service"
        environ["QUERY_STRING"] = urlencode(query)

    def _take_code(self, environ: dict[str, Any]) -> None:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.input"] = BytesIO(body)
        form = dict(parse_qsl(body.decode()))
        self.verifiers += [form[k] for k in form if k == "code_verifier"]
        if self.fault == "issuer":
            environ["HTTP_HOST"] = "another-provider.example"
        elif self.fault == "audience":
            pair = base64.b64encode(b"another-service:x").decode()
            environ["HTTP_AUTHORIZATION"] = f"Basic {pair}"


def challenge_of(verifier: str) -> str:
    """What a verifier of PKCE looks like beforehand (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _meddled_with(token: dict[str, Any]) -> dict[str, Any]:
    """The identity's holder made another, the signature kept."""
    head, body, signature = token["id_token"].split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["preferred_username"] = "admin"
    changed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return token | {"id_token": f"{head}.{changed}.{signature}"}
