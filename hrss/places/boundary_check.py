"""Whether the files of the maps hold together.

Comes in: the boundaries and points as they are shipped. Goes out: a sentence for
every fault. The tests run it, and whoever replaces a boundary file can.
"""

import geopandas as gpd
import numpy as np
import shapely

from hrss.places.boundaries import (
    load_county_boundaries,
    load_label_points,
    load_prefecture_boundaries,
    load_township_points,
)
from hrss.places.divisions import list_counties, list_prefectures

# Share of a prefecture's area by which its counties' sum may differ: what is left
# is the rounding of floating-point numbers, not a gap.
AREA_TOLERANCE = 1e-9


def check_boundaries() -> list[str]:
    """Faults of boundaries, township points and label anchors.

    Checked are: every division has its polygon and no other is there; polygons
    are valid, exterior rings run clockwise and holes against it, neighbours
    neither overlap nor leave a gap; counties add up to their prefecture to
    `AREA_TOLERANCE` of its area; township points and label anchors are inside.

    Returns
    -------
    One Chinese sentence for each fault; empty when all is well.
    """
    prefectures, counties = load_prefecture_boundaries(), load_county_boundaries()
    prefecture_codes = {prefecture.code for prefecture in list_prefectures()}
    map_units = {county.map_unit_code for county in list_counties()} | {
        prefecture.code
        for prefecture in list_prefectures()
        if not prefecture.has_counties
    }
    return [
        *_code_faults(prefectures, prefecture_codes, "地级市"),
        *_code_faults(counties, map_units, "县级"),
        *_shape_faults(prefectures, "地级市"),
        *_shape_faults(counties, "县级"),
        *_sum_faults(prefectures, counties),
        *_point_faults(prefectures, counties),
    ]


def _code_faults(
    boundaries: gpd.GeoDataFrame, expected: set[str], level: str
) -> list[str]:
    found = set(boundaries.index)
    return [
        *(f"{level}边界缺少{code}。" for code in sorted(expected - found)),
        *(f"{level}边界多出{code}。" for code in sorted(found - expected)),
    ]


def _shape_faults(boundaries: gpd.GeoDataFrame, level: str) -> list[str]:
    faults = []
    polygons = boundaries.geometry
    for code, polygon in polygons.items():
        if not polygon.is_valid:
            faults.append(
                f"{level}边界{code}不合法：{shapely.is_valid_reason(polygon)}。"
            )
        for part in shapely.get_parts(polygon):
            holes = [shapely.is_ccw(hole) for hole in part.interiors]
            if shapely.is_ccw(part.exterior) or not all(holes):
                faults.append(f"{level}边界{code}的环方向不对，外环应为顺时针。")
    edges = shapely.coverage_invalid_edges(polygons.to_numpy())
    for code, edge in zip(polygons.index, edges, strict=True):
        if not edge.is_empty:
            faults.append(f"{level}边界{code}与相邻单位重叠或不相接。")
    return faults


def _sum_faults(prefectures: gpd.GeoDataFrame, counties: gpd.GeoDataFrame) -> list[str]:
    faults = []
    for code, polygon in prefectures.geometry.items():
        own = counties.geometry[counties["prefecture_code"].eq(code)]
        total = float(np.sum(shapely.area(own.to_numpy())))
        together = shapely.union_all(own.to_numpy())
        apart = shapely.symmetric_difference(together, polygon).area
        if max(apart, abs(total - polygon.area)) > AREA_TOLERANCE * polygon.area:
            faults.append(f"{code}的县级边界合起来与地级市边界不一致。")
    return faults


def _point_faults(
    prefectures: gpd.GeoDataFrame, counties: gpd.GeoDataFrame
) -> list[str]:
    points, labels = load_township_points(), load_label_points()
    units = counties.geometry.reindex(points.index.str[:6])
    at = shapely.points(points["lon"], points["lat"])
    outside = points.index[~shapely.contains(units.to_numpy(), at)]
    cities = prefectures.geometry.reindex(labels.index)
    anchors = shapely.points(labels["anchor_lon"], labels["anchor_lat"])
    adrift = labels.index[~shapely.contains(cities.to_numpy(), anchors)]
    return [
        *(f"{code}的点位不在其县级边界之内。" for code in outside),
        *(f"{code}的标注引线端点不在其边界之内。" for code in adrift),
    ]
