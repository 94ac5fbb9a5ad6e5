"""What texts of environment variables mean, or a sentence about what is wrong."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_network

OWN_HOSTS = frozenset(("127.0.0.1", "localhost", "[::1]"))
Network = IPv4Network | IPv6Network
_MOST_DUE_DAYS = 27
_LOG_LEVELS = ("debug", "info", "warning", "error")


class InvalidSettingError(ValueError):
    """An environment variable holds what it cannot mean."""


def positive(given: Mapping[str, str], name: str, default: float) -> float:
    """A positive number."""
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


def yes_or_no(given: Mapping[str, str], name: str) -> bool:
    """1 or 0."""
    text = given.get(name, "").strip() or "0"
    if text not in ("0", "1"):
        raise InvalidSettingError(f"{name} 应为1（是）或0（否），现为“{text}”")
    return text == "1"


def month(given: Mapping[str, str], name: str, default: str) -> date:
    """Last day of a month written 2011-09."""
    text = given.get(name, "").strip() or default
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            raise ValueError
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        message = f"{name} 应为2011-09这样的年月，现为“{text}”"
        raise InvalidSettingError(message) from None


def days(given: Mapping[str, str], name: str, default: int) -> int:
    """Whole days, so few that no report is due after the next period has ended."""
    text = given.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST_DUE_DAYS):
        message = f"{name} 应为0至{_MOST_DUE_DAYS}的整数（天），现为“{text}”"
        raise InvalidSettingError(message)
    return int(text)


def hosts(text: str) -> frozenset[str]:
    """Names of hosts, without ports; this machine's own where the text is blank."""
    named = frozenset(part.strip().lower() for part in text.split(",") if part.strip())
    wrong = sorted(
        host
        for host in named
        if not re.fullmatch(r"\*|[a-z0-9.-]+|\[[0-9a-f:.]+\]", host)
    )
    if wrong:
        message = (
            "HRSS_ALLOWED_HOSTS 应为主机名或IP地址，不写协议和端口，"
            f"现有“{'、'.join(wrong)}”"
        )
        raise InvalidSettingError(message)
    return named or OWN_HOSTS


def log_level(text: str) -> str:
    """One of the log's levels."""
    level = text.strip().lower() or "info"
    if level not in _LOG_LEVELS:
        message = f"HRSS_LOG_LEVEL 应为{'、'.join(_LOG_LEVELS)}之一，现为“{text}”"
        raise InvalidSettingError(message)
    return level


def codes(text: str) -> frozenset[str] | None:
    """Codes of prefectures; None where the text is blank."""
    named = frozenset(part.strip() for part in text.split(",") if part.strip())
    wrong = sorted(code for code in named if not (code.isdigit() and len(code) == 6))
    if wrong:
        message = f"HRSS_DELTA_PREFECTURES 应为6位区划代码，现有“{'、'.join(wrong)}”"
        raise InvalidSettingError(message)
    return named or None


def networks(text: str) -> tuple[Network, ...]:
    """Addresses and networks, such as ``10.1.2.3`` and ``10.1.2.0/24``."""
    try:
        return tuple(
            ip_network(part.strip()) for part in text.split(",") if part.strip()
        )
    except ValueError:
        message = f"HRSS_TRUSTED_PROXIES 应为IP地址或网段，以逗号分隔，现为“{text}”"
        raise InvalidSettingError(message) from None
