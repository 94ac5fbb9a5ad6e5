"""Who was on time: the offices of each prefecture by when they were complete."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW = 19
_TOP, _BOTTOM = 46, 6
_RATE, _RATIO = 48, 112
_RIGHT = 118
_DELTA, _DELTA_INK = theme.REGION_TONES["delta"], theme.REGION_INKS["delta"]

_LATE, _OVERDUE = "#E0A030", theme.LIGHTS["red"].ink

# Solid where the day is known, hatched where reports alone bound it.
_PARTS = (
    ("on_time_count", "按时", theme.solid(_DELTA)),
    ("undated_by_due_count", "按时，时间未填", theme.hatched(_DELTA, _DELTA_INK)),
    (
        "undated_count",
        "时间未填，是否按时不明",
        theme.hatched(theme.SECONDARY, theme.SECONDARY),
    ),
    ("late_count", "逾期建成", theme.solid(_LATE)),
    ("overdue_count", "逾期未建成", theme.solid(_OVERDUE)),
    ("not_due_count", "未到期", theme.solid(theme.GROUND)),
)


def on_time_bars(groups: pd.DataFrame, *, note: str) -> go.Figure:
    """Shares of each group's offices by whether they met the due date.

    Solid is dated, hatched is known from reports only. The one with the smallest
    share on time comes first. Parts that nobody has are not named.

    Parameters
    ----------
    groups : rows of ``metrics.on_time``; those without a due date are left out.
    note : day, source and marks, printed at the bottom left.
    """
    rows = _ordered(groups)
    names = list(rows["group_name"])
    positions = [float(at) for at in range(len(rows))]
    left = theme.name_margin(names)
    fig = theme.figure(
        height=_TOP + max(len(rows), 1) * _ROW + _BOTTOM,
        left=left,
        right=_RIGHT,
        top=_TOP,
        bottom=_BOTTOM,
    )
    fig.update_layout(barmode="stack")
    fig.update_xaxes(range=[0, 1], visible=False)
    theme.row_axis(fig, positions, names, rows=max(len(rows), 1))
    shown = [part for part in _PARTS if rows[part[0]].sum() > 0]
    fig.add_traces(
        [
            _bar(rows, positions, name=name, word=word, marker=marker)
            for name, word, marker in shown
        ]
    )
    key = Note(_key(shown), x=0, y=1, yanchor="top", yshift=_TOP - 2, xshift=-left)
    theme.write(fig, [key, *_columns(rows, positions)])
    return theme.caption(fig, note)


def _key(shown: list[tuple[str, str, dict[str, object]]]) -> str:
    """The parts in their colours; a hatched one says so, as no letter is hatched."""
    return "　".join(
        f"斜纹 {word}"
        if "pattern" in marker
        else f'<span style="color:{marker["color"]}">■</span> {word}'
        for _, word, marker in shown
    )


def _ordered(groups: pd.DataFrame) -> pd.DataFrame:
    owed = groups["rostered_count"] - groups["no_due_count"]
    rows = groups.assign(
        owed_count=owed,
        not_due_count=groups["remaining_count"] - groups["overdue_count"],
    )
    return rows[owed > 0].sort_values(
        ["on_time_rate", "group_name"], ascending=[True, True], ignore_index=True
    )


def _bar(
    rows: pd.DataFrame,
    positions: list[float],
    *,
    name: str,
    word: str,
    marker: dict[str, object],
) -> go.Bar:
    counts, owed = theme.whole(rows[name]), theme.whole(rows["owed_count"])
    return go.Bar(
        x=[part / all_ for part, all_ in zip(counts, owed, strict=True)],
        y=positions,
        orientation="h",
        width=0.66,
        marker=marker,
        customdata=[[code] for code in rows["group_code"]],
        text=[
            f"<b>{place}</b><br>{word} {part} 个，应建 {all_} 个"
            for place, part, all_ in zip(rows["group_name"], counts, owed, strict=True)
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **theme.STEADY,
    )


def _columns(rows: pd.DataFrame, positions: list[float]) -> list[Note]:
    kept = rows["on_time_count"] + rows["undated_by_due_count"]
    rates = [theme.percent(rate) for rate in theme.numbers(rows["on_time_rate"])]
    ratios = [
        theme.ratio(part, owed)
        for part, owed in zip(
            theme.whole(kept), theme.whole(rows["owed_count"]), strict=True
        )
    ]
    heads = [
        Note(
            word,
            x=1,
            y=1,
            xanchor="right",
            yanchor="bottom",
            xshift=at,
            yshift=3,
            color=theme.SECONDARY,
        )
        for word, at in (("按时率", _RATE), ("按时/应建", _RATIO))
    ]
    ink, grey = [theme.INK] * len(rows), [theme.SECONDARY] * len(rows)
    return [
        *heads,
        *theme.row_texts(positions, rates, ink, at=_RATE),
        *theme.row_texts(positions, ratios, grey, at=_RATIO),
    ]
