"""四、下一步工作: dates, who, and how much, from the figures alone."""

from hrss.decree import Target, load_targets
from hrss.metrics import BATCH_LABELS, PACE_WEEKS, ReportStatus, whole_needed
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.reporting import newest_period, next_period, of_status
from hrss.reports.brief.rows import Row, row_of
from hrss.reports.brief.words import (
    day_words,
    figure,
    item,
    joined,
    month_words,
    numeral,
    said,
)
from hrss.reports.content import Block, Paragraph
from hrss.reports.sentences import Span

_NAMED = 8

Pieces = tuple[Span | str, ...]


def step_blocks(inputs: BriefInputs) -> tuple[Block, ...]:
    """All of the section: one numbered item a step."""
    if not inputs.now.whole_row.rostered:
        return (said("名册导入后再作安排。"),)
    steps: list[Pieces] = [
        step for step in (_build(inputs, target) for target in load_targets()) if step
    ]
    steps += [
        step
        for step in (
            _designate(inputs),
            _verify(inputs),
            _send_missing(inputs),
            _send_next(inputs),
        )
        if step
    ]
    return tuple(item(f"{numeral(at + 1)}是", *step) for at, step in enumerate(steps))


def step_paragraphs(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """The same as paragraphs."""
    return tuple(block for block in step_blocks(inputs) if isinstance(block, Paragraph))


def _build(inputs: BriefInputs, target: Target) -> Pieces:
    batch = str(target.batch)
    row = row_of(inputs.now.batch_rows, batch)
    if row is None or not row.remaining:
        return ()
    days = (target.due_date - inputs.now.as_of).days
    name, due = BATCH_LABELS[batch], day_words(target.due_date)
    who = _who(inputs, batch)
    left = Span(f"{row.remaining:,}个未建成", "figure")
    if row.is_silent:
        return (
            f"尽快摸清{name}底数。应建{row.rostered:,}个，尚未收到报表，时限{due}。",
        )
    if days < 0:
        late = Span(f"{row.remaining:,}个未建成", "alarm")
        return (
            f"补齐{name}。时限已过{-days}天，尚有",
            late,
            f"{who}，请逐个明确完成日期。",
        )
    if days == 0:
        return (f"收尾{name}。{due}即为时限，尚有", left, f"{who}。")
    return (
        f"{'加快' if (row.gap_pp or 0.0) < 0 else '推进'}{name}建设。"
        f"距{due}时限还有{days}天，尚有",
        left,
        f"，每周需建成{whole_needed(row.needed_per_week or 0.0):,}个",
        f"{_pace(inputs, row, target)}{who}。",
    )


def _pace(inputs: BriefInputs, row: Row, target: Target) -> str:
    if row.outlook is None or inputs.now.as_of < target.start_date:
        return ""
    return f"（最近{PACE_WEEKS}周平均每周建成{row.outlook.pace_per_week:.1f}个）"


def _who(inputs: BriefInputs, batch: str) -> str:
    """Places with most left of a batch; of all that have any when they are few."""
    if not inputs.is_province and not inputs.has_counties:
        return ""
    left = sorted(
        (
            (row.remaining, row.name)
            for row in inputs.batch_place_rows[batch]
            if row.remaining
        ),
        key=lambda pair: -pair[0],
    )
    if not left:
        return ""
    shown = joined([f"{name}{count:,}个" for count, name in left[:_NAMED]])
    if len(left) <= _NAMED:
        return f"，其中{shown}" if len(left) > 1 else f"，均在{left[0][1]}"
    rest = sum(count for count, _ in left[_NAMED:])
    more = f"，其余{len(left) - _NAMED}{inputs.unit}共{rest:,}个"
    return f"，较多的是{shown}{more}"


def _designate(inputs: BriefInputs) -> Pieces:
    row = row_of(inputs.now.batch_rows, "undesignated")
    if row is None or not row.rostered:
        return ()
    where = [
        each.name for each in inputs.batch_place_rows["undesignated"] if each.rostered
    ]
    who = f"，涉及{joined(where)}" if 0 < len(where) <= _NAMED else ""
    if len(where) > _NAMED:
        who = f"，涉及{len(where)}{inputs.unit}"
    return (
        "尽快指定其他地区中心镇。名册中",
        figure(row.rostered),
        f"机构批次待定{who}，指定后方可按批次考核。",
    )


def _verify(inputs: BriefInputs) -> Pieces:
    row = inputs.now.whole_row
    if not row.unverified:
        return ()
    rules = inputs.quality.blocking
    rules = rules[(rules["fail_count"] + rules["unanswered_count"]) > 0]
    first = ""
    if not rules.empty:
        top = rules.iloc[0]
        count = int(top["fail_count"]) + int(top["unanswered_count"])
        first = f"，首先是{top['title']}（涉及{count:,}个）"
    return (
        "抓好核验达标。",
        figure(row.unverified),
        f"机构已上报建成而未核验达标，请对照文件条款逐项整改、补填{first}。",
    )


def _send_missing(inputs: BriefInputs) -> Pieces:
    period = newest_period(inputs)
    row = inputs.now.whole_row
    silent = row.rostered - row.reported
    parts = []
    if period is not None and not inputs.reports.periods.empty:
        missing = of_status(inputs, ReportStatus.MISSING)
        names = [str(name) for name in missing["prefecture_name"]]
        if names:
            who = (
                "各市"
                if len(names) == len(inputs.reports.summary) > 1
                else joined(names)
            )
            parts.append(f"请{who}尽快补报{month_words(period[0])}报表")
        if pending := len(of_status(inputs, ReportStatus.NOT_DUE)):
            who = f"尚未报送的{pending}个市" if inputs.is_province else inputs.area
            month, due = month_words(period[0]), day_words(period[1])
            parts.append(f"请{who}于{due}前报送{month}报表")
    if silent and not row.is_silent:
        where = "所在市" if inputs.is_province else "所在县（市、区）"
        if not inputs.is_province and not inputs.has_counties:
            where = inputs.area
        parts.append(f"从未上报的{silent:,}个机构请{where}一并报送")
    return (f"补齐报表数据。{'；'.join(parts)}。",) if parts else ()


def _send_next(inputs: BriefInputs) -> Pieces:
    period, due = next_period(inputs)
    who = "各市" if inputs.is_province else inputs.area
    return (
        f"按时报送下期数据。{month_words(period)}报表数据截至{day_words(period)}，"
        f"请{who}于{day_words(due)}前报送。",
    )
