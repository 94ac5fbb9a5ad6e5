"""What a command of figures is of: the snapshot that was asked for, and its caveats."""

import argparse
from dataclasses import replace
from datetime import date

import pandas as pd

from hrss import metrics
from hrss.cli.failures import CommandError
from hrss.cli.output import warn
from hrss.cli.stores import newest_day
from hrss.decree import rule
from hrss.service import (
    counting_words,
    describe_roster,
    is_simulated,
    load_snapshot,
)
from hrss.service.days import day_fault
from hrss.service.stations import reported_days
from hrss.settings import Settings
from hrss.store import Store, fetch_roster


def counted(store: Store, settings: Settings, chosen: argparse.Namespace) -> Store:
    """The store as a command counts it; which reports those are goes to stderr.

    Parameters
    ----------
    chosen : the option of `arguments.add_counting`.

    Raises
    ------
    CommandError : approved reports alone are asked for, and there is no review.
    """
    if not settings.has_accounts:
        if chosen.approved_only:
            raise CommandError(
                "没有启用账号（HRSS_ACCOUNTS=1），不设审核，不能用 --approved-only"
            )
        return store
    warn(f"统计口径：{counting_words(is_approved_only=chosen.approved_only)}")
    return replace(store, is_approved_only=chosen.approved_only)


def warn_of_all_received(settings: Settings) -> None:
    """Say that everything that came in counts, whatever its review says.

    Whether a report came in time, and what is odd about it, does not wait for it.
    """
    if settings.has_accounts:
        warn(f"统计口径：{counting_words(is_approved_only=False)}")


def asked_day(store: Store, chosen: argparse.Namespace) -> date | None:
    """The day asked for with ``--as-of``; None when none is.

    Raises
    ------
    CommandError : no figures can be shown of such a day.
    """
    day: date | None = chosen.as_of
    if day is not None and (fault := day_fault(day, reported_days(store))):
        raise CommandError(f"--as-of：{fault}")
    return day


def load_scope(
    store: Store, settings: Settings, chosen: argparse.Namespace
) -> tuple[date, pd.DataFrame]:
    """The day and the snapshot of a command's scope; on what they rest to stderr.

    Parameters
    ----------
    store : as `counted` gives it.
    chosen : the options of `arguments.add_scope`; without a day, the newest one.
    """
    as_of = asked_day(store, chosen) or newest_day(store, chosen.known_at)
    info, roster = fetch_roster(store, chosen.known_at)
    snapshot = load_snapshot(
        store, settings, as_of=as_of, known_at=chosen.known_at, batch=chosen.batch
    )
    if is_simulated(snapshot) or info.is_simulated:
        warn("【模拟数据】以下数字由模拟上报算出，不是实际情况")
    warn(f"数据截至{as_of}；{describe_roster(info, roster)}")
    warn(_unasked_sentence(snapshot))
    return as_of, snapshot


def _unasked_sentence(snapshot: pd.DataFrame) -> str:
    """Which hard rules some sheets have no column for, so that nobody is judged."""
    unasked = metrics.unasked_rules(snapshot)
    if not unasked:
        return "核验达标：各表均有全部硬性条款的列"
    names = "、".join(f"{each}{rule(each).title}" for each in unasked)
    return f"核验达标：部分报表没有下列硬性条款的列，未核验这些条款：{names}"
