"""Opens the store for a command, and closes it whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import make_url

from hrss.cli.failures import CommandError
from hrss.settings import Settings
from hrss.store import (
    Store,
    close_store,
    fetch_as_of_dates,
    file_of,
    migrate,
    open_store,
)

NO_REPORT = "，库中还没有任何上报；如果不应如此，请检查 HRSS_DATABASE_URL"
"""What is said of a whole store that may not be the one that was meant."""


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store of the settings, made when it is missing.

    Raises
    ------
    CommandError : its folder cannot be made, or its driver is not installed.
    """
    try:
        store = open_store(settings)
    except OSError as error:
        where = error.filename or settings.database_url
        raise CommandError(f"建不了数据库所在的文件夹“{where}”") from None
    except ModuleNotFoundError as error:
        raise CommandError(f"没有安装数据库驱动 {error.name}") from None
    try:
        migrate(store)
        yield store
    finally:
        close_store(store)


@contextmanager
def existing(settings: Settings) -> Iterator[Store]:
    """The store of the settings, never made: an empty one would answer wrongly.

    Raises
    ------
    CommandError : see `refuse_missing` and `opened`.
    """
    refuse_missing(settings)
    with opened(settings) as store:
        yield store


def newest_day(store: Store, known_at: datetime | None) -> date:
    """The newest reported day, as it was known then.

    Raises
    ------
    CommandError : nothing had been reported.
    """
    days = fetch_as_of_dates(store, known_at)
    if not days:
        raise CommandError(f"{none_yet(store)}；要看名册请用 --as-of 指定日期")
    return days[-1]


def none_yet(store: Store) -> str:
    """Say that nothing counts yet."""
    if store.is_approved_only:
        return "库中还没有审核通过的上报"
    return "库中还没有上报"


def is_missing(settings: Settings) -> bool:
    """Whether the store is an SQLite file that nobody has made yet."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        return False
    return not url.database or not Path(url.database).exists()


def refuse_missing(settings: Settings) -> None:
    """Make no empty store for a question that one cannot answer.

    Raises
    ------
    CommandError : there is no store; often the service's settings were not loaded.
    """
    if is_missing(settings):
        path = file_of(settings)
        named = "" if path is None else f"“{path}”"
        raise CommandError(f"还没有数据库{named}，请检查 HRSS_DATABASE_URL")
