"""When prefectures filed their plans: a line a prefecture, about the due date."""

import pandas as pd
import plotly.graph_objects as go

from hrss.figures import theme
from hrss.figures.theme import Note
from hrss.figures.theme.filings import FILINGS

_ROW = 20
_TOP, _BOTTOM = 52, 38
_PLANNED, _DAY = 62, 142
# Days kept free about what is drawn: room for the words beside the last point.
_BEFORE, _AFTER = 6, 0.24


def filing_timeline(
    filings: pd.DataFrame, *, as_of: pd.Timestamp, note: str
) -> go.Figure:
    """Each prefecture's filing as a point on the calendar, its delay as a line.

    The longest overdue comes first. A plan that is not filed has a broken line up
    to the day looked at. On the right stand the day, and the offices that the
    plan's months hold beside the rostered.

    Parameters
    ----------
    filings : rows of ``metrics.plan_filings``.
    as_of : the day looked at.
    note : day, source and marks, printed at the bottom left.
    """
    rows = _ordered(filings)
    names = list(rows["group_name"])
    positions = [float(at) for at in range(len(rows))]
    left = theme.name_margin(names)
    fig = theme.figure(
        height=_TOP + max(len(rows), 1) * _ROW + _BOTTOM,
        left=left,
        right=_DAY + 6,
        top=_TOP,
        bottom=_BOTTOM,
    )
    due = pd.Timestamp(rows["plan_due_date"].iloc[0]) if len(rows) else as_of
    ends = rows["plan_filed_date"].fillna(as_of)
    first, last = _span(ends, due)
    fig.update_xaxes(range=[first, last], **theme.month_ticks(first, last))
    theme.row_axis(fig, positions, names, rows=max(len(rows), 1))
    fig.add_traces(_delays(rows, positions, ends=ends))
    fig.add_trace(_points(rows, positions, ends=ends))
    line = theme.rule(due, across="x", color=theme.INK, width=1.4, over=0.01)
    fig.update_layout(shapes=[line | {"layer": "below"}])
    notes = [_due_name(due), *_words(rows, positions, ends=ends), _key(left)]
    return theme.caption(fig, note, notes=[*notes, *_columns(rows, positions)])


def _ordered(filings: pd.DataFrame) -> pd.DataFrame:
    return filings.assign(
        is_filed=filings["plan_filed_date"].notna(),
        late=filings["days_overdue"].fillna(-1),
    ).sort_values(
        ["is_filed", "late", "plan_filed_date", "group_code"],
        ascending=[True, False, False, True],
        ignore_index=True,
    )


def _span(ends: pd.Series, due: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    first = min(ends.min(), due) if len(ends) else due
    last = max(ends.max(), due) if len(ends) else due
    first -= pd.Timedelta(days=_BEFORE)
    room = max((last - first).days * _AFTER, 12)
    return first, last + pd.Timedelta(days=room)


def _delays(
    rows: pd.DataFrame, positions: list[float], *, ends: pd.Series
) -> list[go.Scatter]:
    """From the due date to the filing, or as far as nobody has filed."""
    lines = []
    for is_filed, dash in ((True, "solid"), (False, "2px,3px")):
        own = rows[(rows["late"] > 0) & (rows["is_filed"] == is_filed)]
        days: list[pd.Timestamp | None] = []
        places: list[float | None] = []
        for at in own.index:
            days += [own.loc[at, "plan_due_date"], ends[at], None]
            places += [positions[at], positions[at], None]
        status = "late" if is_filed else "missing"
        lines.append(
            go.Scatter(
                x=days,
                y=places,
                mode="lines",
                line={"color": FILINGS[status].ink, "width": 2, "dash": dash},
                hoverinfo="skip",
            )
        )
    return lines


def _points(
    rows: pd.DataFrame, positions: list[float], *, ends: pd.Series
) -> go.Scatter:
    styles = [FILINGS[status] for status in rows["filing_status"]]
    return go.Scatter(
        x=ends,
        y=positions,
        mode="markers",
        marker={
            "size": 10,
            "symbol": [style.symbol for style in styles],
            "color": [style.ink for style in styles],
            "line": {"width": 1.4, "color": [style.ink for style in styles]},
        },
        customdata=[[code] for code in rows["group_code"]],
        hovertext=[_detail(row) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        **theme.STEADY,
    )


def _detail(row: pd.Series) -> str:
    lines = [f"<b>{row['group_name']}</b>", FILINGS[row["filing_status"]].word]
    if row["is_filed"]:
        lines.append(f"备案日期 {row['plan_filed_date']:%Y-%m-%d}")
    if row["late"] > 0:
        lines.append(f"逾期 {row['days_overdue']} 天")
    if pd.notna(row["planned_count"]):
        lines.append(
            f"分月计划合计 {row['planned_count']} 个，应建 {row['rostered_count']} 个"
        )
    else:
        lines.append("没有分月计划")
    return "<br>".join(lines)


def _words(
    rows: pd.DataFrame, positions: list[float], *, ends: pd.Series
) -> list[Note]:
    """Days late beside the point of who was late."""
    return [
        Note(
            f"{'逾期' if rows.loc[at, 'is_filed'] else '未备案，已逾'}"
            f"{rows.loc[at, 'days_overdue']}天",
            x=ends[at].isoformat(),
            y=positions[at],
            xref="x",
            yref="y",
            xanchor="left",
            xshift=9,
            color=FILINGS[rows.loc[at, "filing_status"]].ink,
        )
        for at in rows.index[rows["late"] > 0]
    ]


def _due_name(due: pd.Timestamp) -> Note:
    return Note(
        f"<b>{due.month}月{due.day}日 备案期限</b>",
        x=due.isoformat(),
        y=1,
        xref="x",
        xanchor="center",
        yanchor="bottom",
        yshift=4,
        size=11,
    )


def _key(left: float) -> Note:
    pieces = [(f"{style.sign} {style.word}", style.ink) for style in FILINGS.values()]
    return Note(
        theme.flow(pieces), x=0, y=1, yanchor="top", yshift=_TOP - 2, xshift=-left
    )


def _columns(rows: pd.DataFrame, positions: list[float]) -> list[Note]:
    days = [
        "—" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in rows["plan_filed_date"]
    ]
    plans = [
        theme.ratio(planned, owed)
        for planned, owed in zip(
            theme.numbers(rows["planned_count"]),
            theme.numbers(rows["rostered_count"]),
            strict=True,
        )
    ]
    notes: list[Note] = []
    for head, at, texts in (("计划/应建", _PLANNED, plans), ("备案日期", _DAY, days)):
        notes.append(
            Note(
                head,
                x=1,
                y=1,
                xanchor="right",
                yanchor="bottom",
                xshift=at,
                yshift=4,
                color=theme.SECONDARY,
                size=10,
            )
        )
        notes += theme.row_texts(positions, texts, [theme.INK] * len(rows), at=at)
    return notes
