"""Everything that can be set, read from the environment, in one place.

Comes in: ``HRSS_*`` environment variables. Goes out: one frozen `Settings`.
Nothing else in the project reads the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hrss.setting_texts import (
    OWN_HOSTS,
    InvalidSettingError,
    codes,
    days,
    hosts,
    log_level,
    month,
    positive,
    yes_or_no,
)
from hrss.vouching import (
    Provider,
    TrustedProxy,
    load_provider,
    load_trusted_proxy,
)

__all__ = [
    "ORGANISATION",
    "OWN_HOSTS",
    "REPOSITORY",
    "InvalidSettingError",
    "Provider",
    "Settings",
    "TrustedProxy",
    "load_settings",
]

REPOSITORY = Path(__file__).resolve().parents[1]
ORGANISATION = "广东省人力资源和社会保障厅"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set.

    Parameters
    ----------
    database_url : where the store is (``HRSS_DATABASE_URL``); SQLite under
        ``var/`` by default.
    read_database_url : where snapshots are read from, when that is another
        server (``HRSS_READ_DATABASE_URL``).
    delta_prefectures : codes of the Pearl River Delta's prefectures
        (``HRSS_DELTA_PREFECTURES``, comma-separated); None means the nine of
        ``data/prefectures.csv``.
    yellow_pp, red_pp : percentage points behind schedule from which a light is
        yellow, and beyond which it is red (``HRSS_YELLOW_PP``, ``HRSS_RED_PP``).
    judges_window_area : whether 300 m² binds an office that is a window on a
        multi-purpose platform as well (``HRSS_JUDGE_WINDOW_AREA``, 1 or 0); by
        default its area only advises.
    report_first_period, report_due_days : the reporting calendar: last day of the
        first month that is reported (``HRSS_REPORT_FIRST_PERIOD``, such as
        2011-09), and days after a month's end by which its report is due
        (``HRSS_REPORT_DUE_DAYS``).
    upload_limit_mb : largest sheet that is read, in MiB
        (``HRSS_UPLOAD_LIMIT_MB``).
    read_seconds, read_memory_mb : limits of the process that opens a sheet
        (``HRSS_READ_SECONDS``, ``HRSS_READ_MEMORY_MB``).
    picture_seconds : what the browser that draws pictures may take for one
        (``HRSS_PICTURE_SECONDS``).
    browser : path of that browser (``HRSS_BROWSER``); None looks for Chromium,
        Chrome or Edge.
    organisation : who issues the briefs (``HRSS_ORGANISATION``).
    allowed_hosts : names by which the service may be asked for
        (``HRSS_ALLOWED_HOSTS``, comma-separated, without ports; ``*`` is any); this
        machine's own by default.
    log_level : least level of the service's events that is logged
        (``HRSS_LOG_LEVEL``: debug, info, warning or error).
    has_accounts : whether visitors sign in (``HRSS_ACCOUNTS``, 1 or 0); without,
        only this machine itself is served.
    session_idle_minutes, session_hours : after how long without a click, and after
        how long in any case, one must sign in again
        (``HRSS_SESSION_IDLE_MINUTES``, ``HRSS_SESSION_HOURS``).
    is_https : visitors come by https although this server does not see it, behind a
        proxy (``HRSS_HTTPS``, 1 or 0): cookies are for https alone.
    provider, trusted_proxy : who else may say who a visitor is; None is nobody.
    """

    database_url: str
    read_database_url: str | None = None
    delta_prefectures: frozenset[str] | None = None
    yellow_pp: float = 10.0
    red_pp: float = 30.0
    judges_window_area: bool = False
    report_first_period: date = date(2011, 9, 30)
    report_due_days: int = 5
    upload_limit_mb: float = 20.0
    read_seconds: float = 60.0
    read_memory_mb: float = 2048.0
    picture_seconds: float = 30.0
    browser: str | None = None
    organisation: str = ORGANISATION
    allowed_hosts: frozenset[str] = OWN_HOSTS
    log_level: str = "info"
    has_accounts: bool = False
    session_idle_minutes: float = 60.0
    session_hours: float = 12.0
    is_https: bool = False
    provider: Provider | None = None
    trusted_proxy: TrustedProxy | None = None


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment, defaults where it is silent.

    Raises
    ------
    InvalidSettingError : a number is not one or not positive, a choice is neither
        1 nor 0, the lights are not in order, a Delta code is not six digits, a
        month is not one, a number of days is not whole or out of range, or what vouches
        for visitors is set by halves.
    """
    given = os.environ if environment is None else environment
    default_store = REPOSITORY / "var" / "hrss.sqlite"
    settings = Settings(
        database_url=given.get("HRSS_DATABASE_URL") or f"sqlite:///{default_store}",
        read_database_url=given.get("HRSS_READ_DATABASE_URL") or None,
        delta_prefectures=codes(given.get("HRSS_DELTA_PREFECTURES", "")),
        yellow_pp=positive(given, "HRSS_YELLOW_PP", 10.0),
        red_pp=positive(given, "HRSS_RED_PP", 30.0),
        judges_window_area=yes_or_no(given, "HRSS_JUDGE_WINDOW_AREA"),
        report_first_period=month(given, "HRSS_REPORT_FIRST_PERIOD", "2011-09"),
        report_due_days=days(given, "HRSS_REPORT_DUE_DAYS", 5),
        upload_limit_mb=positive(given, "HRSS_UPLOAD_LIMIT_MB", 20.0),
        read_seconds=positive(given, "HRSS_READ_SECONDS", 60.0),
        read_memory_mb=positive(given, "HRSS_READ_MEMORY_MB", 2048.0),
        picture_seconds=positive(given, "HRSS_PICTURE_SECONDS", 30.0),
        browser=given.get("HRSS_BROWSER", "").strip() or None,
        organisation=given.get("HRSS_ORGANISATION", "").strip() or ORGANISATION,
        allowed_hosts=hosts(given.get("HRSS_ALLOWED_HOSTS", "")),
        log_level=log_level(given.get("HRSS_LOG_LEVEL", "")),
        has_accounts=yes_or_no(given, "HRSS_ACCOUNTS"),
        session_idle_minutes=positive(given, "HRSS_SESSION_IDLE_MINUTES", 60.0),
        session_hours=positive(given, "HRSS_SESSION_HOURS", 12.0),
        is_https=yes_or_no(given, "HRSS_HTTPS"),
        provider=load_provider(given),
        trusted_proxy=load_trusted_proxy(given),
    )
    if settings.red_pp < settings.yellow_pp:
        message = (
            "HRSS_RED_PP 不得小于 HRSS_YELLOW_PP："
            f"现为 {settings.red_pp:g} 和 {settings.yellow_pp:g}"
        )
        raise InvalidSettingError(message)
    if (settings.provider or settings.trusted_proxy) and not settings.has_accounts:
        raise InvalidSettingError(
            "HRSS_OIDC_* 和 HRSS_PROXY_USER_HEADER 要同时设置 HRSS_ACCOUNTS=1"
        )
    return settings
