"""Which browser draws the pictures, and whether it can write Chinese."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from hrss.reports.pictures.errors import NO_BROWSER, NO_FONT, PictureError
from hrss.reports.typeset import families

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
# Programs that are installed outside PATH.
_USUAL = (
    "Microsoft/Edge/Application/msedge.exe",
    "Google/Chrome/Application/chrome.exe",
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_CHINESE = (
    "Noto Sans CJK",
    "Noto Serif CJK",
    "Noto Sans SC",
    "Noto Serif SC",
    "Source Han",
    "WenQuanYi",
    "Droid Sans Fallback",
    "Microsoft YaHei",
    "SimSun",
    "SimHei",
    "PingFang",
    "Hiragino Sans GB",
    "Heiti",
    "AR PL",
    "LXGW",
)


def find_browser(
    chosen: str | None = None, environment: Mapping[str, str] = os.environ
) -> Path:
    """The browser to draw with.

    Parameters
    ----------
    chosen : path of the one that the settings name; only that one then.

    Raises
    ------
    PictureError : there is none; says how to get one.
    """
    if chosen is not None:
        if found := shutil.which(chosen):
            return Path(found)
        raise PictureError(f"HRSS_BROWSER 所指的浏览器不存在或不能运行：{chosen}")
    search = environment.get("PATH", "")
    found = next(
        filter(None, (shutil.which(name, path=search) for name in _NAMES)), None
    )
    if found is not None:
        return Path(found)
    roots = [
        environment.get(name, "")
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    ]
    usual = [Path(root, tail) for root in roots if root for tail in _USUAL]
    for path in (*usual, *map(Path, _MAC)):
        if path.is_file():
            return path
    raise PictureError(NO_BROWSER)


def require_chinese() -> None:
    """See that a Chinese font is installed.

    Raises
    ------
    PictureError : there is none; says how to get one.
    """
    if not any(family.startswith(_CHINESE) for family in families()):
        raise PictureError(NO_FONT)
