"""One visitor of the server, speaking Streamlit's websocket protocol.

A browser sends a ``BackMsg`` that asks for a run of a page; the server answers with
``ForwardMsg``, one for each element, and says at the end that the script is done.
"""

import asyncio
import http.client
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import TracebackType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

SORRY = "页面出现故障"
_XSRF = "_streamlit_xsrf"
_LARGEST = 64 * 2**20


class PageFailedError(RuntimeError):
    """The page shows an error that it should not, or was cut off."""


@dataclass(slots=True)
class Visit:
    """A connection of one visitor; a context manager.

    Parameters
    ----------
    address : the server's, such as ``http://127.0.0.1:8501``.
    patience : seconds to wait for one page.
    cookie : what a browser would send along, such as a session's ``name=value``.
    """

    address: str
    patience: float = 120.0
    cookie: str = ""
    elements: list[Element] = field(default_factory=list)
    received: int = 0
    _socket: ClientConnection | None = None
    _session: str = ""
    _token: str = ""
    _pages: dict[str, str] = field(default_factory=dict)
    _page: str = ""

    async def __aenter__(self) -> "Visit":
        """Take the token that an upload needs, and open the connection."""
        self._token = await asyncio.to_thread(_token, self.address, self.cookie)
        url = f"ws{self.address.removeprefix('http')}/_stcore/stream"
        self._socket = await connect(
            url,
            subprotocols=["streamlit", self._token],
            origin=self.address,
            additional_headers={"Cookie": self._cookies()},
            max_size=_LARGEST,
            open_timeout=self.patience,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self, page: str) -> None:
        """Go to a page, as by its entry in the menu; back when it is whole."""
        self._page = page
        await self.run()

    async def run(self, widgets: Mapping[str, WidgetState] | None = None) -> None:
        """Run the page with what its widgets hold; back when it is whole."""
        message = BackMsg()
        state = message.rerun_script
        known = self._pages.get(self._page)
        if known is None:
            state.page_name = self._page
        else:
            state.page_script_hash = known
        state.widget_states.widgets.extend((widgets or {}).values())
        await self._send(message)
        self.elements.clear()
        async with asyncio.timeout(self.patience):
            while not self._take(await self._receive()):
                pass
        self._complain()

    async def upload(self, name: str, content: bytes) -> tuple[str, str, str]:
        """Send a file over HTTP; its id and its two addresses."""
        message = BackMsg()
        request = message.file_urls_request
        request.request_id = uuid.uuid4().hex
        request.session_id = self._session
        request.file_names.append(name)
        await self._send(message)
        async with asyncio.timeout(self.patience):
            while (answer := await self._receive()).WhichOneof(
                "type"
            ) != "file_urls_response":
                pass
        (urls,) = answer.file_urls_response.file_urls
        await asyncio.to_thread(self._put, urls.upload_url, name, content)
        return urls.file_id, urls.upload_url, urls.delete_url

    def widget(self, kind: str, label: str = "") -> str:
        """Id of the first widget of a kind whose label begins so.

        Raises
        ------
        PageFailedError : the page has none.
        """
        for element in self.elements:
            if element.WhichOneof("type") == kind:
                found = getattr(element, kind)
                if found.label.startswith(label):
                    return str(found.id)
        raise PageFailedError(f"no {kind} “{label}” on {self._page}: {self.said()}")

    def said(self) -> str:
        """Texts of the messages on the page."""
        return " ".join(self._alerts())[:300]

    def _cookies(self) -> str:
        return "; ".join(filter(None, (f"{_XSRF}={self._token}", self.cookie)))

    def _alerts(self) -> Iterator[str]:
        for element in self.elements:
            if element.WhichOneof("type") == "alert":
                yield element.alert.body

    def _take(self, message: ForwardMsg) -> bool:
        """Take in a message; whether the page is whole with it."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.elements.clear()
            self._session = message.new_session.initialize.session_id or self._session
        elif kind == "navigation":
            self._pages = {
                page.url_pathname: page.page_script_hash
                for page in message.navigation.app_pages
            }
        elif kind == "delta":
            if message.delta.WhichOneof("type") == "new_element":
                self.elements.append(message.delta.new_element)
        elif kind == "script_finished":
            return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False

    def _complain(self) -> None:
        kinds = [element.WhichOneof("type") for element in self.elements]
        if "exception" in kinds or SORRY in self.said() or not kinds:
            raise PageFailedError(f"{self._page or 'overview'}: {self.said()}")

    async def _send(self, message: BackMsg) -> None:
        if self._socket is None:
            raise PageFailedError("not connected")
        await self._socket.send(message.SerializeToString())

    async def _receive(self) -> ForwardMsg:
        if self._socket is None:
            raise PageFailedError("not connected")
        content = await self._socket.recv(decode=False)
        self.received += len(content)
        return ForwardMsg.FromString(content)

    def _put(self, path: str, name: str, content: bytes) -> None:
        edge = uuid.uuid4().hex
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        body = b"\r\n".join(
            (
                f"--{edge}\r\n{head}\r\nContent-Type: application/octet-stream\r\n"
                "".encode(),
                content,
                f"--{edge}--\r\n".encode(),
            )
        )
        connection = http.client.HTTPConnection(
            urlsplit(self.address).netloc, timeout=self.patience
        )
        headers = {
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Cookie": self._cookies(),
            "X-Xsrftoken": self._token,
            "Origin": self.address,
        }
        connection.request("PUT", path, body, headers)
        status = connection.getresponse().status
        connection.close()
        if status != 204:
            raise PageFailedError(f"the upload of {name} was answered by {status}")


def _token(address: str, cookie: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    connection.request("GET", "/_stcore/health", headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    cookies = SimpleCookie("; ".join(answer.headers.get_all("set-cookie", [])))
    connection.close()
    return cookies[_XSRF].value
