"""A list of rows: names on the left, columns of figures on the right."""

from typing import Literal

import plotly.graph_objects as go

from hrss.figures.theme.formats import text_width
from hrss.figures.theme.layout import Note
from hrss.figures.theme.palette import INK

NAME_SIZE = 11
NAME_LIMIT = 8


def name_margin(names: list[str]) -> float:
    """Pixels that the names need on the left, gap included."""
    widest = (text_width(_cut(name), size=NAME_SIZE) for name in names)
    return max(widest, default=0) + 9


def row_axis(
    fig: go.Figure, positions: list[float], names: list[str], *, rows: float
) -> None:
    """Put names at their rows, the first row on top."""
    fig.update_yaxes(
        range=[rows - 0.5, -0.5],
        tickmode="array",
        tickvals=positions,
        ticktext=[_cut(name) for name in names],
        tickfont={"size": NAME_SIZE, "color": INK},
        ticks="outside",
        ticklen=5,
        tickcolor="rgba(0,0,0,0)",
    )


def row_texts(
    positions: list[float],
    texts: list[str],
    colors: list[str],
    *,
    at: float,
    side: Literal["left", "right"] = "right",
) -> list[Note]:
    """A column in the right margin; that side of it is `at` pixels from the plot."""
    return [
        Note(text, x=1, y=position, yref="y", xanchor=side, xshift=at, color=color)
        for position, text, color in zip(positions, texts, colors, strict=True)
    ]


def _cut(name: str) -> str:
    return name if len(name) <= NAME_LIMIT else name[: NAME_LIMIT - 1] + "…"
