"""Prefectures against themselves: two dates side by side."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW, _TOP, _BOTTOM = 18, 26, 22
# Right edges of the two columns, in pixels from the plot.
_RATE, _CHANGE = 50, 94


def comparison_dumbbells(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    labels: tuple[str, str],
    note: str,
) -> go.Figure:
    """Completion rate of each prefecture at two dates, joined by a line.

    Ordered by the later rate. A prefecture that one of the dates does not have, or
    that had reported nothing by then, shows the other date alone; one that has
    reported nothing to this day says 未上报.

    Parameters
    ----------
    before, after : rows of ``metrics.progress(by="prefecture")`` at the two dates.
    labels : names of the two dates, as printed.
    note : days, source and marks, printed at the bottom left.
    """
    rows = _paired(before, after)
    names = list(rows["group_name"])
    was, now = theme.numbers(rows["was"]), theme.numbers(rows["now"])
    positions = [float(at) for at in range(len(rows))]
    left = theme.name_margin(names)
    fig = theme.figure(
        height=_TOP + max(len(rows), 1) * _ROW + _BOTTOM,
        left=left,
        right=96,
        top=_TOP,
        bottom=_BOTTOM,
    )
    # A rim at both ends, so that a dot at 0 or 100 % touches no text.
    fig.update_xaxes(
        range=[-0.03, 1.03],
        tickvals=[0, 0.5, 1],
        ticktext=["0%", "50%", "100%"],
        showgrid=True,
        gridcolor=theme.LINE,
    )
    theme.row_axis(fig, positions, names, rows=max(len(rows), 1))
    fig.add_traces(
        [
            _joining(was, now, positions),
            _dots(rows, was, positions, label=labels[0], is_later=False),
            _dots(rows, now, positions, label=labels[1], is_later=True),
        ]
    )
    notes = [*_heads(labels, left=left), *_columns(rows, was, now, positions)]
    return theme.caption(fig, note, notes=notes)


def _heads(labels: tuple[str, str], *, left: float) -> list[Note]:
    key = [(f"○ {labels[0]}", theme.SECONDARY), (f"● {labels[1]}", theme.INK)]
    top = Note(theme.flow(key), x=0, y=1, yanchor="top", yshift=_TOP, xshift=-left)
    rate = replace(
        top,
        text="完成率",
        x=1,
        xanchor="right",
        xshift=_RATE,
        color=theme.SECONDARY,
    )
    return [top, rate, replace(rate, text="增减", xshift=_CHANGE)]


def _columns(
    rows: pd.DataFrame, was: list[float], now: list[float], positions: list[float]
) -> list[Note]:
    rates = [
        theme.SILENT.word if is_silent else theme.percent(rate)
        for rate, is_silent in zip(now, rows["is_silent"], strict=True)
    ]
    changes = [
        theme.points((new - old) * 100) for old, new in zip(was, now, strict=True)
    ]
    ink, grey = [theme.INK] * len(now), [theme.SECONDARY] * len(now)
    return [
        *theme.row_texts(positions, rates, ink, at=_RATE),
        *theme.row_texts(positions, changes, grey, at=_CHANGE),
    ]


def _paired(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    first, second = (
        each[["group_code", "group_name"]].assign(
            completion_rate=theme.spoken(each, "completion_rate"),
            is_silent=theme.is_silent(each),
        )
        for each in (before, after)
    )
    rows = first.merge(
        second, on="group_code", how="outer", suffixes=("_before", "_after")
    )
    return pd.DataFrame(
        {
            "group_code": rows["group_code"],
            "group_name": rows["group_name_after"].fillna(rows["group_name_before"]),
            "was": rows["completion_rate_before"],
            "now": rows["completion_rate_after"],
            "is_silent": rows["is_silent_after"].eq(True),
        }
    ).sort_values(
        ["now", "group_name"],
        ascending=[False, True],
        na_position="last",
        ignore_index=True,
    )


def _joining(was: list[float], now: list[float], positions: list[float]) -> go.Scatter:
    along: list[float | None] = []
    rows: list[float | None] = []
    for old, new, position in zip(was, now, positions, strict=True):
        along += [old, new, None]
        rows += [position, position, None]
    return go.Scatter(
        x=along,
        y=rows,
        mode="lines",
        line={"color": theme.REGION_TONES["central"], "width": 2},
        hoverinfo="skip",
    )


def _dots(
    rows: pd.DataFrame,
    rates: list[float],
    positions: list[float],
    *,
    label: str,
    is_later: bool,
) -> go.Scatter:
    tone = theme.REGION_TONES["delta"]
    return go.Scatter(
        x=rates,
        y=positions,
        mode="markers",
        marker={
            "size": 9,
            "color": tone if is_later else theme.WHITE,
            "line": {"color": tone, "width": 1.5},
        },
        text=[
            f"<b>{name}</b><br>{label} 完成率 {theme.percent(rate)}"
            for name, rate in zip(rows["group_name"], rates, strict=True)
        ],
        customdata=[[code] for code in rows["group_code"]],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        **theme.STEADY,
    )
