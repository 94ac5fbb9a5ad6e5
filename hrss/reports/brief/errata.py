"""勘误: what the last edition said otherwise than is known now."""

from datetime import date

from hrss.decree import BEIJING_TIME
from hrss.metrics import MEASURES
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import number_or_none
from hrss.reports.brief.words import day_words, joined, said
from hrss.reports.content import Block, Cell, Column, Table

_NAMED = 5


def errata_blocks(inputs: BriefInputs) -> tuple[Block, ...]:
    """Each changed figure of the last edition; nothing when it stands as it was."""
    edition, corrections = inputs.corrected_edition, inputs.corrections
    if edition is None or corrections.empty:
        return ()
    as_of, known_at = edition
    moment = known_at.astimezone(BEIJING_TIME)
    names = list(dict.fromkeys(str(name) for name in corrections["group_name"]))
    places = [name for name in names if name != inputs.area]
    who = joined(places[:_NAMED])
    if len(places) > _NAMED:
        who += f"等{len(places)}{inputs.unit}"
    # Corrected, sent late, withdrawn, or another roster: the table does not know which.
    where = f"（涉及{who}）" if places else ""
    change = "" if inputs.previous is None else "；本期“较上期”均与更正后的数字相比"
    return (
        said(
            f"上期截至{day_words(as_of)}，采用{day_words(moment.date())}"
            f"{moment:%H:%M}（北京时间）以前收到的报表。此后有关数据有更正{where}，"
            f"下列数字以更正后的为准{change}。"
        ),
        _table(inputs, as_of),
    )


def _table(inputs: BriefInputs, as_of: date) -> Table:
    # The brief's own line is of another day.
    counted = f"（{inputs.counting}）" if inputs.counting else ""
    mark = " · 模拟数据" if inputs.is_simulated else ""
    rows: list[tuple[Cell, ...]] = [
        (
            str(row["group_name"]),
            MEASURES[str(row["measure"])].label,
            number_or_none(row["before_value"]),
            number_or_none(row["after_value"]),
        )
        for _, row in inputs.corrections.iterrows()
    ]
    return Table(
        key="errata",
        title="上期数字更正",
        columns=(
            Column("group_name", "地区", "text", 10),
            Column("measure", "项目", "text", 8),
            Column("before_value", "上期公布", "count", 7),
            Column("after_value", "更正为", "count", 7),
        ),
        rows=tuple(rows),
        note=f"两次数字均截至{day_words(as_of)} · 来源：各市上报{counted}{mark}",
    )
