"""A prefecture's map: its counties by a measure, its offices as points."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.metrics.vocabulary import MEASURES

_HEIGHT, _BOTTOM = 420, 44
# Labels are kept apart at this width; wider maps have more room.
_WIDTH = 420
_LABEL = 11
# Shape and lightness both tell them apart; none is a light's sign.
_STATUSES = {
    "complete_verified": ("核验达标", "●", "circle", "#0B2A4D"),
    "complete_unverified": ("建成未核验", "◆", "diamond", "#2B7BC8"),
    "incomplete": ("未建成", "▼", "triangle-down", "#E08A1E"),
    "not_reported": ("未填报", "✚", "cross", "#7C8794"),
}


def county_map(
    counties: pd.DataFrame,
    label_points: pd.DataFrame,
    *,
    measure: str,
    prefecture_code: str,
    extent: tuple[float, float, float, float],
    geojson_url: str,
    note: str,
    points: pd.DataFrame | None = None,
    outside: Sequence[str] = (),
    height: float = _HEIGHT,
) -> go.Figure:
    """Counties of one prefecture coloured by a measure, with offices as points.

    Colours go by map unit: two counties of 2011 may share a polygon of today, and
    then the tone is that of both together and the pointer shows each. A
    prefecture without counties is one unit, itself.

    Parameters
    ----------
    counties : rows of ``metrics.progress(by="county")`` with ``map_unit_code``;
        those of other prefectures are left out.
    label_points : one row per map unit: ``map_unit_code``, ``lon``, ``lat`` of a
        point inside it. Crowded labels are moved off, with a leader.
    measure : ``completion_rate``, ``verified_rate``, ``reporting_rate`` or
        ``gap_pp``.
    prefecture_code : the prefecture shown.
    extent : west, south, east, north in degrees, as geopandas gives bounds.
    geojson_url : address of the counties' boundaries, features by ``id``.
    note : day, source and marks, printed at the bottom left; with points, the
        attribution of their source.
    points : one row per office: ``lon``, ``lat``, ``quality`` (D = approximate),
        ``township_name``, ``status`` (``complete_verified``,
        ``complete_unverified``, ``incomplete``, ``not_reported``).
    outside : map units of the prefecture that the frame may leave out; grey, so that
        the prefecture keeps its shape.
    height : pixels, captions and key not counted.
    """
    own = counties[counties["prefecture_code"] == prefecture_code]
    units = _units(own, label_points)
    values = theme.numbers(theme.spoken(units, measure))
    rest = sorted(set(outside) - set(units["map_unit_code"]))
    scale = theme.scale_of(measure, values)
    if points is not None:
        scale = scale.paled()
    bounds = theme.Extent(*extent).widened(0.03)
    fig = theme.map_figure(bounds, height=height, bottom=_BOTTOM)
    bar = theme.horizontal_bar(
        scale, measure=measure, label=MEASURES[measure].label, y=-0.02
    )
    fig.add_traces(
        theme.shape_traces(
            codes=[*units["map_unit_code"], *rest],
            values=[*values, *[float("nan")] * len(rest)],
            scale=scale,
            geojson_url=geojson_url,
            details=[*units["details"], *["不在当前范围"] * len(rest)],
            color_bar=bar,
        )
    )
    if points is not None:
        fig.add_traces(_point_traces(points))
        _write_key(fig, points)
    texts = _texts(units, measure=measure, with_values=points is None)
    places = _spread(units, texts, theme.Canvas(bounds, _WIDTH, height - _BOTTOM))
    tones = [scale.tone(value) for value in values]
    fig.add_traces(_label_traces(places, texts, tones))
    theme.caption_sketch(fig)
    return theme.caption(fig, note, width=400)


def _texts(units: pd.DataFrame, *, measure: str, with_values: bool) -> list[str]:
    """Names, with values unless points are to be seen between them."""
    names = [_wrapped(name) for name in units["unit_name"]]
    if not with_values:
        return names
    return [
        f"{name}<br>{value}"
        for name, value in zip(names, theme.value_texts(units, measure), strict=True)
    ]


def _units(counties: pd.DataFrame, label_points: pd.DataFrame) -> pd.DataFrame:
    """One row a map unit: summed counts, rates of the sums, words of each county."""
    counts = ["rostered_count", "complete_count", "verified_count", "reported_count"]
    rows = counties.sort_values("group_code", ignore_index=True)
    rows["details"] = _details(rows)
    rows["has_schedule"] = rows["scheduled_rate"].notna()
    units = rows.groupby("map_unit_code", sort=True).agg(
        **{name: (name, "sum") for name in [*counts, "scheduled_count"]},
        has_schedule=("has_schedule", "any"),
        unit_name=("group_name", "、".join),
        details=("details", "<br>".join),
    )
    rostered = units["rostered_count"].astype("Float64")
    rostered = rostered.mask(rostered == 0)
    units["completion_rate"] = units["complete_count"] / rostered
    units["verified_rate"] = units["verified_count"] / rostered
    units["reporting_rate"] = units["reported_count"] / rostered
    # Offices of no batch owe nothing: of these alone nothing is ahead nor behind.
    scheduled = (units["scheduled_count"] / rostered).where(units["has_schedule"])
    units["gap_pp"] = (units["completion_rate"] - scheduled) * 100
    places = label_points.astype({"map_unit_code": "string"})
    return (
        units.reset_index()
        .astype({"map_unit_code": "string"})
        .merge(places, on="map_unit_code")
    )


def _details(rows: pd.DataFrame) -> list[str]:
    return [
        f"<b>{name}</b> {theme.ratio(complete, rostered)}，未上报"
        if style is theme.SILENT
        else f"<b>{name}</b> {theme.ratio(complete, rostered)}，"
        f"完成率 {theme.percent(rate)}，序时{plan} {theme.percent(scheduled)} "
        f"{style.sign} {style.word}"
        for plan, name, complete, rostered, rate, scheduled, style in zip(
            theme.plan_words(rows),
            rows["group_name"],
            theme.whole(rows["complete_count"]),
            theme.whole(rows["rostered_count"]),
            theme.numbers(rows["completion_rate"]),
            theme.numbers(rows["scheduled_rate"]),
            theme.light_styles(rows),
            strict=True,
        )
    ]


def _wrapped(name: str) -> str:
    """Long names on two lines: two counties of one unit, autonomous counties."""
    if "、" in name:
        return name.replace("、", "、<br>")
    return name if len(name) <= 6 else f"{name[:4]}<br>{name[4:]}"


def _spread(
    units: pd.DataFrame, texts: list[str], canvas: theme.Canvas
) -> pd.DataFrame:
    """Label places free of one another, with the areas' own points as anchors."""
    lon, lat = theme.numbers(units["lon"]), theme.numbers(units["lat"])
    boxes = [
        theme.text_box(*canvas.pixels(east, north), text, size=_LABEL)
        for east, north, text in zip(lon, lat, texts, strict=True)
    ]
    free = theme.apart(boxes, width=canvas.width, height=canvas.height)
    # A label that moved less than half its height still lies on its area.
    is_far = [
        abs(old.x - new.x) + abs(old.y - new.y) > _LABEL
        for old, new in zip(boxes, free, strict=True)
    ]
    places = [canvas.degrees(box.x, box.y) for box in free]
    return pd.DataFrame(
        {
            "lon": [place[0] for place in places],
            "lat": [place[1] for place in places],
            "anchor_lon": [
                own if far else place[0]
                for own, far, place in zip(lon, is_far, places, strict=True)
            ],
            "anchor_lat": [
                own if far else place[1]
                for own, far, place in zip(lat, is_far, places, strict=True)
            ],
        }
    )


