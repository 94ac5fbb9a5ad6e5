"""Stations as bars: what stands of what each place lists, beside what sheets say."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note

_ROW = 18
_TOP, _BOTTOM = 4, 4
# Right edges of the columns, in pixels from the end of the bars.
_BY_LIST, _RATIO, _BY_SHEET, _LISTING = 46, 120, 178, 232
_SILENT = "未报名单"
_TITLES = {"delta": "珠三角", "central": "其他地区"}


def coverage_bars(
    places: pd.DataFrame, *, delta_codes: Collection[str], note: str
) -> go.Figure:
    """Share of the listed stations that stand, place by place, best first.

    The Delta and the others stand apart. The bar is what the lists say; the short
    upright line and its column are what the offices' own sheets say, which is never
    added to it. A place without any list stands below as 未报名单, without a bar.

    Parameters
    ----------
    places : rows of ``metrics.station_coverage`` by prefecture or county.
    delta_codes : places of the Delta.
    note : day, source and marks, printed at the bottom left.
    """
    placed = _placed(places, delta_codes=delta_codes)
    names = list(placed["group_name"])
    rows = float(placed["position"].max()) + 1 if len(placed) else 1.0
    left = theme.name_margin(names)
    fig = theme.figure(
        height=_TOP + rows * _ROW + _BOTTOM,
        left=left,
        right=_LISTING + 4,
        top=_TOP,
        bottom=_BOTTOM,
    )
    fig.update_layout(barmode="overlay", bargap=0)
    fig.update_xaxes(range=[0, 1], visible=False)
    theme.row_axis(fig, theme.numbers(placed["position"]), names, rows=rows)
    fig.add_traces([*_bars(placed), _by_sheet(placed)])
    notes = [*_heads(placed, left=left), *_columns(placed)]
    key = "条形为名单口径，竖线为进度表口径"
    return theme.caption(fig, f"{note} · {key}", notes=notes)


def _placed(places: pd.DataFrame, *, delta_codes: Collection[str]) -> pd.DataFrame:
    """Rows in order, each with its group and its position on the axis."""
    is_delta = places["group_code"].isin(list(delta_codes))
    placed = places.assign(
        region=is_delta.map({True: "delta", False: "central"})
    ).sort_values(
        ["region", "listed_coverage_rate", "group_name"],
        ascending=[False, False, True],
        na_position="last",
        ignore_index=True,
    )
    group = placed["region"].ne(placed["region"].shift()).cumsum()
    # A row for each group's title, and a third of one between the groups.
    return placed.assign(position=placed.index + group + (group - 1) * 0.3)


def _bars(placed: pd.DataFrame) -> list[go.Bar]:
    listing = placed[placed["listing_count"] > 0]
    bars = [_bar(listing, [1.0] * len(listing), theme.GROUND)]
    for region in _TITLES:
        own = listing[listing["region"] == region]
        rates = theme.numbers(own["listed_coverage_rate"])
        bars.append(_bar(own, rates, theme.REGION_TONES[region]))
    return bars


def _bar(rows: pd.DataFrame, lengths: list[float], tone: str) -> go.Bar:
    return go.Bar(
        x=lengths,
        y=theme.numbers(rows["position"]),
        orientation="h",
        width=0.66,
        marker=theme.solid(tone),
        customdata=[[code] for code in rows["group_code"]],
        text=_details(rows),
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **theme.STEADY,
    )


def _by_sheet(placed: pd.DataFrame) -> go.Scatter:
    rates = theme.numbers(placed["station_coverage_rate"])
    return go.Scatter(
        x=[None if pd.isna(rate) else min(rate, 1.0) for rate in rates],
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
        f"<b>{name}</b><br>"
        f"名单：建成 {complete} 个，列出 {listed} 个"
        f"（{listing}/{townships} 个乡镇已报）<br>"
        f"进度表：已建 {built} 个，应建 {due} 个"
        for name, complete, listed, listing, townships, built, due in zip(
            rows["group_name"],
            *(theme.whole(rows[name]) for name in _DETAILS),
            strict=True,
        )
    ]


_DETAILS = (
    *("listed_complete_count", "listed_count", "listing_count", "township_count"),
    *("station_complete_count", "station_due_count"),
)


def _heads(placed: pd.DataFrame, *, left: float) -> list[Note]:
    """Group titles; the first row carries the columns' heads as well."""
    firsts = placed.drop_duplicates("region")
    notes = [
        Note(
            f"<b>{_TITLES[region]}</b>",
            x=0,
            y=float(position) - 1,
            yref="y",
            xshift=-left,
            color=theme.REGION_INKS[region],
            size=12,
        )
        for region, position in zip(firsts["region"], firsts["position"], strict=True)
    ]
    if placed.empty:
        return notes
    grey = [theme.SECONDARY]
    for head, at in (
        ("名单", _BY_LIST),
        ("建成/列出", _RATIO),
        ("进度表", _BY_SHEET),
        ("报名单", _LISTING),
    ):
        notes += theme.row_texts([0.0], [head], grey, at=at)
    return notes


def _columns(placed: pd.DataFrame) -> list[Note]:
    positions = theme.numbers(placed["position"])
    silent = [not listing for listing in theme.whole(placed["listing_count"])]
    rates = [
        theme.percent(rate) for rate in theme.numbers(placed["listed_coverage_rate"])
    ]
    ratios = [
        _SILENT if is_silent else theme.ratio(complete, listed)
        for is_silent, complete, listed in zip(
            silent,
            theme.whole(placed["listed_complete_count"]),
            theme.whole(placed["listed_count"]),
            strict=True,
        )
    ]
    sheets = [
        theme.percent(rate) for rate in theme.numbers(placed["station_coverage_rate"])
    ]
    listing = [
        theme.ratio(part, whole)
        for part, whole in zip(
            theme.whole(placed["listing_count"]),
            theme.whole(placed["township_count"]),
            strict=True,
        )
    ]
    ink, grey = [theme.INK] * len(placed), [theme.SECONDARY] * len(placed)
    return [
        *theme.row_texts(positions, rates, ink, at=_BY_LIST),
        *theme.row_texts(positions, ratios, grey, at=_RATIO),
        *theme.row_texts(positions, sheets, ink, at=_BY_SHEET),
        *theme.row_texts(positions, listing, grey, at=_LISTING),
    ]
