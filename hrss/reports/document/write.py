"""A brief as a Word document.

Comes in: a brief, pictures of its maps, the office's template. Goes out: bytes.
"""

from datetime import datetime, time
from io import BytesIO

from docx.document import Document

from hrss.reports.content import Brief, Table
from hrss.reports.document.blocks import (
    Pictures,
    write_appendices,
    write_sections,
)
from hrss.reports.document.fields import field_values
from hrss.reports.document.house import house_template
from hrss.reports.document.marks import clean, make, run
from hrss.reports.document.paper import Paper
from hrss.reports.document.styles import style_ids
from hrss.reports.document.template import fill_template
from hrss.reports.packages import rewritten


def write_document(
    brief: Brief,
    *,
    pictures: Pictures,
    template: bytes | None = None,
) -> bytes:
    """The brief as a ``.docx``, the same bytes for the same brief and pictures.

    Parameters
    ----------
    pictures : gives the PNG of a map at 300 dots an inch; or why there is none, in
        Chinese and without a full stop, which then stands in its place (None: no
        reason is known).
    template : the office's own ``.docx``; None for the house's. Styles it has are
        kept, those it lacks are added.

    Raises
    ------
    TemplateError
        The template cannot be used; the message says why, for the office.
    """
    document, body, appendices = fill_template(
        house_template() if template is None else template, field_values(brief)
    )
    paper = Paper(document, style_ids(document), body)
    write_sections(paper, brief.sections, pictures)
    _list_appendices(paper, brief.appendices)
    if appendices is not None:
        paper.finish()
        paper.at = appendices
    write_appendices(paper, brief.appendices)
    paper.finish()
    _set_properties(document, brief)
    buffer = BytesIO()
    document.save(buffer)
    return rewritten(buffer.getvalue(), lambda _, part: part)


def _list_appendices(paper: Paper, tables: tuple[Table, ...]) -> None:
    if len(tables) == 1:
        paper.say("通报正文", run(f"附表：{tables[0].title}"))
    for number, table in enumerate(tables, start=1):
        if len(tables) > 1:
            mark = "附表：" if number == 1 else "　　　"
            line = paper.say("通报正文", run(f"{mark}{number}．{table.title}"))
            if number < len(tables):
                line.get_or_add_pPr().append(make("keepNext"))


def _set_properties(document: Document, brief: Brief) -> None:
    properties = document.core_properties
    day = datetime.combine(brief.prepared_on, time())
    properties.title = clean(brief.title)
    properties.author = clean(brief.organisation)
    properties.last_modified_by = clean(brief.organisation)
    properties.created = properties.modified = day
    properties.language = "zh-CN"
    properties.revision = 1
