"""Each batch in a paragraph: what stands, its parts, schedule, change, outlook."""

from collections.abc import Sequence

from hrss.decree import Target, load_targets
from hrss.metrics import BATCH_LABELS
from hrss.reports.brief.charts import BATCH_PARTS
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.outlooks import outlook_words
from hrss.reports.brief.rows import Row, row_of
from hrss.reports.brief.words import (
    against_schedule,
    changed,
    day_words,
    figure,
    light_tone,
    percent,
    said,
    share,
)
from hrss.reports.content import Paragraph
from hrss.reports.sentences import Span


def owed_batches(inputs: BriefInputs) -> list[tuple[Target, Row]]:
    """Batches with an office."""
    rows = {row.code: row for row in inputs.now.batch_rows}
    return [
        (target, rows[str(target.batch)])
        for target in load_targets()
        if rows[str(target.batch)].rostered
    ]


def batch_paragraphs(
    inputs: BriefInputs,
) -> list[tuple[str, tuple[Paragraph, ...]]]:
    """Title and paragraphs of each batch that has an office, then of the rest."""
    found: list[tuple[str, tuple[Paragraph, ...]]] = [
        (BATCH_LABELS[str(target.batch)], (_batch(inputs, target, row),))
        for target, row in owed_batches(inputs)
    ]
    rest = row_of(inputs.now.batch_rows, "undesignated")
    if rest is None or not rest.rostered:
        return found
    return [*found, (BATCH_LABELS["undesignated"], (_undesignated(rest),))]


def _batch(inputs: BriefInputs, target: Target, row: Row) -> Paragraph:
    days = (target.due_date - inputs.now.as_of).days
    if row.is_silent:
        when = f"距时限还有{days}天" if days > 0 else f"已逾期{-days}天"
        if days == 0:
            when = "当日为时限"
        return said(
            "应建",
            figure(row.rostered),
            f"，尚未收到报表，进展情况不明；时限为{day_words(target.due_date)}，{when}。",
        )
    return said(
        *_state(row),
        _parts_in_words(inputs, str(target.batch)),
        *_against(inputs, target, row),
        *change_words(inputs, row),
        outlook_words(row, as_of=inputs.now.as_of, start=target.start_date),
    )


def _state(row: Row) -> tuple[Span | str, ...]:
    if not row.complete:
        return ("应建", figure(row.rostered), "，尚无机构上报建成。")
    verified: tuple[Span | str, ...] = (
        "其中核验达标",
        figure(row.verified),
        f"（占应建的{share(row.verified, row.rostered)}）。",
    )
    if row.verified == row.complete:
        verified = (Span("均已核验达标", "good"), "。")
    elif not row.verified:
        verified = ("均未核验达标。",)
    if not row.remaining:
        done = Span("已全部上报建成", "good")
        return ("应建的", figure(row.rostered), "机构", done, "，", *verified)
    return (
        *("应建", figure(row.rostered), "，上报建成", figure(row.complete)),
        *(f"，完成率{share(row.complete, row.rostered)}，", *verified),
    )


def _parts_in_words(inputs: BriefInputs, batch: str) -> str:
    parts = [
        row
        for row in inputs.now.region_rows
        if row.code in BATCH_PARTS[batch] and row.rostered
    ]
    if len(parts) < 2:
        return ""
    return "分区域看，" + "；".join(_part(row) for row in parts) + "。"


def _part(row: Row) -> str:
    if row.is_silent:
        return f"{row.name}应建{row.rostered:,}个，尚未上报"
    if not row.remaining:
        return f"{row.name}应建{row.rostered:,}个，已全部上报建成"
    rate = "" if row.rate is None else f"，完成率{share(row.complete, row.rostered)}"
    return f"{row.name}应建{row.rostered:,}个，上报建成{row.complete:,}个{rate}"


def _against(inputs: BriefInputs, target: Target, row: Row) -> tuple[Span | str, ...]:
    """The schedule, the light and the due date; before the start only that."""
    if not row.scheduled or row.scheduled_rate is None or row.gap_pp is None:
        begun = f"，现有{row.complete:,}个属提前建成" if row.complete else ""
        return (f"该批次{day_words(target.start_date)}起计序时进度{begun}。",)
    if not row.remaining:
        return ()
    words = against_schedule(row.gap_pp, schedule="").removeprefix("比")
    said = f"同期序时进度为{percent(row.scheduled_rate)}，{words}"
    end = f"{_overdue_words(inputs, target, row)}。"
    if row.light is None:
        return (said, end)
    return (f"{said}，", Span(f"亮{row.light}", light_tone(row.light)), end)


def _overdue_words(inputs: BriefInputs, target: Target, row: Row) -> str:
    days = (inputs.now.as_of - target.due_date).days
    if days <= 0:
        return ""
    return f"；时限已过{days}天，尚有{row.remaining:,}个未建成"


def change_words(inputs: BriefInputs, row: Row) -> tuple[Span | str, ...]:
    """What changed since the last report; nothing when there was none."""
    before = inputs.previous
    if before is None:
        return ()
    was = row_of(before.batch_rows, row.code)
    if was is None or was.is_silent:
        return ()
    complete = changed(was.complete, row.complete)
    verified = changed(was.verified, row.verified)
    since = f"与上期（截至{day_words(before.as_of)}）相比，"
    if complete == verified == "没有变化":
        return (f"{since}上报建成、核验达标均没有变化。",)
    return (since, f"上报建成{complete}，核验达标{verified}。")


def _undesignated(row: Row) -> Paragraph:
    opening = f"应建{row.rostered:,}个，所在地区的中心镇尚未指定，未列入任何批次，"
    if row.is_silent:
        return said(opening, "不计序时进度，尚未上报。")
    stands = f"现上报建成{row.complete:,}个" if row.complete else "尚无机构上报建成"
    return said(opening, f"不计序时进度；{stands}。")


def change_since(inputs: BriefInputs, rows: Sequence[Row]) -> str:
    """Offices complete more than at the last report, over some rows; "" without one."""
    before = inputs.previous
    if before is None or before.whole_row.is_silent:
        return ""
    words = changed(before.whole_row.complete, sum(row.complete for row in rows))
    return f"比上期（截至{day_words(before.as_of)}）{words}"
