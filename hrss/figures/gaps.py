"""Prefectures against their schedule: points ahead or behind."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW, _TOP, _BOTTOM = 18, 30, 4


def gap_bars(
    prefectures: pd.DataFrame,
    *,
    note: str,
    yellow_pp: float = 10.0,
    red_pp: float = 30.0,
) -> go.Figure:
    """Percentage points ahead of or behind schedule, diverging from zero.

    The one furthest behind comes first. The thresholds of the lights stand as
    thin lines with their names; each value carries its light's sign. The points are
    of all offices of a place, its light is of its worse batch: where there are places
    of two batches, the caption says so.

    Parameters
    ----------
    prefectures : rows of ``metrics.progress(by="prefecture")``; those that have
        reported nothing (未上报), and those without a gap (no offices), come last,
        without a bar.
    note : day, source and marks, printed at the bottom left.
    yellow_pp, red_pp : thresholds in force, in points behind schedule.
    """
    rows = prefectures.assign(gap_pp=theme.spoken(prefectures, "gap_pp")).sort_values(
        ["gap_pp", "group_name"], na_position="last", ignore_index=True
    )
    names = list(rows["group_name"])
    gaps = theme.numbers(rows["gap_pp"])
    positions = [float(at) for at in range(len(rows))]
    lines = ((0.0, "序时"), (-yellow_pp, "黄灯"), (-red_pp, "红灯"))
    fig = theme.figure(
        height=_TOP + max(len(rows), 1) * _ROW + _BOTTOM,
        left=theme.name_margin(names),
        right=66,
        top=_TOP,
        bottom=_BOTTOM,
    )
    known = [gap for gap in gaps if not pd.isna(gap)]
    reach = [min([*known, -red_pp]) * 1.06, max([*known, yellow_pp]) * 1.06]
    fig.update_xaxes(range=reach, visible=False)
    theme.row_axis(fig, positions, names, rows=max(len(rows), 1))
    fig.add_trace(_bars(rows, gaps=gaps, positions=positions))
    fig.update_layout(shapes=[_line(at) for at, _ in lines])
    notes = [_line_name(at, word) for at, word in lines]
    notes += _columns(rows, gaps=gaps, positions=positions)
    text = f"{note}{theme.plan_note(rows)}{theme.batch_note(rows)}"
    return theme.caption(fig, text, notes=notes)


def _bars(rows: pd.DataFrame, *, gaps: list[float], positions: list[float]) -> go.Bar:
    return go.Bar(
        x=gaps,
        y=positions,
        orientation="h",
        width=0.64,
        marker={"color": [_bar_tone(light) for light in rows["light"]]},
        customdata=[[code] for code in rows["group_code"]],
        text=[
            f"<b>{name}</b><br>与序时{plan}"
            for name, plan in zip(
                rows["group_name"], theme.plan_words(rows), strict=True
            )
        ],
        textposition="none",
        hovertemplate="%{text}相差 %{x:+.1f} 个百分点<extra></extra>",
        **theme.STEADY,
    )


def _columns(
    rows: pd.DataFrame, *, gaps: list[float], positions: list[float]
) -> list[Note]:
    styles = theme.light_styles(rows)
    inks = [style.ink for style in styles]
    signs = [style.sign for style in styles]
    texts = [
        theme.SILENT.word if silent else theme.points(gap)
        for silent, gap in zip(theme.is_silent(rows), gaps, strict=True)
    ]
    return [
        *theme.row_texts(positions, signs, inks, at=10, side="left"),
        *theme.row_texts(positions, texts, inks, at=62),
    ]


def _bar_tone(light: object) -> str:
    """Warm from the yellow threshold on; cool otherwise."""
    return {"red": "#B3261E", "yellow": "#E0A030"}.get(
        str(light), theme.REGION_TONES["central"]
    )


def _line(at: float) -> dict[str, object]:
    if at == 0:
        return theme.rule(at, across="x", color=theme.INK, width=1)
    return theme.rule(at, across="x", color=theme.SECONDARY, dash="dot")


def _line_name(at: float, word: str) -> Note:
    text = word if at == 0 else f"{word}<br>−{abs(at):g}"
    return Note(
        text,
        x=at,
        y=1,
        xref="x",
        xanchor="left" if at == 0 else "right",
        xshift=-1 if at == 0 else 1,
        yanchor="bottom",
        color=theme.SECONDARY,
        size=10,
    )
