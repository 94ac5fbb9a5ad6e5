"""The province's outlines as shapes on a plane, for documents to draw.

Comes in: the boundaries. Goes out: rings in the map's units, made once.
"""

import json
import math
from functools import cache

import pandas as pd
import shapely

from hrss.figures.maps import PROVINCE
from hrss.places import load_label_points, load_prefecture_boundaries
from hrss.reports.brief import Outline, Sketch
from hrss.reports.content import Point

WIDTH = 1000.0
# Two lines of text hang below the point that a label at sea is given.
_HALF_LABEL = 20.0
_BELOW = "bottom center"
# Degrees of longitude are as long as those of latitude in the middle of the map.
_SHRINK = math.cos(math.radians((PROVINCE.south + PROVINCE.north) / 2))
_SCALE = WIDTH / ((PROVINCE.east - PROVINCE.west) * _SHRINK)


@cache
def province_sketch() -> Sketch:
    """Every prefecture with all its islands, 东沙 too, and the place of its name.

    Equirectangular: a degree is as long eastwards as northwards in the middle of the
    province, elsewhere within 2 %. Large prefectures come first, so that one that
    lies inside another is drawn upon it.
    """
    boundaries = load_prefecture_boundaries()
    labels = load_label_points()
    order = sorted(
        boundaries.index, key=lambda code: -shapely.area(boundaries.geometry[code])
    )
    outlines = tuple(
        Outline(
            code=str(code),
            name=str(boundaries["name"][code]),
            rings=_rings(boundaries.geometry[code]),
            label_at=_label(labels.loc[code]),
            label_from=_leader(labels.loc[code]),
        )
        for code in order
    )
    return Sketch(
        width=WIDTH,
        height=round((PROVINCE.north - PROVINCE.south) * _SCALE, 1),
        outlines=outlines,
        label_points=labels.reset_index(),
        boundaries=_geojson(boundaries),
    )


def _rings(shape: shapely.Geometry) -> tuple[tuple[Point, ...], ...]:
    """Outer rings, the largest first."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -shapely.area(part))
    return tuple(
        tuple(_point(lon, lat) for lon, lat in part.exterior.coords) for part in parts
    )


def _point(lon: float, lat: float) -> Point:
    return (
        round((lon - PROVINCE.west) * _SHRINK * _SCALE, 1),
        round((PROVINCE.north - lat) * _SCALE, 1),
    )


def _label(place: pd.Series) -> Point:
    x, y = _point(float(place["lon"]), float(place["lat"]))
    is_below = place["text_position"] == _BELOW
    return (x, round(y + _HALF_LABEL, 1)) if is_below else (x, y)


def _leader(place: pd.Series) -> Point | None:
    ends = [float(place[name]) for name in ("lon", "lat", "anchor_lon", "anchor_lat")]
    return None if ends[:2] == ends[2:] else _point(ends[2], ends[3])


def _geojson(boundaries: pd.DataFrame) -> dict[str, object]:
    """The boundaries as plotly takes them, each shape by its code."""
    geometry = boundaries.geometry
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": str(code),
                "properties": {},
                "geometry": json.loads(shapely.to_geojson(geometry[code])),
            }
            for code in boundaries.index
        ],
    }
