"""What is missing: items one by one, verification, and what keeps it back."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme.answers import (
    Answer,
    answer_bars,
    answer_figure,
    headed_column,
    write_key,
)

# Pixels from the end of the bars to the right edges of the columns.
_FIRST, _SECOND, _THIRD = 46, 96, 140
_WIDE_SECOND, _WIDE_THIRD = 108, 156
_GREY = theme.SECONDARY


def missing_bars(items: pd.DataFrame, *, note: str) -> go.Figure:
    """Each item as a bar of all rostered offices: there, missing, not answered.

    Parameters
    ----------
    items : rows of ``metrics.missing_items``, drawn in their order.
    note : day, source and marks, printed at the bottom left.
    """
    has, lacks, silent, rostered, answered = (
        theme.numbers(items[f"{name}_count"])
        for name in ("has", "lacks", "unanswered", "rostered", "answered")
    )
    parts = [
        (answer, [c / max(n, 1) for c, n in zip(counts, rostered, strict=True)])
        for answer, counts in (
            (Answer.GOOD, has),
            (Answer.BAD, lacks),
            (Answer.SILENT, silent),
        )
    ]
    details = [
        f"<b>{name}</b><br>已具备 {a:g} 个，缺少 {b:g} 个，未填报 {c:g} 个"
        for name, a, b, c in zip(items["title"], has, lacks, silent, strict=True)
    ]
    fig, at = _rows(items["title"], items["item"], parts, details, end=1.0)
    words = ("已具备", "缺少", "未填报")
    write_key(
        fig, [(answer, word) for (answer, _), word in zip(parts, words, strict=True)]
    )
    rates = [theme.percent(rate) for rate in theme.numbers(items["lacks_rate"])]
    theme.write(
        fig,
        [
            *headed_column("缺少", _counts(lacks), at, at=_FIRST),
            *headed_column("占填报", rates, at, at=_SECOND),
            *headed_column("填报数", _counts(answered), at, at=_THIRD, color=_GREY),
        ],
    )
    return theme.caption(fig, note)


def verified_bars(groups: pd.DataFrame, *, note: str) -> go.Figure:
    """Offices reported complete in each group, those verified apart.

    The group with most unverified ones first; bars are numbers of offices. Solid is
    verified, hatched is reported and not verified, as everywhere.

    Parameters
    ----------
    groups : rows of ``metrics.progress`` by prefecture or county.
    note : day, source and marks, printed at the bottom left.
    """
    rows = groups.sort_values(
        ["unverified_count", "complete_count", "group_code"],
        ascending=[False, False, True],
        ignore_index=True,
    )
    complete, verified, rest = (
        theme.numbers(rows[f"{name}_count"])
        for name in ("complete", "verified", "unverified")
    )
    parts = [(Answer.GOOD, verified), (Answer.UNVERIFIED, rest)]
    details = [
        f"<b>{name}</b><br>上报建成 {c:g} 个，其中核验达标 {v:g} 个"
        for name, c, v in zip(rows["group_name"], complete, verified, strict=True)
    ]
    end = max([*complete, 1.0])
    fig, at = _rows(rows["group_name"], rows["group_code"], parts, details, end=end)
    fig.update_layout(margin={"r": _WIDE_THIRD + 4})
    write_key(
        fig, [(Answer.GOOD, "核验达标"), (Answer.UNVERIFIED, "上报建成、未核验达标")]
    )
    pairs = list(zip(verified, complete, strict=True))
    ratios = [theme.ratio(part, whole) for part, whole in pairs]
    rates = [theme.percent(v / c if c else float("nan")) for v, c in pairs]
    theme.write(
        fig,
        [
            *headed_column("未核验", _counts(rest), at, at=_FIRST),
            *headed_column("达标/建成", ratios, at, at=_WIDE_SECOND, color=_GREY),
            *headed_column("占建成", rates, at, at=_WIDE_THIRD),
        ],
    )
    return theme.caption(fig, note)


def blocking_bars(rules: pd.DataFrame, *, note: str) -> go.Figure:
    """What keeps complete offices from being verified: failed, or left blank.

    Parameters
    ----------
    rules : rows of ``metrics.blocking_rules``, drawn in their order.
    note : day, source and marks, printed at the bottom left.
    """
    fails, blanks, only = (
        theme.numbers(rules[f"{name}_count"]) for name in ("fail", "unanswered", "only")
    )
    parts = [(Answer.BAD, fails), (Answer.SILENT, blanks)]
    details = [
        f"<b>{code} {name}</b><br>不符合 {a:g} 个，未填报 {b:g} 个；"
        f"只因这一项未核验达标的 {c:g} 个"
        for code, name, a, b, c in zip(
            rules["rule"], rules["title"], fails, blanks, only, strict=True
        )
    ]
    end = max([1.0, *(a + b for a, b in zip(fails, blanks, strict=True))])
    fig, at = _rows(rules["title"], rules["rule"], parts, details, end=end)
    write_key(fig, [(Answer.BAD, "不符合"), (Answer.SILENT, "未填报")])
    theme.write(
        fig,
        [
            *headed_column("不符合", _counts(fails), at, at=_FIRST),
            *headed_column("未填报", _counts(blanks), at, at=_SECOND, color=_GREY),
            *headed_column("仅此项", _counts(only), at, at=_THIRD),
        ],
    )
    return theme.caption(fig, note)


def _rows(
    names: pd.Series,
    codes: pd.Series,
    parts: list[tuple[Answer, list[float]]],
    details: list[str],
    *,
    end: float,
) -> tuple[go.Figure, list[float]]:
    """Figure with its bars, and the row of each."""
    positions = [float(at) for at in range(len(names))]
    rows = float(max(len(names), 1))
    left = theme.name_margin(list(names))
    fig = answer_figure(rows=rows, left=left, right=_THIRD + 4, end=end)
    theme.row_axis(fig, positions, list(names), rows=rows)
    fig.add_traces(answer_bars(positions, parts, codes=list(codes), details=details))
    return fig, positions


def _counts(numbers: list[float]) -> list[str]:
    return [theme.count(number) for number in numbers]
