"""``progress``: the figures of the overview, as a table or for a program."""

import argparse

import pandas as pd

from hrss import metrics
from hrss.cli.arguments import Commands, add_command, add_scope
from hrss.cli.output import aligned, csv_text, json_text, records, say, warn
from hrss.cli.stores import newest_day, opened
from hrss.decree import Light, rule
from hrss.metrics import MEASURES, Grouping, progress
from hrss.metrics.vocabulary import Kind
from hrss.service import (
    describe_roster,
    is_simulated,
    lights,
    load_completions,
    load_snapshot,
    with_forecast,
)
from hrss.settings import Settings
from hrss.store import fetch_roster

_SHOWN = (
    *("group_name", "rostered_count", "reported_count", "complete_count"),
    *("verified_count", "completion_rate", "verified_rate", "scheduled_rate"),
    *("gap_pp", "light", "days_left", "needed_per_week"),
)
_TEXTS: frozenset[Kind] = frozenset(("text", "date", "flag"))


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "progress", run_progress, help="各地建成进度，与总览页同一口径"
    )
    add_scope(parser, by=Grouping.PREFECTURE)


def run_progress(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; on what they rest goes to stderr."""
    with opened(settings) as store:
        as_of = chosen.as_of or newest_day(store, chosen.known_at)
        info, roster = fetch_roster(store, chosen.known_at)
        snapshot = load_snapshot(
            store,
            settings,
            as_of=as_of,
            known_at=chosen.known_at,
            batch=chosen.batch,
        )
        completed = load_completions(
            store, snapshot, as_of=as_of, known_at=chosen.known_at
        )
    if is_simulated(snapshot) or info.is_simulated:
        warn("【模拟数据】以下数字由模拟上报算出，不是实际进度")
    warn(f"数据截至{as_of}；{describe_roster(info, roster)}")
    warn(unasked_sentence(snapshot))
    rule_of_lights, by = lights(settings), Grouping(chosen.by)
    figures = progress(snapshot, as_of=as_of, by=by, lights=rule_of_lights)
    if chosen.format == "json":
        say(json_text(records(with_forecast(figures, completed, as_of=as_of, by=by))))
    elif chosen.format == "csv":
        say(csv_text(_labelled(figures)).rstrip("\n"))
    else:
        warn(rule_of_lights.sentence)
        say(_table(figures))
    return 0


def unasked_sentence(snapshot: pd.DataFrame) -> str:
    """Which hard rules some sheets have no column for, so that nobody is judged."""
    unasked = metrics.unasked_rules(snapshot)
    if not unasked:
        return "核验达标：各表均有全部硬性条款的列"
    names = "、".join(f"{each}{rule(each).title}" for each in unasked)
    return f"核验达标：部分报表没有下列硬性条款的列，未核验这些条款：{names}"


def _labelled(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures under their Chinese labels, lights by their words."""
    words = {light.value: light.label for light in Light}
    labelled = figures.assign(
        light=figures["light"].map(words),
        is_overdue=figures["is_overdue"].map({True: "是", False: "否"}),
    )
    return labelled.rename(
        columns={name: measure.label for name, measure in MEASURES.items()}
    )


def _table(figures: pd.DataFrame) -> str:
    names = [name for name in _SHOWN if name in figures]
    headers = [MEASURES[name].label for name in names]
    cells = [
        [_cell(value, MEASURES[name].kind, name) for value in figures[name]]
        for name in names
    ]
    numeric = {
        position
        for position, name in enumerate(names)
        if MEASURES[name].kind not in _TEXTS
    }
    rows = [list(row) for row in zip(*cells, strict=True)]
    return aligned(headers, rows, numeric=numeric)


def _cell(value: object, kind: Kind, name: str) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    if name == "light":
        light = Light(str(value))
        return f"{light.sign}{light.label}"
    if kind == "rate":
        return f"{float(str(value)):.1%}"
    if kind == "pp":
        return f"{float(str(value)):+.1f}"
    if kind == "number":
        return f"{float(str(value)):.1f}"
    return str(value)
