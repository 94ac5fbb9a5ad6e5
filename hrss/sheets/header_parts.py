"""Which columns of a header are parts of one column of the registry.

Comes in: what stands over each column. Goes out: for the place of every part the whole
column and the part, such as 建成时间 and its 年, 月 and 日.
"""

from collections.abc import Mapping, Sequence

from hrss.sheets.columns import Column
from hrss.sheets.header_paths import HeaderPath
from hrss.sheets.headers import Header
from hrss.sheets.registry import Registry
from hrss.sheets.split_columns import part_of


def find_parts(
    texts: Mapping[int, str],
    headers: Mapping[int, Header],
    paths: Sequence[HeaderPath],
    registry: Registry,
) -> dict[int, tuple[Column, str]]:
    """Places of the parts of columns that the sheet splits over several."""
    found: dict[str, list[tuple[int, Column, str]]] = {}
    for position, path, groups in paths:
        # Below the leaf may be a row of units.
        for own in (path, path[:-1]):
            above = own[-2:-1] or groups[:1]
            if not own or not above or above[0] == own[-1]:
                continue
            whole = registry.column_of_key(headers[above[0]].key)
            if whole is None:
                continue
            part = part_of(whole, texts[own[-1]])
            if part is not None:
                found.setdefault(whole.name, []).append((position, whole, part))
                break
    headed = [position for position, *_ in paths]
    # One part alone is a column like any other.
    return {
        position: (whole, part)
        for places in found.values()
        for side in _sides(places, headed)
        if len({part for *_, part in side}) > 1
        for position, whole, part in side
    }


def _sides(
    places: list[tuple[int, Column, str]], headed: list[int]
) -> list[list[tuple[int, Column, str]]]:
    """Parts with no other column's header between them.

    A column of the same name further on is another table's; what stands below it
    there must not pass for its parts.
    """
    sides: list[list[tuple[int, Column, str]]] = []
    own = {position for position, *_ in places}
    for place in sorted(places, key=lambda each: each[0]):
        last = sides[-1][-1][0] if sides else place[0]
        between = {each for each in headed if last < each < place[0]}
        if sides and between <= own:
            sides[-1].append(place)
        else:
            sides.append([place])
    return sides