def _label_traces(
    places: pd.DataFrame, texts: list[str], tones: list[str]
) -> list[go.Scattergeo]:
    fills = [
        theme.WHITE if is_apart else tone
        for is_apart, tone in zip(theme.is_apart(places), tones, strict=True)
    ]
    return [
        theme.leader_trace(places),
        theme.place_labels(places, texts, fills, size=_LABEL),
    ]


def _point_traces(points: pd.DataFrame) -> list[go.Scattergeo]:
    """One trace a status; an approximate place is a ring, white inside."""
    traces = []
    for status, (word, _, symbol, color) in _STATUSES.items():
        own = points[points["status"] == status]
        hollow = [quality == "D" for quality in own["quality"]]
        traces.append(
            go.Scattergeo(
                lon=theme.numbers(own["lon"]),
                lat=theme.numbers(own["lat"]),
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": 8,
                    "color": [theme.WHITE if ring else color for ring in hollow],
                    "line": {
                        "color": [color if ring else theme.WHITE for ring in hollow],
                        "width": [1.6 if ring else 0.8 for ring in hollow],
                    },
                },
                text=[
                    f"<b>{name}</b><br>{word}" + ("（位置为大致）" if ring else "")
                    for name, ring in zip(own["township_name"], hollow, strict=True)
                ],
                hovertemplate="%{text}<extra></extra>",
                **theme.STEADY,
            )
        )
    return traces


def _write_key(fig: go.Figure, points: pd.DataFrame) -> None:
    """Signs, words and counts of the offices above the map."""
    pieces = [
        (f"{sign} {word} {int((points['status'] == status).sum())}", color)
        for status, (word, sign, _, color) in _STATUSES.items()
    ]
    fig.layout.margin.t = 40
    fig.layout.height += 40
    theme.write(
        fig,
        [
            Note(theme.flow(pieces, gap="  "), x=0, y=1, yanchor="top", yshift=40),
            Note(
                "空心为大致位置",
                x=0,
                y=1,
                yanchor="top",
                yshift=22,
                color=theme.SECONDARY,
                size=10,
            ),
        ],
    )
