"""Fills the office's own template: its fields, and the places for text and tables.

Comes in: bytes of a ``.docx`` and the text of its fields. Goes out: a document, and the
paragraphs where the brief goes. A template may name fields and ask whether one is
empty, and nothing else: it is checked before anything of it runs.
"""

import re
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment

from hrss.reports.document.fields import APPENDICES, BODY, TEMPLATE_FIELDS
from hrss.reports.document.house import ensure_pages
from hrss.reports.document.marks import make
from hrss.reports.document.styles import ensure_styles
from hrss.reports.document.template_checks import (
    DAMAGED,
    NOT_WORD,
    UNPAIRED,
    TemplateError,
    check_braces,
    check_package,
)

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)


class _Fields(SandboxedEnvironment):
    """Knows names of fields and whether they are empty, and nothing else."""

    def from_string(
        self,
        source: Any,
        globals: Any = None,
        template_class: Any = None,
    ) -> Template:
        """Compile what has been found harmless."""
        for node in _nodes(self.parse(source)):
            if isinstance(node, nodes.Name) and node.name not in TEMPLATE_FIELDS:
                known = "、".join(TEMPLATE_FIELDS)
                raise TemplateError(
                    f"模板中有不认识的字段“{node.name}”。可以用的字段：{known}。"
                )
            if not isinstance(node, _ALLOWED):
                raise TemplateError(
                    "模板的花括号里只能写字段名（如“{{ 标题 }}”），"
                    "或判断字段是否为空（如“{%p if 期数 %}”），不能写别的。"
                )
        return super().from_string(source, globals, template_class)


def fill_template(
    template: bytes, values: dict[str, str]
) -> tuple[Document, Any, Any | None]:
    """The filled document, and the paragraphs where text and appendices go.

    It has every style that a brief needs and a size of its pages.

    Parameters
    ----------
    template : a ``.docx``.
    values : text of each field; taken as text whatever it looks like.

    Raises
    ------
    TemplateError
        The file cannot be read, its fields are not known, or it has no place for the
        text.
    """
    check_package(template)
    try:
        return _filled(template, values)
    except TemplateError:
        raise
    except JinjaError as error:
        raise TemplateError(UNPAIRED) from error
    except DAMAGED as error:
        raise TemplateError(NOT_WORD) from error


def _filled(
    template: bytes, values: dict[str, str]
) -> tuple[Document, Any, Any | None]:
    filling: Any = DocxTemplate(BytesIO(template))
    source = filling.get_docx()
    check_braces(source)
    for field, is_needed in ((BODY, True), (APPENDICES, False)):
        _mark(source, field, is_needed=is_needed)
    forms = _Fields(autoescape=True, undefined=StrictUndefined)
    filling.render({**values, BODY: "", APPENDICES: ""}, forms, autoescape=True)
    buffer = BytesIO()
    filling.save(buffer)
    document = docx.Document(BytesIO(buffer.getvalue()))
    ensure_styles(document)
    ensure_pages(document)
    body = _marked(document, BODY)
    if body is None:
        raise TemplateError(
            f"模板中的“{{{{ {BODY} }}}}”在填写后找不到了，请不要把它放在“如果”之间。"
        )
    return document, body, _marked(document, APPENDICES)


def _mark(document: Any, field: str, *, is_needed: bool) -> None:
    """Turn the paragraph of a place into an empty one with a bookmark."""
    pattern = re.compile(rf"\{{\{{\s*{field}\s*\}}\}}")
    places = [
        text for text in document.paragraphs if pattern.fullmatch(text.text.strip())
    ]
    if len(places) > 1:
        raise TemplateError(f"模板中的“{{{{ {field} }}}}”只能有一处。")
    if not places and is_needed:
        raise TemplateError(
            f"模板中没有“{{{{ {field} }}}}”。请在正文开始的地方单独写一段"
            f"“{{{{ {field} }}}}”，不要放在表格或文本框里。"
        )
    for place in places:
        element = place._p
        for child in list(element):
            if child.tag != qn("w:pPr"):
                element.remove(child)
        number = 9000 + list(TEMPLATE_FIELDS).index(field)
        element.append(make("bookmarkStart", id=number, name=_bookmark(field)))
        element.append(make("bookmarkEnd", id=number))


def _marked(document: Document, field: str) -> Any | None:
    root: Any = document.element.body
    for bookmark in root.iter(qn("w:bookmarkStart")):
        if bookmark.get(qn("w:name")) == _bookmark(field):
            return bookmark.getparent()
    return None


def _bookmark(field: str) -> str:
    return f"hrss_{list(TEMPLATE_FIELDS).index(field)}"


def _nodes(tree: nodes.Template) -> list[nodes.Node]:
    return [tree, *tree.find_all(nodes.Node)]
