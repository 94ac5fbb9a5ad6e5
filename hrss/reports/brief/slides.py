"""Slides from the same blocks: a sentence as title, one main thing, what to say."""

from collections.abc import Sequence
from dataclasses import replace

from hrss.decree import DECREE_NUMBER, load_targets
from hrss.reports.brief.batches import batch_paragraphs, change_since
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.overall import key_figures, requirement, summary
from hrss.reports.brief.rows import Row, row_of
from hrss.reports.brief.slide_problems import (
    behind_slide,
    found_block,
    notes_slide,
    reports_slide,
    standards_slide,
    steps_slide,
)
from hrss.reports.brief.words import day_words, said, share
from hrss.reports.content import (
    Block,
    Chart,
    Map,
    Paragraph,
    Section,
    Slide,
    Table,
)
from hrss.reports.sentences import plain_text

_ROWS = 12
_COLUMNS = ("rank", "group_name", "completion_rate", "gap_pp", "light")


def brief_slides(
    inputs: BriefInputs, sections: Sequence[Section], *, source: str
) -> tuple[Slide, ...]:
    """Eight to twelve slides, whatever the state of the figures."""
    blocks = [block for section in sections for block in section.blocks]
    found = [
        _cover(inputs),
        _answer(inputs),
        _batches(inputs, blocks),
        *_map(blocks),
        _rise(inputs, blocks),
        *_rankings(inputs, sections),
        behind_slide(inputs, blocks),
        standards_slide(inputs, blocks),
        reports_slide(inputs),
        steps_slide(inputs),
        notes_slide(inputs, sections),
    ]
    return tuple(replace(each, notes=_notes(each, source)) for each in found)


def _notes(slide: Slide, source: str) -> str:
    return f"{slide.notes}\n{source}" if slide.notes else source


def _cover(inputs: BriefInputs) -> Slide:
    title = f"{inputs.area}乡镇（街道）人力资源和社会保障服务所建设进展情况"
    when = said(
        f"{inputs.issue.organisation}　{day_words(inputs.issue.prepared_on)}"
        f"（数据截至{day_words(inputs.now.as_of)}）"
    )
    return Slide("cover", title, (when,), f"依据{DECREE_NUMBER}。")


def _answer(inputs: BriefInputs) -> Slide:
    row = inputs.now.whole_row
    if not row.rostered:
        title = "名册中没有应建机构"
        return Slide("answer", title, (Paragraph(summary(inputs)),), "")
    if row.is_silent:
        title = f"应建{row.rostered:,}个，尚未收到报表"
    else:
        title = _answer_title(inputs, row)
    since = change_since(inputs, (row,))
    notes = f"{plain_text(summary(inputs))}{since + '。' if since else ''}"
    return Slide(
        "answer", title, (Paragraph(summary(inputs)), key_figures(inputs)), notes
    )


def _answer_title(inputs: BriefInputs, whole: Row) -> str:
    """What stands of the batch that the summary speaks of."""
    first = load_targets()[0]
    row, subject = whole, inputs.area
    own = row_of(inputs.now.batch_rows, str(first.batch))
    if own is not None and own.rostered and inputs.now.as_of <= first.due_date:
        row, subject = own, own.name
    if not row.remaining:
        return f"{subject}应建的{row.rostered:,}个机构已全部上报建成"
    if row.is_silent:
        return f"{subject}应建{row.rostered:,}个，尚未上报"
    rate = share(row.complete, row.rostered)
    return f"{subject}上报建成{row.complete:,}个，完成率{rate}"


def _batches(inputs: BriefInputs, blocks: Sequence[Block]) -> Slide:
    chart = found_block(blocks, Chart, "batch_parts")
    asked = plain_text(requirement(inputs).spans)
    if chart is None:
        return Slide("batches", "两个批次的要求", (requirement(inputs),), asked)
    told = [
        f"{title}：{plain_text(paragraph.spans)}"
        for title, paragraphs in batch_paragraphs(inputs)
        for paragraph in paragraphs
    ]
    return Slide("batches", chart.title, (chart,), "\n".join([asked, *told]))


def _map(blocks: Sequence[Block]) -> list[Slide]:
    sketch = found_block(blocks, Map, "prefecture_map")
    if sketch is None:
        return []
    notes = f"按与序时进度的差距亮灯。{sketch.mark}。"
    return [Slide("map", sketch.title, (sketch,), notes)]


def _rise(inputs: BriefInputs, blocks: Sequence[Block]) -> Slide:
    chart = found_block(blocks, Chart, "completion_lines")
    if chart is None:
        words = said("名册中没有列入批次的机构，没有序时进度可比。")
        return Slide("rise", "尚无列入批次的机构，不计序时进度", (words,), "")
    return Slide("rise", chart.title, (chart,), "实线为上报数，虚线为序时进度。")


def _rankings(inputs: BriefInputs, sections: Sequence[Section]) -> list[Slide]:
    own = next(section for section in sections if section.key == "ranking")
    slides = []
    for key in ("delta", "others", "counties"):
        chart = found_block(own.blocks, Chart, f"bars_{key}")
        table = found_block(own.blocks, Table, f"ranking_{key}")
        if chart is None or table is None:
            continue
        shown = _few(table)
        slides.append(Slide(f"ranking_{key}", chart.title, (chart, shown), table.title))
    if slides:
        return slides
    words = [block for block in own.blocks if isinstance(block, Paragraph)]
    sentence = plain_text(words[0].spans).removesuffix("。")
    title = sentence.partition("（上期")[0].partition("，不作")[0]
    return [Slide("ranking", title, tuple(words[:3]), "")]


def _few(table: Table) -> Table:
    """As much as a slide holds; the sum stays out where rows are left out."""
    kept = [at for at, each in enumerate(table.columns) if each.name in _COLUMNS]
    rows, total_rows, note = table.rows, table.total_rows, table.note
    if len(rows) > _ROWS + total_rows:
        rows, total_rows = rows[:_ROWS], 0
        note = f"{note} · 只列前{_ROWS}行"
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        total_rows=total_rows,
        note=note,
    )
