"""What the maps share: projection, areas, labels with leaders, the word 示意图."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from hrss.figures.theme.formats import numbers
from hrss.figures.theme.layout import Note, figure, write
from hrss.figures.theme.palette import INK, LIGHTS, SECONDARY, WHITE
from hrss.figures.theme.scales import MISSING, Scale, text_on

SKETCH_WARNING = "内部工作示意图，未经审核，不得公开"


@dataclass(frozen=True, slots=True)
class Extent:
    """Bounds of a map in degrees."""

    west: float
    south: float
    east: float
    north: float

    def widened(self, share: float) -> "Extent":
        """Bounds with a rim of that share of their size."""
        across = (self.east - self.west) * share
        along = (self.north - self.south) * share
        return Extent(
            self.west - across,
            self.south - along,
            self.east + across,
            self.north + along,
        )


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where degrees come to lie in pixels, for a map shown at a given size.

    Plate carrée about the middle latitude: over one prefecture it differs from
    Mercator by less than a pixel.
    """

    extent: Extent
    width: float
    height: float

    @property
    def _scale(self) -> tuple[float, float]:
        middle = math.radians((self.extent.south + self.extent.north) / 2)
        shrink = math.cos(middle)
        across = (self.extent.east - self.extent.west) * shrink
        along = self.extent.north - self.extent.south
        pixels = min(self.width / across, self.height / along)
        return pixels * shrink, pixels

    def pixels(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        across, along = self._scale
        west_east = (self.extent.west + self.extent.east) / 2
        south_north = (self.extent.south + self.extent.north) / 2
        return (
            self.width / 2 + (lon - west_east) * across,
            self.height / 2 - (lat - south_north) * along,
        )

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a pixel."""
        across, along = self._scale
        west_east = (self.extent.west + self.extent.east) / 2
        south_north = (self.extent.south + self.extent.north) / 2
        return (
            west_east + (x - self.width / 2) / across,
            south_north - (y - self.height / 2) / along,
        )


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
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
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
    """Thin lines from the labels that stand off to their areas."""
    apart = label_points[is_apart(label_points)]
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
        mode="lines",
        line={"color": SECONDARY, "width": 0.8},
        hoverinfo="skip",
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
