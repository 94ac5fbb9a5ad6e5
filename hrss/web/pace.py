"""Pace, forecast and punctuality of a view: loaded, computed once, shown."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from hrss import figures, metrics, service
from hrss.decree import load_targets
from hrss.metrics import PACE_WEEKS, ForecastStatus, Grouping
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.session import store_of
from hrss.web.tables import measure_table
from hrss.web.view import View

DRAWN_WEEKS = 40
"""How far back the rise to a forecast is drawn."""

_FORECAST_COLUMNS = (
    *("group_name", "rostered_count", "complete_count", "remaining_count"),
    *("pace_per_week", "needed_per_week", "forecast_status", "forecast_date"),
    *("forecast_low", "forecast_high", "chance_by_due"),
)
_ON_TIME_COLUMNS = (
    *("group_name", "rostered_count", "on_time_count", "undated_by_due_count"),
    *("undated_count", "late_count", "remaining_count", "overdue_count"),
    *("no_due_count", "on_time_rate"),
)


@once_per_view
def load_completions(view: View) -> pd.DataFrame:
    """When each office of the view was completed."""
    if view.batch is not None or view.prefecture is not None:
        whole = load_completions(replace(view, batch=None, prefecture=None))
        return whole.loc[loaders.load_snapshot(view).index]
    snapshot = loaders.load_snapshot(view)
    return service.load_completions(store_of(view.version), snapshot, as_of=view.as_of)


@once_per_view
def load_weekly(view: View, by: Grouping, weeks: int = PACE_WEEKS) -> pd.DataFrame:
    """Completions of the view's last weeks, group by group."""
    completed = load_completions(view)
    return metrics.weekly_completions(completed, as_of=view.as_of, by=by, weeks=weeks)


@once_per_view
def load_forecast(view: View, by: Grouping) -> pd.DataFrame:
    """Forecast of the view, group by group."""
    progress = loaders.load_progress(view, by)
    return metrics.forecast(load_weekly(view, by), progress, as_of=view.as_of)


@once_per_view
def load_on_time(view: View) -> pd.DataFrame:
    """Who of the view's places met the due date."""
    by = loaders.finest_grouping(view)
    return metrics.on_time(load_completions(view), as_of=view.as_of, by=by)


def batch_forecast(view: View, batch: int) -> pd.Series | None:
    """Forecast of one batch in the view's area; None where it has no office."""
    rows = load_forecast(replace(view, batch=str(batch)), Grouping.BATCH)
    return None if rows.empty else rows.iloc[0]


def forecast_panels(view: View) -> None:
    """Each batch's rise with the range ahead, and its places by their day."""
    batches = [str(target.batch) for target in load_targets()]
    shown = batches if view.batch is None else [view.batch]
    for batch in shown:
        own = replace(view, batch=batch)
        if loaders.load_snapshot(own).empty:
            st.info(f"{view.area}没有{loaders.batch_name(own)}的机构。")
            continue
        whole, places = st.columns(2, gap="large")
        with whole:
            fan_panel(own)
        with places:
            ranges_panel(own)
    forecast_method()


def fan_panel(view: View) -> None:
    """The rise of the view's batch, its pace, and the range it leads to."""
    show(_fan_chart(view), key=f"fan_{view.batch}")


@once_per_view
def _fan_chart(view: View) -> Chart:
    by, note = Grouping.BATCH, loaders.source_of_days(view)
    rows = load_forecast(view, by)
    fan = figures.forecast_fan(
        load_weekly(view, by, DRAWN_WEEKS),
        metrics.forecast_path(load_weekly(view, by), rows),
        rows.iloc[0],
        pace_weeks=PACE_WEEKS,
        note=note,
    )
    return Chart(
        prepared(fan),
        title=f"{loaders.batch_name(view)}建成走势与预计",
        table=_in_words(rows),
        note=note,
    )


def ranges_panel(view: View) -> None:
    """Places of the view's batch by the day they are expected to be complete."""
    show(_ranges_chart(view), key=f"ranges_{view.batch}")


@once_per_view
def _ranges_chart(view: View) -> Chart:
    rows = load_forecast(view, loaders.finest_grouping(view))
    note = loaders.source_of_days(view)
    ranges = figures.forecast_ranges(rows, as_of=pd.Timestamp(view.as_of), note=note)
    places = loaders.places_name(view)
    return Chart(
        prepared(ranges),
        title=f"{places}预计完成日期（{loaders.batch_name(view)}）",
        table=_in_words(rows),
        note=note,
    )


def forecast_table(view: View) -> None:
    """Pace, need and forecast of every place of the view's batch, as a table."""
    for target in load_targets():
        own = replace(view, batch=str(target.batch))
        if view.batch not in (None, own.batch) or loaders.load_snapshot(own).empty:
            continue
        rows = load_forecast(own, loaders.finest_grouping(own))
        measure_table(
            _in_words(rows)[list(_FORECAST_COLUMNS)],
            title=f"{loaders.batch_name(own)}建成速度与预计完成日期",
            note=loaders.source(own, of_days=True),
        )


def forecast_method() -> None:
    """A button that tells how the forecast is made and what it assumes."""
    with st.popover("推算办法", icon=":material/info:", type="tertiary"):
        st.markdown(metrics.forecast_method(PACE_WEEKS))


def on_time_panel(view: View) -> None:
    """Who met the due date of their batch, place by place."""
    rows = load_on_time(view)
    if not (rows["rostered_count"] > rows["no_due_count"]).any():
        st.info(f"{view.area}没有定了时限的机构。")
        return
    show(_on_time_chart(view), key="on_time")
    measure_table(
        rows[list(_ON_TIME_COLUMNS)],
        title=f"各地按时建成情况（{loaders.batch_name(view)}）",
        note=loaders.source(view, of_days=True),
    )


@once_per_view
def _on_time_chart(view: View) -> Chart:
    note = f"{loaders.source_of_days(view)} · 时间未填的以最先报为建成的报表为准"
    rows = load_on_time(view)
    return Chart(
        prepared(figures.on_time_bars(rows, note=note)),
        title=f"按时建成情况（{loaders.batch_name(view)}）",
        table=rows,
        note=note,
    )


def _in_words(forecasts: pd.DataFrame) -> pd.DataFrame:
    labels = {status.value: status.label for status in ForecastStatus}
    return forecasts.assign(forecast_status=forecasts["forecast_status"].map(labels))
