"""``stations``: village and community stations, as a table or for a program."""

import argparse

import pandas as pd

from hrss.cli.arguments import Commands, add_command, add_scope
from hrss.cli.failures import CommandError
from hrss.cli.output import aligned, json_text, records, say, warn
from hrss.cli.scope import asked_day, counted
from hrss.cli.stores import none_yet, opened
from hrss.decree import STRENGTH_LABELS
from hrss.metrics import (
    MEASURES,
    Grouping,
    StationGrouping,
    percent_text,
    station_coverage,
    station_rules,
)
from hrss.reports import csv_text
from hrss.service import describe_roster, is_simulated, load_snapshot
from hrss.service.stations import load_stations, reported_days
from hrss.settings import Settings
from hrss.store import fetch_roster

_COVERAGE_SHOWN = (
    *("group_name", "township_count", "listing_count", "listed_count"),
    *("listed_complete_count", "listed_coverage_rate", "due_answered_count"),
    *("station_due_count", "station_complete_count", "station_coverage_rate"),
)
_RULES_SHOWN = (
    *("group_name", "rule", "title", "strength", "listed_count", "answered_count"),
    *("pass_count", "fail_count", "unanswered_count", "listed_pass_rate"),
    *("answered_pass_rate", "used_count"),
)
_COVERAGE_SENTENCE = (
    "应建有两个口径，分列不混用：名单口径为各乡镇最近一份名单列出的站点，"
    "进度表口径为服务所进度表填报的应建、已建站点数；文件未定覆盖比例，不判是否符合"
)
_RULES_SENTENCE = (
    "占名单以名单站点为分母，占填报以填了该项的站点为分母；"
    "原则性要求只作提示，可选条款不算问题，领取兼职报酬的公职人员必须为0"
)


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "stations", run_stations, help="村（社区）站点的覆盖和各条款符合情况"
    )
    add_scope(parser, by=Grouping.PREFECTURE, more=("township",))
    parser.add_argument(
        "--rules", action="store_true", help="列出各条款符合情况，而不是覆盖率"
    )


def run_stations(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; on what they rest goes to stderr.

    Raises
    ------
    CommandError : nothing had been reported, and no day is given.
    """
    known_at = chosen.known_at
    with opened(settings) as everything:
        store = counted(everything, settings, chosen)
        days = [] if chosen.as_of else reported_days(store, known_at)
        if not chosen.as_of and not days:
            raise CommandError(f"{none_yet(store)}；要看名册请用 --as-of 指定日期")
        as_of = asked_day(store, chosen) or days[-1]
        info, roster = fetch_roster(store, known_at)
        snapshot = load_snapshot(
            store, settings, as_of=as_of, known_at=known_at, batch=chosen.batch
        )
        stations = load_stations(store, settings, as_of=as_of, known_at=known_at)
    stations = stations[stations["township_code"].isin(snapshot.index)]
    if info.is_simulated or is_simulated(snapshot) or is_simulated(stations):
        warn("【模拟数据】以下数字由模拟上报算出，不是实际情况")
    warn(f"数据截至{as_of}；{describe_roster(info, roster)}")
    by: StationGrouping = "township" if chosen.by == "township" else Grouping(chosen.by)
    if chosen.rules:
        table = station_rules(stations, snapshot, by=by)
        _print(table, _RULES_SHOWN, _RULES_SENTENCE, chosen.format)
    else:
        table = station_coverage(stations, snapshot, by=by)
        _print(table, _COVERAGE_SHOWN, _COVERAGE_SENTENCE, chosen.format)
    return 0


def _print(
    table: pd.DataFrame, shown: tuple[str, ...], sentence: str, form: str
) -> None:
    if form == "json":
        say(json_text(records(table)))
        return
    if "strength" in table:
        table = table.assign(strength=table["strength"].map(dict(STRENGTH_LABELS)))
    if form == "csv":
        labels = {name: measure.label for name, measure in MEASURES.items()}
        say(csv_text(table.rename(columns=labels)).rstrip("\n"))
        return
    warn(sentence)
    kinds = [MEASURES[name].kind for name in shown]
    columns = [
        [_cell(value, is_rate=kind == "rate") for value in table[name]]
        for name, kind in zip(shown, kinds, strict=True)
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    numeric = {place for place, kind in enumerate(kinds) if kind != "text"}
    say(aligned([MEASURES[name].label for name in shown], rows, numeric=numeric))


def _cell(value: object, *, is_rate: bool) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    return percent_text(float(str(value))) if is_rate else str(value)
