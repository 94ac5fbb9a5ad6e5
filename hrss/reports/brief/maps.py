"""The map of the brief: prefectures in the tone of their light, with rate and word."""

from collections.abc import Sequence

import plotly.graph_objects as go

from hrss import figures
from hrss.figures import theme
from hrss.figures.theme.geo import SKETCH_WARNING
from hrss.metrics import NOT_REPORTED
from hrss.reports.brief.inputs import BriefInputs, Sketch
from hrss.reports.brief.rows import Row
from hrss.reports.brief.words import whole_percent
from hrss.reports.content import Map, MapShape

_FILLS = {style.word: style.fill for style in theme.LIGHTS.values()} | {
    NOT_REPORTED: theme.GROUND
}


def light_map(inputs: BriefInputs, *, note: str) -> Map | None:
    """The province by its lights; None for one prefecture."""
    sketch = inputs.sketch
    if sketch is None:
        return None
    rows = inputs.now.place_rows
    by_code = {row.code: row for row in rows}
    shapes = tuple(
        _shape(sketch, at, by_code.get(outline.code))
        for at, outline in enumerate(sketch.outlines)
    )
    return Map(
        key="prefecture_map",
        title=map_title(inputs, rows),
        shapes=shapes,
        width=sketch.width,
        height=sketch.height,
        legend=tuple(
            (word, fill)
            for word, fill in _FILLS.items()
            if any(word in (shape.word, shape.value) for shape in shapes)
        ),
        mark=SKETCH_WARNING,
        note=note,
        alt=f"地图：{_in_words(shapes)}。",
        draw=lambda: _drawn(inputs, sketch, note),
    )


def map_title(inputs: BriefInputs, rows: Sequence[Row]) -> str:
    """How many places stand under each light, said with those that alarm."""
    counts = {word: sum(row.light == word for row in rows) for word in _FILLS}
    alarms = [
        f"{word}{counts[word]}{inputs.unit}"
        for word in ("红灯", "黄灯")
        if counts[word]
    ]
    rest = [
        f"{word}{counts[word]}{inputs.unit}"
        for word in ("绿灯", "未到期", NOT_REPORTED)
        if counts[word]
    ]
    if not [*alarms, *rest]:
        return "各市均无序时进度可比"
    if not alarms and counts["绿灯"]:
        return "，".join(["没有红灯、黄灯", *rest])
    return "，".join([*alarms, *rest])


def _shape(sketch: Sketch, at: int, row: Row | None) -> MapShape:
    outline = sketch.outlines[at]
    word = "" if row is None or row.light is None else row.light
    fill = _FILLS.get(word, theme.GROUND)
    value = _value(row)
    return MapShape(
        code=outline.code,
        name=outline.name,
        value=value,
        word="" if word == value else word,
        fill=fill,
        ink=theme.text_on(fill),
        rings=outline.rings,
        label_at=outline.label_at,
        label_from=outline.label_from,
    )


def _value(row: Row | None) -> str:
    if row is None or row.rate is None:
        return "—"
    return NOT_REPORTED if row.is_silent else whole_percent(row.rate)


def _in_words(shapes: Sequence[MapShape]) -> str:
    return "；".join(
        f"{shape.name}{shape.value}" + (f"，{shape.word}" if shape.word else "")
        for shape in shapes
    )


def _drawn(inputs: BriefInputs, sketch: Sketch, note: str) -> go.Figure:
    figure = figures.prefecture_map(
        inputs.now.places,
        sketch.label_points,
        measure="light",
        geojson_url="",
        note=note,
    )
    # A document has no address to fetch from: the shapes go with the figure.
    return figure.update_traces(
        geojson=dict(sketch.boundaries), selector={"type": "choropleth"}
    )
