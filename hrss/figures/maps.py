"""The province's map: prefectures by a measure, at one date or played by month.

Boundaries come from an address the browser fetches and keeps; the figure carries
figures only. A click gives the prefecture's code.
"""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.metrics.vocabulary import MEASURES

PROVINCE = theme.Extent(109.55, 20.1, 117.4, 25.6)
_HEIGHT, _BOTTOM = 352, 44
_ALARMS = ("yellow", "red")


def prefecture_map(
    prefectures: pd.DataFrame,
    label_points: pd.DataFrame,
    *,
    measure: str,
    geojson_url: str,
    note: str,
    light_column: str | None = None,
    beside: pd.DataFrame | None = None,
    height: float = _HEIGHT,
) -> go.Figure:
    """Prefectures coloured by a measure, each with its name and value.

    Rates are always coloured on 0 to 100 %, gaps symmetrically about zero, lights
    by tone and sign. A prefecture without a value is grey with a dash, one that has
    reported nothing is grey and says 未上报.

    Parameters
    ----------
    prefectures : rows of ``metrics.progress(by="prefecture")``.
    label_points : one row per prefecture: ``prefecture_code``, ``lon``, ``lat``
        of the label, ``anchor_lon``, ``anchor_lat`` of the area; a leader joins
        them where they differ. ``text_position`` if it has one.
    measure : ``completion_rate``, ``verified_rate``, ``reporting_rate``,
        ``gap_pp`` or ``light``.
    geojson_url : address of the prefectures' boundaries, features by ``id``.
    note : day, source and marks, printed at the bottom left.
    light_column : column with lights; a yellow or red one puts its sign beside the
        name.
    beside : the prefectures of the map that stands beside this one, on another day:
        both have one scale, so that one tone is one value.
    height : pixels, the caption not counted.
    """
    rows = _labelled(prefectures, label_points)
    known = [prefectures] if beside is None else [prefectures, beside]
    values = [each for own in known for each in theme.numbers(_values(own, measure))]
    fig = theme.map_figure(PROVINCE, height=height, bottom=_BOTTOM)
    fig.add_traces(
        _traces(
            rows,
            outside=_outside(rows, label_points),
            measure=measure,
            geojson_url=geojson_url,
            light_column=light_column,
            scale=_scale(measure, values),
        )
    )
    theme.caption_sketch(fig)
    if measure == "light":
        theme.write(fig, [_light_key(rows)])
        note = f"{note}{theme.batch_note(rows)}"
    return theme.caption(fig, note, width=380)


def prefecture_map_animated(
    history: pd.DataFrame,
    label_points: pd.DataFrame,
    *,
    measure: str,
    geojson_url: str,
    note: str,
    light_column: str | None = None,
    height: float = _HEIGHT,
) -> go.Figure:
    """The same map played through the report dates, on one scale throughout.

    It opens on the last date, so that a page that never plays it, and a saved
    picture, show the newest state.

    Parameters
    ----------
    history : rows of ``metrics.progress(by="prefecture")`` of several dates, with
        ``as_of``.
    label_points, measure, geojson_url, note, light_column, height : as for
        `prefecture_map`; the day belongs to the slider, so leave it out of the note.
    """
    scale = _scale(measure, theme.numbers(_values(history, measure)))
    days = sorted(history["as_of"].unique())
    frames = []
    for day in days:
        rows = _labelled(history[history["as_of"] == day], label_points)
        data = _traces(
            rows,
            outside=_outside(rows, label_points),
            measure=measure,
            geojson_url=geojson_url,
            light_column=light_column,
            scale=scale,
        )
        name = theme.chinese_date(pd.Timestamp(day))
        frames.append(go.Frame(name=name, data=data, traces=[0, 1, 2, 3]))
    fig = theme.map_figure(PROVINCE, height=height + 62, bottom=_BOTTOM + 62)
    if frames:
        fig.add_traces(frames[-1].data)
        fig.frames = frames
        fig.update_layout(theme.player([frame.name for frame in frames]))
    theme.caption_sketch(fig)
    if measure == "light" and len(days):
        newest = history[history["as_of"] == days[-1]]
        theme.write(fig, [_light_words(newest)])
    return theme.caption(fig, note, width=380)


def _labelled(prefectures: pd.DataFrame, label_points: pd.DataFrame) -> pd.DataFrame:
    places = label_points.astype({"prefecture_code": "string"})
    rows = prefectures.drop(columns="prefecture_code", errors="ignore")
    rows = rows.assign(prefecture_code=rows["group_code"].astype("string"))
    return rows.merge(places, on="prefecture_code").sort_values(
        "prefecture_code", ignore_index=True
    )


