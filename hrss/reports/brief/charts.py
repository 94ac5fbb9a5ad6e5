"""Charts of the brief: numbers for a native chart, and the screen's own figure."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hrss import figures
from hrss.decree import load_targets
from hrss.figures import theme
from hrss.figures.theme.answers import ANSWER_INKS, Answer
from hrss.metrics import BATCH_LABELS
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import Placed, Row
from hrss.reports.brief.words import points, share
from hrss.reports.content import Chart, ChartKind, Series

_OFFICES = "机构数（个）"
_BEHIND_TONES = {"红灯": "#B3261E", "黄灯": "#E0A030"}
_AT_LEAST = 2

BATCH_PARTS = {
    "2011": ("delta", "central"),
    "2012": ("other",),
    "undesignated": ("undesignated",),
}
"""Regions that each batch consists of (六(一))."""


def parts_chart(inputs: BriefInputs, *, note: str) -> Chart | None:
    """The parts that the batches consist of: verified, only reported, not complete."""
    rows = [row for row in inputs.now.region_rows if row.rostered]
    frame = inputs.now.regions
    if frame is None or not rows:
        return None
    shown = frame[frame["rostered_count"] > 0]
    return Chart(
        key="batch_parts",
        title=_parts_title(inputs, rows),
        kind=ChartKind.STACKED_BARS,
        categories=tuple(row.name for row in rows),
        series=_state_series(rows, theme.REGION_TONES["delta"]),
        number_format="#,##0",
        value_title=_OFFICES,
        note=note,
        alt=f"条形图：{_states_in_words(rows)}。",
        draw=lambda: figures.prefecture_ranking(
            shown, delta_codes={"delta"}, note=note
        ),
    )


def _parts_title(inputs: BriefInputs, rows: Sequence[Row]) -> str:
    """What stands of the batch in hand, by its parts."""
    if not inputs.has_reports:
        return "各批次机构均未上报"
    if all(not row.remaining for row in rows):
        return "应建机构已全部上报建成"
    own = [row for row in rows if row.code in BATCH_PARTS[batch_in_hand(inputs)]]
    known = [row for row in own if not row.is_silent] or [
        row for row in rows if not row.is_silent
    ]
    if len(known) == 1 and own == known:
        batch = BATCH_LABELS[batch_in_hand(inputs)]
        known = [replace(known[0], name=batch)]
    return "，".join(
        f"{row.name}{'已全部' if not row.remaining else ''}上报建成"
        f"{share(row.complete, row.rostered) if row.remaining else ''}"
        for row in known
    )


def batch_in_hand(inputs: BriefInputs) -> str:
    """The batch that is due next and has offices; after both, the last that has."""
    rostered = {row.code: row.rostered for row in inputs.now.batch_rows}
    owed = [target for target in load_targets() if rostered[str(target.batch)]]
    if not owed:
        return "undesignated"
    open_ = [target for target in owed if inputs.now.as_of <= target.due_date]
    return str((open_ or owed[-1:])[0].batch)


def ranking_chart(
    placed: Sequence[Placed],
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    is_delta: bool,
    note: str,
) -> Chart:
    """Places in order of their rank as stacked bars."""
    rows = [each.row for each in placed]
    codes = {row.code for row in rows}
    shown = frame[frame["group_code"].isin(codes)]
    tone = theme.REGION_TONES["delta" if is_delta else "central"]
    return Chart(
        key=key,
        title=title,
        kind=ChartKind.STACKED_BARS,
        categories=tuple(row.name for row in rows),
        series=_state_series(rows, tone),
        number_format="#,##0",
        value_title=_OFFICES,
        note=note,
        alt=f"条形图：{_states_in_words(rows)}。",
        draw=lambda: figures.prefecture_ranking(
            shown, delta_codes=codes if is_delta else (), note=note
        ),
    )


def _state_series(rows: Sequence[Row], tone: str) -> tuple[Series, ...]:
    """Three parts that sum to the rostered, and a fourth of who has not reported."""
    known = [not row.is_silent for row in rows]
    parts = (
        ("核验达标", tone, [row.verified for row in rows]),
        ("建成未核验", tone, [row.unverified for row in rows]),
        ("未建成", "#C3CBD3", [row.remaining for row in rows]),
    )
    series = [
        Series(
            name,
            tuple(
                float(count) if is_known and count else None
                for count, is_known in zip(counts, known, strict=True)
            ),
            colour,
            is_hatched=name == "建成未核验",
        )
        for name, colour, counts in parts
    ]
    if not all(known):
        silent = tuple(float(row.rostered) if row.is_silent else None for row in rows)
        series.append(Series("未上报", silent, theme.GROUND))
    return tuple(series)


def _states_in_words(rows: Sequence[Row]) -> str:
    return "；".join(
        f"{row.name}应建{row.rostered}个，未上报"
        if row.is_silent
        else f"{row.name}应建{row.rostered}个，核验达标{row.verified}个，"
        f"建成未核验{row.unverified}个，未建成{row.remaining}个"
        for row in rows
    )


def gap_chart(inputs: BriefInputs, rows: Sequence[Row], *, note: str) -> Chart | None:
    """Places behind schedule, the one furthest behind first."""
    behind = sorted(
        (row for row in rows if is_behind(row)), key=lambda row: row.gap_pp or 0.0
    )
    if len(behind) < _AT_LEAST:
        return None
    codes = {row.code for row in behind}
    frame = inputs.now.places
    shown = frame[frame["group_code"].isin(codes)]
    listed = "；".join(f"{row.name}{points(row.gap_pp or 0)}" for row in behind)
    return Chart(
        key="gap_to_schedule",
        title=f"{len(behind)}{inputs.unit}落后序时进度，"
        f"{behind[0].name}落后最多（{points(behind[0].gap_pp or 0)}）",
        kind=ChartKind.STACKED_BARS,
        categories=tuple(row.name for row in behind),
        series=_behind_series(behind),
        number_format="0.0",
        value_title="落后序时进度（百分点）",
        note=note,
        alt=f"条形图，落后序时进度：{listed}。",
        draw=lambda: figures.gap_bars(
            shown,
            note=note,
            yellow_pp=inputs.lights.yellow_pp,
            red_pp=inputs.lights.red_pp,
        ),
    )


def _behind_series(behind: Sequence[Row]) -> tuple[Series, ...]:
    """One series a light, so that each bar has the tone of its own."""
    return tuple(
        Series(
            light,
            tuple(
                round(-(row.gap_pp or 0.0), 1) if row.light == light else None
                for row in behind
            ),
            _BEHIND_TONES.get(light, theme.REGION_TONES["central"]),
        )
        for light in ("红灯", "黄灯", "绿灯")
        if any(row.light == light for row in behind)
    )


def is_behind(row: Row) -> bool:
    """Behind schedule by a tenth of a point or more, as far as is known."""
    return not row.is_silent and row.gap_pp is not None and round(row.gap_pp, 1) < 0


def blocking_chart(inputs: BriefInputs, *, note: str) -> Chart | None:
    """What keeps complete offices from being verified; None where nothing does."""
    rules = inputs.quality.blocking
    rules = rules[(rules["fail_count"] + rules["unanswered_count"]) > 0]
    if rules.empty:
        return None
    titles = [str(title) for title in rules["title"]]
    fails = [int(count) for count in rules["fail_count"]]
    blanks = [int(count) for count in rules["unanswered_count"]]
    listed = "；".join(
        f"{title}不符合{fail}个、未填报{blank}个"
        for title, fail, blank in zip(titles, fails, blanks, strict=True)
    )
    parts = (("不符合", Answer.BAD, fails), ("未填报", Answer.SILENT, blanks))
    return Chart(
        key="blocking_rules",
        title=f"影响核验达标最多的是{titles[0]}（{fails[0] + blanks[0]:,}个机构）",
        kind=ChartKind.STACKED_BARS,
        categories=tuple(titles),
        series=tuple(
            Series(name, tuple(float(n) if n else None for n in counts), _ink(answer))
            for name, answer, counts in parts
            if any(counts)
        ),
        number_format="#,##0",
        value_title=_OFFICES,
        note=note,
        alt=f"条形图，上报建成而未核验达标的机构：{listed}。",
        draw=lambda: figures.blocking_bars(rules, note=note),
    )


def _ink(answer: Answer) -> str:
    return "#B9C2CC" if answer is Answer.SILENT else ANSWER_INKS[answer]


def decree_count(inputs: BriefInputs) -> int | None:
    """The decree's 约1000, which is of the province and of no part of it."""
    return load_targets()[0].value if inputs.is_province else None
