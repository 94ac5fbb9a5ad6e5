"""Why the number changed: what was added and taken away, reason by reason."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.metrics import ChangeKind

_ROW = 34
_TOP, _BOTTOM = 30, 6
_RIGHT = 56
_GAIN, _LOSS = theme.REGION_TONES["delta"], theme.LIGHTS["red"].ink
_NET = theme.REGION_TONES["central"]


def bridge_waterfall(
    whole: pd.Series, *, labels: tuple[str, str], note: str
) -> go.Figure:
    """The change of the complete offices, built up kind by kind from nothing.

    The axis counts the change, not the offices, so that a small difference of large
    numbers can be seen and every bar still starts at its zero. Where the change
    came from and where it led stands in words above.

    Parameters
    ----------
    whole : row of ``metrics.bridge`` over all groups.
    labels : names of the two days or moments, as printed.
    note : day, source and marks, printed at the bottom left.
    """
    steps = _steps(whole)
    names = list(steps["name"])
    positions = [float(at) for at in range(len(steps))]
    left = max(theme.text_width(name, size=12) for name in names) + 10
    fig = theme.figure(
        height=_TOP + len(steps) * _ROW + _BOTTOM,
        left=left,
        right=_RIGHT,
        top=_TOP,
        bottom=_BOTTOM,
    )
    low, high = _reach(steps)
    fig.update_xaxes(range=[low, high], visible=False)
    theme.row_axis(fig, positions, names, rows=len(steps))
    fig.update_yaxes(tickfont={"size": 12, "color": theme.INK})
    fig.add_trace(_bars(steps, positions))
    fig.update_layout(shapes=[_zero(), *_joints(steps)])
    theme.write(fig, [*_values(steps, positions), *_ends(whole, labels, left=left)])
    return theme.caption(fig, note)


def _steps(whole: pd.Series) -> pd.DataFrame:
    """Each kind from where the one before ended; the sum of all at last."""
    changes = [int(whole[f"{kind.value}_count"]) for kind in ChangeKind]
    starts = [sum(changes[:at]) for at in range(len(changes))]
    total = sum(changes)
    return pd.DataFrame(
        {
            "kind": [*(kind.value for kind in ChangeKind), "all"],
            "name": [*(kind.label for kind in ChangeKind), "净变化"],
            "start": [*starts, 0],
            "change": [*changes, total],
        }
    )


def _reach(steps: pd.DataFrame) -> tuple[float, float]:
    ends = [*steps["start"], *(steps["start"] + steps["change"])]
    low, high = min(ends), max(ends)
    room = max(high - low, 1) * 0.08
    return low - room, high + room


def _bars(steps: pd.DataFrame, positions: list[float]) -> go.Bar:
    tones = [
        _NET if kind == "all" else _GAIN if change >= 0 else _LOSS
        for kind, change in zip(steps["kind"], steps["change"], strict=True)
    ]
    return go.Bar(
        x=theme.numbers(steps["change"]),
        y=positions,
        base=theme.numbers(steps["start"]),
        orientation="h",
        width=0.6,
        marker={"color": tones},
        customdata=[[kind] for kind in steps["kind"]],
        text=[
            f"<b>{name} {_signed(change)} 个</b><br>{_meaning(kind)}"
            for name, change, kind in zip(
                steps["name"], steps["change"], steps["kind"], strict=True
            )
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **theme.STEADY,
    )


def _meaning(kind: str) -> str:
    return "各项相加" if kind == "all" else ChangeKind(kind).meaning


def _zero() -> dict[str, object]:
    return theme.rule(0, across="x", color=theme.INK, width=1)


def _joints(steps: pd.DataFrame) -> list[dict[str, object]]:
    """Thin lines from the end of one bar to the start of the next."""
    ends = (steps["start"] + steps["change"]).tolist()[:-1]
    return [
        {
            "type": "line",
            "x0": end,
            "x1": end,
            "y0": at + 0.3,
            "y1": at + 0.7,
            "line": {"color": theme.SECONDARY, "width": 1},
        }
        for at, end in enumerate(ends)
    ]


def _values(steps: pd.DataFrame, positions: list[float]) -> list[Note]:
    notes = []
    for at, start, change in zip(
        positions, steps["start"], steps["change"], strict=True
    ):
        right = max(start, start + change)
        notes.append(
            Note(
                _signed(int(change)),
                x=float(right),
                y=at,
                xref="x",
                yref="y",
                xshift=6,
                size=12,
                color=_LOSS if change < 0 else theme.INK,
                is_backed=True,
            )
        )
    return notes


def _signed(change: int) -> str:
    """A change with its sign; nothing is simply 0."""
    return f"{change:+,}".replace("-", "−") if change else "0"


def _ends(whole: pd.Series, labels: tuple[str, str], *, left: float) -> list[Note]:
    before, after = int(whole["before_count"]), int(whole["after_count"])
    words = [
        (f"{labels[0]} <b>{before:,}</b> 个", theme.SECONDARY),
        ("→", theme.SECONDARY),
        (f"{labels[1]} <b>{after:,}</b> 个", theme.INK),
    ]
    return [
        Note(
            theme.flow(words, gap=" "),
            x=0,
            y=1,
            yanchor="top",
            yshift=_TOP,
            xshift=-left,
            size=13,
        )
    ]
