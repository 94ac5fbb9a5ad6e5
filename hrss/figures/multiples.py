"""One small panel a prefecture: actual against schedule, on the same axes."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW_HEIGHT, _ROW_GAP, _TITLE = 106, 44, 26
_COLUMN_GAP = 0.018


def prefecture_small_multiples(
    history: pd.DataFrame,
    *,
    note: str,
    delta_codes: Collection[str] = (),
    columns: int = 7,
) -> go.Figure:
    """Completion rate over time in each prefecture, beside its schedule.

    All panels share both axes, 0 to 100 %. The Delta comes first, in its own
    tone, then the others, each by code. A panel's head has the last rate and the
    light's sign.

    Parameters
    ----------
    history : one row per report date and prefecture: ``as_of``,
        ``prefecture_code``, ``prefecture_name``, ``completion_rate``,
        ``scheduled_rate`` and, where lights are wanted, ``light``.
    note : day, source and marks, printed at the bottom left.
    delta_codes : prefectures of the Delta.
    columns : panels side by side.
    """
    rise = history.sort_values(["prefecture_code", "as_of"], ignore_index=True)
    codes = _order(rise, delta_codes)
    columns = max(min(columns, len(codes)), 1)
    lines = -(-len(codes) // columns) or 1
    height = lines * (_ROW_HEIGHT + _ROW_GAP) - _ROW_GAP
    fig = theme.figure(
        height=height + _TITLE + 22, left=38, right=6, top=_TITLE, bottom=22
    )
    notes: list[Note] = []
    axes: dict[str, dict[str, object]] = {}
    traces: list[go.Scatter] = []
    for place, code in enumerate(codes):
        own = rise[rise["prefecture_code"] == code]
        panel = _Panel(place, total=len(codes), columns=columns, height=height)
        tone = theme.REGION_TONES["delta" if code in delta_codes else "central"]
        axes |= panel.axes(rise)
        traces += _traces(own, tone=tone, axis=panel.axis)
        notes.append(_head(own, panel=panel))
        if panel.is_lowest:
            notes += _months(rise, panel=panel)
    # Not through update_layout: on 42 axes it takes plotly a second.
    for name, axis in axes.items():
        fig.layout[name] = axis
    fig.add_traces(traces)
    text = f"{note} · 虚线为序时进度{_plan_note(rise)}"
    return theme.caption(fig, text, width=520, notes=notes)


def _plan_note(rise: pd.DataFrame) -> str:
    """That the panels marked so go by plans, on the last day at least."""
    newest = rise[rise["as_of"] == rise["as_of"].max()]
    return "，标“计划”的市自备案起按计划" if any(theme.plan_words(newest)) else ""


class _Panel:
    """Where a panel lies, and its axes."""

    def __init__(self, place: int, *, total: int, columns: int, height: float) -> None:
        row, column = divmod(place, columns)
        step = (1 + _COLUMN_GAP) / columns
        self.axis = "" if place == 0 else str(place + 1)
        self.left = column * step
        self.right = self.left + step - _COLUMN_GAP
        self.top = 1 - row * (_ROW_HEIGHT + _ROW_GAP) / height
        self.bottom = max(self.top - _ROW_HEIGHT / height, 0.0)
        self.is_first = column == 0
        self.is_lowest = place + columns >= total

    def axes(self, rise: pd.DataFrame) -> dict[str, dict[str, object]]:
        """Layout of both axes; words only at the left and under the lowest."""
        first, last = rise["as_of"].min(), rise["as_of"].max()
        if first == last:
            first, last = first - pd.Timedelta(days=15), last + pd.Timedelta(days=15)
        shared: dict[str, object] = {
            "fixedrange": True,
            "automargin": False,
            "showline": False,
            "zeroline": False,
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": "rgba(0,0,0,0)",
            "tickfont": {"size": 10, "color": theme.SECONDARY},
        }
        return {
            f"xaxis{self.axis}": shared
            | {
                "domain": [self.left, self.right],
                "anchor": f"y{self.axis}",
                "range": [first, last],
                "showgrid": False,
                "showticklabels": False,
            },
            f"yaxis{self.axis}": shared
            | {
                "domain": [self.bottom, self.top],
                "anchor": f"x{self.axis}",
                "range": [0, 1],
                "showgrid": True,
                "gridcolor": theme.LINE,
                "zeroline": True,
                "zerolinecolor": "#AEB7C1",
                "zerolinewidth": 1,
                "tickvals": [0, 0.5, 1],
                "ticktext": ["0%", "50%", "100%"],
                "showticklabels": self.is_first,
            },
        }


def _order(rise: pd.DataFrame, delta_codes: Collection[str]) -> list[str]:
    codes = sorted(rise["prefecture_code"].unique())
    return [
        *(code for code in codes if code in delta_codes),
        *(code for code in codes if code not in delta_codes),
    ]


def _months(rise: pd.DataFrame, *, panel: _Panel) -> list[Note]:
    """First and last month, each inside its end of the panel."""
    first, last = rise["as_of"].min(), rise["as_of"].max()
    start = Note(
        f"{first.year}年{first.month}月",
        x=panel.left,
        y=panel.bottom,
        yanchor="top",
        yshift=-2,
        color=theme.SECONDARY,
        size=10,
    )
    if (first.year, first.month) == (last.year, last.month):
        return [start]
    year = "" if first.year == last.year else f"{last.year % 100:02d}年"
    text = f"{year}{last.month}月"
    return [start, replace(start, text=text, x=panel.right, xanchor="right")]


def _traces(own: pd.DataFrame, *, tone: str, axis: str) -> list[go.Scatter]:
    days = list(own["as_of"])
    where = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    name = own["prefecture_name"].iloc[0]
    return [
        go.Scatter(
            x=days,
            y=theme.numbers(own["scheduled_rate"]),
            mode="lines",
            line={"color": theme.SECONDARY, "width": 1, "dash": "4px,3px"},
            hoverinfo="skip",
            **where,
        ),
        go.Scatter(
            x=days,
            y=theme.numbers(theme.spoken(own, "completion_rate")),
            mode="lines+markers",
            line={"color": tone, "width": 2},
            marker={"size": 3.5, "color": tone},
            text=[
                theme.percent(rate) for rate in theme.numbers(own["completion_rate"])
            ],
            hovertemplate=f"<b>{name}</b> %{{x|%Y年%-m月%-d日}}<br>完成率 %{{text}}"
            "<extra></extra>",
            cliponaxis=False,
            **where,
        ),
    ]


def _head(own: pd.DataFrame, *, panel: _Panel) -> Note:
    last = own.iloc[-1]
    light = theme.light_styles(own.tail(1))[0]
    rate = theme.percent(theme.numbers([last["completion_rate"]])[0])
    if light is theme.SILENT:
        rate = light.word
    sign = f' <span style="color:{light.ink}">{light.sign}</span>' if light.sign else ""
    if any(theme.plan_words(own.tail(1))):
        sign += f' <span style="color:{theme.SECONDARY}">计划</span>'
    name = theme.short_name(str(last["prefecture_name"]))
    return Note(
        f"<b>{name}</b> {rate}{sign}",
        x=panel.left,
        y=panel.top,
        yanchor="bottom",
        yshift=4,
        size=12,
    )
