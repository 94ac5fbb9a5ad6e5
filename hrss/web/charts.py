"""A chart with its title, and everything it can be taken away as."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.plotly_chart import PlotlyState

from hrss.figures import enlarged, plotly_config
from hrss.reports import write_table
from hrss.reports.pictures import WIDTH
from hrss.web.pictures import picture_buttons, remember_chart

CameraFormat = Literal["png", "svg"]

BOUNDARIES = "/app/static/boundaries/{layer}.geojson"
_FACTOR: ContextVar[float] = ContextVar("chart_size", default=1.0)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and all that goes with it, made once and shown often.

    Parameters
    ----------
    figure : what is drawn.
    title : what it shows; also the name of the saved files.
    table : the data it draws.
    note : day and source, written into the workbook.
    head : HTML to stand above it in place of the title.
    is_map : it can be zoomed.
    is_tall : it is as high as the window has room for.
    picture_width : of its pictures, in pixels; a wide chart needs more.
    """

    figure: go.Figure
    title: str
    table: pd.DataFrame
    note: str
    head: str | None = None
    is_map: bool = False
    is_tall: bool = False
    picture_width: int = WIDTH


class PreparedFigure(go.Figure):  # type: ignore[misc]
    """A figure whose plain form was made once.

    Streamlit copies a figure and encodes its dates and arrays at every rerun, which
    takes longer than everything else on a page.
    """

    def to_dict(self) -> dict[str, object]:
        """The plain form: dictionaries, lists, numbers and text; not to be altered."""
        plain: dict[str, object] = self._plain
        return plain

    def at_size(self, factor: float) -> "PreparedFigure":
        """The same figure so many times larger, made once a size."""
        sizes: dict[float, PreparedFigure] = self._sizes
        if factor not in sizes:
            sizes[factor] = _of_plain(enlarged(self._plain, factor))
        return sizes[factor]


def _of_plain(
    plain: dict[str, object], figure: go.Figure | None = None
) -> PreparedFigure:
    result = PreparedFigure(figure)
    result._plain = plain
    result._sizes = {}
    return result


def prepared(figure: go.Figure, *, height: int | None = None) -> PreparedFigure:
    """The same figure in its plain form, of that height where the page has room."""
    if height is not None:
        figure.update_layout(height=height)
    return _of_plain(json.loads(figure.to_json()), figure)


@contextmanager
def at_size(factor: float) -> Iterator[None]:
    """Show charts with texts and lines so many times larger; their pictures as ever."""
    before = _FACTOR.set(factor)
    try:
        yield
    finally:
        _FACTOR.reset(before)


def _sized(figure: go.Figure) -> go.Figure:
    factor = _FACTOR.get()
    if factor == 1 or not isinstance(figure, PreparedFigure):
        return figure
    return figure.at_size(factor)


def show(chart: Chart, *, key: str, is_clickable: bool = False) -> str | None:
    """Show a chart that was made once; see `show_chart`."""
    return show_chart(
        chart.figure,
        key=key,
        title=chart.title,
        table=chart.table,
        note=chart.note,
        head=chart.head,
        is_map=chart.is_map,
        is_tall=chart.is_tall,
        picture_width=chart.picture_width,
        is_clickable=is_clickable,
    )


def show_chart(
    figure: go.Figure,
    *,
    key: str,
    title: str,
    table: pd.DataFrame,
    note: str,
    is_map: bool = False,
    is_tall: bool = False,
    picture_width: int = WIDTH,
    is_clickable: bool = False,
    head: str | None = None,
) -> str | None:
    """Draw a chart and offer it as PNG, SVG, PDF and Excel.

    Parameters
    ----------
    key : names the chart within its page.
    title : what it shows; also the name of the saved files.
    table : the data it draws.
    note : day and source, written into the workbook.
    is_map : it can be zoomed.
    is_tall : it is as high as the window has room for.
    picture_width : of its pictures, in pixels; a wide chart needs more.
    is_clickable : a click on a place or a part of a bar is returned.
    head : HTML to stand above it in place of the title.

    Returns
    -------
    Code of the place that was clicked, or of the bar and its part, joined by a point
    (``R18.bad``); None where nothing is chosen.
    """
    remember_chart(title, figure, picture_width)
    with st.container(key=f"head_{key}", horizontal=True, gap="small"):
        if head is None:
            st.markdown(f"##### {title}", width="stretch")
        else:
            st.html(head, width="stretch")
        with st.popover(":material/download:", type="tertiary", help="导出图片和数据"):
            picture_buttons(figure, key=key, title=title, width=picture_width)
            _data_button(table, key=key, title=title, note=note)
            camera = _pick_camera_format(key)
    # The style gives a tall chart its height: only the browser knows the window.
    with st.container(key=f"{'tall' if is_tall else 'body'}_{key}"):
        state = st.plotly_chart(
            _sized(figure),
            theme=None,
            key=f"chart_{key}",
            height="stretch" if is_tall else "content",
            on_select="rerun" if is_clickable else "ignore",
            selection_mode="points",
            config=plotly_config(name=title, picture_format=camera, is_map=is_map),
            alt=f"{title}。{note}",
        )
    return _clicked(state) if isinstance(state, dict) else None


def _pick_camera_format(key: str) -> CameraFormat:
    chosen = st.segmented_control(
        "图上相机的截图格式",
        ["png", "svg"],
        format_func=str.upper,
        default="png",
        required=True,
        key=f"picture_{key}",
    )
    return "svg" if chosen == "svg" else "png"


def _data_button(table: pd.DataFrame, *, key: str, title: str, note: str) -> None:
    st.download_button(
        "下载数据（Excel）",
        data=partial(write_table, table, title=title, note=note),
        file_name=f"{title}.xlsx",
        mime=XLSX,
        key=f"table_{key}",
        on_click="ignore",
    )


def _clicked(state: PlotlyState) -> str | None:
    points = state["selection"]["points"]
    if not points:
        return None
    place = points[0].get("location") or points[0].get("customdata")
    if not place:
        return None
    return ".".join(map(str, place)) if isinstance(place, list) else str(place)
