"""How a batch went on and where it leads: the rise, its pace, the range ahead."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.metrics import ForecastStatus, chance_words

_HEIGHT, _TOP, _BOTTOM, _LEFT = 350, 66, 40, 40
_DAY = "%{x|%Y年%-m月%-d日}"


def forecast_fan(
    weekly: pd.DataFrame,
    path: pd.DataFrame,
    forecast: pd.Series,
    *,
    pace_weeks: int,
    note: str,
) -> go.Figure:
    """Complete offices by the day of completion, and the range they lead to.

    The thick end of the line is the weeks that the pace is measured over. Ahead of
    it the middle of the forecast is dashed and the band holds eight of ten
    outcomes. Without a forecast the reason stands in its place.

    Offices that their first report already calls complete, and of which no date is
    known, are on the line from that report on, as the caption says: nobody has said
    that they stood any week before.

    Parameters
    ----------
    weekly : rows of ``metrics.weekly_completions`` of one group, over all the weeks
        to be drawn.
    path : rows of ``metrics.forecast_path`` of that group; none without a forecast.
    forecast : its row of ``metrics.forecast``.
    pace_weeks : how many of the last weeks the pace is measured over.
    note : day, source and marks, printed at the bottom left.
    """
    rise = _rise(weekly, float(forecast["complete_count"]))
    first, last = _span(rise, path, forecast)
    top = max(float(forecast["rostered_count"]), 1.0) * 1.16
    ink = theme.BATCH_INKS.get(str(forecast["group_code"]), theme.BATCH_INKS["2011"])
    fig = theme.figure(height=_HEIGHT, left=_LEFT, right=14, top=_TOP, bottom=_BOTTOM)
    fig.update_xaxes(type="date", range=[first, last], **theme.month_ticks(first, last))
    fig.update_yaxes(
        range=[0, top],
        showgrid=True,
        gridcolor=theme.LINE,
        zeroline=True,
        zerolinecolor=theme.SECONDARY,
        dtick=theme.round_step(top),
    )
    fig.add_traces([*_band(path, ink), *_actual(rise, ink, pace_weeks=pace_weeks)])
    fig.update_layout(shapes=_lines(forecast))
    theme.write(
        fig,
        [
            *_line_names(forecast, first=first, last=last),
            *_words(rise, forecast, ink, first=first, last=last),
        ],
    )
    return theme.caption(fig, f"{note}{_unplaced_note(weekly)}")


def _unplaced_note(weekly: pd.DataFrame) -> str:
    """A last piece of the caption where the line leaps for want of dates."""
    count = sum(theme.whole(weekly["unplaced_count"]))
    if not count:
        return ""
    return (
        f" · 首次上报即已建成、时间不明的{theme.count(count)}个"
        "自上报之日计入，不算作建成速度"
    )


def _rise(weekly: pd.DataFrame, complete: float) -> pd.DataFrame:
    """Offices complete at the end of each week, counted back from the last one."""
    known = weekly["weekly_count"] + weekly["unplaced_count"]
    counts = theme.numbers(known)
    later = [sum(counts[at + 1 :]) for at in range(len(counts))]
    return pd.DataFrame(
        {"day": list(weekly["week_end"]), "count": [complete - done for done in later]}
    )


def _span(
    rise: pd.DataFrame, path: pd.DataFrame, forecast: pd.Series
) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = [*rise["day"], *path["week_end"], forecast["due_date"]]
    known = [day for day in days if pd.notna(day)]
    return min(known), max(known) + pd.Timedelta(days=10)


def _actual(rise: pd.DataFrame, ink: str, *, pace_weeks: int) -> list[go.Scatter]:
    recent = rise.iloc[-pace_weeks - 1 :]
    return [
        go.Scatter(
            x=list(rise["day"]),
            y=list(rise["count"]),
            mode="lines",
            line={"color": ink, "width": 1.6},
            hovertemplate=f"{_DAY}<br>上报建成 %{{y:.0f}} 个<extra></extra>",
        ),
        go.Scatter(
            x=list(recent["day"]),
            y=list(recent["count"]),
            mode="lines",
            line={"color": ink, "width": 4},
            hoverinfo="skip",
        ),
    ]


def _band(path: pd.DataFrame, ink: str) -> list[go.Scatter]:
    if path.empty:
        return []
    days = list(path["week_end"])
    low, high = theme.whole(path["low_count"]), theme.whole(path["high_count"])
    middle = theme.whole(path["expected_count"])
    # The middle line ends where it arrives, and does not run on along the top.
    ahead = middle.index(max(middle)) + 1
    veil = "rgba({},{},{},0.16)".format(
        *(int(ink[at : at + 2], 16) for at in (1, 3, 5))
    )
    return [
        go.Scatter(
            x=[*days, *reversed(days)],
            y=[*high, *reversed(low)],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=veil,
            hoverinfo="skip",
        ),
        go.Scatter(
            x=days[:ahead],
            y=middle[:ahead],
            mode="lines",
            line={"color": ink, "width": 1.6, "dash": "5px,4px"},
            customdata=list(zip(low, high, strict=True)),
            hovertemplate=f"{_DAY}<br>预计建成 %{{y}} 个"
            "（%{customdata[0]} 至 %{customdata[1]} 个）<extra></extra>",
        ),
    ]


def _lines(forecast: pd.Series) -> list[dict[str, object]]:
    whole = float(forecast["rostered_count"])
    lines = [theme.rule(whole, across="y", color=theme.SECONDARY, dash="dot")]
    if pd.notna(forecast["due_date"]):
        lines.append(theme.rule(forecast["due_date"], across="x", color=theme.INK))
    return lines


def _line_names(
    forecast: pd.Series, *, first: pd.Timestamp, last: pd.Timestamp
) -> list[Note]:
    whole = float(forecast["rostered_count"])
    notes = [
        Note(
            f"应建 {theme.count(whole)}",
            x=0,
            y=whole,
            yref="y",
            xshift=4,
            yanchor="bottom",
            color=theme.SECONDARY,
        )
    ]
    due = forecast["due_date"]
    if pd.notna(due):
        share = (due - first) / (last - first)
        notes.append(
            Note(
                f"时限 {theme.chinese_date(due)}",
                x=due.isoformat(),
                y=1,
                xref="x",
                xanchor="right" if share > 0.8 else "center",
                yanchor="bottom",
                yshift=3,
            )
        )
    return notes


def _words(
    rise: pd.DataFrame,
    forecast: pd.Series,
    ink: str,
    *,
    first: pd.Timestamp,
    last: pd.Timestamp,
) -> list[Note]:
    """The count at the last observed day, and where it leads."""
    end = rise.iloc[-1]
    day, complete = end["day"], float(end["count"])
    is_right = (day - first) / (last - first) < 0.5
    is_low = complete < 0.15 * float(forecast["rostered_count"])
    pace = forecast["pace_per_week"]
    said = f"<b>上报建成 {theme.count(complete)}</b>"
    if pd.notna(pace):
        said += f"<br>近期每周 {float(pace):.1f} 个"
    return [
        Note(
            said,
            x=day.isoformat(),
            y=complete,
            xref="x",
            yref="y",
            xanchor="left" if is_right else "right",
            xshift=8 if is_right else -8,
            yanchor="top" if is_right and not is_low else "bottom",
            yshift=12 if is_low else -2,
            color=ink,
            is_backed=True,
        ),
        Note(
            _outlook(forecast),
            x=0,
            y=1,
            yanchor="top",
            xshift=-_LEFT,
            yshift=_TOP,
            size=12,
        ),
    ]


def _outlook(forecast: pd.Series) -> str:
    """The forecast of one group in two lines, or why there is none."""
    if pd.isna(forecast["forecast_date"]):
        return f"<b>{ForecastStatus(forecast['forecast_status']).label}</b>"
    low, high = forecast["forecast_low"], forecast["forecast_high"]
    late = "两年以后" if pd.isna(high) else theme.chinese_date(high)
    said = [(f"可能范围 {theme.chinese_date(low)} 至 {late}", theme.SECONDARY)]
    if pd.notna(forecast["chance_by_due"]):
        chance = chance_words(forecast["chance_by_due"])
        said.append((f"按期完成可能 {chance}", theme.SECONDARY))
    day = theme.chinese_date(forecast["forecast_date"])
    return f"<b>预计 {day} 完成</b><br>{theme.flow(said)}"
