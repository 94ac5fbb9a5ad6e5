"""Argument parsing that speaks Chinese, its complaints included."""

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import NoReturn, TypeAlias

from hrss.metrics import Grouping
from hrss.places import Prefecture, list_prefectures
from hrss.service import LOCAL_TIME
from hrss.settings import Settings

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1没有\2这一项，可选\3",
    ),
    (r"argument (.+?): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不应有 \2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Run: TypeAlias = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


class UsageError(Exception):
    """The command was written wrongly; `usage` shows how it is written."""

    def __init__(self, complaint: str, *, usage: str) -> None:
        super().__init__(complaint)
        self.usage = usage


class _Formatter(argparse.HelpFormatter):
    """Help that begins with 用法 where argparse says usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        # A command's own usage begins with its parser's, which has no prefix.
        named = "用法：" if prefix is None else prefix
        super().add_usage(usage, actions, groups, named)


class Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are in Chinese."""

    def __init__(
        self, prog: str, *, description: str, epilog: str | None = None
    ) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_help(self) -> str:
        """Help with the colons of Chinese after its titles."""
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def error(self, message: str) -> NoReturn:
        """Complain in Chinese.

        Raises
        ------
        UsageError : always.
        """
        for pattern, sentence in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found is not None:
                message = found.expand(sentence)
                break
        message = re.sub(r"'([^']*)'", r"“\1”", message).replace("”, “", "”“")
        raise UsageError(message, usage=self.format_usage().strip())


def take_commands(parser: Parser) -> Commands:
    """Let a parser take one of several commands."""
    return parser.add_subparsers(
        title="命令", metavar="命令", required=True, parser_class=Parser
    )


def add_command(commands: Commands, name: str, run: Run | None, *, help: str) -> Parser:
    """Add one command; `run` is what it does, None when it has commands itself."""
    parser = commands.add_parser(name, help=help, description=help)
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def add_as_of(parser: Parser, *, help: str, is_required: bool = False) -> None:
    """Add ``--as-of``, the day that is described."""
    parser.add_argument(
        "--as-of", type=day, metavar="日期", required=is_required, help=help
    )


def add_scope(parser: Parser, *, by: Grouping, more: tuple[str, ...] = ()) -> None:
    """Add what figures are of: day, moment known, grouping, batch, and the format.

    Parameters
    ----------
    by : how they are grouped when nothing is said.
    more : groupings that this command knows beside those of all figures.
    """
    add_as_of(parser, help="数据截至日期；默认为最近一个有上报的日期")
    parser.add_argument(
        "--known-at",
        type=moment,
        metavar="时间",
        help="按当时已收到的上报计算（北京时间）",
    )
    parser.add_argument(
        "--by",
        choices=[*(each.value for each in Grouping), *more],
        default=by.value,
        help="分组：全省、批次、地区、地级市、县（市、区）"
        + ("、乡镇（街道）" if "township" in more else ""),
    )
    parser.add_argument("--batch", choices=["2011", "2012"], help="只算一个批次")
    add_counting(parser)
    parser.add_argument(
        "--format", choices=["table", "csv", "json"], default="table", help="输出格式"
    )


def add_counting(parser: Parser) -> None:
    """Add ``--approved-only``, which narrows what is counted (`scope.counted`)."""
    parser.add_argument(
        "--approved-only",
        action="store_true",
        help="只计入审核通过的上报（启用账号时可用）",
    )


def add_area(parser: Parser) -> None:
    """Add ``--prefecture``, the part of the province that is meant."""
    parser.add_argument(
        "--prefecture", type=prefecture, metavar="地级市", help="名称或代码；默认全省"
    )


def add_by(parser: Parser) -> None:
    """Add ``--by``, who sends."""
    parser.add_argument("--by", metavar="姓名", default="命令行", help="报送人")


def day(text: str) -> date:
    """A day written 2011-12-31.

    Raises
    ------
    argparse.ArgumentTypeError : the text is not such a day.
    """
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成2011-12-31这样的格式")


def moment(text: str) -> datetime:
    """A moment on the offices' clock; a day alone means its last microsecond.

    Raises
    ------
    argparse.ArgumentTypeError : the text is neither.
    """
    if _DAY.fullmatch(text):
        return datetime.combine(day(text), time.max, tzinfo=LOCAL_TIME)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}”不是时间，应写成2011-12-31或2011-12-31T18:00这样的格式（北京时间）"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=LOCAL_TIME)


def first_moment(text: str) -> datetime:
    """A moment on the offices' clock; a day alone means its first.

    Raises
    ------
    argparse.ArgumentTypeError : the text is neither.
    """
    if _DAY.fullmatch(text):
        return datetime.combine(day(text), time.min, tzinfo=LOCAL_TIME)
    return moment(text)


def whole_number(text: str) -> int:
    """A whole number from 1 on.

    Raises
    ------
    argparse.ArgumentTypeError : the text is none.
    """
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”应为正整数")


def seed(text: str) -> int:
    """A whole number from 0 on.

    Raises
    ------
    argparse.ArgumentTypeError : the text is none.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”应为不小于0的整数")


def prefecture(text: str) -> Prefecture:
    """A prefecture by its code, or its name with or without 市.

    Raises
    ------
    argparse.ArgumentTypeError : there is none.
    """
    known = list_prefectures()
    for each in known:
        if text in (each.code, each.name, each.name.removesuffix("市")):
            return each
    names = "、".join(each.name for each in known)
    raise argparse.ArgumentTypeError(f"没有“{text}”，可用{names}，或6位区划代码")
