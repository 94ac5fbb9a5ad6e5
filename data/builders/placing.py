"""Places inside a polygon: the nearest one to a point, and evenly spread ones."""

import numpy as np
import shapely

# A hair inside the border, so that rounding does not push a point out again.
MARGIN = 0.0005
GRID_CELLS = 60


def moved_inside(point: shapely.Point, polygon: shapely.Geometry) -> shapely.Point:
    """Return the point, or when it is outside the nearest place inside."""
    interior = shapely.buffer(polygon, -MARGIN)
    if interior.is_empty or interior.contains(point):
        return point if polygon.contains(point) else polygon.representative_point()
    return shapely.get_point(shapely.shortest_line(interior, point), 0)


def spread(
    polygon: shapely.Geometry, taken: list[shapely.Point], count: int
) -> list[shapely.Point]:
    """Choose `count` places far from each other, from `taken` and the border.

    Each next place is the cell of a grid over the polygon's largest part that
    is farthest from everything so far; the border counts half.
    """
    parts = shapely.get_parts(polygon)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    cells = _cells(largest)
    free = 2 * shapely.distance(largest.boundary, cells)
    for point in taken:
        free = np.minimum(free, shapely.distance(cells, point))
    chosen = []
    for _ in range(count):
        # Equal to the ninth decimal is equal: the order of cells then decides,
        # not the last bit of a floating-point library.
        best = cells[int(np.argmax(np.round(free, 9)))]
        chosen.append(best)
        free = np.minimum(free, shapely.distance(cells, best))
    return chosen


def _cells(polygon: shapely.Geometry) -> np.ndarray:
    west, south, east, north = polygon.bounds
    step = max(east - west, north - south) / GRID_CELLS
    lon, lat = np.meshgrid(
        np.arange(west + step / 2, east, step),
        np.arange(south + step / 2, north, step),
    )
    cells = shapely.points(lon.ravel(), lat.ravel())
    shapely.prepare(polygon)
    return cells[shapely.contains(polygon, cells)]
