"""Maps of a view: prefectures, counties with their offices, squares, two days."""

from dataclasses import replace

import streamlit as st

from hrss import figures, metrics, places
from hrss.metrics import Grouping
from hrss.web import loaders, map_data
from hrss.web.caching import once_per_view
from hrss.web.charts import BOUNDARIES, Chart, prepared, show
from hrss.web.history import load_history
from hrss.web.scope import why_empty
from hrss.web.view import View, pick_other_day

TALL = 540
"""Height in pixels of a page's main picture, seen whole at 1366 x 768.

On a larger screen it grows with the window (``style.css``).
"""

MEASURES = ("completion_rate", "verified_rate", "reporting_rate", "gap_pp", "light")
FORMS = {
    "map": "地图",
    "tiles": "方格",
    "months": "逐期播放",
    "compare": "前后对比",
}


def map_panel(
    view: View,
    *,
    measure: str,
    is_clickable: bool = False,
    key: str = "map",
    height: int | None = None,
    beside: View | None = None,
) -> str | None:
    """Prefectures coloured by a measure; returns the one that was clicked.

    Parameters
    ----------
    beside : the view of the map that stands beside it, for one scale of both.
    """
    chart = _map_chart(view, measure, height, beside)
    return show(chart, key=key, is_clickable=is_clickable)


@once_per_view
def _map_chart(
    view: View, measure: str, height: int | None, beside: View | None
) -> Chart:
    prefectures = loaders.load_progress(view, Grouping.PREFECTURE)
    others = (
        None if beside is None else loaders.load_progress(beside, Grouping.PREFECTURE)
    )
    note = loaders.short_source(view)
    figure = figures.prefecture_map(
        prefectures,
        places.load_label_points().reset_index(),
        measure=measure,
        geojson_url=BOUNDARIES.format(layer="prefectures"),
        note=note,
        beside=others,
    )
    label = metrics.MEASURES[measure].label
    return Chart(
        prepared(figure, height=height),
        title=f"{loaders.batch_name(view)}{label}（{view.as_of:%Y-%m-%d}）",
        table=prefectures,
        note=note,
        is_map=True,
        is_tall=height is not None,
    )


def tile_panel(view: View, *, measure: str, height: int | None = None) -> None:
    """Prefectures as equal squares, which need no boundary."""
    show(_tile_chart(view, _numeric(measure), height), key="tiles")


@once_per_view
def _tile_chart(view: View, measure: str, height: int | None) -> Chart:
    prefectures = loaders.load_progress(view, Grouping.PREFECTURE)
    note = loaders.short_source(view)
    figure = figures.tile_map(
        prefectures, places.load_tiles().reset_index(), measure=measure, note=note
    )
    label = metrics.MEASURES[measure].label
    return Chart(
        prepared(figure, height=height),
        title=f"各市{label}（{loaders.batch_name(view)}，方格示意）",
        table=prefectures,
        note=note,
        is_tall=height is not None,
    )


def where_panel(view: View, *, measure: str, height: int | None = None) -> None:
    """The province by prefecture, or a prefecture by county."""
    if view.prefecture is None:
        map_panel(view, measure=measure, height=height)
    else:
        county_panel(view, measure=measure, has_points=False, height=height)


def county_panel(
    view: View, *, measure: str, has_points: bool = True, height: int | None = None
) -> None:
    """Counties of the view's prefecture, with its offices as points."""
    if loaders.load_snapshot(view).empty:
        st.info(why_empty(view))
        return
    show(_county_chart(view, _numeric(measure), has_points, height), key="counties")


@once_per_view
def _county_chart(
    view: View, measure: str, has_points: bool, height: int | None
) -> Chart:
    counties = map_data.with_map_units(loaders.load_progress(view, Grouping.COUNTY))
    boundaries = places.load_county_boundaries()
    # All of the prefecture, also the counties without an office of the batch.
    own = boundaries.index[boundaries["prefecture_code"] == view.prefecture]
    west, east, south, north = places.map_extent(boundaries, own)
    note = loaders.short_source(view)
    if has_points:
        note += " · 点位：GeoNames（CC BY 4.0）"
    figure = figures.county_map(
        counties,
        places.county_label_points(),
        measure=measure,
        prefecture_code=str(view.prefecture),
        extent=(west, south, east, north),
        geojson_url=BOUNDARIES.format(layer="counties"),
        points=map_data.office_points(view) if has_points else None,
        outside=[str(code) for code in own],
        note=note,
    )
    label = metrics.MEASURES[measure].label
    counties_name = "" if loaders.has_no_counties(view) else loaders.places_name(view)
    return Chart(
        prepared(figure, height=height),
        title=f"{view.area}{counties_name}{label}（{loaders.batch_name(view)}）",
        table=counties,
        note=note,
        is_map=True,
        is_tall=height is not None,
    )


def _numeric(measure: str) -> str:
    """Counties and tiles are coloured by a number: for a light, what it judges."""
    return "gap_pp" if measure == "light" else measure


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


def months_panel(view: View, *, height: int | None = None) -> None:
    """Completion of the prefectures, report by report."""
    show(_months_chart(view, height), key="months")


@once_per_view
def _months_chart(view: View, height: int | None) -> Chart:
    history = load_history(view, Grouping.PREFECTURE)
    note = loaders.source_of_days(view)
    # The slider prints the day of each step.
    undated = note.split(" · ", 1)[1]
    figure = figures.prefecture_map_animated(
        history,
        places.load_label_points().reset_index(),
        measure="completion_rate",
        geojson_url=BOUNDARIES.format(layer="prefectures"),
        note=undated,
    )
    return Chart(
        prepared(figure, height=height),
        title=f"各市完成率逐期变化（{loaders.batch_name(view)}）",
        table=history,
        note=note,
        is_map=True,
        is_tall=height is not None,
    )


def before_after_panel(view: View, *, measure: str) -> None:
    """The same map on two days, side by side."""
    other = pick_other_day(view, key="map_other_day")
    if other is None:
        st.info("只有一期数据，收到下一期后即可前后对比。")
        return
    views = (replace(view, as_of=other), view)
    for column, own, beside in zip(st.columns(2), views, views[::-1], strict=True):
        with column:
            map_panel(own, measure=measure, key=f"map_{own.as_of}", beside=beside)
