"""Answers as textures: in order, not in order, silent; told apart on a grey print.

Parts of a row lie end to end from zero; a line above the rows names the textures and
heads the columns of numbers on the right.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import plotly.graph_objects as go

from hrss.figures.theme.formats import text_width
from hrss.figures.theme.layout import Note, figure, write
from hrss.figures.theme.palette import INK, SECONDARY, STEADY, WHITE, hatched, solid
from hrss.figures.theme.rows import row_texts

BAR = 0.66
_SOLID, _WARM = "#3B5B7C", "#A4620A"
_SWATCH, _KEY_SIZE, _HEAD = 14.0, 11, 22


class Answer(StrEnum):
    """What an office's answer to a rule or an item amounts to."""

    GOOD = "good"
    BAD = "bad"
    SILENT = "silent"
    UNVERIFIED = "unverified"


ANSWER_INKS: Mapping[Answer, str] = {
    Answer.GOOD: _SOLID,
    Answer.BAD: _WARM,
    Answer.SILENT: SECONDARY,
    Answer.UNVERIFIED: _SOLID,
}


def answer_marker(answer: Answer) -> dict[str, object]:
    """Marker of a bar: solid, hatched crosswise, dotted; or hatched as unverified."""
    if answer is Answer.GOOD:
        return solid(_SOLID)
    if answer is Answer.UNVERIFIED:
        return hatched(_SOLID, _SOLID)
    is_bad = answer is Answer.BAD
    ink = _WARM if is_bad else "#8894A1"
    return {
        "color": ink,
        "line": {"color": ink if is_bad else "#C3CBD3", "width": 0.8},
        "pattern": {
            "shape": "x" if is_bad else ".",
            "fillmode": "replace",
            "bgcolor": "#FDF3E1" if is_bad else WHITE,
            "fgcolor": ink,
            "size": 6 if is_bad else 5,
            "solidity": 0.34 if is_bad else 0.16,
        },
    }


def answer_bars(
    positions: list[float],
    parts: Sequence[tuple[Answer, list[float]]],
    *,
    codes: list[str],
    details: list[str],
) -> list[go.Bar]:
    """Bars of several rows, their parts end to end from zero.

    Parameters
    ----------
    positions : row of each bar on the axis.
    parts : lengths of each part, one a row.
    codes : what a click on a row returns, together with the part it hit.
    details : what a row says under the pointer.
    """
    starts = [0.0] * len(positions)
    bars = []
    for answer, lengths in parts:
        bars.append(
            go.Bar(
                # An empty bar would still draw its outline.
                x=[length or None for length in lengths],
                y=positions,
                base=list(starts),
                orientation="h",
                width=BAR,
                marker=answer_marker(answer),
                customdata=[[code, answer.value] for code in codes],
                text=details,
                textposition="none",
                hovertemplate="%{text}<extra></extra>",
                **STEADY,
            )
        )
        starts = [start + length for start, length in zip(starts, lengths, strict=True)]
    return bars


def answer_figure(
    *, rows: float, left: float, right: float, end: float, row: float = 19
) -> go.Figure:
    """Empty figure of rows under one line for heads; bars run from zero to `end`."""
    fig = figure(
        height=_HEAD + rows * row + 4, left=left, right=right, top=_HEAD, bottom=4
    )
    fig.update_layout(barmode="overlay", bargap=0)
    fig.update_xaxes(range=[0, end], visible=False)
    return fig


def headed_column(
    head: str,
    texts: list[str],
    positions: list[float],
    *,
    at: float,
    color: str = INK,
) -> list[Note]:
    """Column of texts flush right, `at` pixels from the bars, under its head."""
    title = Note(
        head,
        x=1,
        y=1,
        xanchor="right",
        yanchor="bottom",
        xshift=at,
        yshift=3,
        color=SECONDARY,
        size=10,
    )
    return [title, *row_texts(positions, texts, [color] * len(texts), at=at)]


def write_key(fig: go.Figure, words: Sequence[tuple[Answer, str]]) -> None:
    """Name the textures in the line above the plot.

    Shapes know no hatching; what is crossed or dotted is drawn with lines.
    """
    shapes: list[dict[str, object]] = []
    notes = []
    left = 0.0
    for answer, word in words:
        shapes += _swatch(answer, left=left)
        left += _SWATCH + 4
        notes.append(
            Note(
                word,
                x=0,
                y=1,
                yanchor="bottom",
                xshift=left,
                yshift=3,
                color=ANSWER_INKS[answer],
                size=_KEY_SIZE,
            )
        )
        left += text_width(word, size=_KEY_SIZE) + 12
    fig.update_layout(shapes=shapes)
    write(fig, notes)


def _swatch(answer: Answer, *, left: float) -> list[dict[str, object]]:
    low, high = 6.0, 16.0
    ink = ANSWER_INKS[answer]
    outline = _pixels(left, left + _SWATCH, low, high) | {
        "type": "rect",
        "line": {"color": ink, "width": 1},
        "fillcolor": ink if answer is Answer.GOOD else WHITE,
    }
    if answer is Answer.GOOD:
        return [outline]
    if answer is Answer.SILENT:
        return [outline | {"line": {"color": ink, "width": 1, "dash": "1px,2px"}}]
    rising, falling = (low, high), (high, low)
    cross = [
        _pixels(left, left + _SWATCH, *ends)
        | {"type": "line", "line": {"color": ink, "width": 1}}
        for ends in ((rising, falling) if answer is Answer.BAD else (rising,))
    ]
    return [outline, *cross]


def _pixels(x0: float, x1: float, y0: float, y1: float) -> dict[str, object]:
    """Corners in pixels from the top left corner of the plot, upwards."""
    return {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
    }
