"""Did the reports come, and did they come in time: prefecture by period.

Comes in: receipts, offices reported, and the reporting calendar. Goes out: a status
for every prefecture and period, and what it comes to for each prefecture.
"""

from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from hrss.decree import BEIJING_TIME, ReportingCalendar
from hrss.metrics.group_sums import group_heads
from hrss.metrics.vocabulary import Grouping

DAY = "datetime64[s]"


class ReportStatus(StrEnum):
    """How a prefecture's report of a period stands."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"

    @property
    def label(self) -> str:
        """Its word in Chinese."""
        return {
            ReportStatus.ON_TIME: "按时",
            ReportStatus.LATE: "迟报",
            ReportStatus.MISSING: "缺报",
            ReportStatus.NOT_DUE: "未到期",
        }[self]

    @property
    def sign(self) -> str:
        """Its sign, told apart without colour."""
        return {
            ReportStatus.ON_TIME: "●",
            ReportStatus.LATE: "▲",
            ReportStatus.MISSING: "×",
            ReportStatus.NOT_DUE: "○",
        }[self]


def timeliness(
    receipts: pd.DataFrame,
    reported: pd.DataFrame,
    snapshot: pd.DataFrame,
    *,
    calendar: ReportingCalendar,
    as_of: date,
    today: date,
) -> pd.DataFrame:
    """Whether each prefecture reported on each period, when, and on how many offices.

    The first report of a period counts: what is sent after it corrects it. A report
    is of the period whose due day is the next one from the day that it describes.
    The due day itself is on time, to its end in Beijing. Without a report a period
    is missing once its due day is past, and not due until then.

    Parameters
    ----------
    receipts : one row per prefecture and submission in force; reads
        ``prefecture_code``, ``as_of``, ``received_at`` (UTC).
    reported : one row per prefecture and period with a report; reads
        ``prefecture_code``, ``period``, ``reported_count`` (rostered offices, each
        once).
    snapshot : one row per rostered township; its place columns.
    as_of : periods that end later are left out.
    today : the day on which it is judged, in Beijing.

    Returns
    -------
    One row per rostered prefecture and period, in order of both:
    ``prefecture_code``, ``prefecture_name``, ``period``, ``report_due_date``,
    ``report_status``, ``received_on`` (day in Beijing, NaT for none), ``days_late``
    (NA unless late), ``submission_count``, ``rostered_count``,
    ``period_reported_count``, ``period_reporting_rate`` (fraction).
    """
    heads = group_heads(snapshot, Grouping.PREFECTURE).rename_axis("prefecture_code")
    periods = calendar.periods(as_of)
    cells = pd.MultiIndex.from_product(
        [heads.index, pd.DatetimeIndex(periods).astype(DAY)],
        names=["prefecture_code", "period"],
    )
    due = [calendar.due_on(period) for period in periods] * len(heads)
    table = pd.DataFrame(index=cells).join(_first_receipts(receipts, calendar, periods))
    counts = reported.set_index(["prefecture_code", "period"])["reported_count"]
    table["period_reported_count"] = counts.reindex(cells)
    table["report_due_date"] = pd.Series(due, index=cells, dtype=DAY)
    table = table.reset_index().join(
        heads[["prefecture_name", "rostered_count"]], on="prefecture_code"
    )
    whole = ["submission_count", "period_reported_count"]
    table[whole] = table[whole].astype("Int64").fillna(0)
    return _judged(table, today)


def _first_receipts(
    receipts: pd.DataFrame, calendar: ReportingCalendar, periods: tuple[date, ...]
) -> pd.DataFrame:
    """First day on which a report of a period came in, and how many came in all."""
    received = receipts["received_at"].dt.tz_convert(BEIJING_TIME).dt.tz_localize(None)
    own = pd.DataFrame(
        {
            "prefecture_code": receipts["prefecture_code"],
            "period": _periods_of(receipts["as_of"], calendar, periods),
            "received_on": received.dt.normalize().astype(DAY),
        }
    )
    return own.groupby(["prefecture_code", "period"]).agg(
        received_on=("received_on", "min"), submission_count=("received_on", "size")
    )


def _periods_of(
    days: pd.Series, calendar: ReportingCalendar, periods: tuple[date, ...]
) -> pd.Series:
    """Period that a report about each day is of; NaT for one of none of them."""
    if not periods:
        return pd.Series(pd.NaT, index=days.index, dtype=DAY)
    ends = np.array([calendar.due_on(period) for period in periods], dtype=DAY)
    names = np.array([*periods, "NaT"], dtype=DAY)
    described = days.to_numpy(DAY)
    found = names[np.searchsorted(ends, described, side="left")]
    is_before = described <= np.datetime64(calendar.begins_after(periods[0]))
    return pd.Series(np.where(is_before, np.datetime64("NaT"), found), days.index)


def _judged(table: pd.DataFrame, today: date) -> pd.DataFrame:
    received, due = table["received_on"], table["report_due_date"]
    is_late = received > due
    is_owed = received.isna() & (due < pd.Timestamp(today))
    status = pd.Series(ReportStatus.NOT_DUE.value, index=table.index, dtype="string")
    status = status.mask(received.notna(), ReportStatus.ON_TIME.value)
    status = status.mask(is_late, ReportStatus.LATE.value)
    rostered = table["rostered_count"].astype("Float64")
    late = (received - due).dt.days.where(is_late)
    judged = table.assign(
        report_status=status.mask(is_owed, ReportStatus.MISSING.value),
        days_late=late.astype("Int64"),
        period_reporting_rate=table["period_reported_count"] / rostered,
    )
    return judged[
        [
            *("prefecture_code", "prefecture_name", "period", "report_due_date"),
            *("report_status", "received_on", "days_late", "submission_count"),
            *("rostered_count", "period_reported_count", "period_reporting_rate"),
        ]
    ]


def reporting_summary(
    periods: pd.DataFrame,
    snapshot: pd.DataFrame,
    *,
    calendar: ReportingCalendar,
    as_of: date,
) -> pd.DataFrame:
    """What each prefecture's reporting comes to, and how old its news are.

    Parameters
    ----------
    periods : rows of `timeliness`.
    snapshot : one row per rostered township; reads its place columns,
        ``is_reported`` and ``report_as_of``.
    as_of : the day looked at; how old the news are is counted from it.

    Returns
    -------
    One row per prefecture, in order: ``group_code``, ``group_name``; periods with
    ``period_count = on_time_period_count + late_period_count +
    missing_period_count + not_due_period_count``; ``arrived_rate`` and
    ``punctual_rate`` (fractions of the periods that are due; NA for none);
    ``most_days_late`` (NA for never); of the newest period ``report_status``,
    ``period_reported_count``, ``period_reporting_rate`` beside ``rostered_count``;
    ``report_as_of`` and ``stale_days`` (of the newest report; NA for none);
    ``stale_count`` (offices whose newest report is of an earlier period) and
    ``silent_count`` (offices without any).
    """
    heads = group_heads(snapshot, Grouping.PREFECTURE)
    table = heads[["group_name", "rostered_count"]].join(_period_counts(periods))
    newest = periods[periods["period"] == periods["period"].max()]
    names = ["report_status", "period_reported_count", "period_reporting_rate"]
    table = table.join(newest.set_index("prefecture_code")[names])
    table = table.join(_staleness(snapshot, calendar, as_of))
    counts = [f"{status}_period_count" for status in ReportStatus]
    counts += ["period_count", "period_reported_count", "stale_count", "silent_count"]
    table[counts] = table[counts].astype("Int64").fillna(0)
    owed = (table["period_count"] - table["not_due_period_count"]).astype("Float64")
    owed = owed.mask(owed == 0)
    arrived = table["on_time_period_count"] + table["late_period_count"]
    table["arrived_rate"] = arrived / owed
    table["punctual_rate"] = table["on_time_period_count"] / owed
    return table.rename_axis("group_code").reset_index()[
        [
            *("group_code", "group_name", "period_count", "on_time_period_count"),
            *("late_period_count", "missing_period_count", "not_due_period_count"),
            *("arrived_rate", "punctual_rate", "most_days_late", "report_status"),
            *("rostered_count", "period_reported_count", "period_reporting_rate"),
            *("report_as_of", "stale_days", "stale_count", "silent_count"),
        ]
    ]


def _period_counts(periods: pd.DataFrame) -> pd.DataFrame:
    flags = pd.DataFrame(
        {
            f"{status}_period_count": periods["report_status"] == status.value
            for status in ReportStatus
        }
    ).astype(int)
    groups = flags.assign(period_count=1).groupby(periods["prefecture_code"])
    late = periods["days_late"].groupby(periods["prefecture_code"])
    return groups.sum().assign(most_days_late=late.max().astype("Int64"))


def _staleness(
    snapshot: pd.DataFrame, calendar: ReportingCalendar, as_of: date
) -> pd.DataFrame:
    described = snapshot["report_as_of"]
    prefectures = snapshot["prefecture_code"]
    newest = described.groupby(prefectures).max()
    periods = calendar.periods(as_of)
    # Before the first period has ended nothing can be of an earlier one.
    edge = pd.Timestamp(calendar.begins_after(periods[-1])) if periods else pd.NaT
    is_old = snapshot["is_reported"] & (described <= edge)
    is_silent = ~snapshot["is_reported"].astype(bool)
    age = (pd.Timestamp(as_of) - newest).dt.days
    return pd.DataFrame(
        {
            "report_as_of": newest,
            "stale_days": age.astype("Int64"),
            "stale_count": is_old.astype(int).groupby(prefectures).sum(),
            "silent_count": is_silent.astype(int).groupby(prefectures).sum(),
        }
    )
