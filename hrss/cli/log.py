"""``log``: who did what, when, to which submission, from where."""

import argparse

import pandas as pd

from hrss.accounts import LogAction
from hrss.cli.arguments import (
    Commands,
    add_command,
    first_moment,
    moment,
    whole_number,
)
from hrss.cli.output import aligned, json_text, records, say
from hrss.cli.stores import opened
from hrss.reports import csv_text
from hrss.service import LOCAL_TIME
from hrss.settings import Settings
from hrss.store import fetch_log

_HEADERS = {
    "log_id": "号",
    "at": "时间",
    "user_name": "用户名",
    "action": "操作",
    "subject": "对象",
    "submission_id": "上报的号",
    "address": "来自",
    "detail": "说明",
}


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    log = add_command(commands, "log", run_log, help="操作日志，最近的在前")
    log.add_argument(
        "--since",
        type=first_moment,
        metavar="时间",
        help="从何时起（北京时间），只写日期则含当日",
    )
    log.add_argument(
        "--until",
        type=moment,
        metavar="时间",
        help="到何时止（北京时间），只写日期则含当日",
    )
    log.add_argument("--user", metavar="用户名", help="只看一个用户")
    log.add_argument(
        "--action",
        choices=[each.value for each in LogAction],
        metavar="操作",
        help="，".join(f"{each.value} {each.label}" for each in LogAction),
    )
    log.add_argument(
        "--submission", type=whole_number, metavar="号", help="只看一份上报"
    )
    log.add_argument("--address", metavar="地址", help="只看来自此地址的，可只写开头")
    log.add_argument(
        "--format", choices=["table", "csv", "json"], default="table", help="输出格式"
    )


def run_log(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the entries that were asked for."""
    with opened(settings) as store:
        log = fetch_log(
            store,
            since=chosen.since,
            until=chosen.until,
            user_name=chosen.user,
            action=LogAction(chosen.action) if chosen.action else None,
            submission_id=chosen.submission,
            address=chosen.address,
        )
    lines = log.reset_index()[list(_HEADERS)]
    if chosen.format == "json":
        say(json_text(records(lines)))
        return 0
    shown = _worded(lines)
    if chosen.format == "csv":
        say(csv_text(shown).rstrip("\n"))
    elif shown.empty:
        say("没有符合条件的记录")
    else:
        rows = [[str(value or "") for value in row.values()] for row in records(shown)]
        say(aligned(list(shown.columns), rows, numeric={0, 5}))
    return 0


def _worded(lines: pd.DataFrame) -> pd.DataFrame:
    """The entries as they are read: local time, actions in words."""
    worded = lines.assign(
        at=lines["at"].dt.tz_convert(LOCAL_TIME).dt.strftime("%Y-%m-%d %H:%M:%S"),
        action=[LogAction(each).label for each in lines["action"]],
    )
    return worded.rename(columns=_HEADERS)
