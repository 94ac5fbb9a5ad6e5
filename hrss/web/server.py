"""The web server's own part: what it answers beside the pages, and around them.

Outermost is the log, then the guard, then the shell page's Chinese.
"""

import logging
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from anyio.to_thread import run_sync
from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from hrss.settings import Settings, load_settings
from hrss.store import known_sentence
from hrss.web.guard import Guard
from hrss.web.health import HEALTH_ROUTES, prepare_store
from hrss.web.service_log import REQUEST_ID, RequestLog, start_log
from hrss.web.shell import SCRIPT_ROUTES, ChineseShell

# Until the first call of st.navigation Streamlit takes a folder named pages for its
# old kind of multi-page app: the first visitor after a start who came by a deep link
# would get that page without its frame.
PagesManager.uses_pages_directory = False

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Before the first visitor: the log, the limits, the store's schema."""
    settings = load_settings()
    start_log(settings.log_level)
    apply_limits(settings)
    await run_sync(prepare_store)
    _LOGGER.info("started")
    yield
    _LOGGER.info("stopped")


def apply_limits(settings: Settings) -> None:
    """Let the route of uploads take what the chooser takes; it knows whole MiB."""
    config.set_option("server.maxUploadSize", math.ceil(settings.upload_limit_mb))


def say_sorry(error: Exception) -> bool:
    """Log an error nobody expected, and tell the visitor what to do; in Chinese.

    The inside of an error is for nobody: it may hold what a sheet holds. The number
    that the visitor sees is the one in the log.
    """
    number = st.context.headers.get(REQUEST_ID) or ""
    _LOGGER.error("a page failed", exc_info=error, extra={"event": {"visit": number}})
    named = f"（编号 {number[:8]}）" if number else ""
    what = known_sentence(error) or "页面出现故障"
    st.error(f"{what}，已记入日志{named}。请刷新页面重试；若仍出现，请联系系统管理员。")
    return True


ROUTES = (*HEALTH_ROUTES, *SCRIPT_ROUTES)
MIDDLEWARE = (Middleware(RequestLog), Middleware(Guard), Middleware(ChineseShell))
