"""Where a prefecture stands among those of its region."""

from collections.abc import Sequence

from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import Placed, Row, ranked
from hrss.reports.brief.words import said
from hrss.reports.content import Paragraph


def peer_paragraphs(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """Where a prefecture stands among those of its region."""
    if inputs.is_province:
        return ()
    is_delta = inputs.area in inputs.delta_names
    own = [
        row
        for row in inputs.now.prefecture_rows
        if (row.code in inputs.delta_codes) == is_delta
    ]
    before = None if inputs.previous is None else inputs.previous.prefecture_rows
    placed = ranked(own, before)
    mine = next((each for each in placed if each.row.name == inputs.area), None)
    if mine is None or mine.rank is None or len(placed) < 2:
        return ()
    count = sum(each.rank is not None for each in placed)
    ties = sum(each.rank == mine.rank for each in placed)
    region = "珠三角" if is_delta else "其他地区"
    place = f"{'并列' if ties > 1 else ''}第{mine.rank}位"
    rise = _rise_words(before, own, mine)
    return (
        said(f"{inputs.area}完成率在{region}已上报的{count}个市中居{place}{rise}。"),
    )


def _rise_words(before: Sequence[Row] | None, own: Sequence[Row], mine: Placed) -> str:
    if before is None:
        return ""
    codes = {row.code for row in own}
    was = ranked([row for row in before if row.code in codes], None)
    rank = next((each.rank for each in was if each.row.code == mine.row.code), None)
    return "" if rank is None else f"（上期第{rank}位）"
