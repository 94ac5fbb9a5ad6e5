"""三、存在问题: who is behind, what is missing, who did not report."""

from collections.abc import Sequence

import pandas as pd

from hrss.decree import load_targets
from hrss.metrics import NOT_REPORTED
from hrss.reports.brief.charts import blocking_chart, gap_chart
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.reporting import reporting_paragraphs
from hrss.reports.brief.rows import Row, row_of
from hrss.reports.brief.words import (
    against_schedule,
    figure,
    item,
    joined,
    points,
    said,
)
from hrss.reports.content import Block, Heading, Paragraph
from hrss.reports.sentences import Span

_MOST_RULES = 5
_MOST_ITEMS = 3


def problem_blocks(inputs: BriefInputs, *, note: str) -> tuple[Block, ...]:
    """All of the section."""
    if not inputs.now.whole_row.rostered:
        return (said("名册中没有应建机构。"),)
    blocks: list[Block] = [Heading("（一）进度滞后"), *behind_paragraphs(inputs)]
    gaps = gap_chart(inputs, _judged(inputs), note=note)
    blocks += [] if gaps is None else [gaps]
    blocks += [Heading("（二）建成未核验"), *standard_paragraphs(inputs)]
    rules = blocking_chart(inputs, note=note)
    blocks += [] if rules is None else [rules]
    return (*blocks, Heading("（三）报送情况"), *reporting_paragraphs(inputs))


def _judged(inputs: BriefInputs) -> tuple[Row, ...]:
    """Whom the lights are given to: places, or the prefecture that has none."""
    return tuple(row for row in inputs.now.place_rows if row.rostered)


def behind_paragraphs(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """Red and yellow by name with their gap; that there is none, if there is none."""
    rows = _judged(inputs)
    found = [_light_item(inputs, rows, light) for light in ("红灯", "黄灯")]
    silent = [row.name for row in rows if row.light == NOT_REPORTED]
    paragraphs = [each for each in found if each is not None]
    if not paragraphs:
        paragraphs = [said(_no_alarm(inputs, rows))]
    if silent and len(silent) < len(rows):
        paragraphs.append(
            item(
                Span(f"{NOT_REPORTED}{len(silent)}{inputs.unit}：", "alarm"),
                f"{joined(silent)}，进展情况不明，不亮灯。",
            )
        )
    return tuple(paragraphs)


def _light_item(
    inputs: BriefInputs, rows: Sequence[Row], light: str
) -> Paragraph | None:
    own = sorted(
        (row for row in rows if row.light == light),
        key=lambda row: _judged_batch(inputs, row)[1].gap_pp or 0.0,
    )
    if not own:
        return None
    listed = "；".join(f"{row.name}{_gap_words(inputs, row)}" for row in own)
    if not inputs.is_province and not inputs.has_counties:
        return item(Span(f"{light}：", "alarm"), f"{listed}。")
    return item(Span(f"{light}{len(own)}{inputs.unit}：", "alarm"), f"{listed}。")


def _gap_words(inputs: BriefInputs, row: Row) -> str:
    batch, judged = _judged_batch(inputs, row)
    gap = judged.gap_pp or 0.0
    words = f"落后{points(gap)}" if round(gap, 1) < 0 else against_schedule(gap)
    words = f"{batch}{words}"
    overdue = overdue_count(inputs, row.code)
    return f"{words}，逾期未建成{overdue:,}个" if overdue else words


def _judged_batch(inputs: BriefInputs, row: Row) -> tuple[str, Row]:
    """The batch whose light a place has, by name where it is not all of the place."""
    found = [
        (f"{target.batch}年批次", own)
        for target in load_targets()
        if (own := row_of(inputs.batch_place_rows[str(target.batch)], row.code))
        and own.rostered
    ]
    # A batch that nobody reported on has no light of its own; its gap is as wide.
    alike = [each for each in found if each[1].light in (row.light, NOT_REPORTED)]
    batch, judged = min(
        alike or found, key=lambda each: each[1].gap_pp or 0.0, default=("", row)
    )
    return ("", row) if judged.rostered == row.rostered else (batch, judged)


def overdue_count(inputs: BriefInputs, code: str) -> int:
    """Offices of a place that a past due date finds not complete."""
    found = 0
    for target in load_targets():
        if target.due_date >= inputs.now.as_of:
            continue
        row = row_of(inputs.batch_place_rows[str(target.batch)], code)
        found += 0 if row is None else row.remaining
    return found


def _no_alarm(inputs: BriefInputs, rows: Sequence[Row]) -> str:
    lights = {row.light for row in rows}
    each = inputs.each if inputs.is_province or inputs.has_counties else inputs.area
    if lights == {NOT_REPORTED}:
        return f"{each}均未上报，进展情况不明，不亮灯。"
    if "绿灯" in lights:
        if not inputs.is_province and not inputs.has_counties:
            return f"{inputs.area}本期未亮红灯、黄灯。"
        return f"本期没有亮红灯、黄灯的{inputs.unit.removeprefix('个')}。"
    if "未到期" in lights:
        return "已列入批次的机构均未到起计序时的时间，本期不亮灯。"
    return "已上报的机构均未列入批次，没有序时进度，本期不亮灯。"


def standard_paragraphs(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """How many are complete and not verified, why, and which items lack most."""
    row = inputs.now.whole_row
    if not row.complete:
        return (said("尚无机构上报建成，没有核验对象。"), *_items(inputs))
    if not row.unverified:
        whole = figure(row.complete)
        return (said("上报建成的", whole, "机构均已核验达标。"), *_items(inputs))
    first = (
        said(
            "上报建成的",
            figure(row.complete),
            "机构中，",
            Span(f"{row.unverified:,}个未核验达标", "alarm"),
            _because(inputs),
        ),
    )
    return (*first, *_items(inputs))


def _because(inputs: BriefInputs) -> str:
    rules = inputs.quality.blocking
    rules = rules[(rules["fail_count"] + rules["unanswered_count"]) > 0]
    looked_at = int(inputs.quality.blocking["unverified_count"].max())
    unasked = inputs.now.whole_row.unverified - looked_at
    aside = f"{unasked:,}个所在报表没有任何硬性条款的栏目，无从核验" if unasked else ""
    if rules.empty:
        return f"；{aside}。" if aside else "。"
    reasons = joined([_reason(rule) for _, rule in rules.head(_MOST_RULES).iterrows()])
    lead = "，主要原因依次为" if len(rules) > 1 else "，原因为"
    several = "（一个机构可有多项原因）" if len(rules) > 1 else ""
    return f"{lead}{reasons}{several}{'；另有' if aside else ''}{aside}。"


def _reason(rule: pd.Series) -> str:
    fails, blanks = int(rule["fail_count"]), int(rule["unanswered_count"])
    parts = [
        f"{word}{count:,}个"
        for word, count in (("不符合", fails), ("未填报", blanks))
        if count
    ]
    return f"{rule['title']}（{joined(parts)}）"


def _items(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """Items of equipment, functions and systems that most offices say they lack."""
    items = inputs.quality.items[inputs.quality.items["lacks_count"] > 0]
    if items.empty:
        return ()
    listed = joined(
        [
            f"{row['title']}（{int(row['lacks_count']):,}个）"
            for _, row in items.head(_MOST_ITEMS).iterrows()
        ]
    )
    return (said(f"从逐项填报看，尚不具备的最多的是{listed}。"),)
