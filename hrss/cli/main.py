"""Puts the commands together, runs one, and turns what goes wrong into a sentence."""

import os
import sys
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from hrss.cli import (
    areas,
    care,
    demo,
    editions,
    log,
    moving,
    progress,
    publish,
    report,
    reviews,
    roster,
    sheets,
    standards,
    stations,
    trust,
    users,
)
from hrss.cli.arguments import Parser, UsageError, take_commands
from hrss.cli.failures import CommandError
from hrss.cli.output import use_utf8, warn
from hrss.places import list_prefectures
from hrss.settings import InvalidSettingError, Settings, load_settings
from hrss.sheets import UnreadableWorkbookError
from hrss.store import NewerStoreError, store_sentence

DESCRIPTION = "广东省乡镇（街道）人力资源和社会保障服务所建设进度"
EPILOGUE = "退出码：0 完成；1 数据有错误；2 读不了或用法不对。"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    use_utf8()
    try:
        chosen = build_parser().parse_args(arguments)
        settings = load_settings()
        _refuse_unknown_delta(settings)
        code: int = chosen.run(chosen, settings)
        sys.stdout.flush()
    except UsageError as error:
        warn(error.usage)
        warn(f"用法不对：{error}")
    except CommandError as error:
        warn(str(error))
        return error.exit_code
    except (InvalidSettingError, UnreadableWorkbookError, NewerStoreError) as error:
        warn(str(error))
    except SQLAlchemyError as error:
        warn(store_sentence(error))
    except BrokenPipeError:
        # Who reads the output has seen enough; Python would complain on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        warn("已中断")
    else:
        return code
    return 2


def _refuse_unknown_delta(settings: Settings) -> None:
    known = {each.code for each in list_prefectures()}
    unknown = sorted((settings.delta_prefectures or frozenset()) - known)
    if unknown:
        codes = "、".join(unknown)
        raise CommandError(f"HRSS_DELTA_PREFECTURES 中没有这些地级市代码：{codes}")


def build_parser() -> Parser:
    """The parser with every command."""
    parser = Parser("python -m hrss", description=DESCRIPTION, epilog=EPILOGUE)
    commands = take_commands(parser)
    for module in (
        sheets,
        progress,
        standards,
        stations,
        areas,
        trust,
        report,
        publish,
        editions,
        reviews,
        demo,
        roster,
        care,
        moving,
        users,
        log,
    ):
        module.add_commands(commands)
    return parser
