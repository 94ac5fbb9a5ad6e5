"""二、各市排名: the Delta and the others apart; a prefecture by its counties."""

from collections.abc import Sequence

from hrss.reports.brief.charts import ranking_chart
from hrss.reports.brief.contests import Contest, contests
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.peers import peer_paragraphs
from hrss.reports.brief.rows import Placed, summed
from hrss.reports.brief.tables import ranking_table
from hrss.reports.brief.words import joined, numeral, percent, said, share
from hrss.reports.content import Block, Chart, Heading, Paragraph, Table

_NAMED = 5
_FRONT = 3


def ranking_blocks(inputs: BriefInputs, *, note: str) -> tuple[Block, ...]:
    """All of the section."""
    found = contests(inputs)
    blocks: list[Block] = [*peer_paragraphs(inputs)]
    if not found:
        return (*blocks, said(_no_contest(inputs)))
    for at, contest in enumerate(found):
        if len(found) > 1:
            blocks.append(Heading(f"（{numeral(at + 1)}）{contest.name}"))
        blocks.append(ranking_paragraph(inputs, contest))
        blocks.append(contest_table(inputs, contest, note=note))
        blocks.append(contest_chart(inputs, contest, note=note))
    return tuple(blocks)


def _no_contest(inputs: BriefInputs) -> str:
    if not inputs.now.whole_row.rostered:
        return "名册中没有应建机构，不作排名。"
    return f"{inputs.area}不设县（市、区），不作排名；未建成的镇（街道）见附表。"


def contest_table(inputs: BriefInputs, contest: Contest, *, note: str) -> Table:
    """Rank, rate and change of each place."""
    before = contest.before
    rows = [each.row for each in contest.placed]
    return ranking_table(
        inputs,
        contest.placed,
        key=f"ranking_{contest.key}",
        title=f"{_each(inputs, contest)}完成情况",
        total=summed(rows, name="合计"),
        total_before=None if before is None else summed(before, name="合计"),
        before=before or (),
        note=note,
    )


def contest_chart(inputs: BriefInputs, contest: Contest, *, note: str) -> Chart:
    """The same places as bars."""
    return ranking_chart(
        contest.placed,
        inputs.now.places,
        key=f"bars_{contest.key}",
        title=ranking_title(inputs, contest),
        is_delta=contest.is_delta,
        note=note,
    )


def _each(inputs: BriefInputs, contest: Contest) -> str:
    if inputs.is_province:
        return f"{contest.name}各市"
    return f"{contest.name}{inputs.each}"


def ranking_paragraph(inputs: BriefInputs, contest: Contest) -> Paragraph:
    """Who is in front, who is behind, who moved, who is not ranked."""
    placed = [each for each in contest.placed if each.rank is not None]
    silent = [each.row.name for each in contest.placed if each.rank is None]
    each = _each(inputs, contest)
    if not placed:
        return said(f"{each}均未上报，不排位次。")
    sentences = [f"{each}按完成率排名，{_order(inputs, placed)}"]
    if moved := _movers(inputs, contest):
        sentences.append(moved)
    if silent:
        sentences.append(f"{joined(silent)}未上报，不排位次")
    return said("。".join(sentences), "。")


def _order(inputs: BriefInputs, placed: Sequence[Placed]) -> str:
    rates = {_rate(each) for each in placed}
    count = f"{len(placed)}{inputs.unit}"
    if len(placed) == 1:
        return f"已上报的只有{placed[0].row.name}（{_share(placed[0])}）"
    if len({each.rank for each in placed}) == 1:
        rate = next(iter(rates))
        if rate == 1:
            return f"已上报的{count}均已全部上报建成，位次并列"
        if rate == 0:
            return f"已上报的{count}均尚无机构上报建成，位次并列"
        return f"已上报的{count}完成率相同（{percent(rate)}），位次并列"
    if len(placed) <= _NAMED:
        return f"由高到低为{_named(placed)}"
    front = [each for each in placed if (each.rank or 0) <= _FRONT]
    cut = placed[-_FRONT].rank or 0
    back = [each for each in placed if (each.rank or 0) >= cut]
    if len(front) + len(back) > len(placed) or cut <= _FRONT:
        front = [each for each in placed if each.rank == 1]
        back = [each for each in placed if each.rank == placed[-1].rank]
    return f"靠前的是{_named(front, inputs.unit)}，靠后的是{_named(back, inputs.unit)}"


def _named(placed: Sequence[Placed], unit: str = "") -> str:
    """Names with their rates; of many of one rank the number alone."""
    if len(placed) <= _NAMED:
        return joined([f"{each.row.name}（{_share(each)}）" for each in placed])
    shown = joined([each.row.name for each in placed[:_FRONT]])
    rates = sorted(_rate(each) for each in placed)
    low, high = percent(rates[0]), percent(rates[-1])
    span = low if low == high else f"{low}至{high}"
    return f"{shown}等{len(placed)}{unit}（{span}）"


def _movers(inputs: BriefInputs, contest: Contest) -> str:
    """Who gained and who lost most places since the last report."""
    rises = {
        each.row.name: each.rise for each in contest.placed if each.rise is not None
    }
    if len(rises) < 2:
        return ""
    most, least = max(rises.values()), min(rises.values())
    if not most and not least:
        return "位次与上期相同"
    parts = []
    for word, rise in (("升", most), ("降", least)):
        names = [name for name, moved in rises.items() if moved == rise]
        if (rise > 0) == (word == "升") and rise and len(names) <= _NAMED:
            many = "各" if len(names) > 1 else ""
            parts.append(
                f"{word}幅最大的是{joined(names)}（{many}{word}{abs(rise)}位）"
            )
    return f"与上期相比，位次{'，'.join(parts)}" if parts else ""


def ranking_title(inputs: BriefInputs, contest: Contest) -> str:
    """What the bars show, as a sentence."""
    placed = [each for each in contest.placed if each.rank is not None]
    name = contest.name
    if not placed:
        return f"{name}{inputs.each if not inputs.is_province else '各市'}均未上报"
    if len(placed) == 1:
        return f"{name}仅{placed[0].row.name}已上报，完成率{_share(placed[0])}"
    if len({each.rank for each in placed}) == 1:
        return f"{_each(inputs, contest)}完成率相同，均为{percent(_rate(placed[0]))}"
    first = [each for each in placed if each.rank == 1]
    last = [each for each in placed if each.rank == placed[-1].rank]
    return f"{name}：{_end(inputs, first)}居首，{_end(inputs, last)}居末"


def _end(inputs: BriefInputs, placed: Sequence[Placed]) -> str:
    names = [each.row.name for each in placed]
    shown = (
        joined(names) if len(names) <= 2 else f"{names[0]}等{len(names)}{inputs.unit}"
    )
    return f"{shown}（{_share(placed[0])}）"


def _rate(placed: Placed) -> float:
    return placed.row.rate or 0.0


def _share(placed: Placed) -> str:
    return share(placed.row.complete, placed.row.rostered)
