"""Prefectures as bars: the ranking, Delta and elsewhere apart."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW = 17
_TOP, _BOTTOM = 4, 4
# Pixels from the end of the bars: two right edges, then a left edge.
_RATE, _RATIO, _LIGHT = 44, 98, 106
_RIGHT = 155


def prefecture_ranking(
    prefectures: pd.DataFrame, *, delta_codes: Collection[str], note: str
) -> go.Figure:
    """Completion rate of each prefecture, best first.

    The Delta and the others stand apart, because their deadlines are not the
    same. Equal rates are ordered by name; who has reported nothing stands below as
    未上报, without a rate or a light, and a prefecture without offices comes last.
    The bar is 0 to 100 % of its offices: solid verified, hatched only reported;
    the short upright line is what is due.

    Parameters
    ----------
    prefectures : rows of ``metrics.progress(by="prefecture")``.
    delta_codes : prefectures of the Delta.
    note : day, source and marks, printed at the bottom left.
    """
    placed = _placed(prefectures, delta_codes=delta_codes)
    names = list(placed["group_name"])
    rows = float(placed["position"].max()) + 1 if len(placed) else 1.0
    left = theme.name_margin(names)
    fig = theme.figure(
        height=_TOP + rows * _ROW + _BOTTOM,
        left=left,
        right=_RIGHT,
        top=_TOP,
        bottom=_BOTTOM,
    )
    fig.update_layout(barmode="overlay", bargap=0)
    fig.update_xaxes(range=[0, 1], visible=False)
    theme.row_axis(fig, theme.numbers(placed["position"]), names, rows=rows)
    fig.add_traces([*_bars(placed), _schedule(placed)])
    notes = [*_titles(placed, left=left), *_columns(placed)]
    text = f"{note} · {theme.VERIFIED_KEY}{theme.plan_note(placed)}"
    return theme.caption(fig, f"{text}{theme.batch_note(placed)}", notes=notes)


def _placed(prefectures: pd.DataFrame, *, delta_codes: Collection[str]) -> pd.DataFrame:
    """Rows in order, each with its group and its position on the axis."""
    is_delta = prefectures["group_code"].isin(list(delta_codes))
    placed = prefectures.assign(
        region=is_delta.map({True: "delta", False: "central"}),
        has_none=prefectures["rostered_count"] == 0,
        completion_rate=theme.spoken(prefectures, "completion_rate"),
    ).sort_values(
        ["region", "completion_rate", "has_none", "group_name"],
        ascending=[False, False, True, True],
        na_position="last",
        ignore_index=True,
    )
    group = placed["region"].ne(placed["region"].shift()).cumsum()
    # A row for each group's title, and a third of one between the groups.
    return placed.assign(position=placed.index + group + (group - 1) * 0.3)


def _bars(placed: pd.DataFrame) -> list[go.Bar]:
    bars = [
        _bar(
            placed,
            lengths=[1.0] * len(placed),
            starts=[0.0] * len(placed),
            marker=theme.solid(theme.GROUND),
        )
    ]
    for region in ("delta", "central"):
        own = placed[placed["region"] == region]
        verified = _shares(own["verified_rate"])
        complete = _shares(own["completion_rate"])
        tone, ink = theme.REGION_TONES[region], theme.REGION_INKS[region]
        rest = [all_ - part for all_, part in zip(complete, verified, strict=True)]
        bars.append(
            _bar(
                own,
                lengths=verified,
                starts=[0.0] * len(own),
                marker=theme.solid(tone),
            )
        )
        bars.append(
            _bar(own, lengths=rest, starts=verified, marker=theme.hatched(tone, ink))
        )
    return bars


def _bar(
    rows: pd.DataFrame,
    *,
    lengths: list[float],
    starts: list[float],
    marker: dict[str, object],
) -> go.Bar:
    return go.Bar(
        x=lengths,
        y=theme.numbers(rows["position"]),
        base=starts,
        orientation="h",
        width=0.66,
        marker=marker,
        customdata=[[code] for code in rows["group_code"]],
        text=_details(rows),
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **theme.STEADY,
    )


def _shares(rates: pd.Series) -> list[float]:
    return [0.0 if pd.isna(rate) else rate for rate in theme.numbers(rates)]


def _schedule(placed: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=theme.numbers(placed["scheduled_rate"]),
        y=theme.numbers(placed["position"]),
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 14,
            "line": {"color": theme.INK, "width": 1.6},
        },
        cliponaxis=False,
        hoverinfo="skip",
        **theme.STEADY,
    )


def _details(rows: pd.DataFrame) -> list[str]:
    return [
        f"<b>{name}</b><br>未上报，应建 {theme.count(rostered)} 个"
        if is_silent
        else f"<b>{name}</b><br>"
        f"上报建成 {theme.count(complete)} 个，应建 {theme.count(rostered)} 个<br>"
        f"完成率 {theme.percent(rate)}，核验达标率 {theme.percent(verified)}<br>"
        f"{schedule}"
        for is_silent, name, complete, rostered, rate, verified, schedule in zip(
            theme.is_silent(rows),
            rows["group_name"],
            theme.whole(rows["complete_count"]),
            theme.whole(rows["rostered_count"]),
            theme.numbers(rows["completion_rate"]),
            theme.numbers(rows["verified_rate"]),
            theme.against_schedule(rows),
            strict=True,
        )
    ]


def _titles(placed: pd.DataFrame, *, left: float) -> list[Note]:
    """Group titles; the first carries the columns' heads and the schedule's word."""
    notes = []
    firsts = placed.drop_duplicates("region")
    for region, position in zip(firsts["region"], firsts["position"], strict=True):
        title = {"delta": "珠三角", "central": "其他地区"}[region]
        notes.append(
            Note(
                f"<b>{title}</b>",
                x=0,
                y=float(position) - 1,
                yref="y",
                xshift=-left,
                color=theme.REGION_INKS[region],
                size=12,
            )
        )
    if placed.empty:
        return notes
    grey = [theme.SECONDARY]
    notes += theme.row_texts([0.0], ["完成率"], grey, at=_RATE)
    notes += theme.row_texts([0.0], ["建成/应建"], grey, at=_RATIO)
    notes += theme.row_texts([0.0], ["亮灯"], grey, at=_LIGHT, side="left")
    scheduled = theme.numbers(placed["scheduled_rate"])[0]
    if not pd.isna(scheduled):
        notes.append(
            Note(
                "序时",
                x=scheduled,
                y=0,
                xref="x",
                yref="y",
                xanchor="right" if scheduled > 0.9 else _clear_of_title(scheduled),
                color=theme.INK,
                size=10,
            )
        )
    return notes


def _clear_of_title(scheduled: float) -> str:
    return "left" if scheduled < 0.15 else "center"


def _columns(placed: pd.DataFrame) -> list[Note]:
    positions = theme.numbers(placed["position"])
    styles = theme.light_styles(placed)
    rates = [theme.percent(rate) for rate in theme.numbers(placed["completion_rate"])]
    ratios = [
        theme.ratio(complete, rostered)
        for complete, rostered in zip(
            theme.whole(placed["complete_count"]),
            theme.whole(placed["rostered_count"]),
            strict=True,
        )
    ]
    lights = [f"{style.sign} {style.word}".strip() for style in styles]
    ink, grey = [theme.INK] * len(placed), [theme.SECONDARY] * len(placed)
    return [
        *theme.row_texts(positions, rates, ink, at=_RATE),
        *theme.row_texts(positions, ratios, grey, at=_RATIO),
        *theme.row_texts(
            positions,
            lights,
            [style.ink for style in styles],
            at=_LIGHT,
            side="left",
        ),
    ]
