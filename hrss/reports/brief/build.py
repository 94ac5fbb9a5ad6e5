"""The brief put together: its sections in order, appendices, slides, definitions."""

from hrss.reports.brief.appendices import appendix_tables
from hrss.reports.brief.data_notes import data_note_blocks
from hrss.reports.brief.definitions import definitions_table
from hrss.reports.brief.errata import errata_blocks
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.overall import overall_blocks, summary
from hrss.reports.brief.problems import problem_blocks
from hrss.reports.brief.ranking import ranking_blocks
from hrss.reports.brief.slides import brief_slides
from hrss.reports.brief.steps import step_blocks
from hrss.reports.brief.words import numeral
from hrss.reports.content import Block, Brief, Section, Table
from hrss.reports.sentences import source_line


def build_brief(inputs: BriefInputs) -> Brief:
    """Everything the brief says; computes no figure and knows no file."""
    source = _source(inputs)
    sections = _sections(inputs, source)
    appendices = appendix_tables(inputs, note=source)
    tables = [
        block
        for section in sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    subject = "全省" if inputs.is_province else inputs.area
    return Brief(
        title=f"关于{subject}乡镇（街道）人力资源和社会保障服务所建设进展情况的通报",
        short_title=f"服务所建设进展通报_{inputs.area}_{inputs.now.as_of:%Y-%m-%d}",
        organisation=inputs.issue.organisation,
        edition=inputs.issue.edition,
        prepared_on=inputs.issue.prepared_on,
        as_of=inputs.now.as_of,
        known_at=inputs.now.known_at,
        area=inputs.area,
        is_simulated=inputs.is_simulated,
        summary=summary(inputs),
        source=source,
        sections=sections,
        appendices=appendices,
        definitions=definitions_table([*tables, *appendices]),
        slides=brief_slides(inputs, sections, source=source),
    )


def _source(inputs: BriefInputs) -> str:
    row = inputs.now.whole_row
    return source_line(
        as_of=inputs.now.as_of,
        reported_count=row.reported,
        rostered_count=row.rostered,
        roster_name=inputs.roster_name,
        is_simulated=inputs.is_simulated,
        counting=inputs.counting,
    )


def _sections(inputs: BriefInputs, note: str) -> tuple[Section, ...]:
    places = "各市排名" if inputs.is_province else "各县（市、区）排名"
    if not inputs.is_province and not inputs.has_counties:
        places = "位次情况"
    parts: tuple[tuple[str, str, tuple[Block, ...]], ...] = (
        ("overall", "总体进展", overall_blocks(inputs, note=note)),
        ("ranking", places, ranking_blocks(inputs, note=note)),
        ("problems", "存在问题", problem_blocks(inputs, note=note)),
        ("steps", "下一步工作", step_blocks(inputs)),
        ("errata", "勘误", errata_blocks(inputs)),
        ("notes", "数据说明", data_note_blocks(inputs)),
    )
    return tuple(
        Section(key, f"{numeral(at + 1)}、{title}", blocks)
        for at, (key, title, blocks) in enumerate(part for part in parts if part[2])
    )
