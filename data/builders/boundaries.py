"""Boundaries for the maps: county map units and the prefectures they make up.

Today's polygons, put together again where a district was split off after 2011,
simplified as one coverage so that neighbours keep a common border. The datum of
the source, CGCS2000 (EPSG:4490), is within centimetres of WGS 84 (EPSG:4326):
the coordinates are taken over as they are.
"""

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from builders import changes, divisions
from builders.sources import Sources

# Degrees: a pixel of a province map 1,000 pixels wide. The two layers together
# stay under 350 KB; the smallest district (越秀) changes by 8 % of its area.
TOLERANCE = 0.008
DECIMALS = 4


def map_units(sources: Sources) -> dict[str, shapely.Geometry]:
    """Full-detail polygons of the 121 map units by code."""
    parts: dict[str, list[shapely.Geometry]] = {}
    split_from = {
        change.new_code: change.old_code
        for change in changes.COUNTIES
        if change.kind == "split"
    }
    for feature in sources.district_polygons:
        code = feature["properties"]["gb"][3:]
        unit = split_from.get(code, code)
        parts.setdefault(unit, []).append(shape(feature["geometry"]))
    return {code: shapely.union_all(parts[code]) for code in sorted(parts)}


def simplified(units: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """Simplify all units together; fail when a gap or an overlap would show."""
    coverage = shapely.coverage_simplify(list(units.values()), TOLERANCE)
    # Shared vertices round to the same point, so borders stay common.
    rounded = shapely.transform(coverage, lambda xy: np.round(xy, DECIMALS))
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise ValueError("rounding broke the coverage: choose another TOLERANCE")
    return dict(zip(units, rounded, strict=True))


def prefectures(units: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """Unite the map units of each prefecture."""
    codes = sorted({code[:4] + "00" for code in units})
    return {
        prefecture: shapely.coverage_union_all(
            [unit for code, unit in units.items() if code[:4] == prefecture[:4]]
        )
        for prefecture in codes
    }


def map_unit_names(sources: Sources) -> dict[str, str]:
    """Map unit to the counties of 2011 that it shows, joined by 、."""
    names: dict[str, list[str]] = {
        code: [name]
        for code, name in divisions.prefecture_names(sources).items()
        if code in divisions.WITHOUT_COUNTIES
    }
    for code, name in divisions.county_names(sources).items():
        names.setdefault(divisions.map_unit_of(code), []).append(name)
    return {code: "、".join(parts) for code, parts in names.items()}


def prefecture_layer(
    polygons: dict[str, shapely.Geometry], names: dict[str, str]
) -> dict:
    """Content of `prefectures.geojson`."""
    features = [
        _feature(code, {"code": code, "name": names[code]}, polygon)
        for code, polygon in polygons.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def county_layer(polygons: dict[str, shapely.Geometry], names: dict[str, str]) -> dict:
    """Content of `counties.geojson`."""
    features = []
    for code, polygon in polygons.items():
        properties = {
            "code": code,
            "name": names[code],
            "prefecture_code": code[:4] + "00",
        }
        features.append(_feature(code, properties, polygon))
    return {"type": "FeatureCollection", "features": features}


def _feature(code: str, properties: dict[str, str], polygon: shapely.Geometry) -> dict:
    # d3's spherical geometry wants exterior rings clockwise, against RFC 7946:
    # otherwise one polygon floods the map.
    clockwise = shapely.orient_polygons(shapely.normalize(polygon), exterior_cw=True)
    return {
        "type": "Feature",
        "id": code,
        "properties": properties,
        "geometry": mapping(clockwise),
    }
