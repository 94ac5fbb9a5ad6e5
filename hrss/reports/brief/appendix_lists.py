"""Appendices that are lists: offices left, forecasts, rules, reports."""

import pandas as pd

from hrss.decree import rule
from hrss.metrics import MEASURES, ForecastStatus, ReportStatus, chance_words
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import Row, day_or_none, number_or_none, text_or_none
from hrss.reports.brief.tables import (
    measure_column,
    place_column,
    places_named,
    with_total,
)
from hrss.reports.content import Cell, Column, Table

_COUNTS = (
    *("answered_count", "pass_count", "fail_count", "unanswered_count"),
    *("pass_rate", "answered_pass_rate"),
)
_PERIODS = (
    *("period_count", "on_time_period_count", "late_period_count"),
    *("missing_period_count", "period_reported_count", "stale_count", "silent_count"),
)


def offices_table(inputs: BriefInputs, *, note: str) -> Table:
    """Every office of a prefecture that is not reported complete."""
    offices = inputs.offices if inputs.offices is not None else pd.DataFrame()
    rows: list[tuple[Cell, ...]] = [
        (
            text_or_none(office["county_name"]),
            str(office["township_name"]),
            str(office["batch_name"]),
            str(office["state"]),
            day_or_none(office["report_as_of"]),
        )
        for _, office in offices.iterrows()
    ]
    return Table(
        key="appendix_offices",
        title=f"{inputs.area}尚未上报建成的机构",
        columns=(
            measure_column("county_name", width=10),
            measure_column("township_name", width=10),
            Column("batch", "批次", "text", 8),
            Column("state", "上报情况", "text", 8),
            measure_column("report_as_of"),
        ),
        rows=tuple(rows),
        note=note,
    )


def forecasts_table(inputs: BriefInputs, *, note: str) -> Table:
    """Pace, need and expected day of each place and of the whole."""
    rows: list[tuple[Cell, ...]] = [
        (row.name, *_forecast_cells(row))
        for row in inputs.now.place_rows
        if row.rostered
    ]
    total: tuple[Cell, ...] = ("合计", *_forecast_cells(inputs.now.whole_row))
    return Table(
        key="appendix_forecasts",
        title=f"{places_named(inputs)}建成速度与预计完成日期",
        columns=(
            place_column(inputs.place_label),
            measure_column("remaining_count"),
            measure_column("pace_per_week", width=7),
            measure_column("needed_per_week", width=7),
            measure_column("forecast_status", width=9),
            measure_column("forecast_date"),
            measure_column("forecast_low"),
            measure_column("forecast_high"),
            Column("chance_by_due", MEASURES["chance_by_due"].label, "text", 7),
        ),
        rows=with_total(inputs, rows, total),
        note=note,
        total_rows=int(inputs.has_counties),
    )


def _forecast_cells(row: Row) -> tuple[Cell, ...]:
    if row.is_silent:
        return (None, None, None, "未上报", None, None, None, None)
    outlook = row.outlook
    if outlook is None:
        return (row.remaining, *(None,) * 7)
    found: tuple[Cell, ...] = (outlook.day, outlook.low, outlook.high)
    if outlook.status is not ForecastStatus.FORECAST:
        found = (None, None, None)
    # What was drawn at random is never certain: ＜1%, not 0.0%.
    chance = outlook.chance_by_due
    likely = None if chance is None else chance_words(chance)
    needed = row.needed_per_week
    return (
        *(row.remaining, outlook.pace_per_week, needed, outlook.status.label),
        *(*found, likely),
    )


def rules_table(inputs: BriefInputs, *, note: str) -> Table:
    """The decree's rules that can be passed or failed, hard ones first."""
    rules = inputs.quality.rules
    rules = rules[rules["strength"].isin(["M", "P"]) & (rules["pass_count"].notna())]
    rules = rules.sort_values("strength", kind="stable")
    rows: list[tuple[Cell, ...]] = [
        (
            str(row["rule"]),
            str(row["title"]),
            rule(str(row["rule"])).strength_label,
            *(_number(row[name]) for name in _COUNTS),
        )
        for _, row in rules.iterrows()
    ]
    return Table(
        key="appendix_rules",
        title="标准化建设情况（按文件条款）",
        columns=(
            measure_column("rule", width=5),
            measure_column("title", width=9),
            measure_column("strength", width=7),
            *(measure_column(name) for name in _COUNTS),
        ),
        rows=tuple(rows),
        note=note,
    )


def _number(value: object) -> Cell:
    number = number_or_none(value)
    return int(number) if number is not None and number.is_integer() else number


def reports_table(inputs: BriefInputs, *, note: str) -> Table:
    """How each prefecture reported: this period, and all periods so far."""
    labels = {status.value: status.label for status in ReportStatus}
    rows: list[tuple[Cell, ...]] = [
        (
            str(row["group_name"]),
            labels.get(str(row["report_status"])),
            *(_number(row[name]) for name in _PERIODS),
            number_or_none(row["punctual_rate"]),
            day_or_none(row["report_as_of"]),
        )
        for _, row in inputs.reports.summary.iterrows()
        if row["period_count"] > 0
    ]
    return Table(
        key="appendix_reports",
        title="各市报送情况" if inputs.is_province else f"{inputs.area}报送情况",
        columns=(
            place_column("地级市"),
            measure_column("report_status", label="本期", width=5),
            *(measure_column(name) for name in _PERIODS),
            measure_column("punctual_rate"),
            measure_column("report_as_of"),
        ),
        rows=tuple(rows),
        note=note,
    )
