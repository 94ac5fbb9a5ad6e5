"""``demo``: fills a store with simulated reports, or clears them."""

import argparse
import sys
import time

from hrss.cli.acting import acting
from hrss.cli.arguments import Commands, Parser, add_command, seed, whole_number
from hrss.cli.failures import CommandError
from hrss.cli.output import say, warn
from hrss.cli.stores import opened
from hrss.service import gate
from hrss.settings import Settings
from hrss.simulation import (
    RealDataError,
    ScaleTooLargeError,
    SimulatedDataError,
    simulate,
)
from hrss.store import Store, fetch_submissions

DEFAULT_SEED = 2011
_NOBODY_NAMED = "命令行"
_SECONDS_BETWEEN_LINES = 5.0


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = add_command(commands, "demo", run_demo, help="生成或清除模拟数据")
    _add_amounts(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--clear", action="store_true", help="清除模拟数据，真实上报不动")
    what.add_argument(
        "--if-empty", action="store_true", help="库中已有上报时什么也不做"
    )
    what.add_argument(
        "--force", action="store_true", help="库中有真实上报时仍混入模拟数据"
    )


def _add_amounts(parser: Parser) -> None:
    parser.add_argument(
        "--seed",
        type=seed,
        default=DEFAULT_SEED,
        metavar="数",
        help=f"种子，同一种子每次结果相同；默认{DEFAULT_SEED}",
    )
    parser.add_argument(
        "--months",
        type=whole_number,
        default=8,
        metavar="数",
        help="从2011年9月起的月数；默认8，至2012年4月",
    )
    parser.add_argument(
        "--scale",
        type=whole_number,
        default=1,
        metavar="数",
        help="名册放大倍数，试压用",
    )


def run_demo(chosen: argparse.Namespace, settings: Settings) -> int:
    """Fill or clear."""
    with opened(settings) as store:
        if chosen.clear:
            return _clear(store, settings)
        if chosen.if_empty and len(fetch_submissions(store)):
            say("库中已有上报，未生成模拟数据")
            return 0
        try:
            summary = simulate(
                store,
                seed=chosen.seed,
                months=chosen.months,
                scale=chosen.scale,
                delta_codes=settings.delta_prefectures,
                is_forced=chosen.force,
                has_review=settings.has_accounts,
                progress=_Progress(),
            )
        except (RealDataError, SimulatedDataError) as error:
            raise CommandError(str(error)) from None
        except ScaleTooLargeError as error:
            raise CommandError(f"--scale 过大：{error}") from None
    say(
        f"已生成模拟数据：{summary.submissions}份报表，{summary.rows}行，"
        f"数据截至{summary.first_as_of}至{summary.last_as_of}；"
        "用 demo --clear 清除"
    )
    return 0


def _clear(store: Store, settings: Settings) -> int:
    cleared = gate.clear_simulation(store, acting(settings, _NOBODY_NAMED))
    say(
        f"已清除模拟数据：{cleared.submissions}份报表，{cleared.reports}行，"
        f"{cleared.rosters}份模拟名册"
    )
    return 0


class _Progress:
    """Says now and then how far it is; on a terminal, in one line."""

    def __init__(self) -> None:
        self._said_at = time.monotonic()
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int, file_name: str) -> None:
        sentence = f"正在生成模拟数据 {done}/{total} {file_name}"
        if self._is_terminal:
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r\x1b[K{sentence}{end}")
            sys.stderr.flush()
        elif done == total or time.monotonic() - self._said_at > _SECONDS_BETWEEN_LINES:
            self._said_at = time.monotonic()
            warn(sentence)
