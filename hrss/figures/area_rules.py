"""Prefectures by rules: how their counties answer, and what they answer themselves."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.figures.theme.answers import (
    ANSWER_INKS,
    Answer,
    answer_figure,
    answer_marker,
    write_key,
)

_ROW = 22
# A rule is so wide that beside its bars, which take one, their counts have room.
_PANEL, _FIRST, _COUNT, _MARK = 1.66, -0.16, 1.04, -0.06
_BAR = 0.62
_PARTS = (
    (Answer.GOOD, "yes_count", None),
    (Answer.BAD, "no_count", "yes_count"),
    (Answer.SILENT, "unanswered_count", "answered_count"),
)
_WORDS = ((Answer.GOOD, "是"), (Answer.BAD, "否"), (Answer.SILENT, "未填报"))
_SIGNS: Mapping[Answer, str] = {
    Answer.GOOD: "√",
    Answer.BAD: "×",
    Answer.SILENT: "？",
}


def area_rule_matrix(rules: pd.DataFrame, *, whole_code: str, note: str) -> go.Figure:
    """A row a place, a column a rule: shares of counties that say yes, no, nothing.

    Solid, crossed and dotted are told apart on a grey print. Beside each bar stand
    the counties that say yes and all of them; before it, a sign for the
    prefecture's own answer. The whole comes first, then the place with the fewest
    yes. Of a single county the answer stands in words.

    Parameters
    ----------
    rules : rows of ``metrics.area_rules``: of a whole, and of its parts.
    whole_code : the group that the others are parts of.
    note : day, source and marks, printed at the bottom left.
    """
    rules = rules.sort_values(["group_code", "rule", "level"], ignore_index=True)
    places = _ordered(rules, whole_code)
    columns = sorted(set(rules["rule"]))
    cells = rules.assign(
        position=theme.numbers(rules["group_code"].map(places["position"])),
        start=[columns.index(each) * _PANEL for each in rules["rule"]],
    )
    names = list(places["group_name"])
    # One row more, for the rules' names.
    height = len(places) + 1.0
    width = max(len(columns), 1) * _PANEL
    fig = answer_figure(
        rows=height, left=theme.name_margin(names), right=2, end=width, row=_ROW
    )
    fig.update_xaxes(range=[_FIRST, width + _FIRST])
    theme.row_axis(fig, theme.numbers(places["position"]), names, rows=height)
    counties = cells[cells["level"] == "county"]
    fig.add_traces([_bars(counties, *part) for part in _PARTS])
    write_key(fig, _WORDS)
    own = cells[(cells["level"] == "prefecture") & (cells["area_count"] == 1)]
    notes = [*_heads(cells), *_counts(counties), *_marks(own), *_absent(cells, own)]
    key = "条形和分数为县（市、区），条前√、×、？为市本级填“是”、填“否”、未填报"
    return theme.caption(fig, f"{note} · {key}", width=640, notes=notes)


def _ordered(rules: pd.DataFrame, whole_code: str) -> pd.DataFrame:
    """Row of each place; those without counties are last, as nothing ranks them."""
    groups = rules.groupby(["group_code", "group_name"])
    counts = ["yes_count", "area_count"]
    places = groups[counts].sum().reset_index()[["group_code", "group_name"]]
    counties = rules[rules["level"] == "county"].groupby("group_code")[counts].sum()
    shares = counties["yes_count"] / counties["area_count"]
    places["share"] = places["group_code"].map(shares).astype("Float64").fillna(2)
    places["is_part"] = places["group_code"] != whole_code
    places = places.sort_values(["is_part", "share", "group_code"], ignore_index=True)
    placed = places.assign(position=[at + 1.0 for at in range(len(places))])
    return placed.set_index("group_code")


def _bars(cells: pd.DataFrame, answer: Answer, name: str, before: str | None) -> go.Bar:
    """One answer in every cell; it begins where those counted in `before` end."""
    owed = theme.whole(cells["area_count"])
    earlier = [0] * len(cells) if before is None else theme.whole(cells[before])
    return go.Bar(
        # An empty bar would still draw its outline.
        x=[
            part / all_ if part else None
            for part, all_ in zip(theme.whole(cells[name]), owed, strict=True)
        ],
        base=[
            start + part / all_
            for start, part, all_ in zip(cells["start"], earlier, owed, strict=True)
        ],
        y=list(cells["position"]),
        orientation="h",
        width=_BAR,
        marker=answer_marker(answer),
        customdata=[
            [code, rule, answer.value]
            for code, rule in zip(cells["group_code"], cells["rule"], strict=True)
        ],
        text=_details(cells),
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **theme.STEADY,
    )


def _details(cells: pd.DataFrame) -> list[str]:
    return [
        f"<b>{name} {rule} {title}</b><br>县（市、区）{owed} 个："
        f"是 {yes}，否 {no}，未填报 {silent}"
        for name, rule, title, owed, yes, no, silent in zip(
            cells["group_name"],
            cells["rule"],
            cells["title"],
            theme.whole(cells["area_count"]),
            theme.whole(cells["yes_count"]),
            theme.whole(cells["no_count"]),
            theme.whole(cells["unanswered_count"]),
            strict=True,
        )
    ]


def _heads(cells: pd.DataFrame) -> list[Note]:
    firsts = cells.drop_duplicates("rule")
    return [
        Note(f"<b>{rule} {title}</b>", x=start, y=0, xref="x", yref="y", size=12)
        for rule, title, start in zip(
            firsts["rule"], firsts["title"], firsts["start"], strict=True
        )
    ]


def _counts(cells: pd.DataFrame) -> list[Note]:
    return [
        Note(
            _count(row),
            x=row["start"] + _COUNT,
            y=row["position"],
            xref="x",
            yref="y",
            color=theme.INK if row["yes_count"] else theme.SECONDARY,
        )
        for _, row in cells.iterrows()
    ]


def _count(row: pd.Series) -> str:
    if row["area_count"] == 1:
        return next(
            word
            for (_, name, _), (_, word) in zip(_PARTS, _WORDS, strict=True)
            if row[name]
        )
    return theme.ratio(row["yes_count"], row["area_count"])


def _marks(own: pd.DataFrame) -> list[Note]:
    """The prefecture's own answer before the bar of its counties."""
    answers = [
        next(answer for answer, name, _ in _PARTS if row[name])
        for _, row in own.iterrows()
    ]
    return [
        Note(
            f"<b>{_SIGNS[answer]}</b>",
            x=start + _MARK,
            y=position,
            xref="x",
            yref="y",
            xanchor="center",
            color=ANSWER_INKS[answer],
            size=12,
        )
        for answer, start, position in zip(
            answers, own["start"], own["position"], strict=True
        )
    ]


def _absent(cells: pd.DataFrame, own: pd.DataFrame) -> list[Note]:
    """Where a bar would be of a prefecture that has no counties."""
    with_counties = set(cells.loc[cells["level"] == "county", "group_code"])
    rows = own[~own["group_code"].isin(list(with_counties))]
    return [
        Note(
            "不设县（市、区）",
            x=start,
            y=position,
            xref="x",
            yref="y",
            color=theme.SECONDARY,
            size=10,
        )
        for start, position in zip(rows["start"], rows["position"], strict=True)
    ]
