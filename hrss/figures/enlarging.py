"""The same figure for the back of the room: every length in pixels grows alike.

Comes in: the plain form of a figure. Goes out: a new plain form. What is measured in
data or in shares of the figure stays as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

# Names under which plotly keeps a length in pixels or points, wherever they stand.
_LENGTHS = frozenset(
    {
        *("size", "height", "xshift", "yshift", "ax", "ay", "standoff", "arrowwidth"),
        *("ticklen", "tickwidth", "borderpad", "borderwidth", "pad"),
        *("gridwidth", "zerolinewidth", "linewidth", "thickness", "outlinewidth"),
        *("labelstandoff", "ticklabelstandoff", "ticklabelshift", "arrowsize"),
    }
)
_MARGINS = frozenset("lrtb")
# Their width is a length; a bar's is in data.
_DRAWN = frozenset({"line", "error_x", "error_y", "annotations"})
# Data, or text: nothing in it is a length.
_UNTOUCHED = frozenset({"geojson", "customdata", "meta", "xbins", "ybins"})


def enlarged(plain: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """A figure's plain form with texts, lines and margins larger.

    Parameters
    ----------
    plain : of `plotly.graph_objects.Figure.to_dict`, as JSON knows it; not altered.
    factor : 1.5 makes a text of 12 points one of 18.
    """
    grown: dict[str, Any] = _grown(plain, factor, within="")
    return grown


def _grown(value: Any, factor: float, *, within: str) -> Any:
    if isinstance(value, Mapping):
        grown = {
            name: _member(name, member, factor, within=within)
            for name, member in value.items()
        }
        # Of a colour bar, where it may be a share of the figure as well.
        if value.get("lenmode") == "pixels":
            grown["len"] = _scaled(value.get("len"), factor)
        return grown
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_grown(each, factor, within=within) for each in value]
    return value


def _member(name: str, value: Any, factor: float, *, within: str) -> Any:
    if name in _UNTOUCHED:
        return value
    is_length = (
        name in _LENGTHS
        or (name == "width" and within in _DRAWN)
        or (within == "margin" and name in _MARGINS)
    )
    if is_length:
        return _scaled(value, factor)
    return _grown(value, factor, within=name)


def _scaled(value: Any, factor: float) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value * factor
    if isinstance(value, Mapping):
        return _grown(value, factor, within="")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_scaled(each, factor) for each in value]
    return value
