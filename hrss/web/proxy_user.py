"""Whom a trusted proxy says a visitor is.

The header is believed from the proxy's own addresses alone, judged by who is at the
other end of the connection. From anybody else it is a forgery, and refused.
"""

from starlette.types import Scope

from hrss.settings import TrustedProxy
from hrss.web.peer import peer_address


class ForgedUserError(ValueError):
    """A request names a user in the proxy's header and does not come from the proxy."""


def vouched_name(scope: Scope, proxy: TrustedProxy | None) -> str | None:
    """The user name that the proxy gives; None where it names nobody.

    Raises
    ------
    ForgedUserError : somebody else wrote the header, or it stands there twice.
    """
    if proxy is None:
        return None
    header = proxy.user_header.encode()
    found = [value for name, value in scope["headers"] if name.lower() == header]
    if not found:
        return None
    if len(found) > 1 or not proxy.has(peer_address(scope)):
        raise ForgedUserError("the user's header is not the proxy's")
    # What proxies write is bytes; names in Chinese come as UTF-8.
    return bytes(found[0]).decode("utf-8", errors="replace").strip() or None
