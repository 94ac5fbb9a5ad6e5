"""``trust``: who reported in time and how fully, and what should be asked about."""

import argparse

import pandas as pd

from hrss import metrics
from hrss.cli.arguments import Commands, Parser, add_as_of, add_command, moment
from hrss.cli.output import (
    JsonValue,
    aligned,
    json_text,
    records,
    say,
    warn,
)
from hrss.cli.scope import asked_day, warn_of_all_received
from hrss.cli.stores import newest_day, opened
from hrss.metrics import MEASURES, OddityKind, ReportStatus, percent_text
from hrss.reports import csv_text, oddity_place, oddity_sentence
from hrss.service import (
    LOCAL_TIME,
    describe_roster,
    is_simulated,
    load_snapshot,
    reporting_calendar,
    trust,
)
from hrss.settings import Settings
from hrss.store import fetch_notes, fetch_roster

_SHOWN = (
    *("group_name", "period_count", "on_time_period_count", "late_period_count"),
    *("missing_period_count", "not_due_period_count", "punctual_rate"),
    *("report_status", "rostered_count", "period_reported_count"),
    *("period_reporting_rate", "report_as_of", "stale_days"),
    *("stale_count", "silent_count"),
)
_ODDITY_SHOWN = ("oddity_label", "place", "report_as_of", "reason", "noted_by", "note")


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "trust", run_trust, help="各市报送是否按时齐全、数据有无异常"
    )
    _add_scope(parser)
    parser.add_argument(
        "--oddities", action="store_true", help="列出待核实的异常及核实说明"
    )


def _add_scope(parser: Parser) -> None:
    add_as_of(parser, help="数据截至日期；默认为最近一个有上报的日期")
    parser.add_argument(
        "--known-at",
        type=moment,
        metavar="时间",
        help="按当时已收到的上报判断（北京时间）",
    )
    parser.add_argument(
        "--format", choices=["table", "csv", "json"], default="table", help="输出格式"
    )


def run_trust(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; on what they rest goes to stderr."""
    known_at = chosen.known_at
    with opened(settings) as store:
        as_of = asked_day(store, chosen) or newest_day(store, known_at)
        info, roster = fetch_roster(store, known_at)
        snapshot = load_snapshot(store, settings, as_of=as_of, known_at=known_at)
        today = trust.judging_day(store, known_at)
        if chosen.oddities:
            found = trust.load_oddities(store, snapshot, known_at=known_at)
            found = trust.with_notes(found, fetch_notes(store, known_at))
        else:
            periods = trust.load_timeliness(
                store,
                settings,
                snapshot,
                as_of=as_of,
                today=today,
                known_at=known_at,
            )
    if is_simulated(snapshot) or info.is_simulated:
        warn("【模拟数据】以下情况由模拟上报算出，不是实际情况")
    warn_of_all_received(settings)
    warn(f"数据截至{as_of}；{describe_roster(info, roster)}")
    if chosen.oddities:
        _print_oddities(found, chosen.format)
    else:
        calendar = reporting_calendar(settings)
        warn(f"{calendar.sentence}；是否缺报按{today}判断")
        summary = metrics.reporting_summary(
            periods, snapshot, calendar=calendar, as_of=as_of
        )
        _print_summary(summary, periods, chosen.format)
    return 0


def _print_summary(summary: pd.DataFrame, periods: pd.DataFrame, form: str) -> None:
    if form == "json":
        lines = records(summary)
        say(json_text([{**line, "periods": _own(periods, line)} for line in lines]))
        return
    worded = summary.assign(report_status=_labels(summary["report_status"]))
    if form == "csv":
        say(csv_text(_labelled(worded)).rstrip("\n"))
    else:
        say(_table(worded, _SHOWN))


def _own(
    periods: pd.DataFrame, line: dict[str, JsonValue]
) -> list[dict[str, JsonValue]]:
    """A prefecture's periods, without what its own object says already."""
    own = periods[periods["prefecture_code"] == str(line["group_code"])]
    said = ["prefecture_code", "prefecture_name", "rostered_count"]
    return records(own.drop(columns=said))


def _print_oddities(found: pd.DataFrame, form: str) -> None:
    rows = [row for _, row in found.iterrows()]
    labels = {kind.value: kind.label for kind in OddityKind}
    told = found.assign(
        oddity_label=found["kind"].map(labels).astype("string"),
        place=pd.array([oddity_place(row) for row in rows], dtype="string"),
        reason=pd.array([oddity_sentence(row) for row in rows], dtype="string"),
    )
    if form == "json":
        say(json_text(records(told)))
        return
    local = told["noted_at"].dt.tz_convert(LOCAL_TIME).dt.strftime("%Y-%m-%d %H:%M")
    worded = told.assign(noted_at=local)
    if form == "csv":
        say(csv_text(_labelled(worded)).rstrip("\n"))
    elif worded.empty:
        say("没有发现异常")
    else:
        say(_table(worded, _ODDITY_SHOWN))


def _labels(statuses: pd.Series) -> pd.Series:
    words = {each.value: f"{each.sign}{each.label}" for each in ReportStatus}
    found: pd.Series = statuses.map(words)
    return found


def _labelled(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename(
        columns={name: measure.label for name, measure in MEASURES.items()}
    )


def _table(table: pd.DataFrame, names: tuple[str, ...]) -> str:
    kinds = [MEASURES[name].kind for name in names]
    columns = [
        [_cell(value, is_rate=kind == "rate") for value in table[name]]
        for name, kind in zip(names, kinds, strict=True)
    ]
    numeric = {at for at, kind in enumerate(kinds) if kind in ("count", "rate")}
    rows = [list(row) for row in zip(*columns, strict=True)]
    return aligned([MEASURES[name].label for name in names], rows, numeric=numeric)


def _cell(value: object, *, is_rate: bool) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return percent_text(float(str(value))) if is_rate else str(value)
