"""What the page of prefectures' and counties' own work shows, computed once a view."""

from dataclasses import dataclass

import pandas as pd

from hrss import metrics
from hrss.decree import DECREE_NUMBER, SCHEDULE_SENTENCE
from hrss.metrics import AreaLevel, FilingStatus, Grouping, ScheduleSource
from hrss.reports import Span, date_in_words
from hrss.store import fetch_area_snapshot
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.session import settings, store_of
from hrss.web.view import View


@dataclass(frozen=True, slots=True, eq=False)
class AreaWork:
    """Tables of the page for one view; shared by all visitors.

    Parameters
    ----------
    areas : one row per prefecture and county of the view.
    whole, parts : `metrics.area_rules` of the view's area, and of what it consists
        of: prefectures for the province, counties for a prefecture.
    whole_budget, budgets : `metrics.area_budgets` likewise.
    filings : `metrics.plan_filings`.
    planned : prefectures whose schedule goes by their plan: what is due by it, what
        would be by even work, and what is complete.
    """

    areas: pd.DataFrame
    whole: pd.DataFrame
    parts: pd.DataFrame
    whole_budget: pd.DataFrame
    budgets: pd.DataFrame
    filings: pd.DataFrame
    planned: pd.DataFrame


@once_per_view
def load_area_work(view: View) -> AreaWork:
    """Tables of the view's area; its batch plays no part."""
    areas = fetch_area_snapshot(
        store_of(view.version),
        as_of=view.as_of,
        delta_codes=settings().delta_prefectures,
    )
    whole, finest = Grouping.PROVINCE, loaders.finest_grouping(view)
    if view.prefecture is not None:
        areas = areas[areas["prefecture_code"] == view.prefecture]
        whole = Grouping.PREFECTURE
    snapshot = loaders.load_snapshot(view, all_batches=True)
    parts = metrics.area_rules(areas, by=finest)
    if view.prefecture is not None:
        # Its own answer stands in the whole.
        parts = parts[parts["level"] == metrics.AreaLevel.COUNTY.value]
    return AreaWork(
        areas=areas,
        whole=metrics.area_rules(areas, by=whole),
        parts=parts,
        whole_budget=metrics.area_budgets(areas, snapshot, by=whole),
        budgets=metrics.area_budgets(areas, snapshot, by=finest),
        filings=metrics.plan_filings(areas, snapshot, as_of=view.as_of),
        planned=_planned(view, snapshot),
    )


def _planned(view: View, snapshot: pd.DataFrame) -> pd.DataFrame:
    by = Grouping.PREFECTURE
    rows = loaders.load_progress(view, by, all_batches=True)
    even = metrics.progress(
        snapshot.drop(columns="schedule"), as_of=view.as_of, by=by
    ).set_index("group_code")["scheduled_count"]
    rows = rows.assign(linear_count=rows["group_code"].map(even))
    sources = (ScheduleSource.PLAN.value, ScheduleSource.MIXED.value)
    return rows[rows["schedule_source"].isin(sources)]


def areas_are_simulated(view: View) -> bool:
    """Whether anything on the page is simulated, so that it must say so."""
    flags = load_area_work(view).areas["is_simulated"].fillna(False)
    return loaders.is_simulated(view) or bool(flags.any())


@once_per_view
def area_source(view: View) -> str:
    """The line under every table of the page: the day and who reported."""
    areas = load_area_work(view).areas
    is_prefecture = areas["is_prefecture"].astype(bool)
    said = [
        f"{word}{int(areas.loc[own, 'is_reported'].sum())}/{int(own.sum())}"
        for word, own in (("市本级", is_prefecture), ("县（市、区）", ~is_prefecture))
        if own.any()
    ]
    counted = f"；{view.counting}" if view.counting else ""
    mark = "；模拟数据" if areas_are_simulated(view) else ""
    return f"数据截至{view.as_of:%Y-%m-%d}；已上报：{'、'.join(said)}{counted}{mark}"


