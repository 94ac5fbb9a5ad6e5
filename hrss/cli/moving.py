"""``backup``, ``restore`` and ``migrate-store``: the store as a whole."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DatabaseError

from hrss.cli.arguments import Commands, add_command
from hrss.cli.failures import CommandError
from hrss.cli.output import aligned, say, warn
from hrss.cli.stores import NO_REPORT, opened, refuse_missing
from hrss.service import LOCAL_TIME
from hrss.settings import Settings
from hrss.store import (
    DamagedStoreError,
    NotABackupError,
    StoreHasDataError,
    TableProof,
    UnprovenCopyError,
    backup_store,
    close_store,
    fetch_submissions,
    file_of,
    is_damage,
    move_store,
    open_store,
    replace_damaged,
    restore_store,
)


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    backup = add_command(
        commands, "backup", run_backup, help="把数据库备份成一个文件，不影响使用"
    )
    backup.add_argument("file", type=Path, metavar="备份文件", help="不得已存在")
    restore = add_command(commands, "restore", run_restore, help="用备份文件恢复数据库")
    restore.add_argument("file", type=Path, metavar="备份文件", help="backup 所作")
    restore.add_argument(
        "--replace", action="store_true", help="库中已有数据或已损坏时以备份取代"
    )
    move = add_command(
        commands, "migrate-store", run_move, help="把SQLite数据库迁入PostgreSQL"
    )
    move.add_argument(
        "--to",
        metavar="地址",
        required=True,
        help="目标空库，如 postgresql+psycopg://用户@主机/库名",
    )


def run_backup(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the store into a new file, and prove it."""
    refuse_missing(settings)
    path: Path = chosen.file
    with opened(settings) as store, _explained(path):
        try:
            backup_store(store, path)
        except FileExistsError:
            raise CommandError(f"文件“{path}”已存在，请换一个名字") from None
        except DamagedStoreError as error:
            raise _damaged("数据库", error) from None
        is_empty = fetch_submissions(store).empty
    size = path.stat().st_size / 2**20
    what = NO_REPORT if is_empty else ""
    say(f"已备份到“{path}”（{size:.1f} MB），核对完整{what}")
    return 0


def run_restore(chosen: argparse.Namespace, settings: Settings) -> int:
    """Bring a backup back, all or nothing."""
    path: Path = chosen.file
    with _explained(path):
        try:
            proofs, aside = _restored(settings, path, replaces=chosen.replace)
        except NotABackupError:
            raise CommandError(f"“{path}”不是本系统的备份文件") from None
        except StoreHasDataError:
            raise CommandError(
                "库中已有数据，没有恢复；确要以备份取代，请加 --replace"
            ) from None
        except DamagedStoreError as error:
            raise _damaged("备份", error) from None
    _say_proofs(proofs)
    say("已恢复，数据库完整；用户须重新登录")
    if aside is not None:
        say(f"原数据库文件已损坏，改名保留为“{aside}”；请重新启动服务")
    return 0


def _restored(
    settings: Settings, path: Path, *, replaces: bool
) -> tuple[tuple[TableProof, ...], Path | None]:
    """What was copied, and where a damaged file of before is now."""
    try:
        with opened(settings) as store:
            return restore_store(store, path, replaces=replaces), None
    except DatabaseError as error:
        old = file_of(settings)
        if old is None or not is_damage(error):
            raise
    if not replaces:
        raise CommandError(
            "数据库文件已损坏，没有恢复；确要以备份取代，请先停止服务，再加 --replace"
        )
    return replace_damaged(old, path, now=datetime.now(LOCAL_TIME))


def run_move(chosen: argparse.Namespace, settings: Settings) -> int:
    """Copy the SQLite store into an empty PostgreSQL database, all or nothing."""
    refuse_missing(settings)
    if make_url(settings.database_url).get_backend_name() != "sqlite":
        raise CommandError("HRSS_DATABASE_URL 应为要迁出的SQLite数据库")
    if make_url(chosen.to).get_backend_name() != "postgresql":
        raise CommandError("--to 应为PostgreSQL的地址；迁到文件请用 backup")
    target = open_store(replace(settings, database_url=chosen.to))
    with opened(settings) as store:
        try:
            proofs = move_store(store, target)
        except StoreHasDataError:
            raise CommandError("目标库中已有数据，没有迁入；请用空库") from None
        except DamagedStoreError as error:
            raise _damaged("数据库", error) from None
        except UnprovenCopyError as error:
            raise CommandError(f"没有迁入：{error}", exit_code=1) from None
        finally:
            close_store(target)
    _say_proofs(proofs)
    say("已迁入，请将 HRSS_DATABASE_URL 改为目标地址后再启用；原库未动")
    return 0


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except UnprovenCopyError as error:
        raise CommandError(f"没有完成：{error}", exit_code=1) from None
    except OSError as error:
        raise CommandError(f"读写不了“{path}”：{error.strerror}") from None


def _damaged(what: str, error: DamagedStoreError) -> CommandError:
    for problem in error.problems:
        warn(problem)
    count = len(error.problems)
    return CommandError(f"{what}有{count}处不符，没有完成", exit_code=1)


def _say_proofs(proofs: Sequence[TableProof]) -> None:
    rows = [[each.table, str(each.rows), each.checksum[:12]] for each in proofs]
    say(aligned(["表", "行数", "校验值"], rows, numeric={1}))
    total = sum(each.rows for each in proofs)
    say(f"共{len(proofs)}张表{total}行，两边的行数和校验值逐表一致")
