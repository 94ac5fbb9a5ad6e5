"""``check``, ``submit`` and ``template``: the way of a sheet."""

import argparse
from pathlib import Path

from hrss.accounts import ReviewState
from hrss.cli.acting import acting, refusals_told
from hrss.cli.arguments import (
    Commands,
    Parser,
    add_as_of,
    add_by,
    add_command,
    prefecture,
)
from hrss.cli.failures import CommandError
from hrss.cli.output import file_name, json_text, read_file, say, warn, write_file
from hrss.cli.stores import is_missing, opened
from hrss.cli.verdict import verdict_lines
from hrss.service import (
    LOCAL_TIME,
    check_file,
    gate,
    prefecture_template,
    returned_file,
)
from hrss.settings import Settings
from hrss.sheets import (
    KIND_LABELS,
    CheckedSubmission,
    Severity,
    SheetKind,
    message,
    to_json,
)
from hrss.store import (
    OutdatedPreviewError,
    Receipt,
    Store,
    data_version,
    fetch_roster,
    fetch_submissions,
)

OUTDATED = "其间另有上报或名册变动，没有入库，请再试一次"
MIXED = "注意：库中有模拟数据，会与本次上报混在一起；可先用 demo --clear 清除"


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    check = add_command(commands, "check", run_check, help="检查一份报表，不写入")
    _add_file(check)
    add_as_of(check, help="数据截止日期；默认用表中写明的日期")
    submit = add_command(commands, "submit", run_submit, help="检查一份报表并入库")
    _add_file(submit)
    add_as_of(submit, help="数据截止日期", is_required=True)
    add_by(submit)
    submit.add_argument(
        "--valid-rows", action="store_true", help="有错误时只入库无误的行，其余退回修改"
    )
    returned = add_command(
        commands,
        "returned",
        run_returned,
        help="把报表中有问题的单元格标出来，另存一份",
    )
    returned.add_argument("file", type=Path, metavar="文件", help=".xlsx .xls .csv等")
    add_as_of(returned, help="数据截止日期；默认用表中写明的日期")
    _add_output(returned)
    template = add_command(
        commands, "template", run_template, help="生成填好名册和最近一次数据的报表"
    )
    template.add_argument(
        "--prefecture", type=prefecture, metavar="地级市", help="名称或代码；默认全省"
    )
    template.add_argument(
        "--kind",
        type=SheetKind,
        choices=list(SheetKind),
        default=SheetKind.OFFICE,
        help="报表种类：office为服务所，station为村（社区）站点，area为市县工作",
    )
    _add_output(template)


def run_check(chosen: argparse.Namespace, settings: Settings) -> int:
    """Judge a sheet; nothing is written, and no store is made."""
    content = read_file(chosen.file, limit_mb=settings.upload_limit_mb)
    checked = _check(chosen, settings, content)
    _print_verdict(checked, is_json=chosen.json)
    return 1 if checked.has_errors else 0


def run_submit(chosen: argparse.Namespace, settings: Settings) -> int:
    """Judge a sheet and keep it when nothing blocks."""
    content = read_file(chosen.file, limit_mb=settings.upload_limit_mb)
    with opened(settings) as store:
        version = data_version(store)
        info, _ = fetch_roster(store)
        checked = _checked(store, settings, chosen, content)
        held_back = checked.has_errors
        if held_back and not (chosen.valid_rows and checked.can_send_valid_rows):
            _print_verdict(checked, is_json=chosen.json)
            return 1
        with refusals_told():
            try:
                receipt = gate.submit(
                    store,
                    acting(settings, chosen.by),
                    checked,
                    content=content,
                    as_of=chosen.as_of,
                    roster_id=info.id,
                    expected_version=version,
                    only_valid_rows=chosen.valid_rows,
                )
            except OutdatedPreviewError:
                raise CommandError(OUTDATED) from None
        submissions = fetch_submissions(store)
    _print_receipt(receipt, checked, is_json=chosen.json)
    if submissions.loc[receipt.submission_id, "review_state"] == ReviewState.SUBMITTED:
        warn("已启用审核，这份上报待审核（review）")
    if submissions["is_simulated"].any():
        warn(MIXED)
    return 1 if held_back else 0


