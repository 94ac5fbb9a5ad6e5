"""A point for each township: `township_points.csv`.

GeoNames places are matched by name inside the map unit that a township lies in
today, which is the one its code starts with, whatever its county was in 2011.
What is not found is spread over the map unit: such a point says "somewhere
here" and no more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import shapely

from builders import placing
from builders.files import Row

COLUMNS = ("township_code", "lon", "lat", "quality")
DECIMALS = 5

# GeoNames may put a township a little over the border, which is the coarser of
# the two: 3 km, 0.027 degrees at this latitude.
NEARBY = 0.027

# How GeoNames names a place that it does not list under the township's name:
# in letters only, in another writing, or as it was called before.
LISTED_AS = {
    "440281117": "Dayuan",
    "440304004": "Futian",
    "440304009": "Huafu",
    "440304010": "Fubao",
    "440305007": "Yuehai",
    "440507005": "Outing",
    "440512002": "马滘街道",
    "440883001": "梅菉街道",
    "440904103": "Qijing",
    "441225106": "Liandu",
    "441302114": "Tongqiao",
    "441427114": "南磜镇",
    "441502007": "马宫",
    "441521105": "鲘门",
    "441622119": "迴龙镇",
    "441781101": "Helang",
    "441826108": "大平镇",
    "441900117": "Fenggang",
    "442000001": "石岐街道",
    "445103109": "Dongfeng",
    "445203103": "玉滘镇",
    "445224109": "Qishi",
    "445381106": "苪塘镇",
}

# Island townships that GeoNames lacks: roughly where their islands are, so that
# they are not spread over the mainland.
ISLANDS = {
    "440402104": (113.50, 22.13),
    "440402105": (113.82, 22.14),
    "440402106": (113.73, 21.94),
    "440402107": (114.27, 22.045),
    "440811173": (110.59, 20.91),
    "441702104": (111.93, 21.65),
    "441702105": (111.84, 21.59),
}


@dataclass
class Matching:
    """Townships on one side, GeoNames places on the other, taken once each."""

    townships: list[Row]
    places: list[dict]
    units: dict[str, shapely.Geometry]
    found: dict[str, tuple[shapely.Point, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name: dict[str, list[dict]] = defaultdict(list)
        self._taken: set[int] = set()
        for place in self.places:
            for name in sorted({place["name"], *place["alternatenames"]}):
                self._by_name[name].append(place)

    def take(
        self, listed_name: Callable[[Row], str], quality: str, *, within: float
    ) -> None:
        """Match what is left by a name, at most `within` degrees from its unit."""
        for township in self.townships:
            code = township["township_code"]
            if code in self.found:
                continue
            name = listed_name(township)
            for place, point in self._free(name) if name else ():
                if self.units[code[:6]].distance(point) <= within:
                    self.found[code] = (point, quality)
                    self._taken.add(place["geonameid"])
                    break

    def left(self) -> dict[str, list[str]]:
        """Codes without a place, by map unit."""
        codes: dict[str, list[str]] = defaultdict(list)
        for township in self.townships:
            code = township["township_code"]
            if code not in self.found:
                codes[code[:6]].append(code)
        return codes

    def _free(self, name: str) -> Iterator[tuple[dict, shapely.Point]]:
        # Two places of one name in one unit: the lower GeoNames number, the
        # older entry, is the seat.
        for place in self._by_name.get(name, ()):
            if place["geonameid"] not in self._taken:
                yield place, shapely.Point(place["longitude"], place["latitude"])


def full_name(township: Row) -> str:
    """Return the name with its 镇, 乡 or 街道."""
    return township["township_name"]


def base_name(township: Row) -> str:
    """Return the name without its 镇, 乡 or 街道."""
    name = township["township_name"]
    for ending in ("街道", "镇", "乡"):
        name = name.removesuffix(ending)
    return name


def rows(
    townships: list[Row],
    places: list[dict],
    detailed: dict[str, shapely.Geometry],
    drawn: dict[str, shapely.Geometry],
) -> list[Row]:
    """Rows of `township_points.csv`.

    Names are matched inside the `detailed` map units; the point is then moved
    inside the unit as `drawn`, so that no point lies in a neighbour's colour.
    """
    matching = Matching(townships, places, detailed)
    matching.take(full_name, "A", within=0)
    matching.take(base_name, "B", within=0)
    matching.take(
        lambda township: LISTED_AS.get(township["township_code"], ""),
        "C",
        within=NEARBY,
    )
    matching.take(full_name, "C", within=NEARBY)
    points = {
        code: (placing.moved_inside(point, drawn[code[:6]]), quality)
        for code, (point, quality) in matching.found.items()
    }
    points |= {
        code: (placing.moved_inside(shapely.Point(at), drawn[code[:6]]), "D")
        for code, at in ISLANDS.items()
        if code not in points
    }
    for unit, codes in matching.left().items():
        codes = [code for code in codes if code not in points]
        taken = [point for code, (point, _) in points.items() if code[:6] == unit]
        for code, point in zip(
            codes, placing.spread(drawn[unit], taken, len(codes)), strict=True
        ):
            points[code] = (point, "D")
    return [_row(code, *points[code]) for code in sorted(points)]


def _row(code: str, point: shapely.Point, quality: str) -> Row:
    lon, lat = f"{point.x:.{DECIMALS}f}", f"{point.y:.{DECIMALS}f}"
    return dict(zip(COLUMNS, (code, lon, lat, quality), strict=True))
