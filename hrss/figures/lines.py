"""The rise over time against the schedule: one line a batch, or one panel a place."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_HEIGHT, _TOP, _BOTTOM = 340, 24, 40
_LEFT = 40
_KEY = "粗线为上报建成，细线为核验达标，虚线为序时"
_LABEL_LINE = 15
# The end labels need this share of the width; further right they turn to the left.
_ROOM_AT_RIGHT = 0.56
# Where along a schedule its word stands: low, as ends are labelled further up.
_NAME_AT, _NAME_LATER = 0.42, 0.85


def completion_lines(
    series: pd.DataFrame,
    schedule: pd.DataFrame,
    *,
    as_of: date,
    target_value: int | None,
    note: str,
) -> go.Figure:
    """Offices complete in each batch on each report date, beside the schedule.

    Points are report dates; the straight pieces between them are only a guide for
    the eye. The band between the verified and the reported count is hatched.
    A batch without a complete office and without a schedule is left out.

    Parameters
    ----------
    series : frame of ``metrics.completion_series``.
    schedule : frame of ``metrics.schedule_lines``.
    as_of : the day looked at, drawn as an upright line.
    target_value : number the decree states, None for none.
    note : day, source and marks, printed at the bottom left.
    """
    rise = series.sort_values(["group_code", "as_of"], ignore_index=True)
    due = schedule.sort_values(["group_code", "as_of"], ignore_index=True)
    shown = [code for code in theme.BATCH_TONES if _is_shown(rise, due, code)]
    first, last = _span(rise, due, as_of)
    top = _top(rise, due, target_value)
    fig = theme.figure(height=_HEIGHT, left=_LEFT, right=10, top=_TOP, bottom=_BOTTOM)
    fig.update_xaxes(range=[first, last], **theme.month_ticks(first, last))
    fig.update_yaxes(
        range=[0, top],
        showgrid=True,
        gridcolor=theme.LINE,
        zeroline=True,
        zerolinecolor=theme.SECONDARY,
        zerolinewidth=1,
        dtick=theme.round_step(top),
    )
    for code in shown:
        fig.add_traces(_batch_traces(rise[rise["group_code"] == code], code))
        fig.add_traces(_schedule_traces(due[due["group_code"] == code], code))
    day = pd.Timestamp(as_of)
    fig.update_layout(shapes=_reference_lines(day, target_value))
    theme.write(
        fig,
        [
            *_end_labels(rise, shown, first=first, last=last, top=top),
            *_schedule_names(due, shown, day=day),
            *_reference_names(day, target_value, first=first, last=last),
        ],
    )
    # A linear schedule has no point but its ends.
    is_bent = bool((due["group_code"].value_counts() > 2).any())
    plans = " · 序时含备案计划" if is_bent else ""
    return theme.caption(fig, f"{note}{plans} · {_KEY}", width=280)


def _is_shown(rise: pd.DataFrame, due: pd.DataFrame, code: str) -> bool:
    own = rise[rise["group_code"] == code]
    return bool((due["group_code"] == code).any() or own["complete_count"].sum() > 0)


def _span(
    rise: pd.DataFrame, due: pd.DataFrame, as_of: date
) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = pd.concat([rise["as_of"], due["as_of"], pd.Series([pd.Timestamp(as_of)])])
    first, last = days.min(), days.max()
    if first == last:
        return first - pd.Timedelta(days=30), last + pd.Timedelta(days=30)
    return first, last


def _top(rise: pd.DataFrame, due: pd.DataFrame, target_value: int | None) -> float:
    complete = max([*theme.numbers(rise["complete_count"]), 0.0])
    owed = max([*theme.numbers(due["scheduled_count"]), float(target_value or 0), 10.0])
    # A line that ends near the top needs room for its label above it.
    return max(owed * 1.08, complete * 1.2)


def _batch_traces(own: pd.DataFrame, code: str) -> list[go.Scatter]:
    days = list(own["as_of"])
    verified = theme.whole(own["verified_count"])
    complete = theme.whole(own["complete_count"])
    ink = theme.BATCH_INKS[code]
    label = own["group_name"].iloc[0] if len(own) else ""
    return [
        go.Scatter(
            x=days,
            y=verified,
            mode="lines",
            line={"color": ink, "width": 1},
            hovertemplate=f"%{{x|%Y年%-m月%-d日}}<br>{label} 核验达标 %{{y}} 个"
            "<extra></extra>",
        ),
        go.Scatter(
            x=days,
            y=complete,
            mode="lines+markers",
            line={"color": ink, "width": 2.2},
            marker={"size": 5, "color": ink},
            fill="tonexty",
            fillpattern={
                "shape": "/",
                "fillmode": "replace",
                "fgcolor": ink,
                "bgcolor": theme.WHITE,
                "fgopacity": 0.55,
                "size": 5,
                "solidity": 0.22,
            },
            hovertemplate=f"%{{x|%Y年%-m月%-d日}}<br>{label} 上报建成 %{{y}} 个"
            "<extra></extra>",
            cliponaxis=False,
        ),
    ]


def _schedule_traces(own: pd.DataFrame, code: str) -> list[go.Scatter]:
    if own.empty:
        return []
    return [
        go.Scatter(
            x=list(own["as_of"]),
            y=theme.numbers(own["scheduled_count"]),
            mode="lines",
            line={"color": theme.BATCH_INKS[code], "width": 1.3, "dash": "5px,4px"},
            hoverinfo="skip",
        )
    ]


def _reference_lines(
    day: pd.Timestamp, target_value: int | None
) -> list[dict[str, object]]:
    lines = [theme.rule(day, across="x", color=theme.SECONDARY)]
    if target_value:
        lines.append(
            theme.rule(target_value, across="y", color=theme.SECONDARY, dash="dot")
        )
    return lines


def _reference_names(
    day: pd.Timestamp,
    target_value: int | None,
    *,
    first: pd.Timestamp,
    last: pd.Timestamp,
) -> list[Note]:
    share = (day - first) / (last - first)
    notes = [
        Note(
            f"截至{theme.chinese_date(day)}",
            x=day.isoformat(),
            y=1,
            xref="x",
            xanchor="left" if share < 0.3 else "right" if share > 0.7 else "center",
            yanchor="bottom",
            yshift=3,
            size=11,
        )
    ]
    if target_value:
        # Right of the upright line, where nothing is drawn yet, if there is room.
        side = 1 if share <= 0.7 else 0
        notes.append(
            Note(
                f"文件：约{theme.count(target_value)}个",
                x=side,
                y=target_value,
                yref="y",
                xanchor="right" if side else "left",
                xshift=-2 if side else 4,
                yanchor="bottom",
                color=theme.SECONDARY,
                size=11,
            )
        )
    return notes


def _schedule_names(
    due: pd.DataFrame, shown: list[str], *, day: pd.Timestamp
) -> list[Note]:
    """Name of each schedule on its line, clear of the label at the rise's end."""
    notes = []
    for code in shown:
        own = due[due["group_code"] == code]
        if len(own) < 2:
            continue
        start, end = own.iloc[0], own.iloc[-1]
        elapsed = (day - start["as_of"]) / (end["as_of"] - start["as_of"])
        at = _NAME_LATER if 0.1 < elapsed < _NAME_AT else _NAME_AT
        middle = start["as_of"] + (end["as_of"] - start["as_of"]) * at
        before = own[own["as_of"] <= middle].iloc[-1]
        after = own[own["as_of"] >= middle].iloc[0]
        height = _between(before, after, middle)
        notes.append(
            Note(
                "序时",
                x=middle.isoformat(),
                y=height,
                xref="x",
                yref="y",
                xanchor="right",
                xshift=-5,
                yshift=4,
                color=theme.BATCH_INKS[code],
                size=10,
            )
        )
    return notes


