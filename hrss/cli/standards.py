"""``standards``: who meets the decree's rules, as a table or for a program."""

import argparse

import pandas as pd

from hrss.cli.arguments import Commands, add_command, add_scope
from hrss.cli.output import aligned, json_text, records, say, warn
from hrss.cli.scope import counted, load_scope
from hrss.cli.stores import opened
from hrss.decree import STRENGTH_LABELS
from hrss.metrics import (
    MEASURES,
    Grouping,
    percent_text,
    standards,
    window_sentence,
)
from hrss.reports import csv_text
from hrss.settings import Settings

_SHOWN = (
    *("group_name", "rule", "title", "strength", "rostered_count"),
    *("answered_count", "pass_count", "fail_count", "unanswered_count"),
    *("pass_rate", "answered_pass_rate", "used_count"),
)
_RATES_SENTENCE = (
    "占应建以名册为分母，占填报以填了该条款的机构为分母；"
    "原则性要求只作提示，可选条款不算问题，未定数量标准的条款不判是否符合"
)


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "standards", run_standards, help="各条款符合情况，与标准化页同一口径"
    )
    add_scope(parser, by=Grouping.PROVINCE)


def run_standards(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; on what they rest goes to stderr."""
    with opened(settings) as everything:
        store = counted(everything, settings, chosen)
        _, snapshot = load_scope(store, settings, chosen)
    judges_area = settings.judges_window_area
    figures = standards(
        snapshot, by=Grouping(chosen.by), judges_window_area=judges_area
    )
    if chosen.format == "json":
        say(json_text(records(figures)))
    elif chosen.format == "csv":
        say(csv_text(_labelled(figures)).rstrip("\n"))
    else:
        warn(_RATES_SENTENCE)
        warn(window_sentence(judges_area=judges_area))
        say(_table(figures))
    return 0


def _labelled(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures under their Chinese labels, strengths by their words."""
    return _worded(figures).rename(
        columns={name: measure.label for name, measure in MEASURES.items()}
    )


def _worded(figures: pd.DataFrame) -> pd.DataFrame:
    return figures.assign(strength=figures["strength"].map(dict(STRENGTH_LABELS)))


def _table(figures: pd.DataFrame) -> str:
    worded = _worded(figures)
    kinds = [MEASURES[name].kind for name in _SHOWN]
    columns = [
        [_cell(value, is_rate=kind == "rate") for value in worded[name]]
        for name, kind in zip(_SHOWN, kinds, strict=True)
    ]
    headers = [MEASURES[name].label for name in _SHOWN]
    numeric = {place for place, kind in enumerate(kinds) if kind != "text"}
    rows = [list(row) for row in zip(*columns, strict=True)]
    return aligned(headers, rows, numeric=numeric)


def _cell(value: object, *, is_rate: bool) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    return percent_text(float(str(value))) if is_rate else str(value)
