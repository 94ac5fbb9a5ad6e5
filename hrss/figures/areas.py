"""Floor areas as a distribution, with the decree's 300 m² as a line."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.figures.theme.answers import Answer, answer_marker

_HEIGHT, _TOP, _BOTTOM = 178, 44, 22


def area_histogram(
    bins: pd.DataFrame, summary: pd.Series, *, line_m2: float, note: str
) -> go.Figure:
    """Offices by floor area in steps; below the line hatched, from it on solid.

    Parameters
    ----------
    bins : rows of ``metrics.floor_area_bins``; the last one is open.
    summary : a row of ``metrics.floor_areas``.
    line_m2 : the area that is enough.
    note : day, source and marks, printed at the bottom left.
    """
    bins = bins.sort_values("low_m2", ignore_index=True)
    lows = theme.numbers(bins["low_m2"])
    step = lows[1] - lows[0]
    counts = theme.numbers(bins["office_count"])
    highest = max([*counts, 1.0])
    fig = theme.figure(height=_HEIGHT, left=30, right=8, top=_TOP, bottom=_BOTTOM)
    # Room above the highest bar for its number.
    fig.update_yaxes(
        range=[0, highest * 1.12],
        showgrid=True,
        gridcolor=theme.LINE,
        dtick=max(theme.round_step(highest), 1),
    )
    fig.update_xaxes(
        range=[lows[0], lows[-1] + step],
        tickvals=[*lows[::2][:-1], lows[-1]],
        ticktext=[*(f"{low:g}" for low in lows[::2][:-1]), f"{lows[-1]:g}以上"],
    )
    fig.add_traces(_bars(bins, lows=lows, step=step, counts=counts))
    fig.update_layout(
        bargap=0,
        shapes=[theme.rule(line_m2, across="x", color=theme.INK, width=1.4, over=0.03)],
    )
    theme.write(fig, [*_sides(summary, line_m2), *_numbers(lows, counts, step=step)])
    return theme.caption(fig, f"{note} · 横轴为建筑面积（㎡），竖线为{line_m2:g}㎡")


def _bars(
    bins: pd.DataFrame, *, lows: list[float], step: float, counts: list[float]
) -> list[go.Bar]:
    enough = [bool(flag) for flag in bins["is_large_enough"]]
    spans = [f"{low:g}至{low + step:g}㎡（不含）" for low in lows]
    spans[-1] = f"{lows[-1]:g}㎡以上"
    bars = []
    for is_enough, answer in ((False, Answer.BAD), (True, Answer.GOOD)):
        own = [at for at, flag in enumerate(enough) if flag is is_enough and counts[at]]
        bars.append(
            go.Bar(
                x=[lows[at] + step / 2 for at in own],
                y=[counts[at] for at in own],
                width=step * 0.9,
                marker=answer_marker(answer),
                customdata=[[f"{lows[at]:g}", answer.value] for at in own],
                text=[spans[at] for at in own],
                textposition="none",
                hovertemplate="%{text}<br>%{y} 个<extra></extra>",
                **theme.STEADY,
            )
        )
    return bars


def _sides(summary: pd.Series, line_m2: float) -> list[Note]:
    """What lies on either side of the line, in words."""
    small, windows, enough, median, missing, rate = theme.numbers(
        summary[
            [
                "too_small_count",
                "small_window_count",
                "large_enough_count",
                "median_area_m2",
                "missing_area_m2",
                "large_enough_rate",
            ]
        ]
    )
    if not small + enough:
        return [Note("尚无机构填报面积", x=0.5, y=0.5, xanchor="center")]
    own = f"（含专门窗口 {theme.count(windows)}）" if windows else ""
    left = f"不足 {theme.count(small)} 个{own}<br>共差 {theme.count(missing)}㎡"
    right = (
        f"达到 {theme.count(enough)} 个，占填报 {theme.percent(rate)}<br>"
        f"中位数 {median:g}㎡"
    )
    return [
        _side(left, at=line_m2, anchor="right", shift=-6),
        _side(right, at=line_m2, anchor="left", shift=6),
    ]


def _side(text: str, *, at: float, anchor: str, shift: float) -> Note:
    return Note(
        text,
        x=at,
        y=1,
        xref="x",
        xanchor=anchor,
        yanchor="bottom",
        xshift=shift,
        yshift=8,
    )


def _numbers(lows: list[float], counts: list[float], *, step: float) -> list[Note]:
    return [
        Note(
            theme.count(count),
            x=low + step / 2,
            y=count,
            xref="x",
            yref="y",
            xanchor="center",
            yanchor="bottom",
            yshift=1,
            color=theme.SECONDARY,
            size=10,
        )
        for low, count in zip(lows, counts, strict=True)
        if count
    ]
