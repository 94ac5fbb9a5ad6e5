"""``areas``: what prefectures and counties do of their own, and their plans."""

import argparse
from datetime import date, datetime

import pandas as pd

from hrss.cli.arguments import (
    Commands,
    add_as_of,
    add_command,
    add_counting,
    moment,
)
from hrss.cli.output import aligned, json_text, records, say, warn
from hrss.cli.scope import asked_day, counted
from hrss.cli.stores import newest_day, opened
from hrss.decree import plan_due_date
from hrss.metrics import (
    AREA_GROUPINGS,
    MEASURES,
    AreaLevel,
    FilingStatus,
    Grouping,
    area_budgets,
    area_rules,
    percent_text,
    plan_filings,
)
from hrss.reports import csv_text
from hrss.service import describe_roster, is_simulated, load_snapshot
from hrss.settings import Settings
from hrss.sheets import SheetKind
from hrss.store import Store, fetch_area_snapshot, fetch_as_of_dates, fetch_roster

_RULES = (
    *("group_name", "rule", "title", "level", "area_count", "answered_count"),
    *("yes_count", "no_count", "unanswered_count", "yes_rate", "answered_yes_rate"),
)
_PLANS = (
    *("group_name", "plan_filed_date", "filing_status", "days_overdue"),
    *("planned_count", "rostered_count"),
)
_BUDGETS = (
    *("group_name", "area_count", "answered_count", "office_count"),
    *("budget_wan_yuan", "budget_per_office_wan_yuan"),
)
_WORDS = {
    "level": {each.value: each.label for each in AreaLevel},
    "filing_status": {each.value: f"{each.sign}{each.label}" for each in FilingStatus},
}


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(
        commands, "areas", run_areas, help="市县工作和方案备案，与市县工作页同一口径"
    )
    add_as_of(parser, help="数据截至日期；默认为最近一个有市县工作表的日期")
    parser.add_argument(
        "--known-at",
        type=moment,
        metavar="时间",
        help="按当时已收到的上报计算（北京时间）",
    )
    parser.add_argument(
        "--by",
        choices=[each.value for each in AREA_GROUPINGS],
        default=Grouping.PROVINCE.value,
        help="分组：全省、地级市、县（市、区）",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--plans", action="store_true", help="各市方案备案情况")
    what.add_argument("--budgets", action="store_true", help="年度经费")
    add_counting(parser)
    parser.add_argument(
        "--format", choices=["table", "csv", "json"], default="table", help="输出格式"
    )


def run_areas(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; on what they rest goes to stderr."""
    known_at = chosen.known_at
    with opened(settings) as everything:
        store = counted(everything, settings, chosen)
        as_of = asked_day(store, chosen) or _newest_day(store, known_at)
        info, roster = fetch_roster(store, known_at)
        snapshot = load_snapshot(store, settings, as_of=as_of, known_at=known_at)
        areas = fetch_area_snapshot(
            store,
            as_of=as_of,
            known_at=known_at,
            delta_codes=settings.delta_prefectures,
        )
    if is_simulated(areas) or is_simulated(snapshot) or info.is_simulated:
        warn("【模拟数据】以下数字由模拟上报算出，不是实际情况")
    warn(f"数据截至{as_of}；{describe_roster(info, roster)}")
    by = Grouping(chosen.by)
    if chosen.plans:
        warn(f"方案备案期限{plan_due_date()}，当天为按时；未备案的逾期天数算到截至日")
        _print(plan_filings(areas, snapshot, as_of=as_of), _PLANS, chosen.format)
    elif chosen.budgets:
        warn("只合计县（市、区）和不设县的市；平均每所以填报地的应建机构数为分母")
        _print(area_budgets(areas, snapshot, by=by), _BUDGETS, chosen.format)
    else:
        warn("市本级与县（市、区）分开计数；没有填报的计入未填报，不作“否”")
        _print(area_rules(areas, by=by), _RULES, chosen.format)
    return 0


def _newest_day(store: Store, known_at: datetime | None) -> date:
    """The newest day of a sheet of areas; where there is none, of one of offices."""
    days = fetch_as_of_dates(store, known_at, kind=SheetKind.AREA)
    return days[-1] if days else newest_day(store, known_at)


def _print(figures: pd.DataFrame, names: tuple[str, ...], form: str) -> None:
    if form == "json":
        say(json_text(records(figures)))
        return
    worded = figures.assign(
        **{
            name: figures[name].map(words)
            for name, words in _WORDS.items()
            if name in figures
        }
    )
    if form == "csv":
        labels = {name: measure.label for name, measure in MEASURES.items()}
        say(csv_text(worded.rename(columns=labels)).rstrip("\n"))
    else:
        say(_table(worded, names))


def _table(figures: pd.DataFrame, names: tuple[str, ...]) -> str:
    kinds = [MEASURES[name].kind for name in names]
    columns = [
        [_cell(value, kind) for value in figures[name]]
        for name, kind in zip(names, kinds, strict=True)
    ]
    numeric = {at for at, kind in enumerate(kinds) if kind not in ("text", "date")}
    rows = [list(row) for row in zip(*columns, strict=True)]
    return aligned([MEASURES[name].label for name in names], rows, numeric=numeric)


def _cell(value: object, kind: str) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    if kind == "date":
        return f"{pd.Timestamp(str(value)):%Y-%m-%d}"
    if kind == "rate":
        return percent_text(float(str(value)))
    return f"{float(str(value)):.1f}" if kind == "number" else str(value)
