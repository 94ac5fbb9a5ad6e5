"""``roster import`` and ``roster export``: the list of who is counted."""

import argparse
from pathlib import Path, PurePath

from hrss.cli.acting import acting
from hrss.cli.arguments import Commands, add_by, add_command, take_commands
from hrss.cli.failures import CommandError
from hrss.cli.output import file_name, read_file, say, warn, write_file
from hrss.cli.stores import is_missing, opened
from hrss.places import SHIPPED_ROSTER_NAME, load_shipped_roster
from hrss.service import RosterDifference, gate, read_limits, roster_difference
from hrss.settings import Settings
from hrss.sheets import read_workbook
from hrss.sheets.roster_sheet import read_roster, write_roster
from hrss.store import fetch_roster

_NAMED_UNITS = 20


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = add_command(commands, "roster", None, help="名册：导入、导出")
    inner = take_commands(parser)
    take_in = add_command(
        inner,
        "import",
        run_import,
        help="导入名册；没有“类型”列的表只更新中心镇标记",
    )
    take_in.add_argument("file", type=Path, metavar="文件", help=".xlsx .xls .csv等")
    take_in.add_argument("--name", metavar="名称", help="名册名称；默认用文件名")
    add_by(take_in)
    take_out = add_command(inner, "export", run_export, help="导出现行名册")
    take_out.add_argument(
        "-o", "--output", type=Path, metavar="文件", required=True, help="存为.xlsx"
    )


def run_import(chosen: argparse.Namespace, settings: Settings) -> int:
    """Check a roster, say what it changes, and put it in force."""
    content = read_file(chosen.file, limit_mb=settings.upload_limit_mb)
    workbook = read_workbook(
        content, file_name=file_name(chosen.file), limits=read_limits(settings)
    )
    with opened(settings) as store:
        info, base = fetch_roster(store)
        reading = read_roster(workbook, base=base)
        if reading.problems:
            for problem in reading.problems:
                say(problem)
            raise CommandError(
                f"名册有{len(reading.problems)}处错误，没有导入", exit_code=1
            )
        difference = roster_difference(base, reading.roster)
        _print_difference(difference)
        if difference.is_empty and chosen.name is None:
            say(f"与现行名册“{info.name}”没有差别，未另存")
            return 0
        name = chosen.name or PurePath(file_name(chosen.file)).stem
        number = gate.import_roster(
            store,
            acting(settings, chosen.by),
            reading.roster,
            name=name,
            content=content,
        )
    if info.is_simulated:
        warn("注意：现行名册是模拟名册，请确认导入的不是模拟指定的中心镇")
    say(f"已导入名册“{name}”，第{number}版，共{len(reading.roster)}个乡镇（街道）")
    return 0


def run_export(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the roster in force to a workbook."""
    if is_missing(settings):
        name, roster = SHIPPED_ROSTER_NAME, load_shipped_roster()
    else:
        with opened(settings) as store:
            info, roster = fetch_roster(store)
            name = info.name
    write_file(chosen.output, write_roster(roster))
    say(f"已把名册“{name}”存为{chosen.output}，共{len(roster)}个乡镇（街道）")
    return 0


def _print_difference(difference: RosterDifference) -> None:
    for label, units in (
        ("新增", difference.added),
        ("删去", difference.removed),
        ("更名或改隶", difference.renamed),
        ("中心镇标记有变", difference.marked),
    ):
        named = "、".join(units[:_NAMED_UNITS])
        more = "等" if len(units) > _NAMED_UNITS else ""
        say(f"{label}：{len(units)}个" + (f"（{named}{more}）" if units else ""))
