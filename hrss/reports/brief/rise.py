"""The rise over time beside the schedule, month by month."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from hrss import figures
from hrss.decree import load_targets, month_end
from hrss.figures import theme
from hrss.metrics import BATCH_LABELS
from hrss.reports.brief.charts import batch_in_hand, decree_count
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import row_of
from hrss.reports.brief.words import changed, day_words
from hrss.reports.content import Chart, ChartKind, Series

# Lighter than the batch's own ink: the thinner line of the two on the screen.
_VERIFIED_TONES = {"2011": "#8DA9C9", "2012": "#8CC5BF"}


def rise_chart(inputs: BriefInputs, *, note: str) -> Chart | None:
    """Offices complete at each report of each batch, and what was due by then.

    A month is shown by its last report; one without any by its last day, with no
    point on the line. None where nothing is rostered in a batch.
    """
    batches = _shown(inputs)
    if not batches:
        return None
    days = _days(inputs)
    categories = tuple(_label(day) for day in days)
    title = rise_title(inputs)
    return Chart(
        key="completion_lines",
        title=title,
        kind=ChartKind.LINES,
        categories=categories,
        series=tuple(line for batch in batches for line in _lines(inputs, batch, days)),
        number_format="#,##0",
        value_title="机构数（个）",
        note=note,
        alt=f"折线图：{title}。",
        draw=lambda: figures.completion_lines(
            inputs.series,
            inputs.schedule,
            as_of=inputs.now.as_of,
            target_value=decree_count(inputs),
            note=note,
        ),
    )


def rise_title(inputs: BriefInputs) -> str:
    """What the rise of the batch in hand came to."""
    batch = batch_in_hand(inputs)
    own = inputs.series[inputs.series["group_code"] == batch]
    name = BATCH_LABELS[batch]
    row = row_of(inputs.now.batch_rows, batch)
    if row is None or row.is_silent or own.empty:
        return f"{name}尚无上报，虚线为序时进度"
    first, last = own.iloc[0], own.iloc[-1]
    after = int(last["complete_count"])
    until = pd.Timestamp(last["as_of"]).date()
    if len(own) == 1:
        return f"截至{day_words(until)}，{name}上报建成{after:,}个"
    since = pd.Timestamp(first["as_of"]).date()
    before = int(first["complete_count"])
    change = changed(before, after)
    return f"{day_words(since)}以来，{name}上报建成{change}，现为{after:,}个"


def _shown(inputs: BriefInputs) -> list[str]:
    """Batches with a schedule that have an office."""
    rostered = {row.code: row.rostered for row in inputs.now.batch_rows}
    return [
        str(target.batch) for target in load_targets() if rostered[str(target.batch)]
    ]


def _days(inputs: BriefInputs) -> list[date]:
    """The last reported day of each month; up to the due date of the batch in hand."""
    reported = sorted(pd.Timestamp(day).date() for day in set(inputs.series["as_of"]))
    due = next(
        target.due_date
        for target in load_targets()
        if str(target.batch) == batch_in_hand(inputs)
    )
    start = min(t.start_date for t in load_targets() if str(t.batch) in _shown(inputs))
    first = reported[0] if reported and inputs.has_reports else start
    by_month = {month_end(day): day for day in reported if inputs.has_reports}
    last = max([due, *reported])
    days = []
    month = month_end(first)
    while month <= month_end(last):
        days.append(by_month.get(month, month))
        month = month_end(month + timedelta(days=1))
    return days


def _label(day: date) -> str:
    return f"{day:%Y-%m}" if day == month_end(day) else f"{day:%Y-%m-%d}"


def _lines(inputs: BriefInputs, batch: str, days: Sequence[date]) -> list[Series]:
    own = inputs.series[inputs.series["group_code"] == batch].set_index("as_of")
    due = inputs.schedule[inputs.schedule["group_code"] == batch]
    name, ink = BATCH_LABELS[batch], theme.BATCH_INKS[batch]
    lines = []
    row = row_of(inputs.now.batch_rows, batch)
    if row is not None and not row.is_silent:
        for word, measure, is_verified in (
            ("上报建成", "complete_count", False),
            ("核验达标", "verified_count", True),
        ):
            counts = own[measure].to_dict()
            values = tuple(_value(counts.get(pd.Timestamp(day))) for day in days)
            if not is_verified or any(values):
                tone = _VERIFIED_TONES[batch] if is_verified else ink
                lines.append(Series(f"{name}{word}", values, tone))
    scheduled = _scheduled(due, days)
    if any(scheduled):
        lines.append(Series(f"{name}序时", scheduled, ink, is_dashed=True))
    return lines


def _value(count: object) -> float | None:
    return None if count is None else float(str(count))


def _scheduled(due: pd.DataFrame, days: Sequence[date]) -> tuple[float | None, ...]:
    """The schedule on each day; nothing before it begins."""
    if due.empty:
        return tuple(None for _ in days)
    at = due["as_of"].to_numpy("datetime64[D]")
    owed = due["scheduled_count"].to_numpy("float64")
    asked = np.array(days, dtype="datetime64[D]")
    found = np.interp(asked.astype("int64"), at.astype("int64"), owed)
    return tuple(
        None if day < at[0] else round(float(value), 1)
        for day, value in zip(asked, found, strict=True)
    )
