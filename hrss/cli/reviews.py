"""``review`` and ``reopen``: what waits is approved or returned, what is closed opened.

Both are for stores with accounts; elsewhere what comes in counts at once.
"""

import argparse
import re
from datetime import date, datetime

from hrss.accounts import ReviewState
from hrss.cli.acting import acting, refusals_told
from hrss.cli.arguments import Commands, add_command, prefecture, whole_number
from hrss.cli.failures import CommandError
from hrss.cli.output import JsonValue, aligned, json_text, records, say
from hrss.cli.stores import opened
from hrss.decree import PROVINCE_CODE, month_end
from hrss.service import LOCAL_TIME, gate
from hrss.service.periods import closed_until
from hrss.service.reviewed import is_closed, waiting_of
from hrss.settings import Settings
from hrss.sheets import KIND_LABELS, SheetKind
from hrss.store import (
    Store,
    UnknownSubmissionError,
    fetch_submissions,
)

_HEADERS = [
    *("号", "报表", "截至", "收到时间", "报送人", "填报单位"),
    *("行数", "提示", "未入库", "期间", "文件"),
]
_NUMERIC = {0, 6, 7, 8}
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    review = add_command(
        commands, "review", run_review, help="列出待审核的上报，或审核通过、退回"
    )
    review.add_argument(
        "numbers", type=whole_number, nargs="*", metavar="号", help="上报的号"
    )
    decision = review.add_mutually_exclusive_group()
    decision.add_argument("--approve", action="store_true", help="审核通过")
    decision.add_argument(
        "--return", dest="sends_back", action="store_true", help="退回，要写明原因"
    )
    review.add_argument("--comment", metavar="意见", default="", help="审核意见")
    review.add_argument("--by", metavar="姓名", default="", help="审核人")
    review.add_argument("--json", action="store_true", help="以JSON列出")
    reopen = add_command(
        commands, "reopen", run_reopen, help="重新开放已随通报发布而关闭的一期"
    )
    reopen.add_argument(
        "--period", type=_month, metavar="月份", required=True, help="如2011-11"
    )
    reopen.add_argument(
        "--area", type=prefecture, metavar="地级市", help="名称或代码；默认全省"
    )
    reopen.add_argument("--reason", metavar="原因", required=True, help="开放原因")
    reopen.add_argument("--by", metavar="姓名", required=True, help="由谁开放")


def run_review(chosen: argparse.Namespace, settings: Settings) -> int:
    """List what waits, or decide on some of it, all or none."""
    _refuse_without_accounts(settings)
    is_decided = chosen.approve or chosen.sends_back
    if is_decided != bool(chosen.numbers):
        raise CommandError(
            "用法不对：审核要写明上报的号，并选 --approve 或 --return；"
            "都不写则列出待审核的"
        )
    with opened(settings) as store:
        if not is_decided:
            _print_waiting(store, is_json=chosen.json)
            return 0
        state = ReviewState.APPROVED if chosen.approve else ReviewState.RETURNED
        _decide(store, settings, chosen, state)
    numbers = "、".join(str(each) for each in sorted(set(chosen.numbers)))
    word = "通过" if state is ReviewState.APPROVED else "退回"
    say(f"已审核{word}第{numbers}号上报")
    return 0


def run_reopen(chosen: argparse.Namespace, settings: Settings) -> int:
    """Let what was published of a month be corrected, until the next edition."""
    _refuse_without_accounts(settings)
    if not chosen.by.strip():
        raise CommandError("用法不对：重新开放要写明由谁开放")
    code = chosen.area.code if chosen.area else PROVINCE_CODE
    with opened(settings) as store, refusals_told():
        last_of_month = month_end(chosen.period)
        until = closed_until(
            store, area_code=code, first_day=chosen.period, last_day=last_of_month
        )
        # What is open is refused in words.
        last_day = until or last_of_month
        gate.reopen_period(
            store,
            acting(settings, chosen.by),
            area_code=code,
            first_day=chosen.period,
            last_day=last_day,
            reason=chosen.reason,
        )
    area = chosen.area.name if chosen.area else "全省"
    say(f"已重新开放{area}{chosen.period}至{last_day}的数据，到下一期通报发布为止")
    return 0


def _refuse_without_accounts(settings: Settings) -> None:
    if not settings.has_accounts:
        raise CommandError("没有启用账号（HRSS_ACCOUNTS=1），不设审核，也不关闭报告期")


def _print_waiting(store: Store, *, is_json: bool) -> None:
    waiting = waiting_of(fetch_submissions(store)).sort_index()
    closed = [is_closed(store, row) for _, row in waiting.iterrows()]
    lines = records(waiting.assign(is_closed=closed).reset_index())
    if is_json:
        say(json_text(lines))
    elif not lines:
        say("没有待审核的上报")
    else:
        rows = [_row(line) for line in lines]
        say(aligned(_HEADERS, rows, numeric=_NUMERIC))


def _row(line: dict[str, JsonValue]) -> list[str]:
    received = datetime.fromisoformat(str(line["received_at"])).astimezone(LOCAL_TIME)
    return [
        str(line["submission_id"]),
        KIND_LABELS[SheetKind(str(line["kind"]))],
        str(line["as_of"]),
        f"{received:%Y-%m-%d %H:%M:%S}",
        str(line["sender"]),
        str(line["reporting_unit"] or ""),
        str(line["rows_valid"]),
        str(line["warning_count"]),
        str(line["rows_held_back"]),
        "已关闭" if line["is_closed"] else "开放",
        str(line["file_name"]),
    ]


def _decide(
    store: Store, settings: Settings, chosen: argparse.Namespace, state: ReviewState
) -> None:
    if not chosen.by.strip():
        raise CommandError("用法不对：审核要写明审核人（--by）")
    numbers = sorted(set(chosen.numbers))
    known = fetch_submissions(store).index
    unknown = [each for each in numbers if each not in known]
    if unknown:
        raise CommandError(f"没有第{'、'.join(map(str, unknown))}号上报")
    with refusals_told():
        try:
            gate.review(
                store,
                acting(settings, chosen.by),
                numbers,
                state,
                comment=chosen.comment.strip(),
            )
        except UnknownSubmissionError:
            raise CommandError("所选上报刚刚已被清除，没有审核") from None


def _month(text: str) -> date:
    """The first day of a month written 2011-11.

    Raises
    ------
    argparse.ArgumentTypeError : the text is no month.
    """
    found = _MONTH.fullmatch(text)
    if found is None or not int(found[1]):
        raise argparse.ArgumentTypeError(f"“{text}”应写成2011-11这样的月份")
    return date(int(found[1]), int(found[2]), 1)