def area_short_source(view: View) -> str:
    """Day and source as they stand in a chart, and in a picture saved from it."""
    return loaders.short_note(
        view, "各市市县工作表", is_simulated=areas_are_simulated(view)
    )


def area_sentence(view: View) -> tuple[Span, ...]:
    """How many plans were filed in time, or how the one prefecture's stands."""
    filings = load_area_work(view).filings
    opening = Span(f"截至{date_in_words(view.as_of)}，")
    if filings.empty:
        return (opening, Span(f"名册中没有{view.area}的机构"))
    if view.prefecture is not None:
        return (opening, *_own_filing(view, filings.iloc[0]))
    counts = filings["filing_status"].value_counts()
    found = {status: int(counts.get(status.value, 0)) for status in FilingStatus}
    filed = found[FilingStatus.ON_TIME] + found[FilingStatus.LATE]
    spans = [
        opening,
        Span(f"{view.area}{len(filings)}个地级以上市中"),
        Span(f" {filed} ", "figure"),
        Span("个建设方案已备案"),
    ]
    if found[FilingStatus.LATE]:
        spans.append(Span(f"（逾期{found[FilingStatus.LATE]}个）"))
    if missing := found[FilingStatus.MISSING]:
        spans += [Span("，逾期未备案"), Span(f" {missing} ", "alarm"), Span("个")]
    elif waiting := found[FilingStatus.NOT_DUE]:
        spans.append(Span(f"，其余{waiting}个未到期限"))
    return tuple(spans)


def _own_filing(view: View, row: pd.Series) -> list[Span]:
    status = FilingStatus(row["filing_status"])
    if status is FilingStatus.NOT_DUE:
        return [Span(f"{view.area}的建设方案未到备案期限，尚未备案")]
    if status is FilingStatus.MISSING:
        late = Span(f" {row['days_overdue']} ", "alarm")
        return [
            Span(f"{view.area}的建设方案未备案（未填报），已逾期"),
            late,
            Span("天"),
        ]
    words = f"{view.area}的建设方案于{date_in_words(row['plan_filed_date'])}备案"
    if status is FilingStatus.ON_TIME:
        return [Span(words), Span("（按时）", "good")]
    return [Span(words), Span(f"（逾期{row['days_overdue']}天）", "alarm")]


def area_figures(view: View) -> dict[str, str]:
    """The present figure of each rule of prefectures and counties, in words."""
    own = load_area_work(view)
    found = {}
    for rule_id, rows in own.whole.groupby("rule", sort=False):
        parts = [
            f"{AreaLevel(row['level']).label}{row['yes_count']}/{row['area_count']}"
            for _, row in rows.iterrows()
        ]
        silent = int(rows["unanswered_count"].sum())
        ending = f"，未填报{silent}个" if silent else ""
        found[str(rule_id)] = f"填“是”的：{'、'.join(parts)}{ending}"
    counts = own.filings["filing_status"].value_counts()
    said = [
        f"{status.label}{counts[status.value]}个"
        for status in FilingStatus
        if counts.get(status.value, 0)
    ]
    return found | {"R31": f"{len(own.filings)}个地级以上市：{'，'.join(said)}"}


def area_notes() -> tuple[str, ...]:
    """How everything on the page is judged."""
    return (
        f"依据{DECREE_NUMBER}三(一)、四(三)、五(一)、六(二)；方案2011年10月底前报省厅备案，"
        "10月31日当天为按时；没有填报备案日期的列为未备案，逾期天数算到截至日",
        "“是”“否”“未填报”分开计数；地级以上市本级与县（市、区）分开计数",
        "经费列入预算（R27）由县（市、区）填报，不设县的东莞、中山由市本级填报；"
        "年度经费只合计上述各地填报数，平均每所以其应建机构数为分母",
        SCHEDULE_SENTENCE,
    )
