"""Charts of a view's progress: the panels that pages are made of."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from hrss import figures, metrics, service
from hrss.decree import load_targets, target_of
from hrss.metrics import Grouping
from hrss.reports import date_in_words
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.history import load_history, load_series
from hrss.web.map_data import office_states
from hrss.web.offices import STATES
from hrss.web.pace import batch_forecast
from hrss.web.parts import batch_head, small_print
from hrss.web.scope import all_in_first_batch
from hrss.web.session import settings
from hrss.web.view import View, pick_other_day


def batch_panels(view: View) -> None:
    """Both batches side by side: figures and bullet bar, the first with its parts.

    A prefecture of the Delta has the first batch only, and a sentence that says so.
    """
    columns = st.columns([11, 9], gap="large")
    first = load_targets()[0]
    for column, target in zip(columns, load_targets(), strict=True):
        with column:
            reason = None if target.batch == first.batch else all_in_first_batch(view)
            if reason is None:
                show(_batch_chart(view, target.batch), key=f"bullet_{target.batch}")
            else:
                st.markdown(f"##### {target.batch}年批次")
                st.caption(f"{reason}，没有{target.batch}年批次的机构。")


@once_per_view
def _batch_chart(view: View, batch: int) -> Chart:
    batches = loaders.load_progress(view, Grouping.BATCH, all_batches=True)
    regions = loaders.load_progress(view, Grouping.REGION, all_batches=True)
    row, parts = loaders.batch_parts(batches, regions, batch, view=view)
    note = loaders.short_source(view)
    target = target_of(batch).value if view.prefecture is None else None
    return Chart(
        prepared(figures.batch_bullet(parts, row, target_value=target, note=note)),
        title=f"{batch}年批次建设进度",
        table=parts,
        note=note,
        head=batch_head(row, parts, batch_forecast(view, batch)),
    )


def ranking_panel(view: View) -> None:
    """Prefectures by completion, Delta and elsewhere apart; or one's counties.

    Where there are no counties, the townships by their state: one bar ranks nothing.
    """
    if loaders.has_no_counties(view):
        _township_lists(view)
        return
    show(_ranking_chart(view), key="ranking")


def _township_lists(view: View) -> None:
    """Townships of the view by their state, each by name."""
    st.markdown(f"##### {view.area}各镇（街道）建成情况（{loaders.batch_name(view)}）")
    names = loaders.load_snapshot(view)["township_name"]
    states = office_states(loaders.load_snapshot(view))
    items = "".join(
        f"<div><b>{word} {int((states == state).sum()):,}</b>　"
        f"{escape('、'.join(names[states == state])) or '无'}</div>"
        for state, word in STATES.items()
    )
    st.html(f'<div class="lists townships">{items}</div>')
    small_print(f"{view.area}不设县（市、区），直接列镇（街道）", loaders.source(view))


@once_per_view
def _ranking_chart(view: View) -> Chart:
    ranked = loaders.load_progress(view, loaders.finest_grouping(view))
    note = loaders.short_source(view)
    delta = loaders.delta_codes()
    if view.prefecture in delta:
        delta = frozenset(ranked["group_code"])
    who = loaders.places_name(view)
    return Chart(
        prepared(figures.prefecture_ranking(ranked, delta_codes=delta, note=note)),
        title=f"{who}完成率排名（{loaders.batch_name(view)}）",
        table=ranked,
        note=note,
    )


def rise_panel(view: View) -> None:
    """Complete offices over the report dates, against the schedule."""
    show(_rise_chart(view), key="rise")


@once_per_view
def _rise_chart(view: View) -> Chart:
    series, note = load_series(view), loaders.source_of_days(view)
    drawn, left_out = _lines_worth_drawing(series)
    figure = figures.completion_lines(
        drawn,
        metrics.schedule_lines(loaders.load_snapshot(view)),
        as_of=view.as_of,
        target_value=loaders.approximate_target(view),
        note=f"{note} · {left_out}" if left_out else note,
    )
    return Chart(prepared(figure), title="累计上报建成与计划", table=series, note=note)


def _lines_worth_drawing(series: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Leave out a batch of a few offices, whose line would lie on the axis; say so."""
    newest = series[series["as_of"] == series["as_of"].max()]
    few = newest[
        newest["rostered_count"].between(1, 0.05 * newest["rostered_count"].sum())
    ]
    words = "、".join(
        f"{name}{count}个未绘"
        for name, count in zip(few["group_name"], few["rostered_count"], strict=True)
    )
    return series[~series["group_code"].isin(few["group_code"])], words


def gap_panel(view: View) -> None:
    """Points ahead of or behind schedule, with the thresholds of the lights."""
    show(_gap_chart(view), key="gaps")


@once_per_view
def _gap_chart(view: View) -> Chart:
    groups = loaders.load_progress(view, loaders.finest_grouping(view))
    note, rule = loaders.short_source(view), service.lights(settings())
    figure = figures.gap_bars(
        groups, yellow_pp=rule.yellow_pp, red_pp=rule.red_pp, note=note
    )
    return Chart(
        prepared(figure),
        title=f"各地与序时进度的差距（{loaders.batch_name(view)}，百分点）",
        table=groups,
        note=note,
    )


def multiples_panel(view: View) -> None:
    """One small panel a prefecture: actual against schedule over the reports.

    A prefecture alone is in the rise already.
    """
    if view.prefecture is not None:
        return
    show(_multiples_chart(view), key="multiples")


@once_per_view
def _multiples_chart(view: View) -> Chart:
    history = load_history(view, Grouping.PREFECTURE)
    note = loaders.source_of_days(view)
    figure = figures.prefecture_small_multiples(
        history, delta_codes=loaders.delta_codes(), note=note
    )
    return Chart(
        prepared(figure),
        title=f"各市完成率与序时进度（{loaders.batch_name(view)}，逐期）",
        table=history,
        note=note,
        picture_width=1000,
    )


def comparison_panel(view: View) -> None:
    """Completion of each prefecture on two days."""
    other = pick_other_day(view, key="progress_other_day")
    if other is not None:
        show(_comparison_chart(view, other), key="comparison")


@once_per_view
def _comparison_chart(view: View, other: date) -> Chart:
    by, note = loaders.finest_grouping(view), loaders.source_of_days(view)
    before = loaders.load_progress(view, by, as_of=other)
    after = loaders.load_progress(view, by)
    figure = figures.comparison_dumbbells(
        before,
        after,
        labels=(date_in_words(other), date_in_words(view.as_of)),
        note=note,
    )
    both = pd.concat([before.assign(as_of=other), after.assign(as_of=view.as_of)])
    return Chart(
        prepared(figure),
        title=f"完成率前后对比（{loaders.batch_name(view)}）",
        table=both.astype({"as_of": "datetime64[s]"}),
        note=note,
    )
