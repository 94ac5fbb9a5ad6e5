"""A brief as files: which formats there are, what they are called, who writes them.

Comes in: a brief, its content made. Goes out: bytes of Word, slides, Excel and PDF.
"""

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum

from hrss.reports.content import Brief, Map
from hrss.reports.document import write_document
from hrss.reports.pdf import TypesetError, write_pdf
from hrss.reports.pictures import map_picture
from hrss.reports.slides import write_slides
from hrss.reports.workbook import write_workbook


class DocumentFormat(StrEnum):
    """A format that the brief is written in; its value is the file's ending."""

    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    PDF = "pdf"

    @property
    def label(self) -> str:
        """What it is called in Chinese."""
        return {
            DocumentFormat.DOCX: "Word文档",
            DocumentFormat.PPTX: "幻灯片",
            DocumentFormat.XLSX: "Excel表格",
            DocumentFormat.PDF: "PDF文件",
        }[self]

    @property
    def media_type(self) -> str:
        """Its type as a browser is told."""
        office = "application/vnd.openxmlformats-officedocument"
        return {
            DocumentFormat.DOCX: f"{office}.wordprocessingml.document",
            DocumentFormat.PPTX: f"{office}.presentationml.presentation",
            DocumentFormat.XLSX: f"{office}.spreadsheetml.sheet",
            DocumentFormat.PDF: "application/pdf",
        }[self]


def write_brief(
    brief: Brief, form: DocumentFormat, *, template: bytes | None = None
) -> bytes:
    """The brief in one format.

    Parameters
    ----------
    template : the office's own .docx that the Word document is laid into; the other
        formats have no use for it.

    Raises
    ------
    hrss.reports.document.TemplateError : the template cannot be filled.
    hrss.reports.pdf.TypesetError : this machine has no Chinese font to set it with.
    """
    match form:
        case DocumentFormat.DOCX:
            return write_document(brief, pictures=_map_or_reason, template=template)
        case DocumentFormat.PPTX:
            return write_slides(brief)
        case DocumentFormat.XLSX:
            return write_workbook(brief)
        case DocumentFormat.PDF:
            return write_pdf(brief)


def _map_or_reason(drawn: Map) -> bytes | str:
    """The map as PNG; where there is no font to label it, why there is none."""
    try:
        return map_picture(drawn)
    except TypesetError as error:
        return str(error).rstrip("。")


def document_name(brief: Brief, form: DocumentFormat) -> str:
    """Name of the file: 第3期_服务所建设进展通报_全省_2011-11-30.docx."""
    number = "" if brief.edition is None else f"第{brief.edition}期_"
    return f"{number}{brief.short_title}.{form}"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Several files in one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
