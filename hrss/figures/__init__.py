"""Frame in, plotly figure out; everything on it in Chinese.

Comes in: frames of `hrss.metrics`. Goes out: `plotly.graph_objects.Figure` for
pages and saved pictures. Knows neither store nor page, and loads nothing from
outside.
"""

from hrss.figures.bars import prefecture_ranking
from hrss.figures.bullets import batch_bullet
from hrss.figures.comparison import comparison_dumbbells
from hrss.figures.county_map import county_map
from hrss.figures.gaps import gap_bars
from hrss.figures.lines import completion_lines
from hrss.figures.maps import prefecture_map, prefecture_map_animated
from hrss.figures.multiples import prefecture_small_multiples
from hrss.figures.theme import caption, count, percent, plotly_config, points
from hrss.figures.tiles import tile_map

__all__ = [
    "batch_bullet",
    "caption",
    "comparison_dumbbells",
    "completion_lines",
    "count",
    "county_map",
    "gap_bars",
    "percent",
    "plotly_config",
    "points",
    "prefecture_map",
    "prefecture_map_animated",
    "prefecture_ranking",
    "prefecture_small_multiples",
    "tile_map",
]