def run_returned(chosen: argparse.Namespace, settings: Settings) -> int:
    """Hand the clerk's own workbook back, its faulty cells marked and listed."""
    content = read_file(chosen.file, limit_mb=settings.upload_limit_mb)
    checked = _check(chosen, settings, content)
    write_file(chosen.output, returned_file(settings, checked, content=content))
    counts = f"错误{checked.error_count}处，提示{checked.warning_count}处"
    say(f"已存为{chosen.output}，标出{counts}")
    return 1 if checked.has_errors else 0


def run_template(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write a sheet with the places of the roster in force and their last values."""
    code = chosen.prefecture.code if chosen.prefecture else None
    try:
        if is_missing(settings):
            template = prefecture_template(None, kind=chosen.kind, prefecture=code)
        else:
            with opened(settings) as store:
                template = prefecture_template(store, kind=chosen.kind, prefecture=code)
    except ValueError:
        raise CommandError(
            f"现行名册中没有{chosen.prefecture.name}的乡镇（街道）"
        ) from None
    write_file(chosen.output, template.content)
    label = KIND_LABELS[chosen.kind]
    say(f"已存为{chosen.output}，{label}表，共{template.township_count}个乡镇（街道）")
    return 0


def _check(
    chosen: argparse.Namespace, settings: Settings, content: bytes
) -> CheckedSubmission:
    """The verdict on a file; no store is made for it."""
    if is_missing(settings):
        return _checked(None, settings, chosen, content)
    with opened(settings) as store:
        return _checked(store, settings, chosen, content)


def _checked(
    store: Store | None,
    settings: Settings,
    chosen: argparse.Namespace,
    content: bytes,
) -> CheckedSubmission:
    return check_file(
        store,
        settings,
        content=content,
        file_name=file_name(chosen.file),
        as_of=chosen.as_of,
    )


def _add_file(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar="文件", help=".xlsx .xls .csv等")
    parser.add_argument("--json", action="store_true", help="输出JSON")


def _add_output(parser: Parser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, metavar="文件", required=True, help="存为.xlsx"
    )


def _print_verdict(checked: CheckedSubmission, *, is_json: bool) -> None:
    if is_json:
        say(json_text(to_json(checked)))
        return
    for line in verdict_lines(checked):
        say(line)


def _print_receipt(
    receipt: Receipt, checked: CheckedSubmission, *, is_json: bool
) -> None:
    received_at = receipt.received_at.astimezone(LOCAL_TIME)
    if is_json:
        content = {
            "submission_id": receipt.submission_id,
            "is_duplicate": receipt.is_duplicate,
            "as_of": receipt.as_of.isoformat(),
            "received_at": received_at.isoformat(),
            "rows": receipt.rows,
            "rows_held_back": receipt.rows_held_back,
            "warnings": receipt.warnings,
            "file": checked.file_name,
            "sha256": checked.sha256,
        }
        say(json_text(content))
        return
    if receipt.is_duplicate:
        say(f"这份文件已经报送过，仍是第{receipt.submission_id}号上报，没有重复入库")
    else:
        say(f"已入库，第{receipt.submission_id}号上报")
    if receipt.rows_held_back:
        say(f"有错误的{receipt.rows_held_back}行没有入库，改好后请重新报送：")
        for issue in checked.issues:
            if issue.severity is Severity.ERROR:
                say(f"  {message(issue)}")
    say(
        f"数据截至{receipt.as_of}，{receipt.rows}行，提示{receipt.warnings}条，"
        f"收到时间{received_at:%Y-%m-%d %H:%M:%S}（北京时间）"
    )
