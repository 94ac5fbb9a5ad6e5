"""``editions`` and ``chase``: what was published, and who is to be asked."""

import argparse

import pandas as pd

from hrss.cli.arguments import (
    Commands,
    Parser,
    add_area,
    add_as_of,
    add_command,
    moment,
)
from hrss.cli.output import aligned, json_text, records, say, warn
from hrss.cli.scope import asked_day, warn_of_all_received
from hrss.cli.stores import newest_day, opened
from hrss.metrics import MEASURES
from hrss.places import list_prefectures
from hrss.reports import chase_texts, csv_text
from hrss.service import LOCAL_TIME, is_simulated, load_snapshot, trust
from hrss.service.briefs import load_chase_list
from hrss.service.editions import editions_of, is_unchanged
from hrss.settings import Settings
from hrss.store import Edition, fetch_editions

_HEADERS = {
    "area": "地区",
    "number": "期数",
    "as_of": "数据截至",
    "published_at": "发布时间",
    "published_by": "发布人",
    "digest": "校验值",
}


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    editions = add_command(commands, "editions", run_editions, help="已发布的各期通报")
    add_area(editions)
    editions.add_argument(
        "--check", action="store_true", help="重新生成各期内容，核对与发布时是否一致"
    )
    _add_format(editions)
    chase = add_command(
        commands, "chase", run_chase, help="催报清单：缺报、迟报、数据陈旧和退回的"
    )
    add_as_of(chase, help="数据截至日期；默认为最近一个有上报的日期")
    chase.add_argument(
        "--known-at", type=moment, metavar="时间", help="按当时已收到的上报（北京时间）"
    )
    chase.add_argument("--text", action="store_true", help="输出可直接发送的催报文字")
    _add_format(chase)


def _add_format(parser: Parser) -> None:
    parser.add_argument(
        "--format", choices=["table", "csv", "json"], default="table", help="输出格式"
    )


def run_editions(chosen: argparse.Namespace, settings: Settings) -> int:
    """List what was published."""
    with opened(settings) as store:
        code = chosen.prefecture.code if chosen.prefecture else None
        editions = fetch_editions(store) if code is None else editions_of(store, code)
        changed = {
            each.id
            for each in editions
            if chosen.check and not is_unchanged(store, settings, each)
        }
    lines = [_edition_line(each) for each in editions]
    if chosen.format == "json":
        say(json_text(lines))
    elif chosen.format == "csv":
        table = pd.DataFrame(lines, columns=[*_HEADERS])
        say(csv_text(table.set_axis([*_HEADERS.values()], axis=1)).rstrip("\n"))
    elif not lines:
        say("还没有发布过通报")
    else:
        rows = [[str(value) for value in line.values()] for line in lines]
        say(aligned([*_HEADERS.values()], rows, numeric={1}))
    for each in editions:
        if each.id in changed:
            warn(f"{_area(each)}第{each.number}期重新生成的数字与发布时不一致")
    return 1 if changed else 0


def run_chase(chosen: argparse.Namespace, settings: Settings) -> int:
    """List who is to be asked for a report, or write what to send them."""
    with opened(settings) as store:
        as_of = asked_day(store, chosen) or newest_day(store, chosen.known_at)
        chased = load_chase_list(store, settings, as_of=as_of, known_at=chosen.known_at)
        today = trust.judging_day(store, chosen.known_at)
        snapshot = load_snapshot(store, settings, as_of=as_of, known_at=chosen.known_at)
    invented = is_simulated(snapshot)
    if invented:
        warn("【模拟数据】以下清单由模拟上报算出，不是实际情况")
    warn_of_all_received(settings)
    if chosen.text:
        own = settings.organisation
        say(chase_texts(chased, organisation=own, today=today, is_simulated=invented))
    elif chosen.format == "json":
        say(json_text(records(chased)))
    else:
        labels = {name: measure.label for name, measure in MEASURES.items()}
        labelled = chased.rename(columns=labels)
        if chosen.format == "csv":
            say(csv_text(labelled).rstrip("\n"))
        elif chased.empty:
            say(f"数据截至{as_of}，没有需要催报的市")
        else:
            rows = labelled.astype("string").fillna("—").to_numpy().tolist()
            say(aligned([*map(str, labelled.columns)], rows, numeric=set()))
    return 0


def _edition_line(edition: Edition) -> dict[str, str | int]:
    published = edition.published_at.astimezone(LOCAL_TIME)
    return {
        "area": _area(edition),
        "number": edition.number,
        "as_of": edition.as_of.isoformat(),
        "published_at": f"{published:%Y-%m-%d %H:%M}",
        "published_by": edition.published_by,
        "digest": edition.digest[:12],
    }


def _area(edition: Edition) -> str:
    names = {each.code: each.name for each in list_prefectures()}
    return names.get(edition.area_code, "全省")
