"""What the cells of a header say in one kind of sheet.

Comes in: the first rows of a grid and a registry. Goes out: header blocks, each of
which says what the columns mean if these rows were the header.
"""

from typing import Self

import numpy as np

from hrss.sheets.columns import Column
from hrss.sheets.grid import Codes, Grid, MergedRange, column_letter, text_of
from hrss.sheets.header_block import Field, HeaderBlock, UnknownHeader
from hrss.sheets.headers import Header, normalise_header
from hrss.sheets.registry import Registry
from hrss.sheets.split_columns import part_of
from hrss.sheets.titles import is_title_text
from hrss.sheets.values import unit_fits

SEARCHED_ROWS = 40
"""How far down a header is looked for."""
_LONGEST_HEADER = 60


def fill_merged(codes: Codes, merged: tuple[MergedRange, ...]) -> Codes:
    """A copy in which every merged cell shows its value in its whole range."""
    filled = codes.copy()
    for each in merged:
        rows = slice(each.top, each.bottom + 1)
        filled[rows, each.left : each.right + 1] = codes[each.top, each.left]
    return filled


class HeaderCells:
    """Texts of the first rows, each distinct one looked at once for all kinds."""

    def __init__(self, grid: Grid, filled: Codes) -> None:
        self.grid = grid
        self.filled = filled
        self.raw = grid.codes
        self.height = len(filled)
        self.texts = {
            int(code): text_of(grid.uniques[code]) for code in np.unique(filled)
        }
        self.headers = {
            code: normalise_header(text) if len(text) <= _LONGEST_HEADER else Header("")
            for code, text in self.texts.items()
        }

    @classmethod
    def of(cls, grid: Grid) -> Self:
        """Cells of the rows in which a header is looked for."""
        top_rows = grid.codes[:SEARCHED_ROWS]
        ranges = tuple(each for each in grid.merged if each.top < SEARCHED_ROWS)
        return cls(grid, fill_merged(top_rows, ranges))

    def count_texts(self, row: int) -> int:
        """How many different short texts stand in a row."""
        return sum(
            isinstance(self.grid.uniques[code], str) and bool(self.headers[code].key)
            for code in set(self.raw[row].tolist())
            if code in self.headers
        )


