"""Offices by kind, one row a kind: staffing bands, faults of names."""

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

_COUNT, _SHARE, _SHORTAGE = 44, 92, 150
_ANSWERS: Mapping[str, Answer] = {
    "conforms": Answer.GOOD,
    "ample": Answer.GOOD,
    "standard": Answer.GOOD,
    "not_reported": Answer.SILENT,
    "unknown": Answer.SILENT,
}


def kind_bars(kinds: pd.DataFrame, *, note: str) -> go.Figure:
    """How many offices are of each kind, in the order given.

    Solid is in order, hatched is not, dotted has not reported; each row says which
    by its name. Staffing bands have a column of missing staff as well.

    Parameters
    ----------
    kinds : rows of ``metrics.name_faults`` or ``metrics.staffing_bands``.
    note : day, source and marks, printed at the bottom left.
    """
    names = list(kinds["title"])
    positions = [float(at) for at in range(len(kinds))]
    counts = theme.numbers(kinds["office_count"])
    has_shortage = "shortage_count" in kinds
    rows = float(max(len(kinds), 1))
    fig = answer_figure(
        rows=rows,
        left=theme.name_margin(names),
        right=(_SHORTAGE if has_shortage else _SHARE) + 4,
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
    rates = [theme.percent(rate) for rate in theme.numbers(kinds["office_rate"])]
    notes = headed_column("机构数", texts, positions, at=_COUNT)
    notes += headed_column("占应建", rates, positions, at=_SHARE)
    if has_shortage:
        missing = theme.whole(kinds["shortage_count"])
        texts = [theme.count(number) if number else "" for number in missing]
        notes += headed_column("缺口人数", texts, positions, at=_SHORTAGE)
    theme.write(fig, notes)
    return theme.caption(fig, note)
