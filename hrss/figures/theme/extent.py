"""Bounds of a map, and where degrees lie on it in pixels."""

import math
from dataclasses import dataclass


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
