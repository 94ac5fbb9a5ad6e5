"""What PDF and pictures share: the typesetter, and charts and maps drawn by it.

Comes in: blocks of a brief. Goes out: forms, and a form set as PDF or PNG.
"""

from hrss.reports.typeset.engine import (
    FontError,
    TypesetError,
    families,
    missing_font,
    set_pdf,
    set_picture,
)
from hrss.reports.typeset.forms import chart_form, map_form

__all__ = [
    "FontError",
    "TypesetError",
    "chart_form",
    "families",
    "map_form",
    "missing_font",
    "set_pdf",
    "set_picture",
]
