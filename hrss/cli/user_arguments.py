"""What the commands of accounts are told: a name, a password, rights."""

import argparse
import getpass
import sys

from hrss.accounts import Rights, Role
from hrss.cli.arguments import Parser, prefecture
from hrss.cli.failures import CommandError
from hrss.places import County, list_counties


def add_name(parser: Parser) -> None:
    """The user name."""
    parser.add_argument("user", metavar="用户名", help="登录用的名字")


def add_rights(parser: Parser) -> None:
    """Role, prefecture and county."""
    roles = "，".join(f"{each.value} {each.label}" for each in Role)
    parser.add_argument(
        "--role",
        choices=[each.value for each in Role],
        metavar="角色",
        required=True,
        help=roles,
    )
    parser.add_argument(
        "--prefecture", type=prefecture, metavar="地级市", help="名称或代码"
    )
    parser.add_argument("--county", metavar="县（市、区）", help="名称或代码")


def add_password(parser: Parser) -> None:
    """How a password comes, and whose it is."""
    parser.add_argument(
        "--password-stdin", action="store_true", help="从标准输入读密码的第一行"
    )
    parser.add_argument(
        "--must-change",
        action="store_true",
        help="密码是代他人设的：本人登录后须先修改",
    )


def password_of(chosen: argparse.Namespace) -> str:
    """The password that is typed in twice or read; never an argument."""
    if chosen.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise CommandError(
            "用法不对：不在终端上，请用 --password-stdin 从标准输入给密码"
        )
    password = getpass.getpass("密码：")
    if getpass.getpass("再输一次：") != password:
        raise CommandError("两次输入的密码不一样")
    return password


def rights_of(chosen: argparse.Namespace) -> Rights:
    """What the account may do."""
    code = chosen.prefecture.code if chosen.prefecture else None
    county = None if chosen.county is None else _county(chosen.county, code)
    if county is not None and code is None:
        code = county.prefecture_code
    return Rights(Role(chosen.role), code, None if county is None else county.code)


def _county(text: str, prefecture_code: str | None) -> County:
    """The county of a name or code, within the prefecture where one is named."""
    found = [
        each
        for each in list_counties()
        if text in (each.code, each.name)
        and prefecture_code in (None, each.prefecture_code)
    ]
    if len(found) != 1:
        word = "不止一个，请同时指定地级市" if found else "没有"
        raise CommandError(f"县（市、区）“{text}”{word}")
    return found[0]
