"""Frame in, plotly figure out; everything on it in Chinese.

Comes in: frames of `hrss.metrics`. Goes out: `plotly.graph_objects.Figure` for
pages and saved pictures. Knows neither store nor page, and loads nothing from
outside.
"""

from hrss.figures.area_rules import area_rule_matrix
from hrss.figures.areas import area_histogram
from hrss.figures.bars import prefecture_ranking
from hrss.figures.bridge import bridge_waterfall
from hrss.figures.bullets import batch_bullet
from hrss.figures.comparison import comparison_dumbbells
from hrss.figures.county_map import county_map
from hrss.figures.enlarging import enlarged
from hrss.figures.fan import forecast_fan
from hrss.figures.filings import filing_timeline
from hrss.figures.forecast import forecast_ranges
from hrss.figures.gaps import gap_bars
from hrss.figures.kinds import kind_bars
from hrss.figures.lines import completion_lines
from hrss.figures.maps import prefecture_map, prefecture_map_animated
from hrss.figures.missing import blocking_bars, missing_bars, verified_bars
from hrss.figures.multiples import prefecture_small_multiples
from hrss.figures.on_time import on_time_bars
from hrss.figures.reporting import reporting_grid
from hrss.figures.standards import rule_bars
from hrss.figures.stations import coverage_bars
from hrss.figures.theme import caption, count, percent, plotly_config, points
from hrss.figures.tiles import tile_map

__all__ = [
    "area_histogram",
    "area_rule_matrix",
    "batch_bullet",
    "blocking_bars",
    "bridge_waterfall",
    "caption",
    "comparison_dumbbells",
    "completion_lines",
    "count",
    "county_map",
    "coverage_bars",
    "enlarged",
    "filing_timeline",
    "forecast_fan",
    "forecast_ranges",
    "gap_bars",
    "kind_bars",
    "missing_bars",
    "on_time_bars",
    "percent",
    "plotly_config",
    "points",
    "prefecture_map",
    "prefecture_map_animated",
    "prefecture_ranking",
    "prefecture_small_multiples",
    "reporting_grid",
    "rule_bars",
    "tile_map",
    "verified_bars",
]
