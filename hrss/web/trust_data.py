"""What the page on data quality shows, computed once per view, and how it is judged."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from hrss import metrics, service
from hrss.decree import ReportingCalendar
from hrss.metrics import OddityKind, ReportStatus
from hrss.reports import Span, date_in_words, oddity_place, oddity_sentence
from hrss.service import trust
from hrss.store import counting_all, fetch_notes, notes_version
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.session import settings, store
from hrss.web.view import View

KIND_LABELS = {kind.value: kind.label for kind in OddityKind}
_STATUS_LABELS = {status.value: status.label for status in ReportStatus}


@dataclass(frozen=True, slots=True)
class Trust:
    """Tables of the page for one view; shared by all visitors."""

    periods: pd.DataFrame
    summary: pd.DataFrame
    oddities: pd.DataFrame


def of_all_batches(view: View) -> View:
    """The same view without its batch: a report is of all batches at once."""
    return replace(view, batch=None)


def of_all_received(view: View) -> View:
    """The view of all batches and of everything that came in.

    Whether a report came in time, and what is odd about it, does not wait for its
    review.
    """
    return replace(of_all_batches(view), version=counting_all(view.version))


@dataclass(frozen=True, slots=True)
class Noted:
    """Oddities with the notes on them, and what they can be filtered by.

    Parameters
    ----------
    oddities : all of them; ``noted_at`` is a text in Beijing time.
    left, looked_at : those without a note, and those with one.
    prefectures : name of each that has one, by its code.
    """

    oddities: pd.DataFrame
    left: pd.DataFrame
    looked_at: pd.DataFrame
    kinds: tuple[str, ...]
    prefectures: dict[str, str]


def load_trust(view: View) -> Trust:
    """Tables of the view's area."""
    today, calendar = judged_by()
    return _trust(of_all_received(view), today, calendar)


def judged_by() -> tuple[date, ReportingCalendar]:
    """Today and the calendar in force: what is not due today is missing tomorrow."""
    calendar = service.reporting_calendar(settings())
    return trust.judging_day(store()), calendar


@once_per_view
def _trust(view: View, today: date, calendar: ReportingCalendar) -> Trust:
    snapshot = loaders.load_snapshot(view)
    periods = trust.load_timeliness(
        store(), settings(), snapshot, as_of=view.as_of, today=today
    )
    return Trust(
        periods=periods,
        summary=metrics.reporting_summary(
            periods, snapshot, calendar=calendar, as_of=view.as_of
        ),
        oddities=_oddities(view, snapshot),
    )


def _oddities(view: View, snapshot: pd.DataFrame) -> pd.DataFrame:
    def load(day: date) -> pd.DataFrame:
        # A day on which nobody reported is the same as the reported one before it.
        reported = [each for each in view.dates if each <= day]
        earlier = replace(view, as_of=reported[-1] if reported else day)
        return loaders.load_snapshot(earlier)

    found = metrics.oddities(snapshot, trust.previous_reports(snapshot, load))
    rows = [row for _, row in found.iterrows()]
    return found.assign(
        oddity_label=found["kind"].map(KIND_LABELS).astype("string"),
        place=pd.array([oddity_place(row) for row in rows], dtype="string"),
        reason=pd.array([oddity_sentence(row) for row in rows], dtype="string"),
    )


def load_noted(view: View) -> Noted:
    """Oddities of the view with the notes on them.

    A note changes no figure and so not the store's version: whoever writes one must
    not make everybody's figures be computed again.
    """
    today, calendar = judged_by()
    return _noted(of_all_received(view), today, calendar, notes_version(store()))


@once_per_view
def _noted(
    view: View, today: date, calendar: ReportingCalendar, notes_version: int
) -> Noted:
    found = _trust(view, today, calendar).oddities
    found = trust.with_notes(found, fetch_notes(store()))
    local = found["noted_at"].dt.tz_convert(service.LOCAL_TIME)
    noted = found.assign(noted_at=local.dt.strftime("%Y-%m-%d %H:%M"))
    places = noted.drop_duplicates("prefecture_code")
    return Noted(
        oddities=noted,
        left=noted[~noted["is_looked_at"]],
        looked_at=noted[noted["is_looked_at"]],
        kinds=tuple(kind for kind in KIND_LABELS if kind in set(noted["kind"])),
        prefectures=dict(
            zip(places["prefecture_code"], places["prefecture_name"], strict=True)
        ),
    )


def worded_periods(view: View) -> pd.DataFrame:
    """Periods of the view with their status in words, to be read or taken away."""
    periods = load_trust(view).periods
    return periods.assign(report_status=periods["report_status"].map(_STATUS_LABELS))


def trust_sentence(view: View) -> tuple[Span, ...]:
    """How many reports came in time, and how much is to be asked about."""
    today, calendar = judged_by()
    spans = _punctuality(view, today, calendar)
    left = len(load_noted(view).left)
    if not left:
        return (*spans, Span("；没有待核实的异常。"))
    return (*spans, Span("；待核实的异常"), Span(f" {left:,} ", "figure"), Span("处。"))


@once_per_view
def _punctuality(
    view: View, today: date, calendar: ReportingCalendar
) -> tuple[Span, ...]:
    periods = _trust(of_all_received(view), today, calendar).periods
    counts = periods["report_status"].value_counts()
    by_status = {status: int(counts.get(status.value, 0)) for status in ReportStatus}
    owed = sum(by_status.values()) - by_status[ReportStatus.NOT_DUE]
    opening = Span(f"截至{date_in_words(view.as_of)}，{view.area}")
    if not owed:
        return (opening, Span("还没有到期应报的报表"))
    missing = by_status[ReportStatus.MISSING]
    return (
        opening,
        Span("应报报表"),
        Span(f" {owed:,} ", "figure"),
        Span("份，按时"),
        Span(f" {by_status[ReportStatus.ON_TIME]:,} ", "figure"),
        Span("份、迟报"),
        Span(f" {by_status[ReportStatus.LATE]:,} ", "figure"),
        Span("份、缺报"),
        Span(f" {missing:,} ", "alarm" if missing else "figure"),
        Span("份"),
    )


def trust_notes() -> tuple[str, ...]:
    """How everything on the page is judged."""
    today, calendar = judged_by()
    return (
        calendar.sentence,
        f"同一期多份报表的，以第一份的收到时间为准，是否缺报按{today}判断；"
        "本页不分批次，上报机构数以现行名册为准",
        "陈旧天数为截至日减最近一份报表的数据截至日期",
        f"面积突变：较该机构上一期报表增减超过{metrics.MOST_CHANGE:.0%}；"
        "人员归零：已建成的机构工作人员降为0；"
        f"全县数据雷同：同一县（市、区）不少于{metrics.LEAST_COPIES}个上报机构的数值"
        "全部相同；"
        f"全市日期相同：不少于{metrics.LEAST_SAME_DAYS}个机构的同一日期项目都是同一天",
        f"数值离群：同一地级市有{metrics.LEAST_GROUP}个以上机构填报的，稳健z值"
        f"（0.6745×偏差÷绝对中位差）超过{metrics.FARTHEST_Z:g}；面积、服务对象、"
        f"工作人员、经费按对数比较，并须相差{metrics.FARTHEST_RATIO:g}倍以上",
        "所列只是需要核实之处，不等于填报有误；报表更新后所列异常按新报表重新判断",
    )
