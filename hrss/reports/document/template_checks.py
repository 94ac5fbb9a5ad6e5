"""What a template is refused for before anything is done with it.

Comes in: a template's bytes, or its document. Goes out: nothing, or a sentence for the
office that says what to change.
"""

import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

_MOST_BYTES = 10 * 2**20
_MOST_UNPACKED = 60 * 2**20
_MOST_TEXT = 4 * 2**20
_MOST_STORY = 2**20
_MOST_PARTS = 1000
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_FIELD = re.compile(r"\{\{[^{}]{0,120}\}\}|\{%[^{}]{0,120}%\}|\{#[^{}]{0,500}#\}")
_STRAY = re.compile(r"\{[{%#]|[}%#]\}")
DAMAGED = (
    BadZipFile,
    PackageNotFoundError,
    etree.XMLSyntaxError,
    zlib.error,
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
NOT_WORD = (
    "模板不是可用的Word文档（.docx），或文件已损坏。"
    "请用Word或WPS打开后另存为“Word文档（.docx）”，再上传。"
)
UNPAIRED = (
    "模板的花括号没有成对，或写法有误。字段写作“{{ 标题 }}”，"
    "“{%p if 期数 %}”须有“{%p endif %}”与之对应，各占一段。"
)


class TemplateError(ValueError):
    """A template that cannot be used; its text is for the office, in Chinese."""


def check_package(template: bytes) -> None:
    """Refuse what is no Word document, or would unpack to too much."""
    if len(template) > _MOST_BYTES:
        raise TemplateError("模板文件超过10兆字节，请换用较小的文件。")
    try:
        with ZipFile(BytesIO(template)) as package:
            parts = package.infolist()
            _check_sizes(parts)
    except TemplateError:
        raise
    except DAMAGED as error:
        raise TemplateError(NOT_WORD) from error
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise TemplateError(NOT_WORD)
    if "word/vbaProject.bin" in names:
        raise TemplateError("模板含有宏，请另存为不含宏的“Word文档（.docx）”。")


def _check_sizes(parts: Sequence[ZipInfo]) -> None:
    texts = [part.file_size for part in parts if part.filename.endswith(".xml")]
    stories = [part.file_size for part in parts if _STORY.fullmatch(part.filename)]
    if (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _MOST_UNPACKED
        or max(texts, default=0) > _MOST_TEXT
        or max(stories, default=0) > _MOST_STORY
    ):
        raise TemplateError("模板解压后过大，请删去其中的图片或多余内容后再上传。")


def check_braces(document: Document) -> None:
    """Refuse braces that are not closed in their paragraph.

    What fills fields would look for the end of each in all the rest of the document.
    """
    for part in document.part.package.iter_parts():
        if _STORY.fullmatch(str(part.partname).lstrip("/")):
            for paragraph in _root(part.blob).iter(qn("w:p")):
                if _STRAY.search(_FIELD.sub("", _text(paragraph))):
                    raise TemplateError(UNPAIRED)


def _root(content: bytes) -> Any:
    # The document library's parser resolves no entities.
    return parse_xml(content)


def _text(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