def _between(before: pd.Series, after: pd.Series, day: pd.Timestamp) -> float:
    """Offices due on a day between two points of a schedule."""
    low, high = float(before["scheduled_count"]), float(after["scheduled_count"])
    if after["as_of"] == before["as_of"]:
        return low
    part = (day - before["as_of"]) / (after["as_of"] - before["as_of"])
    return low + (high - low) * float(part)


def _end_labels(
    rise: pd.DataFrame,
    shown: list[str],
    *,
    first: pd.Timestamp,
    last: pd.Timestamp,
    top: float,
) -> list[Note]:
    """Name and counts at each line's end, moved up where two would touch."""
    ends = (
        rise[rise["group_code"].isin(shown)]
        .drop_duplicates("group_code", keep="last")
        .sort_values(["complete_count", "group_code"], ascending=[True, False])
    )
    pixel = top / (_HEIGHT - _TOP - _BOTTOM)
    floor = 0.0
    notes = []
    for end in ends.to_dict("records"):
        count = float(end["complete_count"])
        height = max(count, floor)
        floor = height + 2 * _LABEL_LINE * pixel
        is_right = (end["as_of"] - first) / (last - first) < _ROOM_AT_RIGHT
        notes.append(
            Note(
                f"<b>{end['group_name']} {theme.count(count)}</b>"
                f"<br>核验达标 {theme.count(float(end['verified_count']))}",
                x=end["as_of"].isoformat(),
                y=height,
                xref="x",
                yref="y",
                xanchor="left" if is_right else "right",
                xshift=6 if is_right else -6,
                yanchor="bottom",
                yshift=-2 if is_right else 6,
                color=theme.BATCH_INKS[str(end["group_code"])],
                is_backed=True,
            )
        )
    return notes
