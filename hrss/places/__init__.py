"""Guangdong's divisions as of 2011: who is counted, where, and in which batch."""

from hrss.places.areas import AREA_COLUMNS, list_areas
from hrss.places.batches import assign_regions
from hrss.places.boundaries import (
    county_label_points,
    load_county_boundaries,
    load_label_points,
    load_prefecture_boundaries,
    load_tiles,
    load_township_points,
    map_extent,
)
from hrss.places.boundary_check import check_boundaries
from hrss.places.divisions import (
    County,
    Prefecture,
    default_delta_codes,
    list_counties,
    list_prefectures,
    load_counties,
    load_division_changes,
    load_prefectures,
)
from hrss.places.name_aliases import alias_key
from hrss.places.name_forms import is_office_of
from hrss.places.roster import (
    ROSTER_COLUMNS,
    SHIPPED_ROSTER_NAME,
    load_shipped_roster,
    validate_roster,
)

__all__ = [
    "AREA_COLUMNS",
    "ROSTER_COLUMNS",
    "SHIPPED_ROSTER_NAME",
    "County",
    "Prefecture",
    "alias_key",
    "assign_regions",
    "check_boundaries",
    "county_label_points",
    "default_delta_codes",
    "is_office_of",
    "list_areas",
    "list_counties",
    "list_prefectures",
    "load_counties",
    "load_county_boundaries",
    "load_division_changes",
    "load_label_points",
    "load_prefecture_boundaries",
    "load_prefectures",
    "load_shipped_roster",
    "load_tiles",
    "load_township_points",
    "map_extent",
    "validate_roster",
]
