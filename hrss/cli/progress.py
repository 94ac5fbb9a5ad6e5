"""``progress``: the figures of the overview, as a table or for a program."""

import argparse

import pandas as pd

from hrss.cli.arguments import Commands, add_command, add_scope
from hrss.cli.output import aligned, json_text, records, say, warn
from hrss.cli.scope import counted, load_scope
from hrss.cli.stores import opened
from hrss.decree import SCHEDULE_SENTENCE
from hrss.metrics import (
    MEASURES,
    Grouping,
    ScheduleSource,
    light_words,
    percent_text,
    progress,
    schedule_words,
)
from hrss.metrics.vocabulary import Kind
from hrss.reports import csv_text
from hrss.service import lights, load_completions, with_forecast
from hrss.settings import Settings

_SHOWN = (
    *("group_name", "rostered_count", "reported_count", "complete_count"),
    *("verified_count", "completion_rate", "verified_rate", "scheduled_rate"),
    *("schedule_source", "gap_pp", "light", "days_left", "needed_per_week"),
)
_PLANNED = (ScheduleSource.PLAN.value, ScheduleSource.MIXED.value)
_TEXTS: frozenset[Kind] = frozenset(("text", "date", "flag"))


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "progress", run_progress, help="各地建成进度，与总览页同一口径"
    )
    add_scope(parser, by=Grouping.PREFECTURE)


def run_progress(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; on what they rest goes to stderr."""
    with opened(settings) as everything:
        store = counted(everything, settings, chosen)
        as_of, snapshot = load_scope(store, settings, chosen)
        completed = load_completions(
            store, snapshot, as_of=as_of, known_at=chosen.known_at
        )
    rule_of_lights, by = lights(settings), Grouping(chosen.by)
    figures = progress(snapshot, as_of=as_of, by=by, lights=rule_of_lights)
    if chosen.format == "json":
        say(json_text(records(with_forecast(figures, completed, as_of=as_of, by=by))))
    elif chosen.format == "csv":
        say(csv_text(_labelled(figures)).rstrip("\n"))
    else:
        if figures["schedule_source"].isin(_PLANNED).any():
            warn(SCHEDULE_SENTENCE)
        warn(rule_of_lights.sentence)
        say(_table(figures))
    return 0


def _labelled(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures under their Chinese labels, lights by their words."""
    labelled = figures.assign(
        light=light_words(figures, has_sign=False),
        is_overdue=figures["is_overdue"].map({True: "是", False: "否"}),
        schedule_source=schedule_words(figures),
    )
    return labelled.rename(
        columns={name: measure.label for name, measure in MEASURES.items()}
    )


def _table(figures: pd.DataFrame) -> str:
    names = [name for name in _SHOWN if name in figures]
    if not figures["schedule_source"].isin(_PLANNED).any():
        names.remove("schedule_source")
    worded = figures.assign(
        light=light_words(figures), schedule_source=schedule_words(figures)
    )
    headers = [MEASURES[name].label for name in names]
    cells = [
        [_cell(value, MEASURES[name].kind) for value in worded[name]] for name in names
    ]
    numeric = {
        position
        for position, name in enumerate(names)
        if MEASURES[name].kind not in _TEXTS
    }
    rows = [list(row) for row in zip(*cells, strict=True)]
    return aligned(headers, rows, numeric=numeric)


def _cell(value: object, kind: Kind) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    if kind == "rate":
        return percent_text(float(str(value)))
    if kind == "pp":
        # What rounds to nothing has no sign, as in documents.
        points = round(float(str(value)), 1)
        return f"{points:+.1f}" if points else "0.0"
    if kind == "number":
        return f"{float(str(value)):.1f}"
    return str(value)
