import geopandas as gpd
import shapely
from shapely.geometry import Polygon, box

from hrss.places import check_boundaries
from hrss.places.boundary_check import _shape_faults


def test_the_shipped_boundaries_have_no_fault():
    assert check_boundaries() == []


def test_a_ring_against_the_clock_is_found():
    clockwise = shapely.orient_polygons(box(0, 0, 1, 1), exterior_cw=True)

    assert _faults(甲=clockwise) == []
    assert _faults(甲=clockwise.reverse()) == [
        "县级边界甲的环方向不对，外环应为顺时针。"
    ]


def test_an_overlap_is_found_on_both_sides():
    west = shapely.orient_polygons(box(0, 0, 2, 1), exterior_cw=True)
    east = shapely.orient_polygons(box(1, 0, 3, 1), exterior_cw=True)

    assert _faults(甲=west, 乙=east) == [
        "县级边界甲与相邻单位重叠或不相接。",
        "县级边界乙与相邻单位重叠或不相接。",
    ]


def test_a_polygon_that_crosses_itself_is_found():
    bow_tie = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])

    assert any("不合法" in fault for fault in _faults(甲=bow_tie))


def _faults(**polygons) -> list[str]:
    boundaries = gpd.GeoDataFrame(geometry=gpd.GeoSeries(polygons), crs="EPSG:4326")
    return _shape_faults(boundaries, "县级")
