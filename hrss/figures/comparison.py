"""Prefectures against themselves: two dates side by side."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW = 18


def comparison_dumbbells(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    labels: tuple[str, str],
    note: str,
) -> go.Figure:
    """Completion rate of each prefecture at two dates, joined by a line.

    Ordered by the later rate. A prefecture that one of the dates does not have
    shows the other date alone.

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
        height=26 + max(len(rows), 1) * _ROW + 22,
        left=left,
        right=96,
        top=26,
        bottom=22,
    )
    fig.update_xaxes(
        range=[-0.03, 1.03],
        tickvals=[0, 0.5, 1],
        ticktext=["0%", "50%", "100%"],
        showgrid=True,
        gridcolor=theme.LINE,
    )
    theme.row_axis(fig, positions, names, rows=max(len(rows), 1))
    codes = [[code] for code in rows["group_code"]]
    fig.add_traces(
        [
            _joining(was, now, positions),
            _dots(was, positions, names, codes, label=labels[0], is_later=False),
            _dots(now, positions, names, codes, label=labels[1], is_later=True),
        ]
    )
    changes = [(new - old) * 100 for old, new in zip(was, now, strict=True)]
    texts = [theme.percent(rate) for rate in now]
    moved = [theme.points(change) for change in changes]
    key = [(f"○ {labels[0]}", theme.SECONDARY), (f"● {labels[1]}", theme.INK)]
    ink, grey = [theme.INK] * len(rows), [theme.SECONDARY] * len(rows)
    head = Note(theme.flow(key), x=0, y=1, yanchor="top", yshift=26, xshift=-left)
    columns = [
        Note(
            word,
            x=1,
            y=1,
            xanchor="right",
            yanchor="top",
            xshift=edge,
            yshift=26,
            color=theme.SECONDARY,
        )
        for word, edge in (("完成率", 50), ("增减", 94))
    ]
    theme.write(
        fig,
        [
            head,
            *columns,
            *theme.row_texts(positions, texts, ink, at=50),
            *theme.row_texts(positions, moved, grey, at=94),
        ],
    )
    return theme.caption(fig, note)


def _paired(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    wanted = ["group_code", "group_name", "completion_rate"]
    rows = before[wanted].merge(
        after[wanted], on="group_code", how="outer", suffixes=("_before", "_after")
    )
    return pd.DataFrame(
        {
            "group_code": rows["group_code"],
            "group_name": rows["group_name_after"].fillna(rows["group_name_before"]),
            "was": rows["completion_rate_before"],
            "now": rows["completion_rate_after"],
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
    rates: list[float],
    positions: list[float],
    names: list[str],
    codes: list[list[str]],
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
        text=names,
        customdata=codes,
        hovertemplate=f"<b>%{{text}}</b><br>{label} 完成率 %{{x:.1%}}<extra></extra>",
        cliponaxis=False,
    )
