"""Whether the service lives, and whether it can serve; in one plain word each.

Nothing is said of why: whoever may ask need not know what is behind. The log says.
"""

import logging
from functools import lru_cache

import anyio
from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hrss.settings import Settings, load_settings
from hrss.store import Store, data_version, is_migrated, migrate, open_store
from hrss.store.migrate import NewerStoreError

_LOGGER = logging.getLogger(__name__)
_PATIENCE = 5.0
_UNREACHABLE = "store unreachable"
_BEHIND = "migrations missing"
_READY = "ready"


@lru_cache(maxsize=2)
def _store_at(settings: Settings) -> Store:
    return open_store(settings)


def prepare_store() -> None:
    """Bring the store to the schema of this program, if it can be reached.

    Where it cannot, the service starts all the same and is not ready; a visitor or
    the next start finds the store again.
    """
    try:
        migrate(_store_at(load_settings()))
    except (SQLAlchemyError, NewerStoreError, OSError) as error:
        _LOGGER.error("the store could not be prepared", exc_info=error)


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


async def _readyz(_: Request) -> Response:
    word = _UNREACHABLE
    with anyio.move_on_after(_PATIENCE):
        word = await run_sync(_look, abandon_on_cancel=True)
    status = 200 if word == _READY else 503
    return PlainTextResponse(word, status, headers={"cache-control": "no-store"})


def _look() -> str:
    """Look at both databases: the one that is written and the one that is read."""
    try:
        store = _store_at(load_settings())
        if not is_migrated(store):
            return _BEHIND
        data_version(store)
    except (SQLAlchemyError, OSError) as error:
        _LOGGER.warning("not ready", exc_info=error)
        return _UNREACHABLE
    return _READY


HEALTH_ROUTES = (Route("/healthz", _healthz), Route("/readyz", _readyz))
