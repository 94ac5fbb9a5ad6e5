"""``report`` and ``report-template``: what leaders take away."""

import argparse
from pathlib import Path

from hrss.cli.arguments import (
    Commands,
    add_area,
    add_as_of,
    add_command,
    add_counting,
    moment,
    whole_number,
)
from hrss.cli.documents import (
    add_documents,
    code_of,
    content_of,
    folder_of,
    save,
    save_figures,
    template_of,
    today,
    warn_of_simulation,
)
from hrss.cli.failures import CommandError
from hrss.cli.output import say, write_file
from hrss.cli.scope import asked_day, counted
from hrss.cli.stores import newest_day, opened
from hrss.decree import PROVINCE_CODE
from hrss.reports.content import Brief
from hrss.reports.document import house_template
from hrss.service.briefs import known_moment, load_brief
from hrss.service.documents import DocumentFormat, document_name
from hrss.service.editions import load_edition
from hrss.settings import Settings
from hrss.store import (
    Store,
    UnknownEditionError,
    fetch_edition,
    fetch_edition_document,
    fetch_edition_documents,
)


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
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
    add_counting(report)
    add_documents(report)
    template = add_command(
        commands, "report-template", run_template, help="Word通报的模板，供本单位修改"
    )
    template.add_argument("-o", "--output", type=Path, metavar="文件", required=True)


def run_report(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the documents of a brief, or take those of an edition out."""
    folder = folder_of(chosen)
    if chosen.edition is not None and chosen.approved_only:
        raise CommandError("用法不对：--approved-only 不能与 --edition 同用")
    with opened(settings) as everything:
        if chosen.edition is not None:
            return _take_out(everything, settings, chosen, folder)
        store = counted(everything, settings, chosen)
        as_of = asked_day(store, chosen) or newest_day(store, chosen.known_at)
        brief = load_brief(
            store,
            settings,
            as_of=as_of,
            known_at=chosen.known_at or known_moment(store),
            prefecture=code_of(chosen),
            prepared_on=today(),
        )
        warn_of_simulation(brief)
        _write(brief, chosen, folder)
    return 0


def run_template(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the Word template that an office can make its own."""
    write_file(chosen.output, house_template())
    say(f"已存为{chosen.output}，修改后用 report --template 使用")
    return 0


def _take_out(
    store: Store, settings: Settings, chosen: argparse.Namespace, folder: Path
) -> int:
    area = code_of(chosen) or PROVINCE_CODE
    try:
        edition = fetch_edition(store, area, chosen.edition)
    except UnknownEditionError:
        raise CommandError(f"没有发布过第{chosen.edition}期") from None
    names = fetch_edition_documents(store, edition.id)
    for form in chosen.formats:
        if form == "json":
            save_figures(load_edition(store, settings, edition), folder)
        else:
            content = fetch_edition_document(store, edition.id, form)
            save(folder / names[form], content)
    return 0


def _write(brief: Brief, chosen: argparse.Namespace, folder: Path) -> None:
    template = template_of(chosen)
    for form in chosen.formats:
        if form == "json":
            save_figures(brief, folder)
            continue
        content = content_of(brief, DocumentFormat(form), template)
        save(folder / document_name(brief, DocumentFormat(form)), content)
