"""一、总体进展: what is asked, what stands in each batch, and where it leads."""

from hrss.decree import DECREE_NUMBER, DECREE_TITLE
from hrss.reports.brief.batches import batch_paragraphs, owed_batches
from hrss.reports.brief.charts import BATCH_PARTS, decree_count, parts_chart
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.maps import light_map
from hrss.reports.brief.rise import rise_chart
from hrss.reports.brief.rows import Row, row_of
from hrss.reports.brief.words import (
    against_schedule,
    day_words,
    figure,
    joined,
    light_tone,
    numeral,
    said,
    share,
    without_gaps,
)
from hrss.reports.content import (
    Block,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
)
from hrss.reports.sentences import Span, headline


def summary(inputs: BriefInputs) -> tuple[Span, ...]:
    """The sentence that answers first; the same as on the screen."""
    row = inputs.now.whole_row
    if row.is_silent:
        return (
            Span(f"截至{day_words(inputs.now.as_of)}，{inputs.area}应建"),
            figure(row.rostered),
            Span("机构，尚未收到任何报表，进展情况不明。"),
        )
    return without_gaps(
        headline(
            inputs.now.whole.iloc[0],
            inputs.now.batches,
            as_of=inputs.now.as_of,
            area=inputs.area,
        )
    )


def overall_blocks(inputs: BriefInputs, *, note: str) -> tuple[Block, ...]:
    """All of the section; of an empty roster only that it is empty."""
    blocks: list[Block] = [Paragraph(summary(inputs)), requirement(inputs)]
    if not inputs.now.whole_row.rostered:
        return tuple(blocks)
    blocks.append(key_figures(inputs))
    drawn = [parts_chart(inputs, note=note), rise_chart(inputs, note=note)]
    for at, (title, paragraphs) in enumerate(batch_paragraphs(inputs)):
        blocks += [Heading(f"（{numeral(at + 1)}）{title}"), *paragraphs]
    blocks += [block for block in drawn if block is not None]
    sketch = light_map(inputs, note=note)
    return tuple(blocks) if sketch is None else (*blocks, sketch)


def requirement(inputs: BriefInputs) -> Paragraph:
    """What the decree asks, and what the roster has of it."""
    opening = (
        f"《{DECREE_TITLE}》（{DECREE_NUMBER}）要求，2011年底前完成珠江三角洲地区各乡镇、街道以及其他地区"
        f"中心乡镇（街道）共约{decree_count(inputs) or 1000}个服务机构建设任务，"
        "2012年底前完成其余的服务机构建设任务。"
    )
    basis = "按现行名册，"
    if not inputs.is_province:
        opening, basis = "", f"按照{DECREE_NUMBER}和现行名册，"
    row = inputs.now.whole_row
    if not row.rostered:
        return said(opening or f"{inputs.area}没有列入名册的机构。")
    count = figure(row.rostered)
    return said(opening, f"{basis}{inputs.area}应建", count, _by_batch(inputs), "。")


def _by_batch(inputs: BriefInputs) -> str:
    """How the roster divides into batches, and the first of them into its parts."""
    owed = owed_batches(inputs)
    rest = row_of(inputs.now.batch_rows, "undesignated")
    left = 0 if rest is None else rest.rostered
    if not owed:
        return "，批次均待定"
    if len(owed) == 1 and not left and not inputs.is_province:
        return f"，均属{owed[0][1].name}"
    parts = [f"{row.name}{row.rostered:,}个{_inner(inputs, row)}" for _, row in owed]
    if left:
        parts.append(f"批次待定{left:,}个（所在地区的中心镇尚未指定）")
    return f"：{'，'.join(parts)}"


def _inner(inputs: BriefInputs, batch: Row) -> str:
    """The regions of the province's first batch in brackets; else nothing."""
    own = [
        f"{row.name}{row.rostered:,}个"
        for row in inputs.now.region_rows
        if row.code in BATCH_PARTS[batch.code] and row.rostered
    ]
    is_divided = inputs.is_province and len(BATCH_PARTS[batch.code]) > 1
    return f"（{joined(own)}）" if is_divided else ""


def key_figures(inputs: BriefInputs) -> KeyFigures:
    """Complete of each batch, verified, and reported."""
    cards = [_batch_card(row) for _, row in owed_batches(inputs)]
    row = inputs.now.whole_row
    if not cards:
        cards = [KeyFigure("应建机构", f"{row.rostered:,}", "批次待定")]
    if row.is_silent:
        cards.append(KeyFigure("已上报机构", f"0 / {row.rostered:,}", "尚未收到报表"))
        return KeyFigures(tuple(cards))
    of_complete = (
        f"占上报建成的{share(row.verified, row.complete)}"
        if row.complete
        else "尚无上报建成的机构"
    )
    cards.append(
        KeyFigure("核验达标", f"{row.verified:,} / {row.rostered:,}", of_complete)
    )
    cards.append(
        KeyFigure(
            "已上报机构",
            f"{row.reported:,} / {row.rostered:,}",
            f"上报率{share(row.reported, row.rostered)}",
        )
    )
    return KeyFigures(tuple(cards))


def _batch_card(row: Row) -> KeyFigure:
    label = f"{row.name}上报建成"
    if row.is_silent:
        return KeyFigure(label, f"— / {row.rostered:,}", "未上报")
    value = f"{row.complete:,} / {row.rostered:,}"
    detail = share(row.complete, row.rostered)
    if not row.remaining:
        return KeyFigure(label, value, "已全部上报建成", "good")
    if row.is_overdue:
        detail += f"，逾期未建成{row.remaining:,}个"
    elif row.scheduled and row.gap_pp is not None:
        detail += f"，{against_schedule(row.gap_pp, schedule='序时')}"
    is_alarm = light_tone(row.light) == "alarm"
    return KeyFigure(label, value, detail, "alarm" if is_alarm else "plain")
