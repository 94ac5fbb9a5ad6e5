"""``user``: accounts; the first administrator is made here and nowhere else.

A password is asked for or read from standard input, never an argument: arguments
stand in the shell's history and in the list of processes.
"""

import argparse

from hrss.accounts import (
    InvalidRightsError,
    InvalidUserNameError,
    WeakPasswordError,
)
from hrss.cli.arguments import Commands, add_command, take_commands
from hrss.cli.failures import CommandError
from hrss.cli.output import aligned, json_text, say
from hrss.cli.stores import existing, is_missing, opened
from hrss.cli.user_arguments import (
    add_name,
    add_password,
    add_rights,
    password_of,
    rights_of,
)
from hrss.service import LOCAL_TIME
from hrss.service.places_of import own_place_name
from hrss.settings import Settings
from hrss.store import (
    Account,
    AccountExistsError,
    LastAdministratorError,
    UnknownAccountError,
    add_account,
    change_password,
    change_rights,
    fetch_accounts,
    file_of,
    set_disabled,
)

BY = "命令行"
_REFUSALS = (
    AccountExistsError,
    InvalidRightsError,
    InvalidUserNameError,
    LastAdministratorError,
    UnknownAccountError,
    WeakPasswordError,
)
_HEADERS = ["用户名", "姓名或单位", "角色", "范围", "状态", "建立时间"]


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    user = add_command(commands, "user", None, help="账号")
    actions = take_commands(user)
    add = add_command(actions, "add", run_add, help="新增账号（密码另行询问）")
    add_name(add)
    add.add_argument("--name", metavar="姓名", required=True, help="姓名或单位")
    add_rights(add)
    add.add_argument(
        "--external",
        action="store_true",
        help="没有密码，只由单位统一身份或单位门户登录",
    )
    add_password(add)
    listed = add_command(actions, "list", run_list, help="列出账号")
    listed.add_argument("--json", action="store_true", help="输出JSON")
    add_name(add_command(actions, "disable", run_disable, help="停用账号，立即生效"))
    add_name(add_command(actions, "enable", run_enable, help="重新启用账号"))
    password = add_command(actions, "password", run_password, help="重设密码")
    add_name(password)
    add_password(password)
    role = add_command(actions, "role", run_role, help="改变角色和范围")
    add_name(role)
    add_rights(role)


def run_add(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make an account."""
    is_new = is_missing(settings)
    try:
        rights = rights_of(chosen)
        password = None if chosen.external else password_of(chosen)
        with opened(settings) as store:
            made = add_account(
                store,
                chosen.user,
                display_name=chosen.name,
                rights=rights,
                password=password,
                by=BY,
                is_given=chosen.must_change,
            )
    except _REFUSALS as error:
        raise CommandError(_text(error)) from None
    except ValueError:
        raise CommandError("用法不对：姓名或单位不能为空") from None
    say(f"已新增账号“{made.user_name}”（{_described(made)}）")
    if is_new:
        say(f"此前没有数据库，已新建“{file_of(settings)}”，请核对服务用的是否同一个")
    return 0


def run_list(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print every account."""
    with existing(settings) as store:
        accounts = fetch_accounts(store)
    if chosen.json:
        say(json_text([_line(each) for each in accounts]))
    elif not accounts:
        say("还没有账号")
    else:
        rows = [[str(value) for value in _row(each)] for each in accounts]
        say(aligned(_HEADERS, rows, numeric=set()))
    return 0


def run_disable(chosen: argparse.Namespace, settings: Settings) -> int:
    """Shut an account out."""
    return _set_disabled(chosen, settings, is_disabled=True)


def run_enable(chosen: argparse.Namespace, settings: Settings) -> int:
    """Let an account in again."""
    return _set_disabled(chosen, settings, is_disabled=False)


def run_password(chosen: argparse.Namespace, settings: Settings) -> int:
    """Give an account another password."""
    password = password_of(chosen)
    try:
        with existing(settings) as store:
            is_given = chosen.must_change
            change_password(store, chosen.user, password, by=BY, is_given=is_given)
    except _REFUSALS as error:
        raise CommandError(_text(error)) from None
    say(f"已重设“{chosen.user}”的密码，此前的登录全部失效")
    return 0


def run_role(chosen: argparse.Namespace, settings: Settings) -> int:
    """Give an account another role or place."""
    try:
        rights = rights_of(chosen)
        with existing(settings) as store:
            change_rights(store, chosen.user, rights, by=BY)
    except _REFUSALS as error:
        raise CommandError(_text(error)) from None
    place = own_place_name(rights)
    say(f"“{chosen.user}”现为{rights.role.label}（{place}），此前的登录全部失效")
    return 0


def _set_disabled(
    chosen: argparse.Namespace, settings: Settings, *, is_disabled: bool
) -> int:
    try:
        with existing(settings) as store:
            set_disabled(store, chosen.user, is_disabled=is_disabled, by=BY)
    except _REFUSALS as error:
        raise CommandError(_text(error)) from None
    say(f"已{'停用' if is_disabled else '启用'}账号“{chosen.user}”")
    return 0


def _text(error: Exception) -> str:
    return str(error.args[0])


def _described(account: Account) -> str:
    place = own_place_name(account.rights)
    without = "" if account.has_password else "，没有密码"
    return f"{account.rights.role.label}，{place}{without}"


def _row(account: Account) -> list[str]:
    created = account.created_at.astimezone(LOCAL_TIME)
    return [
        account.user_name,
        account.display_name,
        account.rights.role.label,
        own_place_name(account.rights),
        ("停用" if account.is_disabled else "有效")
        + ("" if account.has_password else "（没有密码）"),
        f"{created:%Y-%m-%d %H:%M}",
    ]


def _line(account: Account) -> dict[str, int | str | bool | None]:
    return {
        "account_id": account.id,
        "user_name": account.user_name,
        "display_name": account.display_name,
        "role": account.rights.role.value,
        "prefecture_code": account.rights.prefecture_code,
        "county_code": account.rights.county_code,
        "is_disabled": account.is_disabled,
        "has_password": account.has_password,
        "has_given_password": account.has_given_password,
        "created_at": account.created_at.isoformat(),
        "created_by": account.created_by,
        "password_changed_at": account.password_changed_at.isoformat(),
    }
