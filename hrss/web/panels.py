"""A chart of a view, loaded, drawn and shown: the panels pages are made of."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from hrss import figures, metrics, places, service
from hrss.decree import load_targets
from hrss.metrics import Grouping
from hrss.reports import date_in_words
from hrss.web import loaders
from hrss.web.charts import BOUNDARIES, show_chart
from hrss.web.parts import batch_head
from hrss.web.session import settings
from hrss.web.view import View, pick_other_day


def batch_panels(view: View) -> None:
    """Both batches side by side: figures and bullet bar, the first with its parts."""
    batches = loaders.load_progress(view, Grouping.BATCH, all_batches=True)
    regions = loaders.load_progress(view, Grouping.REGION, all_batches=True)
    columns = st.columns([3, 2], gap="large")
    for column, target in zip(columns, load_targets(), strict=True):
        with column:
            row, parts = loaders.batch_parts(batches, regions, target.batch, view=view)
            show_chart(
                figures.batch_bullet(
                    parts,
                    row,
                    target_value=target.value if view.prefecture is None else None,
                    note=loaders.short_source(view),
                ),
                key=f"bullet_{target.batch}",
                title=f"{target.batch}年批次建设进度",
                table=parts,
                note=loaders.short_source(view),
                head=batch_head(row, parts),
            )


def map_panel(
    view: View, *, measure: str, is_clickable: bool = False, key: str = "map"
) -> str | None:
    """Prefectures coloured by a measure; returns the one that was clicked."""
    prefectures = loaders.load_progress(view, Grouping.PREFECTURE)
    note = loaders.short_source(view)
    label = metrics.MEASURES[measure].label
    return show_chart(
        figures.prefecture_map(
            prefectures,
            places.load_label_points().reset_index(),
            measure=measure,
            geojson_url=BOUNDARIES.format(layer="prefectures"),
            note=note,
        ),
        key=key,
        title=f"{loaders.batch_name(view)}{label}（{view.as_of:%Y-%m-%d}）",
        table=prefectures,
        note=note,
        is_map=True,
        is_clickable=is_clickable,
    )


def tile_panel(view: View, *, measure: str) -> None:
    """Prefectures as equal squares, which need no boundary."""
    prefectures = loaders.load_progress(view, Grouping.PREFECTURE)
    note = loaders.short_source(view)
    label = metrics.MEASURES[measure].label
    show_chart(
        figures.tile_map(
            prefectures, places.load_tiles().reset_index(), measure=measure, note=note
        ),
        key="tiles",
        title=f"各市{label}（{loaders.batch_name(view)}，方格示意）",
        table=prefectures,
        note=note,
    )


def where_panel(view: View, *, measure: str) -> None:
    """The province by prefecture, or a prefecture by county."""
    if view.prefecture is None:
        map_panel(view, measure=measure)
    else:
        county_panel(view, measure=measure, has_points=False)


def county_panel(view: View, *, measure: str, has_points: bool = True) -> None:
    """Counties of the view's prefecture, with its offices as points."""
    if view.prefecture is None:
        return
    counties = loaders.with_map_units(loaders.load_progress(view, Grouping.COUNTY))
    boundaries = places.load_county_boundaries()
    west, east, south, north = places.map_extent(
        boundaries, set(counties["map_unit_code"])
    )
    note = loaders.short_source(view)
    if has_points:
        note += " · 点位：GeoNames（CC BY 4.0），空心为大致位置"
    label = metrics.MEASURES[measure].label
    show_chart(
        figures.county_map(
            counties,
            places.county_label_points(),
            measure=measure,
            prefecture_code=view.prefecture,
            extent=(west, south, east, north),
            geojson_url=BOUNDARIES.format(layer="counties"),
            points=loaders.office_points(view) if has_points else None,
            note=note,
        ),
        key="counties",
        title=f"{view.area}各县（市、区）{label}（{loaders.batch_name(view)}）",
        table=counties,
        note=note,
    )


def ranking_panel(view: View) -> None:
    """Prefectures by completion, Delta and elsewhere apart; or one's counties."""
    ranked = loaders.load_progress(view, loaders.finest_grouping(view))
    note = loaders.short_source(view)
    delta = loaders.delta_codes()
    if view.prefecture in delta:
        delta = frozenset(ranked["group_code"])
    show_chart(
        figures.prefecture_ranking(ranked, delta_codes=delta, note=note),
        key="ranking",
        title=f"{'各市' if view.prefecture is None else '各县（市、区）'}完成率排名"
        f"（{loaders.batch_name(view)}）",
        table=ranked,
        note=note,
    )


