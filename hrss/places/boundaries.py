"""Boundaries, points, labels and tiles of the maps.

Comes in: the public files under ``static/boundaries`` and the tables beside the
roster. Goes out: frames, read from disk once and copied for each caller. It knows
neither colours nor figures.
"""

import json
from collections.abc import Iterable
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from hrss.places._reference import BOUNDARIES, read_table

CRS = "EPSG:4326"

# Parts of a division this far from its largest part, in degrees, do not stretch
# a map that is drawn for it: 东沙 lies 200 km off 汕尾.
REMOTE = 1.0
MARGIN = 0.04


def load_prefecture_boundaries() -> gpd.GeoDataFrame:
    """Polygons of the 21 prefectures.

    Returns
    -------
    Indexed by ``code``, in its order: ``name``, ``geometry`` (EPSG:4326,
    exterior rings clockwise as d3 wants them).
    """
    return _read_boundaries("prefectures").copy()


def load_county_boundaries() -> gpd.GeoDataFrame:
    """Polygons of the 121 county map units, 东莞 and 中山 one each.

    They are today's borders: 萝岗区 is within 黄埔区's polygon, 茂港区 with 电白县 in
    one, and a dozen townships lie in another polygon than their county of 2011.

    Returns
    -------
    Indexed by ``code`` (the ``map_unit_code`` of `load_counties`), in its order:
    ``name`` (of 2011, two joined by 、), ``prefecture_code``, ``geometry``.
    """
    return _read_boundaries("counties").copy()


def map_extent(
    boundaries: gpd.GeoDataFrame,
    codes: Iterable[str] | None = None,
    *,
    with_remote_islands: bool = False,
) -> tuple[float, float, float, float]:
    """Range of longitude and latitude that shows some divisions.

    Parameters
    ----------
    boundaries : indexed by code.
    codes : what is to be seen; all of `boundaries` when None.
    with_remote_islands : count islands more than a degree from the largest part
        of what is shown. Without, the map of 汕尾 alone is not stretched to 东沙;
        the map of the province holds it in any case.

    Returns
    -------
    Least and greatest longitude, least and greatest latitude, in degrees, with
    a margin of 4 % of the longer side.

    Raises
    ------
    ValueError : `codes` is empty or has a code without a boundary.
    """
    wanted = list(boundaries.index) if codes is None else list(codes)
    unknown = [code for code in wanted if code not in boundaries.index]
    if unknown or not wanted:
        raise ValueError(f"no boundary for {', '.join(unknown) or 'no code at all'}")
    parts = shapely.get_parts(
        shapely.union_all(boundaries.geometry.loc[wanted].to_numpy())
    )
    if not with_remote_islands:
        largest = parts[int(np.argmax(shapely.area(parts)))]
        parts = parts[shapely.distance(parts, largest) <= REMOTE]
    west, south, east, north = shapely.total_bounds(parts).tolist()
    margin = MARGIN * max(east - west, north - south)
    return west - margin, east + margin, south - margin, north + margin


def load_township_points() -> pd.DataFrame:
    """Return a point for every township of the shipped roster.

    Returns
    -------
    Indexed by ``township_code``: ``lon``, ``lat`` (degrees, EPSG:4326) and
    ``quality``: A full name found in its map unit, B name without 镇 or 街道, C
    another writing or up to 3 km off, moved inside, D not found and spread over
    the map unit. Every point is inside the map unit that its township's code
    starts with.
    """
    return _read_positions("township_points").set_index("township_code")


def load_label_points() -> pd.DataFrame:
    """Where the province map writes its prefectures' names.

    Returns
    -------
    Indexed by ``prefecture_code``: ``lon``, ``lat`` where the text hangs with its
    ``text_position`` (a word of plotly's: ``middle center`` inside, ``bottom
    center`` at sea), ``anchor_lon``, ``anchor_lat`` where a leader ends inside
    the prefecture; the same point when there is no leader.
    """
    return _read_positions("label_points").set_index("prefecture_code")


def county_label_points() -> pd.DataFrame:
    """Where a prefecture's map writes the names of its county map units.

    Returns
    -------
    One row per map unit: ``map_unit_code``, ``lon``, ``lat`` of a point that is
    certain to lie inside it.
    """
    inside = _read_boundaries("counties").representative_point()
    return pd.DataFrame(
        {
            "map_unit_code": pd.array(inside.index, dtype="string"),
            "lon": inside.x.to_numpy(),
            "lat": inside.y.to_numpy(),
        }
    )


def load_tiles() -> pd.DataFrame:
    """Return the tile cartogram, one square for each prefecture.

    Returns
    -------
    Indexed by ``prefecture_code``: ``row`` (0 is the north) and ``column`` (0 is
    the west).
    """
    tiles = pd.DataFrame(list(read_table("tiles")), dtype="string")
    tiles = tiles.astype({"row": "int64", "column": "int64"})
    return tiles.set_index("prefecture_code")


@cache
def _read_boundaries(layer: str) -> gpd.GeoDataFrame:
    path = BOUNDARIES / f"{layer}.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    boundaries = gpd.GeoDataFrame.from_features(content["features"], crs=CRS)
    return boundaries.set_index("code").sort_index()


def _read_positions(name: str) -> pd.DataFrame:
    positions = pd.DataFrame(list(read_table(name)), dtype="string")
    degrees = [column for column in positions if str(column).endswith(("lon", "lat"))]
    return positions.astype(dict.fromkeys(degrees, "float64"))
