"""What the maps share: projection, areas, labels with leaders, the word 示意图."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from hrss.figures.theme.extent import Extent
from hrss.figures.theme.formats import numbers
from hrss.figures.theme.layout import Note, figure, write
from hrss.figures.theme.palette import (
    INK,
    LIGHTS,
    SECONDARY,
    STEADY,
    STEADY_TEXT,
    WHITE,
)
from hrss.figures.theme.scales import MISSING, Scale, text_on

SKETCH_WARNING = "内部工作示意图，未经审核，不得公开"


def map_figure(extent: Extent, *, height: float, bottom: float) -> go.Figure:
    """Figure with one geo: Mercator, fixed bounds, no frame, nothing but white."""
    fig = figure(height=height, bottom=bottom)
    fig.update_layout(
        dragmode="pan",
        geo={
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [extent.west, extent.east], "showgrid": False},
            "lataxis": {"range": [extent.south, extent.north], "showgrid": False},
            "visible": False,
            "showframe": False,
            "bgcolor": "rgba(0,0,0,0)",
        },
    )
    return fig


def shape_traces(
    *,
    codes: Sequence[str],
    values: list[float],
    scale: Scale,
    geojson_url: str,
    details: list[str],
    color_bar: dict[str, object] | None = None,
) -> list[go.Choropleth]:
    """Areas in the tone of their value, and the areas without a value in grey.

    Two traces, since plotly leaves out areas without a value and the province
    would have holes. Both answer to pointer and click with their code.
    """
    missing = [pd.isna(value) for value in values]
    flat = Scale(((0.0, MISSING), (1.0, MISSING)), 0.0, 1.0, (), ())
    return [
        _areas(
            chosen=[at for at, is_missing in enumerate(missing) if not is_missing],
            codes=codes,
            values=values,
            scale=scale,
            geojson_url=geojson_url,
            details=details,
            color_bar=color_bar,
        ),
        _areas(
            chosen=[at for at, is_missing in enumerate(missing) if is_missing],
            codes=codes,
            values=[0.0] * len(values),
            scale=flat,
            geojson_url=geojson_url,
            details=details,
            color_bar=None,
        ),
    ]


def _areas(
    *,
    chosen: list[int],
    codes: Sequence[str],
    values: list[float],
    scale: Scale,
    geojson_url: str,
    details: list[str],
    color_bar: dict[str, object] | None,
) -> go.Choropleth:
    return go.Choropleth(
        geojson=geojson_url,
        featureidkey="id",
        locations=[codes[at] for at in chosen],
        z=[values[at] for at in chosen],
        zmin=scale.low,
        zmax=scale.high,
        zauto=False,
        colorscale=[list(stop) for stop in scale.stops],
        showscale=color_bar is not None,
        colorbar=color_bar,
        marker={"line": {"color": WHITE, "width": 0.8}},
        text=[details[at] for at in chosen],
        hovertemplate="%{text}<extra></extra>",
        **STEADY,
    )


def light_scale() -> tuple[Scale, dict[str, float]]:
    """Scale of four steps for lights, and the value that stands for each."""
    steps = list(LIGHTS.values())
    stops = tuple(
        (edge / len(steps), style.fill)
        for place, style in enumerate(steps)
        for edge in (place, place + 1)
    )
    values = {code: place + 0.5 for place, code in enumerate(LIGHTS)}
    return Scale(stops, 0.0, float(len(steps)), (), ()), values


def place_labels(
    label_points: pd.DataFrame, texts: list[str], fills: list[str], *, size: float
) -> go.Scattergeo:
    """Labels at their places; they never take the pointer from the area below."""
    halos = [_halo(fill) for fill in fills]
    colors = [text_on(fill) for fill in fills]
    positions = (
        list(label_points["text_position"])
        if "text_position" in label_points
        else ["middle center"] * len(label_points)
    )
    return go.Scattergeo(
        lon=numbers(label_points["lon"]),
        lat=numbers(label_points["lat"]),
        mode="text",
        text=texts,
        textposition=positions,
        textfont={"size": size, "color": colors, "shadow": halos},
        hoverinfo="skip",
        **STEADY_TEXT,
    )


def _halo(fill: str) -> str:
    """Rim in the tone of the area, for the part of a label that hangs over it."""
    return ", ".join(f"0 0 {blur}px {fill}" for blur in (1, 1, 1, 1, 2, 2, 3, 3))


def is_apart(label_points: pd.DataFrame) -> list[bool]:
    """Which labels stand off their area and need a leader."""
    return [
        (lon, lat) != (anchor_lon, anchor_lat)
        for lon, lat, anchor_lon, anchor_lat in zip(
            *(
                numbers(label_points[name])
                for name in ("lon", "lat", "anchor_lon", "anchor_lat")
            ),
            strict=True,
        )
    ]


def leader_trace(label_points: pd.DataFrame) -> go.Scattergeo:
    """Thin lines from the labels that stand off, with a dot in their areas."""
    # As a series: an empty list would choose columns, not rows.
    stands_off = pd.Series(is_apart(label_points), index=label_points.index, dtype=bool)
    apart = label_points[stands_off]
    lon: list[float | None] = []
    lat: list[float | None] = []
    for ends in zip(
        numbers(apart["anchor_lon"]),
        numbers(apart["lon"]),
        numbers(apart["anchor_lat"]),
        numbers(apart["lat"]),
        strict=True,
    ):
        lon += [ends[0], ends[1], None]
        lat += [ends[2], ends[3], None]
    return go.Scattergeo(
        lon=lon,
        lat=lat,
        mode="lines+markers",
        line={"color": INK, "width": 0.8},
        marker={
            "color": WHITE,
            "size": [5, 0, 0] * len(apart),
            "line": {"color": INK, "width": [0.8, 0, 0] * len(apart)},
        },
        hoverinfo="skip",
        **STEADY,
    )


def caption_sketch(fig: go.Figure) -> None:
    """Print that the map is a sketch, at the bottom left of the map itself."""
    write(
        fig,
        [
            Note("示意图", x=0, y=0, yanchor="top", yshift=-8, color=INK, size=11),
            Note(
                SKETCH_WARNING,
                x=0,
                y=0,
                yanchor="top",
                yshift=-24,
                color=SECONDARY,
                size=9,
            ),
        ],
    )
