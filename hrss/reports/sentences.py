"""Chinese sentences composed from the figures, for screen and documents alike.

Comes in: rows of `metrics.progress`. Goes out: spans of text with their tone. No
sentence says what the figures do not bear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from hrss.decree import Target, load_targets
from hrss.metrics import ScheduleSource, percent_text, whole_needed

Tone = Literal["plain", "figure", "alarm", "good"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a sentence and how it is to be set."""

    text: str
    tone: Tone = "plain"


def plain_text(spans: Sequence[Span]) -> str:
    """The sentence without its tones."""
    return "".join(span.text for span in spans)


def date_in_words(day: date) -> str:
    """A day as documents write it: 2011年11月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def headline(
    whole: pd.Series,
    batches: pd.DataFrame,
    *,
    as_of: date,
    area: str,
    batch: str | None = None,
) -> tuple[Span, ...]:
    """The one sentence that answers first.

    It speaks of the batch that is asked for; of none in particular, of the first
    batch until its due date, and afterwards of the whole task with what is left of
    each batch. A batch without a rostered office (no central towns designated, no
    remainder) is not spoken of.

    Parameters
    ----------
    whole : row of `metrics.progress` for all of the area.
    batches : rows by batch, column ``group_code`` of batch years.
    as_of : the day described.
    area : name of the area, such as 全省 or 韶关市.
    batch : year of the batch that is asked for, or None.
    """
    opening = Span(f"截至{date_in_words(as_of)}，{area}")
    if not whole["rostered_count"]:
        return (opening, Span("名册中没有应建机构。"))
    rows = {
        target: batches[batches["group_code"] == str(target.batch)].iloc[0]
        for target in load_targets()
    }
    owed = {target: row for target, row in rows.items() if row["rostered_count"]}
    first = load_targets()[0]
    asked = [target for target in owed if str(target.batch) == batch]
    if not asked and first in owed and as_of <= first.due_date:
        asked = [first]
    if asked:
        row, target = owed[asked[0]], asked[0]
        main = _completion(row, subject=f"{target.batch}年批次")
        return (opening, *main, *_remaining(row, target, as_of), Span("。"))
    spans = [opening, *_completion(whole, subject="")]
    for target, row in owed.items():
        if row["remaining_count"]:
            spans.append(Span(f"；{target.batch}年批次"))
            spans.extend(_remaining(row, target, as_of, joint=""))
    return (*spans, Span("。"))


def _completion(row: pd.Series, *, subject: str) -> list[Span]:
    rostered, complete = int(row["rostered_count"]), int(row["complete_count"])
    if complete == rostered:
        return [
            Span(f"{subject}应建的"),
            Span(f" {rostered:,} ", "figure"),
            Span("个机构"),
            Span("已全部上报建成", "good"),
        ]
    spans = [
        Span(f"{subject}上报建成"),
        Span(f" {complete:,} ", "figure"),
        Span("个，占应建"),
        Span(f" {rostered:,} ", "figure"),
        Span("个的"),
        Span(f" {percent_text(row['completion_rate'])}", "figure"),
    ]
    return [*spans, *_against_schedule(row)]


def _against_schedule(row: pd.Series) -> list[Span]:
    if not row["scheduled_count"]:
        return []
    gap = round(float(row["gap_pp"]), 1)
    is_planned = row.get("schedule_source") == ScheduleSource.PLAN.value
    schedule = f"序时进度{'（按备案计划）' if is_planned else ''}"
    if gap == 0:
        return [Span(f"，与{schedule}持平")]
    if gap > 0:
        return [Span(f"，比{schedule}"), Span(f"快 {gap:.1f} 个百分点", "good")]
    # A missed deadline is said in its own words; it makes no small gap an alarm.
    # Of a group of which nothing has been reported, no light is asserted.
    light = "" if pd.isna(row["light"]) else row["light"]
    is_alarm = light == "red" or (light == "yellow" and not row["is_overdue"])
    tone: Tone = "alarm" if is_alarm else "plain"
    return [Span(f"，比{schedule}"), Span(f"慢 {-gap:.1f} 个百分点", tone)]


def _remaining(
    row: pd.Series, target: Target, as_of: date, *, joint: str = "；"
) -> list[Span]:
    left = int(row["remaining_count"])
    days = (target.due_date - as_of).days
    if not left:
        return []
    if days < 0:
        return [
            Span(joint),
            Span(f"逾期 {-days} 天，尚有 {left:,} 个未建成", "alarm"),
        ]
    if days == 0:
        return [Span(joint), Span(f"时限当日尚有 {left:,} 个未建成", "alarm")]
    weekly = whole_needed(float(row["needed_per_week"]))
    return [
        Span(f"{joint}距时限还有"),
        Span(f" {days} ", "figure"),
        Span("天，每周需建成"),
        Span(f" {weekly:,} ", "figure"),
        Span("个"),
    ]


def source_line(
    *,
    as_of: date,
    reported_count: int,
    rostered_count: int,
    roster_name: str,
    is_simulated: bool,
    counting: str | None = None,
) -> str:
    """The line under every chart: day, coverage, roster, and 模拟数据 when it is.

    `counting` says which reports count, where there is a review.
    """
    counted = f"{counting}，" if counting else ""
    coverage = f"{rostered_count:,}个应建机构中已上报{reported_count:,}个"
    parts = [
        f"数据截至{date_in_words(as_of)}",
        f"来源：各市上报（{counted}{coverage}）",
        f"名册：{roster_name}",
    ]
    if is_simulated:
        parts.append("模拟数据")
    return " · ".join(parts)
