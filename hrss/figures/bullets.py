"""A batch as one bullet bar: what stands, what is due, what is owed.

Comes in: rows of `metrics.progress` by region and by batch. Goes out: a figure
some 110 pixels high that fits any width from 320 pixels on.
"""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.metrics.vocabulary import REGION_LABELS

BATCH_REGIONS = {
    "2011": ("delta", "central"),
    "2012": ("other",),
    "undesignated": ("undesignated",),
}
_TOP, _BAR, _BOTTOM = 38, 24, 20
# Two labels under the bar stand side by side only if their marks are this far
# apart, as a share of the axis; 320 pixels wide they would touch otherwise.
_ROOM_FOR_TWO = 0.36
# The decree's number gets no mark of its own this near to the roster's.
_SAME_PLACE = 0.01


def batch_bullet(
    regions: pd.DataFrame,
    batch_row: pd.Series,
    *,
    target_value: int | None,
    note: str,
) -> go.Figure:
    """Bar of a batch: its parts, the schedule's mark and the target's mark.

    Verified offices are solid, those only reported complete are hatched. The
    ground reaches to the roster's own count; the decree's 约1000 is a mark of its
    own, beyond the ground while central towns are not designated. A batch without
    offices says so instead of showing an empty axis.

    Parameters
    ----------
    regions : rows of ``metrics.progress(by="region")``; those of other batches
        are left out.
    batch_row : the batch's row of ``metrics.progress(by="batch")``.
    target_value : number the decree states, None where it states none.
    note : day, source and marks, printed at the bottom left.

    References
    ----------
    粤府办〔2011〕65号 六(一).
    """
    parts = _parts(regions, batch=str(batch_row["group_code"]))
    rostered = int(batch_row["rostered_count"])
    end = max(rostered, target_value or 0, 1)
    fig = theme.figure(
        height=_TOP + _BAR + _BOTTOM, left=2, right=2, top=_TOP, bottom=_BOTTOM
    )
    fig.update_layout(barmode="overlay")
    fig.update_xaxes(range=[0, end], visible=False)
    fig.update_yaxes(range=[-0.5, 0.5], visible=False)
    fig.add_traces([_ground(rostered), *_bars(parts)])
    scheduled = float(batch_row["scheduled_count"])
    fig.update_layout(shapes=_marks(rostered, target_value, scheduled, end=end))
    theme.write(
        fig,
        [
            _part_names(parts),
            *_schedule_name(batch_row, rostered, scheduled, end=end),
            *_target_names(rostered, target_value, end=end),
        ],
    )
    return theme.caption(fig, note)


def _parts(regions: pd.DataFrame, *, batch: str) -> pd.DataFrame:
    order = BATCH_REGIONS[batch]
    own = regions[regions["group_code"].isin(order)]
    return own.sort_values("group_code", key=lambda codes: codes.map(order.index))


def _ground(rostered: int) -> go.Bar:
    return go.Bar(
        x=[rostered],
        y=[0],
        base=[0],
        orientation="h",
        width=1,
        marker=theme.solid(theme.GROUND),
        hovertemplate=f"应建 {theme.count(rostered)} 个<extra></extra>",
        **theme.STEADY,
    )


def _bars(parts: pd.DataFrame) -> list[go.Bar]:
    bars: list[go.Bar] = []
    start = 0
    for code, complete, verified in zip(
        parts["group_code"],
        theme.whole(parts["complete_count"]),
        theme.whole(parts["verified_count"]),
        strict=True,
    ):
        tone, ink = theme.REGION_TONES[code], theme.REGION_INKS[code]
        label = REGION_LABELS[code]
        pieces = (
            (verified, theme.solid(tone), "核验达标"),
            (complete - verified, theme.hatched(tone, ink), "上报建成、尚未核验达标"),
        )
        for length, marker, meaning in pieces:
            if not length:
                continue
            bars.append(
                go.Bar(
                    x=[length],
                    y=[0],
                    base=[start],
                    orientation="h",
                    width=1,
                    marker=marker,
                    hovertemplate=f"{label}<br>{meaning} {theme.count(length)} 个"
                    "<extra></extra>",
                    **theme.STEADY,
                )
            )
            start += length
    return bars


def _marks(
    rostered: int, target_value: int | None, scheduled: float, *, end: int
) -> list[dict[str, object]]:
    marks = [_expected(rostered, end=end)]
    grey = theme.SECONDARY
    if rostered:
        marks += [
            theme.rule(rostered, across="x", color=grey, width=2, over=0.2),
            theme.rule(scheduled, across="x", color=theme.INK, width=2, over=0.24),
        ]
    if target_value and abs(target_value - rostered) / end > _SAME_PLACE:
        marks.append(
            theme.rule(
                target_value, across="x", color=grey, width=2, dash="dot", over=0.2
            )
        )
    return marks


def _expected(rostered: int, *, end: int) -> dict[str, object]:
    """Outline of what the decree counts on and the roster does not name yet."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": rostered,
        "x1": end,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.LINE, "width": 1, "dash": "dot"},
    }


def _part_names(parts: pd.DataFrame) -> Note:
    pieces = [
        (_part_name(label, complete, rostered), theme.REGION_INKS[code])
        for code, label, complete, rostered in zip(
            parts["group_code"],
            parts["group_name"],
            theme.whole(parts["complete_count"]),
            theme.whole(parts["rostered_count"]),
            strict=True,
        )
    ]
    return Note(theme.flow(pieces), x=0, y=1, yanchor="top", yshift=_TOP, size=11)


def _part_name(label: str, complete: int, rostered: int) -> str:
    if not rostered:
        return f"{label} 名单待定"
    return f"<b>{label} {theme.ratio(complete, rostered)}</b>"


def _schedule_name(
    batch_row: pd.Series, rostered: int, scheduled: float, *, end: int
) -> list[Note]:
    if not rostered:
        return []
    (plan,) = theme.plan_words(batch_row.to_frame().T)
    return [
        Note(
            f"序时 {theme.count(scheduled)}{plan}",
            x=scheduled,
            y=1,
            xref="x",
            xanchor=_anchor(scheduled / end),
            yanchor="bottom",
            yshift=5,
            size=11,
        )
    ]


def _target_names(rostered: int, target_value: int | None, *, end: int) -> list[Note]:
    def name(text: str, at: float) -> Note:
        return Note(
            text,
            x=at,
            y=0,
            xref="x",
            xanchor=_anchor(at / end),
            yanchor="top",
            yshift=-5,
            color=theme.SECONDARY,
            size=11,
        )

    stated = f"文件约{theme.count(target_value)}" if target_value else ""
    if not rostered:
        text = f"应建名单待定（{stated}）" if stated else "暂无应建机构"
        return [name(text, 0)]
    own = f"应建 {theme.count(rostered)}"
    if target_value is None:
        return [name(own, rostered)]
    if abs(target_value - rostered) / end > _ROOM_FOR_TWO:
        return [name(own, rostered), name(f"{stated}个", target_value)]
    return [name(f"{own}（{stated}）", end)]


def _anchor(share: float) -> str:
    """Side that keeps a text inside the figure at any width."""
    if share < 0.25:
        return "left"
    return "right" if share > 0.75 else "center"
