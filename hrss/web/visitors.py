"""Who is at a connection, and what holds while it lasts."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from hrss.store import Account
from hrss.web.accounts import account_of
from hrss.web.login_answers import session_token
from hrss.web.service_log import note_account


async def account_at(scope: Scope) -> Account | None:
    """Whose session a request comes with, noted for the log; None without one."""
    token = session_token(HTTPConnection(scope))
    account = await run_in_threadpool(account_of, token)
    if account is not None:
        note_account(scope, account.id)
    return account


class Attentive:
    """A websocket's ear: what comes after the session's end is not heard.

    In its place the page is asked for anew, which says that one must sign in; or that
    the store is out of reach, where nobody can tell whether the session has ended.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope = scope
        self._receive = receive

    async def __call__(self) -> Message:
        """What is heard next."""
        message = await self._receive()
        if message["type"] != "websocket.receive" or await self._is_heard():
            return message
        anew = BackMsg(rerun_script=ClientState()).SerializeToString()
        return {"type": "websocket.receive", "bytes": anew}

    async def _is_heard(self) -> bool:
        try:
            return await account_at(self._scope) is not None
        except SQLAlchemyError:
            return False


class Unkept:
    """Pages and data of one account are not to be kept by a browser for the next."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        """Say that nobody keeps it."""
        if message["type"] == "http.response.start":
            kept = [each for each in message["headers"] if each[0] != b"cache-control"]
            no_store = (b"cache-control", b"no-store")
            message = {**message, "headers": [*kept, no_store]}
        await self._send(message)
