"""Prefectures by the day they are expected to be complete, against the due date."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.metrics import ForecastStatus, chance_words

_ROW = 19
_TOP, _BOTTOM = 44, 40
# Pixels from the end of the plot: right edges of the columns.
_REMAINING, _CHANCE = 44, 112
_RIGHT = 118
_AT_RISK = theme.LIGHTS["red"].ink
_IN_TIME = theme.REGION_TONES["delta"]


def forecast_ranges(
    forecasts: pd.DataFrame, *, as_of: pd.Timestamp, note: str
) -> go.Figure:
    """Forecast day of each group with its range, the latest first.

    The dot is the middle of the forecast, the line holds eight of ten outcomes;
    one that leaves the picture ends in an arrow. Dots behind the due date are red.
    A group without a forecast has its reason in words, and is complete at the end.

    Parameters
    ----------
    forecasts : rows of ``metrics.forecast`` of one batch.
    as_of : the day looked at, drawn as an upright line.
    note : day, source and marks, printed at the bottom left.
    """
    rows = _ordered(forecasts)
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
    first, last = _span(rows, as_of)
    fig.update_xaxes(
        type="date",
        range=[first, last],
        showgrid=True,
        gridcolor=theme.LINE,
        **theme.month_ticks(first, last),
    )
    theme.row_axis(fig, positions, names, rows=max(len(rows), 1))
    fig.add_traces([*_ranges(rows, positions, last), _dots(rows, positions)])
    due = rows["due_date"].min()
    lines = [theme.rule(as_of, across="x", color=theme.SECONDARY)]
    if pd.notna(due):
        lines.append(theme.rule(due, across="x", color=theme.INK, width=1.2))
    fig.update_layout(shapes=lines)
    theme.write(
        fig,
        [
            *_day_names(as_of, due, first=first, last=last),
            *_reasons(rows, positions, as_of),
            *_columns(rows, positions),
        ],
    )
    return theme.caption(fig, note)


def _ordered(forecasts: pd.DataFrame) -> pd.DataFrame:
    """Who cannot be done, who stands still, the latest first; the complete last."""
    order = {
        "beyond_horizon": 0,
        "standstill": 1,
        "forecast": 2,
        "too_little_history": 3,
        "done": 4,
    }
    ranked = forecasts.assign(rank=forecasts["forecast_status"].map(order))
    return ranked.sort_values(
        ["rank", "forecast_date", "group_name"],
        ascending=[True, False, True],
        ignore_index=True,
    )


def _span(rows: pd.DataFrame, as_of: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    ends = [as_of + pd.Timedelta(days=60), rows["due_date"].max()]
    ends += [rows["forecast_high"].max(), rows["forecast_date"].max()]
    last = max(end for end in ends if pd.notna(end))
    first = min(day for day in (as_of, rows["due_date"].min()) if pd.notna(day))
    room = (last - first) * 0.03
    return first - room, last + room


def _tone(forecast_date: pd.Timestamp, due: pd.Timestamp) -> str:
    return _AT_RISK if pd.notna(due) and forecast_date > due else _IN_TIME


def _ranges(
    rows: pd.DataFrame, positions: list[float], last: pd.Timestamp
) -> list[go.Scatter]:
    traces = []
    for at, row in zip(positions, rows.to_dict("records"), strict=True):
        if pd.isna(row["forecast_date"]):
            continue
        tone = _tone(row["forecast_date"], row["due_date"])
        is_open = pd.isna(row["forecast_high"])
        end = last if is_open else row["forecast_high"]
        traces.append(
            go.Scatter(
                x=[row["forecast_low"], end],
                y=[at, at],
                mode="lines+markers",
                line={"color": tone, "width": 2},
                marker={
                    "symbol": ["line-ns", "triangle-right" if is_open else "line-ns"],
                    "size": [7, 9 if is_open else 7],
                    "color": tone,
                    "line": {"color": tone, "width": 1.4},
                },
                opacity=0.75,
                hoverinfo="skip",
                cliponaxis=False,
                **theme.STEADY,
            )
        )
    return traces


def _dots(rows: pd.DataFrame, positions: list[float]) -> go.Scatter:
    known = rows[rows["forecast_date"].notna()]
    return go.Scatter(
        x=list(known["forecast_date"]),
        y=[positions[at] for at in known.index],
        mode="markers",
        marker={
            "size": 9,
            "color": [
                _tone(day, due)
                for day, due in zip(
                    known["forecast_date"], known["due_date"], strict=True
                )
            ],
        },
        customdata=[[code] for code in known["group_code"]],
        text=[_details(row) for _, row in known.iterrows()],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        **theme.STEADY,
    )


def _details(row: pd.Series) -> str:
    low, middle, high = row["forecast_low"], row["forecast_date"], row["forecast_high"]
    late = "两年以后" if pd.isna(high) else theme.chinese_date(high)
    return (
        f"<b>{row['group_name']}</b><br>"
        f"预计 {theme.chinese_date(middle)} 完成<br>"
        f"可能范围 {theme.chinese_date(low)} 至 {late}<br>"
        f"未建成 {row['remaining_count']} 个，近期每周 {row['pace_per_week']:.1f} 个"
    )


def _day_names(
    as_of: pd.Timestamp,
    due: pd.Timestamp,
    *,
    first: pd.Timestamp,
    last: pd.Timestamp,
) -> list[Note]:
    days = [(as_of, "截至", 0.0)]
    if pd.notna(due):
        # Two days close together are written one above the other.
        is_close = abs((due - as_of) / (last - first)) < 0.5
        days.append((due, "时限", 15.0 if is_close else 0.0))
    return [
        Note(
            f"{word} {theme.chinese_date(day)}",
            x=day.isoformat(),
            y=1,
            xref="x",
            xanchor=_side((day - first) / (last - first)),
            yanchor="bottom",
            yshift=3 + rise,
            color=theme.INK if word == "时限" else theme.SECONDARY,
        )
        for day, word, rise in days
    ]


def _side(share: float) -> str:
    """Which side of a day's line its words are on, so that they stay inside."""
    if share < 0.3:
        return "left"
    return "right" if share > 0.7 else "center"


def _reasons(
    rows: pd.DataFrame, positions: list[float], as_of: pd.Timestamp
) -> list[Note]:
    """Why a group has no forecast, where its dot would be."""
    return [
        Note(
            ForecastStatus(status).label,
            x=as_of.isoformat(),
            y=at,
            xref="x",
            yref="y",
            xshift=8,
            color=_AT_RISK
            if status in ("beyond_horizon", "standstill")
            else theme.SECONDARY,
            is_backed=True,
        )
        for at, status, day in zip(
            positions,
            rows["forecast_status"],
            rows["forecast_date"],
            strict=True,
        )
        if pd.isna(day)
    ]


def _columns(rows: pd.DataFrame, positions: list[float]) -> list[Note]:
    grey = theme.SECONDARY
    heads = [
        Note(
            word,
            x=1,
            y=1,
            xanchor="right",
            yanchor="bottom",
            xshift=at,
            yshift=3,
            color=grey,
        )
        for word, at in (("未建成", _REMAINING), ("按期可能", _CHANCE))
    ]
    remaining = [theme.count(each) for each in theme.numbers(rows["remaining_count"])]
    chances = [chance_words(each) for each in theme.numbers(rows["chance_by_due"])]
    return [
        *heads,
        *theme.row_texts(positions, remaining, [grey] * len(rows), at=_REMAINING),
        *theme.row_texts(positions, chances, [theme.INK] * len(rows), at=_CHANCE),
    ]
