"""The decree's rules as rows: who passes, who fails, who is silent."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.figures.theme.answers import (
    Answer,
    answer_bars,
    answer_figure,
    headed_column,
    write_key,
)

_NUMBER = 32
# Pixels from the end of the bars to the right edges of the columns.
_OF_ALL, _OF_ANSWERS, _ANSWERED = 46, 96, 140
_GROUPS = {"M": "硬性要求", "P": "原则性要求（只作提示）"}
_PARTS = (
    (Answer.GOOD, "pass_count", "符合"),
    (Answer.BAD, "fail_count", "不符合"),
    (Answer.SILENT, "unanswered_count", "未填报"),
)


def rule_bars(
    rules: pd.DataFrame, *, verifying: tuple[str, ...], note: str
) -> go.Figure:
    """Each rule as a bar of all rostered offices: pass, fail, not answered.

    Of stations the whole is what the townships list. Hard and soft rules stand apart,
    the one failed most first. Options and rules without a number have no bar: nobody
    can fail them. Beside each bar stand the pass rates over the whole and over those
    who answered, and how many these are.

    Parameters
    ----------
    rules : rows of ``metrics.standards`` or ``metrics.station_rules`` of one group.
    verifying : rules that decide 核验达标; their numbers are bold.
    note : day, source and marks, printed at the bottom left.
    """
    placed = _placed(rules)
    positions = theme.numbers(placed["position"])
    rows = max(positions, default=0.0) + 1
    names = list(placed["title"])
    left = theme.name_margin(names) + _NUMBER
    fig = answer_figure(rows=rows, left=left, right=_ANSWERED + 4, end=1.0)
    theme.row_axis(fig, positions, names, rows=rows)
    fig.add_traces(
        answer_bars(
            positions,
            [(answer, _shares(placed, name)) for answer, name, _ in _PARTS],
            codes=list(placed["item" if "item" in placed else "rule"]),
            details=_details(placed),
        )
    )
    write_key(fig, [(answer, word) for answer, _, word in _PARTS])
    theme.write(
        fig,
        [
            *_numbers(placed, verifying=verifying, left=left),
            *_titles(placed, left=left),
            *_columns(placed),
        ],
    )
    return theme.caption(fig, f"{note} · 粗体编号决定核验达标" if verifying else note)


def _placed(rules: pd.DataFrame) -> pd.DataFrame:
    """Hard rules, then soft ones, each group under a row for its title."""
    own = rules[rules["strength"].isin(list(_GROUPS)) & rules["pass_count"].notna()]
    placed = own.sort_values(
        ["strength", "fail_count", "rule"],
        ascending=[True, False, True],
        ignore_index=True,
    )
    # One row above the hard rules, a second one above the soft ones.
    has_hard = int((placed["strength"] == "M").any())
    is_soft = (placed["strength"] == "P").astype(int)
    return placed.assign(position=placed.index + 1 + is_soft * has_hard)


def _are_stations(rules: pd.DataFrame) -> bool:
    return "listed_count" in rules


def _shares(rows: pd.DataFrame, name: str) -> list[float]:
    whole = "listed_count" if _are_stations(rows) else "rostered_count"
    return [
        part / max(every, 1)
        for part, every in zip(
            theme.whole(rows[name]), theme.whole(rows[whole]), strict=True
        )
    ]


def _numbers(
    placed: pd.DataFrame, *, verifying: tuple[str, ...], left: float
) -> list[Note]:
    return [
        Note(
            f"<b>{code}</b>" if code in verifying else code,
            x=0,
            y=position,
            yref="y",
            xshift=-left,
            color=theme.INK if code in verifying else theme.SECONDARY,
            size=10,
        )
        for code, position in zip(
            placed["rule"], theme.numbers(placed["position"]), strict=True
        )
    ]


def _titles(placed: pd.DataFrame, *, left: float) -> list[Note]:
    firsts = placed.drop_duplicates("strength")
    return [
        Note(
            f"<b>{_GROUPS[strength]}</b>",
            x=0,
            y=float(position) - 1,
            yref="y",
            xshift=-left,
            size=12,
        )
        for strength, position in zip(
            firsts["strength"], firsts["position"], strict=True
        )
    ]


def _columns(placed: pd.DataFrame) -> list[Note]:
    positions = theme.numbers(placed["position"])
    head, rate = "占应建", "pass_rate"
    if _are_stations(placed):
        head, rate = "占名单", "listed_pass_rate"
    of_all = [theme.percent(each) for each in theme.numbers(placed[rate])]
    of_answers = [
        theme.percent(rate) for rate in theme.numbers(placed["answered_pass_rate"])
    ]
    answered = [theme.count(n) for n in theme.numbers(placed["answered_count"])]
    return [
        *headed_column(head, of_all, positions, at=_OF_ALL),
        *headed_column("占填报", of_answers, positions, at=_OF_ANSWERS),
        *headed_column(
            "填报数", answered, positions, at=_ANSWERED, color=theme.SECONDARY
        ),
    ]


def _details(rows: pd.DataFrame) -> list[str]:
    return [
        f"<b>{code} {title}</b><br>符合 {passed} 个，不符合 {failed} 个，"
        f"未填报 {silent} 个"
        for code, title, passed, failed, silent in zip(
            rows["rule"],
            rows["title"],
            theme.whole(rows["pass_count"]),
            theme.whole(rows["fail_count"]),
            theme.whole(rows["unanswered_count"]),
            strict=True,
        )
    ]
