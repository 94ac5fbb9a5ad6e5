"""Offices or stations by kind, one row a kind: staffing, faults of names, jobs."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme.answers import (
    Answer,
    answer_bars,
    answer_figure,
    headed_column,
)

_COUNT, _SHARE, _PERSONS = 44, 92, 150
# Column, head, column of shares, head.
_OFFICES = ("office_count", "机构数", "office_rate", "占应建")
_STATIONS = ("station_count", "站点数", "station_rate", "占名单")
_PERSON_HEADS = {"shortage_count": "缺口人数", "staff_count": "工作人员"}
_ANSWERS: Mapping[str, Answer] = {
    "conforms": Answer.GOOD,
    "ample": Answer.GOOD,
    "standard": Answer.GOOD,
    "not_reported": Answer.SILENT,
    "unknown": Answer.SILENT,
    "public_welfare_post": Answer.GOOD,
    "full_time": Answer.GOOD,
    "part_time": Answer.GOOD,
    "village_cadre": Answer.GOOD,
}


def kind_bars(kinds: pd.DataFrame, *, note: str) -> go.Figure:
    """How many offices are of each kind, in the order given.

    Solid is in order, hatched is not, dotted has not reported; each row says which
    by its name. Staffing bands have a column of missing staff as well, ways to employ
    one of the staff.

    Parameters
    ----------
    kinds : rows of ``metrics.name_faults``, ``metrics.staffing_bands``,
        ``metrics.station_name_faults`` or ``metrics.employment_modes``.
    note : day, source and marks, printed at the bottom left.
    """
    names = list(kinds["title"])
    positions = [float(at) for at in range(len(kinds))]
    is_stations = "station_count" in kinds
    count, count_head, share, share_head = _STATIONS if is_stations else _OFFICES
    counts = theme.numbers(kinds[count])
    persons = next((name for name in _PERSON_HEADS if name in kinds), None)
    rows = float(max(len(kinds), 1))
    fig = answer_figure(
        rows=rows,
        left=theme.name_margin(names),
        right=(_PERSONS if persons else _SHARE) + 4,
        end=max([*counts, 1.0]),
        row=24,
    )
    theme.row_axis(fig, positions, names, rows=rows)
    for at, kind in enumerate(kinds["kind"]):
        fig.add_traces(
            answer_bars(
                [positions[at]],
                [(_ANSWERS.get(str(kind), Answer.BAD), [counts[at]])],
                codes=[str(kind)],
                details=[f"<b>{names[at]}</b><br>{theme.count(counts[at])} 个"],
            )
        )
    texts = [theme.count(number) for number in counts]
    rates = [theme.percent(rate) for rate in theme.numbers(kinds[share])]
    notes = headed_column(count_head, texts, positions, at=_COUNT)
    notes += headed_column(share_head, rates, positions, at=_SHARE)
    if persons:
        numbers = theme.whole(kinds[persons])
        texts = [theme.count(number) if number else "" for number in numbers]
        notes += headed_column(_PERSON_HEADS[persons], texts, positions, at=_PERSONS)
    theme.write(fig, notes)
    return theme.caption(fig, note)
