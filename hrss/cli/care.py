"""``history``, ``withdraw`` and ``verify``: care of the store."""

import argparse
from datetime import datetime

from hrss.accounts import ReviewState
from hrss.cli.acting import acting, refusals_told
from hrss.cli.arguments import Commands, add_by, add_command, whole_number
from hrss.cli.failures import CommandError
from hrss.cli.output import JsonValue, aligned, json_text, records, say
from hrss.cli.stores import NO_REPORT, existing
from hrss.service import LOCAL_TIME, gate
from hrss.settings import Settings
from hrss.store import (
    AlreadyWithdrawnError,
    UnknownSubmissionError,
    fetch_submissions,
    verify,
)

_HEADERS = [
    "号",
    "截至",
    "收到时间",
    "报送人",
    "填报单位",
    "行数",
    "提示",
    "状态",
    "文件",
]
_NUMERIC = {0, 5, 6}


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    history = add_command(commands, "history", run_history, help="列出全部上报")
    history.add_argument("--json", action="store_true", help="输出JSON")
    withdraw = add_command(commands, "withdraw", run_withdraw, help="撤回一份上报")
    withdraw.add_argument("number", type=whole_number, metavar="号", help="上报的号")
    withdraw.add_argument("--reason", metavar="原因", required=True, help="撤回原因")
    add_by(withdraw)
    add_command(commands, "verify", run_verify, help="核对数据库是否完整")


def run_history(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print every submission, the newest first."""
    with existing(settings) as store:
        submissions = fetch_submissions(store)
    if chosen.json:
        say(json_text(records(submissions.reset_index())))
    elif submissions.empty:
        say("还没有上报")
    else:
        rows = [_row(line) for line in records(submissions.reset_index())]
        say(aligned(_HEADERS, rows, numeric=_NUMERIC))
    return 0


def run_withdraw(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take a submission out of the figures from now on."""
    if not chosen.reason.strip() or not chosen.by.strip():
        raise CommandError("用法不对：撤回要写明原因和撤回人")
    who = acting(settings, chosen.by)
    with existing(settings) as store, refusals_told():
        try:
            moment = gate.withdraw(store, who, chosen.number, reason=chosen.reason)
        except UnknownSubmissionError:
            raise CommandError(f"没有第{chosen.number}号上报") from None
        except AlreadyWithdrawnError:
            raise CommandError(f"第{chosen.number}号上报此前已撤回") from None
    when = f"{moment.astimezone(LOCAL_TIME):%Y-%m-%d %H:%M:%S}"
    say(f"已撤回第{chosen.number}号上报，{when}（北京时间）起不再计入；原件仍保留")
    return 0


def run_verify(chosen: argparse.Namespace, settings: Settings) -> int:
    """Say whether the store is whole."""
    with existing(settings) as store:
        problems = verify(store)
        is_empty = not problems and fetch_submissions(store).empty
    for problem in problems:
        say(problem)
    if problems:
        raise CommandError(f"数据库有{len(problems)}处不符", exit_code=1)
    say(f"数据库完整{NO_REPORT if is_empty else ''}")
    return 0


def _row(line: dict[str, JsonValue]) -> list[str]:
    received = datetime.fromisoformat(str(line["received_at"])).astimezone(LOCAL_TIME)
    marks = ["模拟"] if line["is_simulated"] is True else []
    state = ReviewState(str(line["review_state"]))
    if line["is_withdrawn"]:
        marks.append("已撤回")
    if state is not ReviewState.NOT_NEEDED:
        marks.append(state.label)
    return [
        str(line["submission_id"]),
        str(line["as_of"]),
        f"{received:%Y-%m-%d %H:%M:%S}",
        str(line["sender"]),
        str(line["reporting_unit"] or ""),
        str(line["rows_valid"]),
        str(line["warning_count"]),
        "、".join(marks) or "有效",
        str(line["file_name"]),
    ]
