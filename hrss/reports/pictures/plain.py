"""A figure of the screen made ready for a picture that stands alone.

Comes in: any plotly figure. Goes out: its plain form with a title, white all around,
without what only moves on a screen, its boundaries inside it instead of at an address.
"""

import json
from collections.abc import Callable
from html import escape

import plotly.graph_objects as go

from hrss.figures import theme

Plain = dict[str, object]
Geometry = Callable[[str], Plain]

_BORDER = 12
_TITLE_SIZE = 15
_TITLE_LINE = 22
# plotly's own, where a figure does not say.
_MARGINS = {"l": 80, "r": 80, "t": 100, "b": 80}
_HEIGHT = 450
# A slider says which day is shown; its rail is of no use on paper.
_WITHOUT_RAIL = dict.fromkeys(
    ("bgcolor", "activebgcolor", "bordercolor", "tickcolor"), "rgba(0,0,0,0)"
)


def plain_figure(
    figure: go.Figure, *, title: str | None, width: int, geometry: Geometry
) -> Plain:
    """The figure's plain form, ready to be drawn; the figure itself is not altered.

    Parameters
    ----------
    title : printed above it, broken over lines where it is long; None prints none.
    width : of the picture in pixels of the screen; its height is the figure's own.
    geometry : the boundaries that an address stands for.
    """
    plain = json.loads(figure.to_json())
    data = [_with_boundaries(trace, geometry) for trace in plain["data"]]
    layout = {**plain["layout"], "width": width}
    layout.pop("updatemenus", None)
    if isinstance(sliders := layout.get("sliders"), list):
        layout["sliders"] = [{**slider, **_WITHOUT_RAIL} for slider in sliders]
    return {"data": data, "layout": _framed(layout, title=title)}


def _with_boundaries(trace: Plain, geometry: Geometry) -> Plain:
    address = trace.get("geojson")
    return (
        {**trace, "geojson": geometry(address)} if isinstance(address, str) else trace
    )


def _framed(layout: Plain, *, title: str | None) -> Plain:
    width = layout["width"]
    lines = _broken(title, width=float(str(width)) - 2 * _BORDER) if title else []
    given = layout.get("margin")
    margin = {**_MARGINS, **(given if isinstance(given, dict) else {})}
    head = _TITLE_LINE * len(lines) + (4 if lines else 0)
    framed = {
        **margin,
        **{side: margin[side] + _BORDER for side in "lrtb"},
        "t": margin["t"] + _BORDER + head,
    }
    height = float(str(layout.get("height", _HEIGHT))) + 2 * _BORDER + head
    annotations = layout.get("annotations")
    notes = [*annotations] if isinstance(annotations, list) else []
    if lines:
        notes.append(_title(lines, margin=framed))
    return {**layout, "margin": framed, "height": height, "annotations": notes}


def _title(lines: list[str], *, margin: dict[str, float]) -> Plain:
    return {
        "text": "<br>".join(f"<b>{escape(line)}</b>" for line in lines),
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "xshift": _BORDER - margin["l"],
        "yshift": margin["t"] - _BORDER,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": _TITLE_SIZE, "color": theme.INK},
    }


def _broken(text: str, *, width: float) -> list[str]:
    lines = [""]
    for sign in text:
        if lines[-1] and theme.text_width(lines[-1] + sign, size=_TITLE_SIZE) > width:
            lines.append("")
        lines[-1] += sign
    return lines
