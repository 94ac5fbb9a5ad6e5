"""What a brief says, from the figures: sentences, tables, charts, the map, slides.

Comes in: `BriefInputs`, frames of `hrss.metrics`. Goes out: `Brief`, which the writers
of documents lay out. Never opens the store, knows no file.
"""

from hrss.reports.brief.build import build_brief
from hrss.reports.brief.inputs import (
    PROVINCE_AREA,
    BriefInputs,
    Issue,
    Outline,
    Quality,
    Reports,
    Sketch,
    Standing,
)
from hrss.reports.brief.plain import brief_figures

__all__ = [
    "PROVINCE_AREA",
    "BriefInputs",
    "Issue",
    "Outline",
    "Quality",
    "Reports",
    "Sketch",
    "Standing",
    "brief_figures",
    "build_brief",
]
