"""The office's template as it is delivered: made here, changed in Word.

Comes in: nothing. Goes out: a document with pages, styles, heads and fields. No file of
it is kept: what is made from code cannot lag behind it.
"""

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from hrss.reports.document.marks import make, paragraph, run
from hrss.reports.document.styles import reset_styles, style_ids
from hrss.reports.packages import rewritten

MASTHEAD = "工作简报"

_RED = "C8102E"
_SPARE_PARTS = ("stylesWithEffects", "customXml")


def house_template() -> bytes:
    """The template of the house as a Word document, the same bytes every time."""
    return _made()


@cache
def _made() -> bytes:
    document = docx.Document()
    _drop_spare_parts(document)
    reset_styles(document)
    _set_page(document)
    styles = style_ids(document)
    _write_heads(document.sections[0], styles)
    _write_body(document, styles)
    properties = document.core_properties
    properties.comments = ""
    properties.author = ""
    properties.title = ""
    buffer = BytesIO()
    document.save(buffer)
    return rewritten(buffer.getvalue(), lambda _, part: part)


def _drop_spare_parts(document: Document) -> None:
    part = document.part
    for rels in (part.rels, part.package.rels):
        for key in [
            key
            for key, relation in rels.items()
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
            or relation.reltype.rpartition("/")[2] in _SPARE_PARTS
        ]:
            del rels[key]


def ensure_pages(document: Document) -> None:
    """Give a document that says no size of its pages the house's."""
    body: Any = document.element.body
    body.get_or_add_sectPr()
    for section in document.sections:
        sizes = (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        if None in sizes:
            _set_size(section)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    _set_size(section)
    properties: Any = section._sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    settings: Any = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_size(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(22), Mm(22)


def _write_heads(section: Section, styles: dict[str, str]) -> None:
    for head in (section.header, section.even_page_header):
        _replace(head, paragraph(styles["通报页眉"], run("{{ 模拟标记 }}")))
    for foot, style in (
        (section.footer, "通报页码（单页）"),
        (section.even_page_footer, "通报页码（双页）"),
    ):
        _replace(
            foot,
            paragraph(styles[style], run("— "), *_page_number(), run(" —")),
        )


def _replace(part: Any, content: Any) -> None:
    part.is_linked_to_previous = False
    element = part._element
    for old in list(element):
        element.remove(old)
    element.append(content)


def _page_number() -> list[Any]:
    instruction = make("instrText")
    instruction.text = "PAGE"
    return [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", instruction),
        make("r", make("fldChar", fldCharType="separate")),
        run("1"),
        make("r", make("fldChar", fldCharType="end")),
    ]


def _write_body(document: Document, styles: dict[str, str]) -> None:
    body: Any = document.element.body
    issuer = paragraph(styles["报头单位"], run("{{ 发文单位 }}"))
    issuer.append(make("r", make("tab")))
    issuer.append(run("{{ 成文日期 }}"))
    room = round((210 - 28 - 26) / 25.4 * 1440)
    look = issuer.get_or_add_pPr()
    look.append(_red_rule())
    look.append(make("tabs", make("tab", val="right", pos=room)))
    for element in (
        paragraph(styles["通报正文"], run("{%p if 期数 %}")),
        paragraph(styles["报头名称"], run(MASTHEAD)),
        paragraph(styles["报头期号"], run("第{{ 期数 }}期")),
        issuer,
        paragraph(styles["通报正文"], run("{%p endif %}")),
        paragraph(styles["通报标题"], run("{{ 标题 }}")),
        paragraph(styles["通报正文"], run("{{ 正文 }}")),
        paragraph(styles["通报正文"], run("{%p if not 期数 %}")),
        paragraph(styles["通报落款"]),
        paragraph(styles["通报落款"], run("{{ 发文单位 }}")),
        paragraph(styles["通报落款"], run("{{ 成文日期 }}")),
        paragraph(styles["通报正文"], run("{%p endif %}")),
        paragraph(styles["通报正文"], run("{{ 附表 }}")),
    ):
        body.find(qn("w:sectPr")).addprevious(element)


def _red_rule() -> Any:
    return make("pBdr", make("bottom", val="single", sz=18, space=4, color=_RED))
