"""``publish``: the next numbered edition."""

import argparse
from dataclasses import replace

from hrss.cli.acting import acting, refusals_told
from hrss.cli.arguments import Commands, add_area, add_as_of, add_command
from hrss.cli.documents import (
    add_documents,
    code_of,
    content_of,
    folder_of,
    save,
    template_of,
    today,
    warn_of_simulation,
)
from hrss.cli.failures import CommandError
from hrss.cli.output import say, warn
from hrss.cli.scope import asked_day
from hrss.cli.stores import newest_day, opened
from hrss.reports.brief import brief_figures
from hrss.reports.content import Brief
from hrss.service import counting_words, gate
from hrss.service.document_requests import Prepared, Written
from hrss.service.document_worker import load_requested
from hrss.service.documents import DocumentFormat, document_name
from hrss.service.editions import Draft, draft_edition
from hrss.settings import Settings
from hrss.store import Edition, OutdatedPreviewError, Store


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "publish", run_publish, help="发布下一期通报，此后数字不再变"
    )
    add_as_of(parser, help="数据截至日期；默认为最近一个有上报的日期")
    add_area(parser)
    parser.add_argument("--by", metavar="姓名", required=True, help="发布人")
    add_documents(parser)


def run_publish(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make the next edition and keep it, and write its documents."""
    folder = folder_of(chosen)
    if not chosen.by.strip():
        raise CommandError("用法不对：发布要写明发布人")
    with opened(settings) as store:
        draft = _draft(store, settings, chosen)
        brief = load_requested(draft.request)
        warn_of_simulation(brief)
        written = _written(brief, draft.request.template)
        edition = _published(store, settings, chosen, draft, brief, written)
    say(f"已发布第{edition.number}期，数据截至{edition.as_of}，此后数字不再变")
    if settings.has_accounts:
        say("该期已关闭，不再接收或改动截至此日的上报；确需更正的，用 reopen 重新开放")
    for each in written:
        if each.form in chosen.formats:
            save(folder / each.name, each.content)
    return 0


def _draft(store: Store, settings: Settings, chosen: argparse.Namespace) -> Draft:
    # Where there is a review, an edition counts approved reports alone.
    approved = replace(store, is_approved_only=settings.has_accounts)
    if settings.has_accounts:
        warn(f"统计口径：{counting_words(is_approved_only=True)}")
    return draft_edition(
        store,
        settings,
        as_of=asked_day(store, chosen) or newest_day(approved, None),
        prefecture=code_of(chosen),
        prepared_on=today(),
        template=template_of(chosen),
    )


def _written(brief: Brief, template: bytes | None) -> list[Written]:
    return [
        Written(form, document_name(brief, form), content_of(brief, form, template))
        for form in DocumentFormat
    ]


def _published(
    store: Store,
    settings: Settings,
    chosen: argparse.Namespace,
    draft: Draft,
    brief: Brief,
    written: list[Written],
) -> Edition:
    with refusals_told():
        try:
            return gate.publish_edition(
                store,
                acting(settings, chosen.by),
                draft,
                prepared=Prepared(brief_figures(brief), brief.is_simulated),
                written=written,
            )
        except OutdatedPreviewError:
            raise CommandError(
                "其间数据有变动（报送、撤回、审核或重新开放）或另一期已发布，"
                "没有发布，请再试"
            ) from None