class HeaderTexts:
    """What the header cells mean in one kind of sheet."""

    def __init__(self, cells: HeaderCells, registry: Registry) -> None:
        self.cells = cells
        self._registry = registry

    def could_head(self, row: int) -> bool:
        """Whether any cell of the row names a column or a group."""
        return any(
            self._registry.column_of_key(self.cells.headers[code].key) is not None
            or self._registry.is_group(self.cells.headers[code].key)
            for code in set(self.cells.filled[row].tolist())
        )

    def is_group_row(self, row: int) -> bool:
        """Whether a row holds names of groups, and nothing a title row holds."""
        codes = [code for code in set(self.cells.raw[row].tolist()) if code]
        texts = [self.cells.texts[code] for code in codes if code in self.cells.texts]
        if not texts or any(is_title_text(text) for text in texts):
            return False
        keys = [
            self.cells.headers[code].key for code in codes if code in self.cells.headers
        ]
        return any(
            self._registry.is_group(key)
            or self._registry.column_of_key(key) is not None
            for key in keys
        )

    def is_unit_row(self, row: int) -> bool:
        """Whether a row holds nothing but units and hints: （㎡）, （是/否）."""
        if row >= len(self.cells.filled):
            return False
        codes = [code for code in set(self.cells.raw[row].tolist()) if code]
        return bool(codes) and all(
            isinstance(self.cells.grid.uniques[code], str)
            and not self.cells.headers[code].key
            and len(self.cells.texts[code]) <= _LONGEST_HEADER
            for code in codes
        )

    def resolve(self, top: int, bottom: int) -> HeaderBlock:
        """What each column of the sheet means under the header rows given."""
        fields: dict[str, Field] = {}
        ignored: list[Field] = []
        unknown: list[UnknownHeader] = []
        groups = self._group_codes(top, bottom)
        split = self._split_columns(top, bottom, groups)
        parts: dict[str, dict[str, int]] = {}
        number = self.cells.grid.first_row + bottom + 1
        for position in range(self.cells.filled.shape[1]):
            path = self._path(top, bottom, position)
            if not path:
                continue
            text = text_of_path([self.cells.texts[code] for code in path])
            headers = [self.cells.headers[code] for code in path]
            group = self.cells.headers[groups[position]] if groups else None
            if position in split:
                whole, part = split[position]
                fields.setdefault(whole.name, Field(whole, position, None, text))
                parts.setdefault(whole.name, {})[part] = position
                continue
            column, unit = resolve_path(headers, registry=self._registry, group=group)
            letter = column_letter(position)
            if column is None:
                unknown.append(UnknownHeader(number, letter, text))
            elif column.is_ignored:
                ignored.append(Field(column, position, unit, text))
            elif column.name in fields:
                unknown.append(UnknownHeader(number, letter, text, column.name))
            else:
                fields[column.name] = Field(column, position, unit, text)
        return HeaderBlock(
            kind=self._registry.kind,
            top=top,
            bottom=bottom,
            fields=fields,
            ignored=tuple(ignored),
            unknown=tuple(unknown),
            parts=parts,
        )

    def _split_columns(
        self, top: int, bottom: int, groups: list[int] | None
    ) -> dict[int, tuple[Column, str]]:
        """Places of the parts of columns that the sheet splits over several."""
        if groups is None:
            return {}
        found: dict[str, dict[str, tuple[int, Column]]] = {}
        for position in range(self.cells.filled.shape[1]):
            path = self._path(top, bottom, position)
            if not path:
                continue
            above = path[-2] if len(path) > 1 else groups[position]
            whole = self._registry.column_of_key(self.cells.headers[above].key)
            if whole is None or above == path[-1]:
                continue
            part = part_of(whole, self.cells.texts[path[-1]])
            if part is not None:
                found.setdefault(whole.name, {}).setdefault(part, (position, whole))
        # One part alone is a column like any other.
        return {
            position: (whole, part)
            for places in found.values()
            if len(places) > 1
            for part, (position, whole) in places.items()
        }

    def _path(self, top: int, bottom: int, position: int) -> list[int]:
        """Distinct filled cells of a column's header, from its group to its leaf."""
        path: list[int] = []
        for code in self.cells.filled[top : bottom + 1, position].tolist():
            if code and (not path or path[-1] != code):
                path.append(code)
        return path

    def _group_codes(self, top: int, bottom: int) -> list[int] | None:
        """For a header without merged cells: the last filled cell to the left."""
        if bottom == top:
            return None
        groups, last = [], 0
        for code in self.cells.filled[top].tolist():
            last = code or last
            groups.append(last)
        return groups


def text_of_path(texts: list[str]) -> str:
    """A header over several rows as one text: 设备 > 电脑."""
    return " > ".join("".join(text.split()) for text in texts)


def resolve_path(
    path: list[Header], *, registry: Registry, group: Header | None = None
) -> tuple[Column | None, str | None]:
    """The column a header path names, with the unit found on the way.

    The whole path joined is tried first, then group and leaf, then the leaf
    alone: 站点 > 应建 and 人员 > 编制 differ by their group, 电脑 needs none. A
    leaf that is only a unit (㎡) leaves the word to the row above. A unit that
    cannot be turned into the column's own (亩) means another column.
    """
    units = [each.unit for each in path if each.unit]
    unit = units[-1] if units else None
    keys = [each.key for each in path if each.key]
    if not keys:
        return None, unit
    if group is not None and group.key and len(keys) == 1 and group.key != keys[0]:
        joined = registry.column_of_key(group.key + keys[0])
        if joined is not None and unit_fits(unit, joined):
            return joined, unit
    for key in _candidates(keys):
        found = registry.column_of_key(key)
        if found is not None and unit_fits(unit, found):
            return found, unit
    return None, unit


def _candidates(keys: list[str]) -> list[str]:
    leaf = keys[-1].removeprefix("其中")
    joins = ["".join(keys[start:]) for start in range(len(keys))]
    if len(keys) > 1:
        above = keys[-2]
        joins.append(above + leaf)
        joins.append(above.removesuffix("人员").removesuffix("人数") + leaf)
        joins.append("".join((keys[0], leaf)))
    return [*joins[:-1], leaf] if len(keys) == 1 else [*joins, leaf]
