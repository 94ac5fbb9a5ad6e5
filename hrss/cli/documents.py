"""What commands that write a brief's documents share: options, files, folder."""

import argparse
from datetime import date, datetime
from pathlib import Path

from hrss.cli.arguments import Parser
from hrss.cli.failures import CommandError
from hrss.cli.output import json_text, read_file, say, warn, write_file
from hrss.reports.brief import brief_figures
from hrss.reports.content import Brief
from hrss.reports.document import TemplateError
from hrss.reports.pdf import TypesetError
from hrss.service import LOCAL_TIME
from hrss.service.documents import DocumentFormat, write_brief

_TEMPLATE_MB = 20.0


def add_documents(parser: Parser) -> None:
    """Add which documents are wanted, of which template, and where they go."""
    parser.add_argument(
        "--formats",
        type=_formats,
        metavar="格式",
        default=tuple(DocumentFormat),
        help="docx,pptx,xlsx,pdf中的若干种，默认全部；json为各表数字",
    )
    parser.add_argument(
        "--template", type=Path, metavar="文件", help="本单位的Word模板（.docx）"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="文件夹", required=True, help="存到"
    )


def _formats(text: str) -> tuple[str, ...]:
    known = [*DocumentFormat, "json"]
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in known]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(
            f"“{'、'.join(unknown) or text}”不是可用的格式，可用{'、'.join(known)}"
        )
    return tuple(dict.fromkeys(wanted))


def content_of(brief: Brief, form: DocumentFormat, template: bytes | None) -> bytes:
    """The bytes of one document.

    Raises
    ------
    CommandError : the template cannot be used, or the PDF cannot be set.
    """
    try:
        return write_brief(brief, form, template=template)
    except (TemplateError, TypesetError) as error:
        raise CommandError(str(error)) from None


def save_figures(brief: Brief, folder: Path) -> None:
    """Write the figures of a brief as JSON."""
    save(folder / f"{brief.short_title}.json", json_text(brief_figures(brief)).encode())


def save(path: Path, content: bytes) -> None:
    """Write a document and say where it is."""
    write_file(path, content)
    say(f"已存为{path}")


def folder_of(chosen: argparse.Namespace) -> Path:
    """The folder that documents go to, made when it is missing.

    Raises
    ------
    CommandError : it cannot be made.
    """
    path: Path = chosen.output
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CommandError(f"建不了文件夹“{path}”") from None
    return path


def template_of(chosen: argparse.Namespace) -> bytes | None:
    """The office's own template; None where none is given."""
    if chosen.template is None:
        return None
    return read_file(chosen.template, limit_mb=_TEMPLATE_MB)


def code_of(chosen: argparse.Namespace) -> str | None:
    """The prefecture that is meant; None is the province."""
    return chosen.prefecture.code if chosen.prefecture else None


def today() -> date:
    """The day that a document bears."""
    return datetime.now(LOCAL_TIME).date()


def warn_of_simulation(brief: Brief) -> None:
    """Say that a brief rests on simulated reports, when it does."""
    if brief.is_simulated:
        warn("【模拟数据】以下通报由模拟上报算出，不是实际情况")
