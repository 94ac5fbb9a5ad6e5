"""``report``, ``publish`` and ``report-template``: what leaders take away."""

import argparse
from datetime import date, datetime
from pathlib import Path

from hrss.cli.arguments import (
    Commands,
    Parser,
    add_area,
    add_as_of,
    add_command,
    moment,
    whole_number,
)
from hrss.cli.failures import CommandError
from hrss.cli.output import (
    json_text,
    read_file,
    say,
    warn,
    write_file,
)
from hrss.cli.stores import newest_day, opened
from hrss.reports.brief import brief_figures
from hrss.reports.content import Brief
from hrss.reports.document import TemplateError, house_template
from hrss.reports.pdf import TypesetError
from hrss.service import LOCAL_TIME
from hrss.service.briefs import known_moment, load_brief
from hrss.service.document_requests import Prepared, Written
from hrss.service.document_worker import load_requested
from hrss.service.documents import DocumentFormat, document_name, write_brief
from hrss.service.editions import (
    draft_edition,
    load_edition,
    publish,
)
from hrss.settings import Settings
from hrss.store import (
    OutdatedPreviewError,
    Store,
    UnknownEditionError,
    fetch_edition,
    fetch_edition_document,
    fetch_edition_documents,
)

_PROVINCE = "440000"
_TEMPLATE_MB = 20.0


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    _add_report(commands)
    _add_publish(commands)
    template = add_command(
        commands, "report-template", run_template, help="Word通报的模板，供本单位修改"
    )
    template.add_argument("-o", "--output", type=Path, metavar="文件", required=True)


def _add_report(commands: Commands) -> None:
    report = add_command(
        commands, "report", run_report, help="生成进展情况通报，或取出已发布的一期"
    )
    add_as_of(report, help="数据截至日期；默认为最近一个有上报的日期")
    report.add_argument(
        "--known-at", type=moment, metavar="时间", help="按当时已收到的上报（北京时间）"
    )
    add_area(report)
    report.add_argument(
        "--edition", type=whole_number, metavar="期数", help="取出已发布的这一期"
    )
    _add_documents(report)


def _add_publish(commands: Commands) -> None:
    parser = add_command(
        commands, "publish", run_publish, help="发布下一期通报，此后数字不再变"
    )
    add_as_of(parser, help="数据截至日期；默认为最近一个有上报的日期")
    add_area(parser)
    parser.add_argument("--by", metavar="姓名", required=True, help="发布人")
    _add_documents(parser)


def _add_documents(parser: Parser) -> None:
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


def run_report(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the documents of a brief, or take those of an edition out."""
    folder = _folder(chosen.output)
    with opened(settings) as store:
        if chosen.edition is not None:
            return _take_out(store, settings, chosen, folder)
        as_of = chosen.as_of or newest_day(store, chosen.known_at)
        brief = load_brief(
            store,
            settings,
            as_of=as_of,
            known_at=chosen.known_at or known_moment(store),
            prefecture=_code(chosen),
            prepared_on=_today(),
        )
        _warn_of_simulation(brief)
        _write(brief, chosen, folder)
    return 0


def run_publish(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make the next edition and keep it, and write its documents."""
    folder = _folder(chosen.output)
    with opened(settings) as store:
        draft = draft_edition(
            store,
            settings,
            as_of=chosen.as_of or newest_day(store, None),
            prefecture=_code(chosen),
            prepared_on=_today(),
            template=_template(chosen),
        )
        brief = load_requested(draft.request)
        _warn_of_simulation(brief)
        written = [
            Written(form, document_name(brief, form), _content(brief, form, chosen))
            for form in DocumentFormat
        ]
        prepared = Prepared(brief_figures(brief), brief.is_simulated)
        try:
            edition = publish(
                store, draft, prepared=prepared, written=written, by=chosen.by
            )
        except OutdatedPreviewError:
            raise CommandError("其间另有上报或另一期已发布，没有发布，请再试") from None
    say(f"已发布第{edition.number}期，数据截至{edition.as_of}，此后数字不再变")
    for each in written:
        if each.form in chosen.formats:
            _save(folder / each.name, each.content)
    return 0


def run_template(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the Word template that an office can make its own."""
    write_file(chosen.output, house_template())
    say(f"已存为{chosen.output}，修改后用 report --template 使用")
    return 0


def _take_out(
    store: Store, settings: Settings, chosen: argparse.Namespace, folder: Path
) -> int:
    area = _code(chosen) or _PROVINCE
    try:
        edition = fetch_edition(store, area, chosen.edition)
    except UnknownEditionError:
        raise CommandError(f"没有发布过第{chosen.edition}期") from None
    names = fetch_edition_documents(store, edition.id)
    for form in chosen.formats:
        if form == "json":
            brief = load_edition(store, settings, edition)
            _save(folder / _json_name(brief), _figures_json(brief))
        else:
            content = fetch_edition_document(store, edition.id, form)
            _save(folder / names[form], content)
    return 0


def _write(brief: Brief, chosen: argparse.Namespace, folder: Path) -> None:
    for form in chosen.formats:
        if form == "json":
            _save(folder / _json_name(brief), _figures_json(brief))
            continue
        content = _content(brief, DocumentFormat(form), chosen)
        _save(folder / document_name(brief, DocumentFormat(form)), content)


def _content(brief: Brief, form: DocumentFormat, chosen: argparse.Namespace) -> bytes:
    try:
        return write_brief(brief, form, template=_template(chosen))
    except (TemplateError, TypesetError) as error:
        raise CommandError(str(error)) from None


def _figures_json(brief: Brief) -> bytes:
    return json_text(brief_figures(brief)).encode()


def _json_name(brief: Brief) -> str:
    return f"{brief.short_title}.json"


def _save(path: Path, content: bytes) -> None:
    write_file(path, content)
    say(f"已存为{path}")


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CommandError(f"建不了文件夹“{path}”") from None
    return path


def _template(chosen: argparse.Namespace) -> bytes | None:
    if chosen.template is None:
        return None
    return read_file(chosen.template, limit_mb=_TEMPLATE_MB)


def _code(chosen: argparse.Namespace) -> str | None:
    return chosen.prefecture.code if chosen.prefecture else None


def _today() -> date:
    return datetime.now(LOCAL_TIME).date()


def _warn_of_simulation(brief: Brief) -> None:
    if brief.is_simulated:
        warn("【模拟数据】以下通报由模拟上报算出，不是实际情况")