def rise_panel(view: View) -> None:
    """Complete offices over the report dates, against the schedule."""
    series, note = loaders.load_series(view), loaders.short_source(view)
    show_chart(
        figures.completion_lines(
            series,
            metrics.schedule_lines(loaders.load_snapshot(view)),
            as_of=view.as_of,
            target_value=loaders.approximate_target(view),
            note=note,
        ),
        key="rise",
        title="累计上报建成与计划",
        table=series,
        note=note,
    )


def gap_panel(view: View) -> None:
    """Points ahead of or behind schedule, with the thresholds of the lights."""
    prefectures = loaders.load_progress(view, Grouping.PREFECTURE)
    note, rule = loaders.short_source(view), service.lights(settings())
    show_chart(
        figures.gap_bars(
            prefectures, yellow_pp=rule.yellow_pp, red_pp=rule.red_pp, note=note
        ),
        key="gaps",
        title=f"各市与序时进度的差距（{loaders.batch_name(view)}，百分点）",
        table=prefectures,
        note=note,
    )


def multiples_panel(view: View) -> None:
    """One small panel a prefecture: actual against schedule over the reports."""
    history, note = (
        loaders.load_history(view, Grouping.PREFECTURE),
        loaders.short_source(view),
    )
    show_chart(
        figures.prefecture_small_multiples(
            history, delta_codes=loaders.delta_codes(), note=note
        ),
        key="multiples",
        title=f"各市完成率与序时进度（{loaders.batch_name(view)}，逐期）",
        table=history,
        note=note,
    )


MEASURES = ("completion_rate", "verified_rate", "reporting_rate", "gap_pp", "light")
FORMS = {
    "map": "地图",
    "tiles": "方格",
    "months": "逐期播放",
    "compare": "前后对比",
}


def pick_measure() -> str:
    """What the map is coloured by."""
    return st.segmented_control(
        "指标",
        MEASURES,
        format_func=lambda name: metrics.MEASURES[name].label,
        default=MEASURES[0],
        required=True,
        key="measure",
        bind="query-params",
    )


def pick_map_form(view: View) -> str:
    """How the province is drawn; a prefecture is always a map of its counties."""
    return st.segmented_control(
        "形式",
        list(FORMS),
        format_func=FORMS.__getitem__,
        default="map",
        required=True,
        disabled=view.prefecture is not None,
        key="form",
        bind="query-params",
    )


def months_panel(view: View) -> None:
    """Completion of the prefectures, report by report."""
    history, note = (
        loaders.load_history(view, Grouping.PREFECTURE),
        loaders.short_source(view),
    )
    show_chart(
        figures.prefecture_map_animated(
            history,
            places.load_label_points().reset_index(),
            measure="completion_rate",
            geojson_url=BOUNDARIES.format(layer="prefectures"),
            note=note,
        ),
        key="months",
        title=f"各市完成率逐期变化（{loaders.batch_name(view)}）",
        table=history,
        note=note,
    )


def before_after_panel(view: View, *, measure: str) -> None:
    """The same map on two days, side by side."""
    other = pick_other_day(view, key="map_other_day")
    if other is None:
        st.info("只有一期数据，收到下一期后即可前后对比。")
        return
    for column, day in zip(st.columns(2), (other, view.as_of), strict=True):
        with column:
            map_panel(replace(view, as_of=day), measure=measure, key=f"map_{day}")


def comparison_panel(view: View) -> None:
    """Completion of each prefecture on two days."""
    other = pick_other_day(view, key="progress_other_day")
    if other is None:
        return
    by, note = loaders.finest_grouping(view), loaders.short_source(view)
    before = loaders.load_progress(view, by, as_of=other)
    after = loaders.load_progress(view, by)
    show_chart(
        figures.comparison_dumbbells(
            before,
            after,
            labels=(date_in_words(other), date_in_words(view.as_of)),
            note=note,
        ),
        key="comparison",
        title=f"完成率前后对比（{loaders.batch_name(view)}）",
        table=pd.concat(
            [before.assign(as_of=other), after.assign(as_of=view.as_of)]
        ).astype({"as_of": "datetime64[s]"}),
        note=note,
    )
