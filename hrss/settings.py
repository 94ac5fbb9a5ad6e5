"""Everything that can be set, read from the environment, in one place.

Comes in: ``HRSS_*`` environment variables. Goes out: one frozen `Settings`.
Nothing else in the project reads the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


class InvalidSettingError(ValueError):
    """An environment variable holds what it cannot mean."""


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
    upload_limit_mb : largest sheet that is read, in MiB
        (``HRSS_UPLOAD_LIMIT_MB``).
    read_seconds, read_memory_mb : limits of the process that opens a sheet
        (``HRSS_READ_SECONDS``, ``HRSS_READ_MEMORY_MB``).
    """

    database_url: str
    read_database_url: str | None = None
    delta_prefectures: frozenset[str] | None = None
    yellow_pp: float = 10.0
    red_pp: float = 30.0
    upload_limit_mb: float = 20.0
    read_seconds: float = 60.0
    read_memory_mb: float = 2048.0


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment, defaults where it is silent.

    Raises
    ------
    InvalidSettingError : a number is not one or not positive, the lights are not
        in order, or a Delta code is not six digits.
    """
    given = os.environ if environment is None else environment
    default_store = REPOSITORY / "var" / "hrss.sqlite"
    settings = Settings(
        database_url=given.get("HRSS_DATABASE_URL") or f"sqlite:///{default_store}",
        read_database_url=given.get("HRSS_READ_DATABASE_URL") or None,
        delta_prefectures=_codes(given.get("HRSS_DELTA_PREFECTURES", "")),
        yellow_pp=_positive(given, "HRSS_YELLOW_PP", 10.0),
        red_pp=_positive(given, "HRSS_RED_PP", 30.0),
        upload_limit_mb=_positive(given, "HRSS_UPLOAD_LIMIT_MB", 20.0),
        read_seconds=_positive(given, "HRSS_READ_SECONDS", 60.0),
        read_memory_mb=_positive(given, "HRSS_READ_MEMORY_MB", 2048.0),
    )
    if settings.red_pp < settings.yellow_pp:
        message = (
            "HRSS_RED_PP 不得小于 HRSS_YELLOW_PP："
            f"现为 {settings.red_pp:g} 和 {settings.yellow_pp:g}"
        )
        raise InvalidSettingError(message)
    return settings


def _positive(given: Mapping[str, str], name: str, default: float) -> float:
    text = given.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise InvalidSettingError(f"{name} 应为正数，现为“{text}”")
    return value


def _codes(text: str) -> frozenset[str] | None:
    codes = frozenset(part.strip() for part in text.split(",") if part.strip())
    wrong = sorted(code for code in codes if not (code.isdigit() and len(code) == 6))
    if wrong:
        message = f"HRSS_DELTA_PREFECTURES 应为6位区划代码，现有“{'、'.join(wrong)}”"
        raise InvalidSettingError(message)
    return codes or None
