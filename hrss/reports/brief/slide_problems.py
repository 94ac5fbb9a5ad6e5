"""Slides of who is behind, what is missing, who reported, what to do, and the notes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hrss.metrics import ReportStatus, whole_needed
from hrss.reports.brief.charts import batch_in_hand
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.problems import behind_paragraphs, standard_paragraphs
from hrss.reports.brief.reporting import (
    newest_period,
    of_status,
    reporting_paragraphs,
)
from hrss.reports.brief.rows import row_of
from hrss.reports.brief.steps import step_paragraphs
from hrss.reports.brief.words import day_words, month_words, percent, said
from hrss.reports.content import Block, Chart, Map, Paragraph, Section, Slide, Table
from hrss.reports.sentences import plain_text

# Of the notes: the day, the coverage, and what 上报建成 and 核验达标 mean.
_NOTES = (0, 2, 3)

_Form = TypeVar("_Form", Chart, Map, Table)


def found_block(blocks: Sequence[Block], form: type[_Form], key: str) -> _Form | None:
    """The block of that form and key; None where the brief has none."""
    return next(
        (block for block in blocks if isinstance(block, form) and block.key == key),
        None,
    )


def behind_slide(inputs: BriefInputs, blocks: Sequence[Block]) -> Slide:
    """Who is red or yellow, and how far everybody is behind."""
    if not inputs.now.whole_row.rostered:
        nothing = said("名册中没有应建机构，不亮灯。")
        return Slide("behind", "没有可以亮灯的地区", (nothing,), "")
    chart = found_block(blocks, Chart, "gap_to_schedule")
    words = behind_paragraphs(inputs)
    told = "\n".join(plain_text(paragraph.spans) for paragraph in words)
    notes = f"{told}\n{inputs.lights.sentence}。"
    if chart is not None:
        return Slide("behind", chart.title, (*words[:2], chart), notes)
    return Slide("behind", _behind_title(inputs), words[:3], notes)


def _behind_title(inputs: BriefInputs) -> str:
    if not inputs.has_reports:
        return "尚无上报，进展情况不明"
    rows = inputs.now.place_rows
    counts = {
        light: sum(row.light == light for row in rows) for light in ("红灯", "黄灯")
    }
    alarms = [
        f"{light}{count}{inputs.unit}" for light, count in counts.items() if count
    ]
    if not alarms:
        return plain_text(behind_paragraphs(inputs)[0].spans).removesuffix("。")
    if not inputs.is_province and not inputs.has_counties:
        return f"{inputs.area}亮{rows[0].light}"
    return "，".join(alarms)


def standards_slide(inputs: BriefInputs, blocks: Sequence[Block]) -> Slide:
    """What keeps complete offices from being verified."""
    row = inputs.now.whole_row
    if not row.rostered:
        words = said("名册中没有应建机构，没有核验对象。")
        return Slide("standards", "没有核验对象", (words,), "")
    paragraphs = standard_paragraphs(inputs)
    told = "\n".join(plain_text(paragraph.spans) for paragraph in paragraphs)
    chart = found_block(blocks, Chart, "blocking_rules")
    if chart is not None:
        return Slide("standards", chart.title, (paragraphs[0], chart), told)
    title = "尚无上报建成的机构" if not row.complete else "上报建成的机构均已核验达标"
    if row.unverified:
        title = f"{row.unverified:,}个机构上报建成而未核验达标"
    return Slide("standards", title, paragraphs[:3], told)


def reports_slide(inputs: BriefInputs) -> Slide:
    """Who reported on the period, and who did not."""
    period = newest_period(inputs)
    name = "报送情况" if period is None else f"{month_words(period[0])}报送情况"
    words = reporting_paragraphs(inputs)
    told = "\n".join(plain_text(paragraph.spans) for paragraph in words)
    return Slide("reports", _report_title(inputs, name), words[:3], told)


def _report_title(inputs: BriefInputs, name: str) -> str:
    row = inputs.now.whole_row
    if not row.rostered or row.is_silent:
        return f"{name}：尚未收到报表"
    late = [
        f"{word}{count}个市"
        for word, status in (
            ("缺报", ReportStatus.MISSING),
            ("迟报", ReportStatus.LATE),
        )
        if (count := len(of_status(inputs, status)))
    ]
    if inputs.is_province and late:
        return f"{name}：{'，'.join(late)}"
    if row.reported == row.rostered:
        return f"{name}：应建机构均有报表"
    return f"{name}：{row.rostered - row.reported:,}个机构从未上报"


def steps_slide(inputs: BriefInputs) -> Slide:
    """The first steps; all of them in the notes."""
    steps = step_paragraphs(inputs)
    if not steps:
        words = said("名册导入后再作安排。")
        return Slide("steps", "下一步：导入名册", (words,), "")
    told = "\n".join(plain_text(step.spans) for step in steps)
    return Slide("steps", _steps_title(inputs), steps[:3], told)


def _steps_title(inputs: BriefInputs) -> str:
    row = row_of(inputs.now.batch_rows, batch_in_hand(inputs))
    if row is None or not row.remaining or row.is_silent:
        return "下一步：按时报送下期数据" if inputs.has_reports else "下一步：尽快报送"
    if row.needed_per_week:
        return f"下一步：{row.name}每周需建成{whole_needed(row.needed_per_week):,}个"
    return f"下一步：{row.name}补齐尚未建成的{row.remaining:,}个"


def notes_slide(inputs: BriefInputs, sections: Sequence[Section]) -> Slide:
    """The day, the coverage and the two definitions; all notes to be read out."""
    own = next(section for section in sections if section.key == "notes")
    words = [block for block in own.blocks if isinstance(block, Paragraph)]
    told = "\n".join(plain_text(each.spans) for each in words)
    row = inputs.now.whole_row
    title = f"数据截至{day_words(inputs.now.as_of)}"
    if row.reported:
        title += f"，应建机构{percent(row.reported / row.rostered)}已上报"
    shown = tuple(
        _numbered(words[at], number) for number, at in enumerate(_NOTES, start=1)
    )
    return Slide("notes", title, shown, told)


def _numbered(note: Paragraph, number: int) -> Paragraph:
    """The same note under another number: a slide has some of them only."""
    first, *rest = note.spans
    text = f"{number}．{first.text.partition('．')[2]}"
    return replace(note, spans=(replace(first, text=text), *rest))
