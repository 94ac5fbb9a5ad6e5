"""The rules in force, from the settings: lights, calendar, limits, the local clock."""

from hrss.decree import BEIJING_TIME, LightRule, ReportingCalendar
from hrss.settings import Settings
from hrss.sheets import ReadLimits
from hrss.store import Store

LOCAL_TIME = BEIJING_TIME
"""The offices' clock: what a user reads and writes a moment in."""

_MIB = 2**20


def lights(settings: Settings) -> LightRule:
    """The thresholds in force."""
    return LightRule(yellow_pp=settings.yellow_pp, red_pp=settings.red_pp)


def reporting_calendar(settings: Settings) -> ReportingCalendar:
    """When reports are due, as set."""
    return ReportingCalendar(
        first_period=settings.report_first_period, due_days=settings.report_due_days
    )


def read_limits(settings: Settings) -> ReadLimits:
    """What opening one sheet may cost."""
    return ReadLimits(
        file_bytes=int(settings.upload_limit_mb * _MIB),
        memory_bytes=int(settings.read_memory_mb * _MIB),
        cpu_seconds=max(1, int(settings.read_seconds)),
        wall_seconds=settings.read_seconds,
    )


def counting_words(*, is_approved_only: bool) -> str:
    """What is counted, where there is a review; the same words beside every figure."""
    return "仅已审核" if is_approved_only else "含待审核"


def counting(store: Store, settings: Settings) -> str | None:
    """`counting_words` of a store; None where there is no review."""
    if not settings.has_accounts:
        return None
    return counting_words(is_approved_only=store.is_approved_only)