def _outside(rows: pd.DataFrame, label_points: pd.DataFrame) -> list[str]:
    """Prefectures the frame leaves out; grey, so that the province keeps its shape."""
    return sorted(set(label_points["prefecture_code"]) - set(rows["prefecture_code"]))


def _values(rows: pd.DataFrame, measure: str) -> pd.Series:
    if measure != "light":
        return theme.spoken(rows, measure)
    return rows["light"].map(theme.light_scale()[1])


def _scale(measure: str, values: list[float]) -> theme.Scale:
    if measure == "light":
        return theme.light_scale()[0]
    return theme.scale_of(measure, values)


def _traces(
    rows: pd.DataFrame,
    *,
    outside: list[str],
    measure: str,
    geojson_url: str,
    light_column: str | None,
    scale: theme.Scale,
) -> list[go.Choropleth | go.Scattergeo]:
    values = theme.numbers(_values(rows, measure))
    bar = (
        None
        if measure == "light"
        else theme.horizontal_bar(
            scale, measure=measure, label=MEASURES[measure].label, y=-0.02
        )
    )
    areas = theme.shape_traces(
        codes=[*rows["prefecture_code"], *outside],
        values=[*values, *[float("nan")] * len(outside)],
        scale=scale,
        geojson_url=geojson_url,
        details=[*_details(rows), *["不在当前范围"] * len(outside)],
        color_bar=bar,
    )
    fills = [
        theme.WHITE if apart else scale.tone(value)
        for apart, value in zip(theme.is_apart(rows), values, strict=True)
    ]
    labels = theme.place_labels(
        rows, _labels(rows, measure, light_column), fills, size=11
    )
    return [*areas, theme.leader_trace(rows), labels]


def _labels(rows: pd.DataFrame, measure: str, light_column: str | None) -> list[str]:
    names = [theme.short_name(name) for name in rows["group_name"]]
    if measure == "light":
        return [
            f"{name}<br>{f'{style.sign} {style.word}'.strip()}"
            for name, style in zip(names, theme.light_styles(rows), strict=True)
        ]
    texts = theme.value_texts(rows, measure)
    if light_column is not None:
        signs = [
            theme.light_style(light).sign if light in _ALARMS else ""
            for light in rows[light_column].fillna("")
        ]
        names = [name + sign for name, sign in zip(names, signs, strict=True)]
    return [f"{name}<br>{text}" for name, text in zip(names, texts, strict=True)]


def _details(rows: pd.DataFrame) -> list[str]:
    lights = theme.light_styles(rows)
    return [
        f"<b>{name}</b><br>未上报，应建 {theme.count(rostered)} 个"
        if style is theme.SILENT
        else f"<b>{name}</b><br>上报建成 {theme.count(complete)} 个，"
        f"应建 {theme.count(rostered)} 个<br>"
        f"完成率 {theme.percent(rate)}，核验达标率 {theme.percent(verified)}<br>"
        f"{schedule}<br>"
        f"{style.sign} {style.word}"
        for name, complete, rostered, rate, verified, schedule, style in zip(
            rows["group_name"],
            theme.whole(rows["complete_count"]),
            theme.whole(rows["rostered_count"]),
            theme.numbers(rows["completion_rate"]),
            theme.numbers(rows["verified_rate"]),
            theme.against_schedule(rows),
            lights,
            strict=True,
        )
    ]


def _light_key(rows: pd.DataFrame) -> Note:
    """How many prefectures stand under each light, and how many under none."""
    lights = rows["light"].fillna("")
    pieces = [
        (f"{style.sign} {style.word} {int((lights == code).sum())}", style.ink)
        for code, style in theme.LIGHTS.items()
    ]
    if silent := sum(theme.is_silent(rows)):
        pieces.append((f"{theme.SILENT.word} {silent}", theme.SILENT.ink))
    return _key(pieces)


def _light_words(rows: pd.DataFrame) -> Note:
    """The lights alone: counts would have to change with the date played."""
    present = set(rows["light"].dropna())
    pieces = [
        (f"{style.sign} {style.word}", style.ink)
        for code, style in theme.LIGHTS.items()
        if code in present or code != "not_due"
    ]
    return _key(pieces)


def _key(pieces: list[tuple[str, str]]) -> Note:
    return Note(
        theme.flow(pieces, gap="  "),
        x=1,
        y=0,
        xanchor="right",
        yanchor="top",
        yshift=-8,
        xshift=-6,
        size=11,
    )
