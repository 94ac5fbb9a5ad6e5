"""Whether the reports of the period came: by name who is late, missing, or silent."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from hrss.metrics import ReportStatus
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.words import day_words, figure, item, joined, month_words, said
from hrss.reports.content import Paragraph
from hrss.reports.sentences import Span


def newest_period(inputs: BriefInputs) -> tuple[date, date] | None:
    """The last period that has ended, and its due day; None before the first."""
    ended = inputs.reports.calendar.periods(inputs.now.as_of)
    if not ended:
        return None
    return ended[-1], inputs.reports.calendar.due_on(ended[-1])


def next_period(inputs: BriefInputs) -> tuple[date, date]:
    """The next period to be reported, and its due day."""
    calendar, as_of = inputs.reports.calendar, inputs.now.as_of
    until = as_of
    while True:
        until = date(until.year + until.month // 12, until.month % 12 + 1, 28)
        ended = calendar.periods(max(until, calendar.first_period))
        later = [period for period in ended if period > as_of]
        if later:
            return later[0], calendar.due_on(later[0])


def of_status(inputs: BriefInputs, status: ReportStatus) -> pd.DataFrame:
    """Prefectures whose report of the newest period stands so."""
    periods = inputs.reports.periods
    newest = periods["period"] == periods["period"].max()
    found: pd.DataFrame = periods[newest & (periods["report_status"] == status.value)]
    return found


def reporting_paragraphs(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """The newest period by name, then who is silent, then whose data are old."""
    period = newest_period(inputs)
    if period is None or inputs.reports.periods.empty:
        first = month_words(inputs.reports.calendar.first_period)
        return (said(f"首个报告期为{first}，尚未到期。"), *_silent(inputs))
    if inputs.is_province:
        found = _province(inputs, *period)
    else:
        found = (_prefecture(inputs, *period),)
    return (*found, *_silent(inputs), *_stale(inputs))


def _province(inputs: BriefInputs, period: date, due: date) -> tuple[Paragraph, ...]:
    rows = {status: of_status(inputs, status) for status in ReportStatus}
    total = sum(len(own) for own in rows.values())
    opening = f"{month_words(period)}报表应于{day_words(due)}前报送"
    if len(rows[ReportStatus.ON_TIME]) == total:
        return (said(f"{opening}，{total}个市均已按时报送。"),)
    if len(rows[ReportStatus.MISSING]) == total:
        return (said(f"{opening}，{total}个市均未报送。"),)
    if len(rows[ReportStatus.NOT_DUE]) == total:
        return (said(f"{opening}，尚未到期，{total}个市均未报送。"),)
    words = {
        ReportStatus.ON_TIME: "按时报送",
        ReportStatus.LATE: "迟报",
        ReportStatus.MISSING: "缺报",
        ReportStatus.NOT_DUE: "未报送（未到期）",
    }
    counts = joined(
        [f"{words[status]}{len(own)}个" for status, own in rows.items() if len(own)]
    )
    lead = said(f"{opening}，{total}个市中{counts}。")
    return (lead, *_named(rows))


def _named(rows: dict[ReportStatus, pd.DataFrame]) -> list[Paragraph]:
    found = []
    missing, late = rows[ReportStatus.MISSING], rows[ReportStatus.LATE]
    if len(missing):
        names = joined(_names(missing))
        found.append(item(Span(f"缺报{len(missing)}个市：", "alarm"), f"{names}。"))
    if len(late):
        listed = joined(
            [
                f"{name}（迟{int(days)}天）"
                for name, days in zip(_names(late), late["days_late"], strict=True)
            ]
        )
        found.append(item(Span(f"迟报{len(late)}个市：", "alarm"), f"{listed}。"))
    return found


def _names(rows: pd.DataFrame) -> Sequence[str]:
    return [str(name) for name in rows["prefecture_name"]]


def _prefecture(inputs: BriefInputs, period: date, due: date) -> Paragraph:
    periods = inputs.reports.periods
    row = periods[periods["period"] == periods["period"].max()].iloc[0]
    status = ReportStatus(row["report_status"])
    opening = f"{month_words(period)}报表应于{day_words(due)}前报送，"
    if status is ReportStatus.MISSING:
        return said(opening, inputs.area, Span("缺报", "alarm"), "。")
    if status is ReportStatus.NOT_DUE:
        return said(opening, f"尚未到期，{inputs.area}还没有报送。")
    received = day_words(pd.Timestamp(row["received_on"]).date())
    share = (
        f"，报表覆盖应建{int(row['rostered_count']):,}个机构中的"
        f"{int(row['period_reported_count']):,}个"
    )
    if status is ReportStatus.LATE:
        late = Span(f"迟报{int(row['days_late'])}天", "alarm")
        return said(opening, f"{inputs.area}于{received}报送，", late, share, "。")
    return said(opening, f"{inputs.area}于{received}按时报送", share, "。")


def _silent(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """Offices of which there is no report at all, by place."""
    row = inputs.now.whole_row
    silent = row.rostered - row.reported
    if not silent:
        return ()
    if row.is_silent:
        return (said("名册内", figure(row.rostered), "机构均从未上报。"),)
    places = sorted(
        (
            (each.rostered - each.reported, each.name)
            for each in inputs.now.place_rows
            if each.rostered > each.reported
        ),
        key=lambda pair: -pair[0],
    )
    where = ""
    if inputs.is_province or inputs.has_counties:
        where = "：" + joined([f"{name}{count:,}个" for count, name in places])
    return (item(Span(f"从未上报的机构{silent:,}个", "alarm"), f"{where}。"),)


def _stale(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """Offices whose newest report is of an earlier period, by prefecture."""
    rows = inputs.reports.summary[inputs.reports.summary["stale_count"] > 0]
    total = int(rows["stale_count"].sum())
    if not total:
        return ()
    where = ""
    if inputs.is_province:
        where = "：" + joined(
            [
                f"{name}{int(count):,}个"
                for name, count in zip(
                    rows["group_name"], rows["stale_count"], strict=True
                )
            ]
        )
    return (item(f"仍用以前各期数据的机构{total:,}个{where}。"),)
