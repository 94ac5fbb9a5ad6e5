"""The server's one maker of pictures, told where the boundaries are.

A figure of the page names its boundaries by the address at which a visitor's browser
fetches them; the server's own browser is given what lies there.
"""

import json
from functools import cache
from pathlib import Path

from hrss.reports.pictures import Pictures
from hrss.settings import REPOSITORY, Settings

STATIC_ADDRESS = "/app/static/"
_STATIC = REPOSITORY / "static"


def pictures(settings: Settings) -> Pictures:
    """The maker of pictures of these settings; one for all who ask."""
    return _maker(settings.picture_seconds, settings.browser)


@cache
def _maker(seconds: float, browser: str | None) -> Pictures:
    return Pictures(
        topology=_STATIC / "topology",
        geometry=boundaries_at,
        seconds=seconds,
        browser=browser,
    )


@cache
def boundaries_at(address: str) -> dict[str, object]:
    """What lies at an address of the static files, as GeoJSON; not to be altered.

    Raises
    ------
    ValueError : it is not an address of a static file.
    """
    path = Path(_STATIC, address.removeprefix(STATIC_ADDRESS)).resolve()
    if not address.startswith(STATIC_ADDRESS) or not path.is_relative_to(_STATIC):
        raise ValueError(f"not a static file: {address}")
    content: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return content
