"""The bare figure, and text set on it: white, without boxes, pixel-exact margins."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from hrss.figures.theme.formats import text_width
from hrss.figures.theme.palette import INK, LINE, SECONDARY, WHITE

# Faces that Chinese Windows, macOS and Linux desktops bring themselves.
FONT_FAMILY = (
    '"Microsoft YaHei", "微软雅黑", "PingFang SC", "Hiragino Sans GB", '
    '"Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)
CAPTION_SIZE = 10
CAPTION_LINE = 14
TRANSPARENT = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Note:
    """Text on a figure.

    Parameters
    ----------
    text : what it says; may hold ``<b>`` and ``<span style="color:…">``.
    x, y : position.
    xref, yref : axis ids or ``"paper"``.
    xanchor, yanchor : which side of the text is at the position.
    xshift, yshift : pixels away from it.
    color, size : of the type.
    is_backed : on a veil of white, for text that lines may cross.
    """

    text: str
    x: float | str
    y: float
    xref: str = "paper"
    yref: str = "paper"
    xanchor: str = "left"
    yanchor: str = "middle"
    xshift: float = 0
    yshift: float = 0
    color: str = INK
    size: float = 11
    is_backed: bool = False

    @property
    def annotation(self) -> dict[str, object]:
        """What plotly calls it."""
        return {
            "text": self.text,
            "x": self.x,
            "y": self.y,
            "xref": self.xref,
            "yref": self.yref,
            "xanchor": self.xanchor,
            "yanchor": self.yanchor,
            "xshift": self.xshift,
            "yshift": self.yshift,
            "font": {"color": self.color, "size": self.size},
            "align": self.xanchor if self.xanchor != "auto" else "left",
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": "rgba(255,255,255,0.82)" if self.is_backed else TRANSPARENT,
        }


def figure(
    *, height: float, left: float = 0, right: float = 0, top: float = 0, bottom: float
) -> go.Figure:
    """Empty figure of the house style; margins in pixels are kept exactly.

    The width comes from the page. The template is empty on purpose: another
    default template would change colours when the page sets one.
    """
    axis = {
        "fixedrange": True,
        "automargin": False,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "title": {"text": ""},
        "tickfont": {"size": 11, "color": SECONDARY},
    }
    return go.Figure(
        layout={
            "template": go.layout.Template(),
            "height": height,
            "margin": {
                "l": left,
                "r": right,
                "t": top,
                "b": bottom,
                "pad": 0,
                "autoexpand": False,
            },
            "font": {"family": FONT_FAMILY, "size": 12, "color": INK},
            "paper_bgcolor": WHITE,
            "plot_bgcolor": TRANSPARENT,
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": WHITE,
                "bordercolor": LINE,
                "align": "left",
                "namelength": 0,
                "font": {"family": FONT_FAMILY, "size": 12, "color": INK},
            },
            "modebar": {
                "bgcolor": TRANSPARENT,
                "color": "#9AA5B1",
                "activecolor": INK,
            },
            "separators": ".,",
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def write(fig: go.Figure, notes: list[Note]) -> None:
    """Set texts on a figure, all at once."""
    fig.layout.annotations = [
        *fig.layout.annotations,
        *(note.annotation for note in notes),
    ]


def flow(pieces: list[tuple[str, str]], *, gap: str = "　") -> str:
    """One line of text in several colours, from (text, colour) pairs."""
    return gap.join(
        f'<span style="color:{color}">{text}</span>' for text, color in pieces
    )


def caption(
    fig: go.Figure, text: str, *, width: float = 300, notes: Sequence[Note] = ()
) -> go.Figure:
    """Write day, source and marks at the bottom left, inside the picture.

    So every saved picture says what day it shows. The text is broken at its
    separators (·) to fit `width` pixels; the figure grows by as many lines. A figure
    with dozens of notes hands them over here: plotly checks every earlier text
    again whenever one is added.
    """
    lines = _broken(text, width=width)
    extra = CAPTION_LINE * len(lines) + 4
    fig.layout.margin.b += extra
    fig.layout.height += extra
    line = Note(
        "<br>".join(lines),
        x=0,
        y=0,
        yanchor="bottom",
        xshift=-fig.layout.margin.l,
        yshift=-fig.layout.margin.b,
        color=SECONDARY,
        size=CAPTION_SIZE,
    )
    write(fig, [*notes, line])
    return fig


def _broken(text: str, *, width: float) -> list[str]:
    lines: list[str] = []
    for piece in text.split(" · "):
        joined = f"{lines[-1]} · {piece}" if lines else piece
        if lines and text_width(joined, size=CAPTION_SIZE) <= width:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines
