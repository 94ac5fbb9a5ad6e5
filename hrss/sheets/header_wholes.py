"""Columns under a group that is a column itself: its sum, its parts, plan and fact.

建筑面积 over 合计, 办公面积 and 服务面积; 建成时间 over 计划 and 实际. Comes in: keys
of headers. Goes out: the column that a leaf means because of what it stands under.
"""

import re
from collections.abc import Iterable
from functools import cache

from hrss.sheets.columns import Column, ColumnType
from hrss.sheets.headers import normalise_header
from hrss.sheets.registry import Registry

_SUM = re.compile(r"(?:合计|小计|总计|共计)数?|计|总数|总量|总额|总面积|总人数")
_SUMMED = frozenset((ColumnType.INTEGER, ColumnType.NUMBER))
_DONE = r"(?:完成|建成|竣工|开工|动工|验收|挂牌|批复)?(?:时间|日期)?"
_ACTUAL = re.compile(rf"实际{_DONE}")
_PLANNED = re.compile(rf"(?:计划|预计|拟){_DONE}")


def may_mean_group(key: str) -> bool:
    """Whether a leaf may mean the column that its group names."""
    return any(words.fullmatch(key) for words in (_SUM, _ACTUAL, _PLANNED))


def column_under(leaf: str, groups: Iterable[str], registry: Registry) -> Column | None:
    """The column that 合计, 实际 or 计划 means under a group, or None.

    Parameters
    ----------
    groups : keys of the groups that it shares with other columns, nearest first.
    """
    for group in groups:
        whole = registry.column_of_key(group)
        if whole is None:
            continue
        if whole.type in _SUMMED and _SUM.fullmatch(leaf):
            return _whole(group, registry)
        if whole.type is ColumnType.DATE and _ACTUAL.fullmatch(leaf):
            return whole
        if whole.type is ColumnType.DATE and _PLANNED.fullmatch(leaf):
            return registry.column_of_key(f"计划{group}")
    return None


def is_only_part(
    leaf: str, named: Column, groups: Iterable[str], registry: Registry
) -> bool:
    """Whether a leaf names its own group's measure, of which it is a part.

    办公面积 alone is the area; beside 服务面积 under 建筑面积 it is not all of it.
    """
    if named.type is not ColumnType.NUMBER or leaf == _own_key(named):
        return False
    return any(_whole(group, registry) is named for group in groups)


def _whole(group: str, registry: Registry) -> Column | None:
    """The column that a group names, unless it is the registry's word for several."""
    return None if registry.is_group(group) else registry.column_of_key(group)


@cache
def _own_key(named: Column) -> str:
    return normalise_header(named.header).key
