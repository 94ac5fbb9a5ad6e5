"""Whether reports came in time: a cell for each prefecture and period."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.figures.theme.statuses import STATUSES, StatusStyle

_ROW, _GROUP_GAP = 21, 1.2
_TOP, _BOTTOM = 44, 4
# Right edges of the columns, in pixels from the last cell.
_PUNCTUAL, _REPORTED, _AGE = 56, 136, 196
_WORDED_PERIODS = 12
"""Up to so many periods a cell has room for its word."""
_MOST_PERIODS = 24


def reporting_grid(
    periods: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    note: str,
    delta_codes: Collection[str] = (),
) -> go.Figure:
    """Prefectures by periods, each cell with its sign, its word and how late.

    The Delta and the other prefectures stand apart, each by code. A cell whose
    report left offices out says what share it had. Beside each row stand the periods
    that were on time of those due, the newest period's offices, and how many days
    old the newest report is. Of more than two years the last two are drawn.

    Parameters
    ----------
    periods : rows of ``metrics.timeliness``.
    summary : rows of ``metrics.reporting_summary``.
    note : day, source and marks, printed at the bottom left.
    delta_codes : prefectures of the Delta.
    """
    rows = _placed(summary, delta_codes)
    cells = periods.sort_values(["period", "prefecture_code"]).merge(
        rows[["group_code", "position"]],
        left_on="prefecture_code",
        right_on="group_code",
    )
    every_day = sorted(cells["period"].unique())
    days = every_day[-_MOST_PERIODS:]
    height = max([*rows["position"], 0.0]) + 1
    left = theme.name_margin(list(rows["group_name"]))
    fig = theme.figure(
        height=_TOP + height * _ROW + _BOTTOM,
        left=left,
        right=_AGE + 4,
        top=_TOP,
        bottom=_BOTTOM,
    )
    fig.update_layout(barmode="stack", bargap=0)
    fig.update_xaxes(range=[0, max(len(days), 1)], visible=False)
    positions = theme.numbers(rows["position"])
    theme.row_axis(fig, positions, list(rows["group_name"]), rows=height)
    has_words = len(days) <= _WORDED_PERIODS
    fig.add_traces(
        [_column(cells[cells["period"] == day], has_words=has_words) for day in days]
    )
    notes = [*_key(left), *_months(days), *_groups(rows, left), *_figures(rows)]
    if len(every_day) > len(days):
        note += f" · 图中为最近{_MOST_PERIODS}期，按时期数按全部{len(every_day)}期计"
    return theme.caption(fig, note, width=520, notes=notes)


def _placed(summary: pd.DataFrame, delta_codes: Collection[str]) -> pd.DataFrame:
    """The Delta first; a gap for the title over each group where there are two."""
    is_elsewhere = ~summary["group_code"].isin(list(delta_codes))
    rows = summary.assign(is_elsewhere=is_elsewhere).sort_values(
        ["is_elsewhere", "group_code"], ignore_index=True
    )
    gap = _GROUP_GAP * _has_both(rows)
    return rows.assign(
        position=rows.index + gap * (1 + rows["is_elsewhere"].astype(int))
    )


def _has_both(rows: pd.DataFrame) -> bool:
    return len(set(rows["is_elsewhere"])) > 1


def _column(cells: pd.DataFrame, *, has_words: bool) -> go.Bar:
    """One period: a cell a prefecture."""
    styles = [STATUSES[status] for status in cells["report_status"]]
    return go.Bar(
        x=[1] * len(cells),
        y=theme.numbers(cells["position"]),
        orientation="h",
        width=1,
        marker={
            "color": [style.fill for style in styles],
            "line": {"color": theme.WHITE, "width": 2},
        },
        customdata=[[code] for code in cells["prefecture_code"]],
        text=[
            _words(row, style, has_words=has_words)
            for (_, row), style in zip(cells.iterrows(), styles, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": [style.ink for style in styles], "size": 11},
        constraintext="none",
        hovertext=[_detail(row) for _, row in cells.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        **theme.STEADY,
    )


def _words(row: pd.Series, style: StatusStyle, *, has_words: bool) -> str:
    """What a cell says: its sign, its word, days late, and a share short of all."""
    late = row["days_late"]
    if not has_words:
        return style.sign if pd.isna(late) else f"{style.sign}{late}"
    text = f"{style.sign} "
    text += style.word if pd.isna(late) else f"迟{late}天"
    has_gap = 0 < row["period_reported_count"] < row["rostered_count"]
    return f"{text} {_share(row)}" if has_gap else text


def _share(row: pd.Series) -> str:
    """A share short of all is never rounded up to all."""
    part = 100 * int(row["period_reported_count"]) // int(row["rostered_count"])
    return f"{part}%" if part else "<1%"


def _detail(row: pd.Series) -> str:
    style = STATUSES[row["report_status"]]
    period = row["period"]
    lines = [
        f"<b>{row['prefecture_name']} {period.year}年{period.month}月期</b>",
        f"{style.word}，应报日{row['report_due_date']:%Y-%m-%d}",
    ]
    if pd.notna(row["received_on"]):
        late = row["days_late"]
        ending = "" if pd.isna(late) else f"，迟{late}天"
        lines.append(f"首次收到{row['received_on']:%Y-%m-%d}{ending}")
        lines.append(
            f"报表{row['submission_count']}份，上报"
            f"{row['period_reported_count']}个，应建{row['rostered_count']}个"
        )
    return "<br>".join(lines)


def _key(left: float) -> list[Note]:
    pieces = [
        f'<span style="color:{style.fill}">■</span> {style.sign} {style.word}'
        for style in STATUSES.values()
    ]
    pieces.append("百分数为未报齐时已报机构占应建")
    return [
        Note(
            "　".join(pieces),
            x=0,
            y=1,
            yanchor="top",
            yshift=_TOP - 2,
            xshift=-left,
            color=theme.SECONDARY,
        )
    ]


def _months(days: list[pd.Timestamp]) -> list[Note]:
    """Month over each column, the year with the first of it."""
    years = [None, *(day.year for day in days)]
    is_short = len(days) > _WORDED_PERIODS
    return [
        Note(
            f"{day.month}" if is_short and day.year == year else _month(day, year),
            x=at + 0.5,
            y=1,
            xref="x",
            xanchor="center",
            yanchor="bottom",
            yshift=2,
            color=theme.SECONDARY,
        )
        for at, (day, year) in enumerate(zip(days, years, strict=False))
    ]


def _month(day: pd.Timestamp, year_before: int | None) -> str:
    month = f"{day.month}月"
    return month if day.year == year_before else f"{day.year}年{month}"


def _groups(rows: pd.DataFrame, left: float) -> list[Note]:
    if not _has_both(rows):
        return []
    firsts = rows.drop_duplicates("is_elsewhere")
    return [
        Note(
            f"<b>{'其他地区' if is_elsewhere else '珠三角'}</b>",
            x=0,
            y=float(position) - 0.95,
            yref="y",
            xshift=-left,
            color=theme.SECONDARY,
        )
        for is_elsewhere, position in zip(
            firsts["is_elsewhere"], firsts["position"], strict=True
        )
    ]


def _figures(rows: pd.DataFrame) -> list[Note]:
    owed = rows["period_count"] - rows["not_due_period_count"]
    ages = theme.numbers(rows["stale_days"])
    columns = (
        ("按时/应报", _PUNCTUAL, _ratios(rows["on_time_period_count"], owed)),
        (
            "本期上报",
            _REPORTED,
            _ratios(rows["period_reported_count"], rows["rostered_count"]),
        ),
        ("陈旧天数", _AGE, [theme.count(age) for age in ages]),
    )
    positions = theme.numbers(rows["position"])
    notes: list[Note] = []
    for head, at, texts in columns:
        notes.append(
            Note(
                head,
                x=1,
                y=1,
                xanchor="right",
                yanchor="bottom",
                xshift=at,
                yshift=2,
                color=theme.SECONDARY,
            )
        )
        notes += theme.row_texts(positions, texts, [theme.INK] * len(rows), at=at)
    return notes


def _ratios(parts: pd.Series, wholes: pd.Series) -> list[str]:
    return [
        theme.ratio(part, whole)
        for part, whole in zip(theme.numbers(parts), theme.numbers(wholes), strict=True)
    ]
