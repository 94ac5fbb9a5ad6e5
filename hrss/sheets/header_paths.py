"""A column's header from its group down to its leaf, and the column that it names.

Comes in: header cells as codes, one above the other. Goes out: the groups a column
stands under where no merged cell says so, and the registry's column for a path.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from hrss.sheets.columns import Column
from hrss.sheets.grid import MergedRange
from hrss.sheets.header_wholes import column_under, is_only_part
from hrss.sheets.headers import Header
from hrss.sheets.kinds import SheetKind
from hrss.sheets.measures import unit_fits
from hrss.sheets.registry import registry_of


class HeaderPath(NamedTuple):
    """Codes of the cells over a column: its own from above, and its groups'."""

    position: int
    path: tuple[int, ...]
    groups: tuple[int, ...]


@lru_cache(maxsize=16384)
def text_of_path(texts: tuple[str, ...]) -> str:
    """A header over several rows as one text: 设备 > 电脑."""
    return " > ".join("".join(text.split()) for text in texts)


def path_of(cells: Iterable[int]) -> list[int]:
    """Distinct filled cells of a column's header, from its group to its leaf."""
    path: list[int] = []
    for code in cells:
        if code and (not path or path[-1] != code):
            path.append(code)
    return path


def find_groups(
    rows: Sequence[Sequence[int]], merged: Iterable[MergedRange], top: int
) -> list[list[int]]:
    """For each column the groups to its left that it may belong to, nearest first.

    Where groups are not merged, only their first column has the text. It reaches as
    far as the cells beside it are blank and have a leaf below them, and no further
    than its own group; one that is merged says itself how far it reaches.

    Parameters
    ----------
    rows : codes of the header, merged cells filled, 0 is blank.
    top : row of the sheet that they begin with.
    """
    width = len(rows[0]) if rows else 0
    stated = {
        (each.top - top, column)
        for each in merged
        if each.left < each.right
        for column in range(each.left, each.right + 1)
    }
    reach: list[list[int]] = []
    for level in range(len(rows) - 1):
        above = reach[-1] if reach else [0] * width
        reach.append(_reach(rows, level, above, stated))
    return [
        [level[column] for level in reversed(reach) if level[column]]
        for column in range(width)
    ]


def _reach(
    rows: Sequence[Sequence[int]],
    level: int,
    above: Sequence[int],
    stated: set[tuple[int, int]],
) -> list[int]:
    """What each column stands under in one row of the header."""
    found: list[int] = []
    group, parent = 0, 0
    for column, own in enumerate(rows[level]):
        below = {row[column] for row in rows[level + 1 :]} - {0}
        if own:
            is_open = bool(below - {own}) and (level, column) not in stated
            group, parent = (own, above[column]) if is_open else (0, 0)
            found.append(own)
        elif not below:
            found.append(0)
        else:
            group = group if above[column] == parent else 0
            found.append(group)
    return found


@lru_cache(maxsize=65536)
def resolve_path(
    path: tuple[Header, ...],
    kind: SheetKind,
    groups: tuple[Header, ...] = (),
    shared: tuple[str, ...] = (),
) -> tuple[Column | None, str | None]:
    """The column a header path names, with the unit found on the way.

    The whole path joined is tried first, then group and leaf, then the leaf
    alone: 站点 > 应建 and 人员 > 编制 differ by their group, 电脑 needs none. A
    leaf that is only a unit (㎡) leaves the word to the row above. A unit that
    cannot be turned into the column's own (亩) means another column. The same paths
    are asked for again and again while blocks of rows compete.

    Parameters
    ----------
    groups : what the column may stand under where no merged cell says so.
    shared : keys of the groups that it has in common with other columns.
    """
    registry = registry_of(kind)
    units = [each.unit for each in path if each.unit]
    unit = units[-1] if units else None
    above = () if units else tuple(each.unit for each in groups if each.unit)
    keys = [each.key for each in path if each.key]
    if not keys:
        return None, unit
    joined = [
        group.key + keys[0]
        for group in groups
        if len(keys) == 1 and group.key and group.key != keys[0]
    ]
    under = column_under(keys[-1], shared, registry)
    if under is not None and unit_fits(unit, under):
        return under, unit or _fitting(above, under)
    leaf = keys[-1].removeprefix("其中")
    for key in (*joined, *_candidates(keys)):
        found = registry.column_of_key(key)
        if found is None or not unit_fits(unit, found):
            continue
        if key != leaf or not is_only_part(leaf, found, shared, registry):
            return found, unit or _fitting(above, found)
    return None, unit or next(iter(above), None)


def _fitting(units: Iterable[str], found: Column) -> str | None:
    """The nearest unit of the groups that can be the column's."""
    return next((each for each in units if unit_fits(each, found)), None)


def _candidates(keys: list[str]) -> list[str]:
    leaf = keys[-1].removeprefix("其中")
    joins = ["".join(keys[start:]) for start in range(len(keys))]
    if len(keys) > 1:
        above = keys[-2]
        joins.append(above + leaf)
        joins.append(above.removesuffix("人员").removesuffix("人数") + leaf)
        joins.append("".join((keys[0], leaf)))
    return [*joins[:-1], leaf] if len(keys) == 1 else [*joins, leaf]
