"""A map without boundaries: one square tile a prefecture, for publication."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.metrics.vocabulary import MEASURES

_SIDE = 0.94


def tile_map(
    prefectures: pd.DataFrame, tiles: pd.DataFrame, *, measure: str, note: str
) -> go.Figure:
    """Prefectures as equal squares, roughly where they lie, coloured by a measure.

    It needs no boundary, so no map review, and a small prefecture weighs as much
    as a large one.

    Parameters
    ----------
    prefectures : rows of ``metrics.progress(by="prefecture")``.
    tiles : one row per prefecture: ``prefecture_code``, ``row`` (0 is the north),
        ``column`` (0 is the west).
    measure : ``completion_rate``, ``verified_rate``, ``reporting_rate`` or
        ``gap_pp``.
    note : day, source and marks, printed at the bottom left.
    """
    rows = _placed(prefectures, tiles)
    values = theme.numbers(theme.spoken(rows, measure))
    scale = theme.scale_of(measure, values)
    fig = theme.figure(height=364, bottom=44)
    down, across = int(tiles["row"].max()) + 1, int(tiles["column"].max()) + 1
    fig.update_xaxes(range=[-0.5, across - 0.5], visible=False)
    fig.update_yaxes(
        range=[down - 0.5, -0.5], visible=False, scaleanchor="x", scaleratio=1
    )
    fig.update_layout(barmode="overlay")
    tones = [scale.tone(value) for value in values]
    details = _details(rows, measure=measure)
    fig.add_traces(
        [
            _tiles(rows, tones=tones, details=details),
            _texts(rows, tones=tones, measure=measure),
            _color_bar(measure, scale),
        ]
    )
    return theme.caption(fig, note, width=380)


def _placed(prefectures: pd.DataFrame, tiles: pd.DataFrame) -> pd.DataFrame:
    places = tiles.astype({"prefecture_code": "string"})
    rows = prefectures.assign(tile_code=prefectures["group_code"].astype("string"))
    return rows.merge(
        places, left_on="tile_code", right_on="prefecture_code", suffixes=("", "_tile")
    ).sort_values("tile_code", ignore_index=True)


def _tiles(rows: pd.DataFrame, *, tones: list[str], details: list[str]) -> go.Bar:
    """One bar a tile: unlike a heat map it can be clicked, and may have no value."""
    return go.Bar(
        x=theme.whole(rows["column"]),
        y=[_SIDE] * len(rows),
        base=[row - _SIDE / 2 for row in theme.whole(rows["row"])],
        width=_SIDE,
        marker={"color": tones, "line": {"width": 0}, "cornerradius": 4},
        customdata=[[code] for code in rows["tile_code"]],
        hovertext=details,
        hovertemplate="%{hovertext}<extra></extra>",
        **theme.STEADY,
    )


def _texts(rows: pd.DataFrame, *, tones: list[str], measure: str) -> go.Scatter:
    """Name, value and n/N; apart from the bars, whose texts fade on a click."""
    return go.Scatter(
        x=theme.whole(rows["column"]),
        y=theme.whole(rows["row"]),
        mode="text",
        text=[
            f"<b>{theme.short_name(name)}</b><br>{value}"
            f"<br>{theme.ratio(complete, rostered)}"
            for name, value, complete, rostered in zip(
                rows["group_name"],
                theme.value_texts(rows, measure),
                theme.whole(rows["complete_count"]),
                theme.whole(rows["rostered_count"]),
                strict=True,
            )
        ],
        textposition="middle center",
        textfont={"size": 11, "color": [theme.text_on(tone) for tone in tones]},
        hoverinfo="skip",
        **theme.STEADY_TEXT,
    )


def _details(rows: pd.DataFrame, *, measure: str) -> list[str]:
    label = MEASURES[measure].label
    return [
        f"<b>{name}</b><br>{label} {value}<br>"
        f"上报建成 {theme.count(complete)} 个，应建 {theme.count(rostered)} 个"
        for name, value, complete, rostered in zip(
            rows["group_name"],
            theme.value_texts(rows, measure),
            theme.whole(rows["complete_count"]),
            theme.whole(rows["rostered_count"]),
            strict=True,
        )
    ]


def _color_bar(measure: str, scale: theme.Scale) -> go.Scatter:
    """Trace without a point that carries the colour bar."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        marker={
            "color": [scale.low],
            "cmin": scale.low,
            "cmax": scale.high,
            "colorscale": [list(stop) for stop in scale.stops],
            "showscale": True,
            "colorbar": theme.horizontal_bar(
                scale, measure=measure, label=MEASURES[measure].label, y=-0.02
            ),
        },
        hoverinfo="skip",
    )
