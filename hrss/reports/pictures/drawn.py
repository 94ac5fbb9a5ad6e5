"""Pictures of a brief's own charts and maps, by the typesetter; no browser."""

from pathlib import Path

from hrss.reports.content import Chart, Map
from hrss.reports.pictures.png import with_resolution
from hrss.reports.typeset import chart_form, map_form, set_picture

_TEMPLATE = Path(__file__).with_name("block.typ")
PRINTED_MM = 160


def map_picture(map_: Map, *, ppi: float = 300, width_mm: float = PRINTED_MM) -> bytes:
    """PNG of a map: shapes, names, legend and the mark 示意图; no title, no source.

    Raises
    ------
    FontError : there is no Chinese font that may be embedded.
    """
    return _picture({**map_form(map_), "width_mm": width_mm}, ppi=ppi)


def chart_picture(
    chart: Chart, *, ppi: float = 300, width_mm: float = PRINTED_MM
) -> bytes:
    """PNG of a chart from its numbers; no title, no source.

    Raises
    ------
    FontError : there is no Chinese font that may be embedded.
    """
    return _picture({**chart_form(chart), "width_mm": width_mm}, ppi=ppi)


def _picture(form: dict[str, object], *, ppi: float) -> bytes:
    return with_resolution(set_picture(_TEMPLATE, form, ppi=ppi), dpi=ppi)
