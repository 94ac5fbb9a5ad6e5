"""What the cells of a header say in one kind of sheet.

Comes in: the first rows of a grid and a registry. Goes out: header blocks, each of
which says what the columns mean if these rows were the header.
"""

from collections import Counter
from functools import cache
from typing import Self

import numpy as np

from hrss.sheets.columns import COLUMNS
from hrss.sheets.grid import Codes, Grid, MergedRange, column_letter, text_of
from hrss.sheets.header_block import Field, HeaderBlock, UnknownHeader
from hrss.sheets.header_parts import find_parts
from hrss.sheets.header_paths import (
    HeaderPath,
    find_groups,
    path_of,
    resolve_path,
    text_of_path,
)
from hrss.sheets.headers import Header, normalise_header
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import Registry
from hrss.sheets.titles import is_title_text
from hrss.sheets.words import NO, YES

SEARCHED_ROWS = 40
"""How far down a header is looked for."""
_LONGEST_HEADER = 60


def fill_merged(codes: Codes, merged: tuple[MergedRange, ...]) -> Codes:
    """A copy in which every merged cell shows its value in its whole range."""
    filled = codes.copy()
    height, width = codes.shape
    for each in merged:
        if each.top >= height or each.left >= width:
            continue
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
        self._paths: dict[tuple[int, int], list[HeaderPath]] = {}
        # A merged cell may hide others, which are looked at too.
        codes = np.union1d(filled, self.raw[: self.height]).tolist()
        self.texts = {code: text_of(grid.uniques[code]) for code in codes}
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

    def paths(self, top: int, bottom: int) -> list[HeaderPath]:
        """What stands over each column that has a header in the rows given."""
        if (top, bottom) not in self._paths:
            cells = self.filled[top : bottom + 1].tolist()
            groups = find_groups(cells, self.grid.merged, top)
            self._paths[top, bottom] = [
                HeaderPath(position, tuple(path), _others(groups[position], path))
                for position, column in enumerate(zip(*cells, strict=True))
                if (path := path_of(column))
            ]
        return self._paths[top, bottom]

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

    @property
    def kind(self) -> SheetKind:
        """The kind of sheet that is looked for."""
        return self._registry.kind

    def could_head(self, row: int) -> bool:
        """Whether any cell of the row names a column or a group."""
        return any(
            self._names_something(self.cells.headers[code].key)
            for code in set(self.cells.filled[row].tolist())
        )

    def is_group_row(self, row: int, below: HeaderBlock) -> bool:
        """Whether a row holds names of groups, and nothing a title row holds.

        Names that nobody knows are groups where several of them stand over columns
        of the block below.
        """
        codes = self.cells.raw[row]
        places = np.flatnonzero(codes).tolist()
        values = [self.cells.grid.uniques[code] for code in codes[places].tolist()]
        if not values or any(is_title_text(text_of(value)) for value in values):
            return False
        keys = {self.cells.headers[code].key for code in codes[places].tolist()}
        if any(map(self._names_something, keys)):
            return True
        is_worded = all(isinstance(value, str) for value in values)
        over = below.positions.intersection(places)
        words = len(keys - {""})
        return is_worded and (words > 2 or (words > 1 and 2 * len(over) >= len(places)))

    def _names_something(self, key: str) -> bool:
        registry = self._registry
        return registry.is_group(key) or registry.column_of_key(key) is not None

    def is_lower_row(self, row: int) -> bool:
        """Whether a row holds nothing but units and hints, or nothing but columns.

        The last row of a header may be 年, 月 and 日 alone, or （㎡） and （是/否）; or
        words that nobody knows, all of them below headers that are wider than one
        column.
        """
        codes = [code for code in set(self.cells.raw[row].tolist()) if code]
        if not all(isinstance(self.cells.grid.uniques[code], str) for code in codes):
            return False
        if any(len(self.cells.texts[code]) > _LONGEST_HEADER for code in codes):
            return False
        keys = {self.cells.headers[code].key for code in codes} - {""}
        is_known = all(self._registry.column_of_key(key) is not None for key in keys)
        if not codes or not keys.isdisjoint(_answers()):
            return False
        return is_known or self._stands_below_wide(row, keys)

    def _stands_below_wide(self, row: int, keys: set[str]) -> bool:
        """Whether all cells stand below wide headers, two or more below one."""
        raw = self.cells.raw
        heads = np.flatnonzero(raw[row - 1])
        below = np.flatnonzero(raw[row])
        if not heads.size or len(keys) < len(below) or below[0] < heads[0]:
            return False
        over = np.searchsorted(heads, below, side="right") - 1
        ends = np.append(heads[1:], raw.shape[1])
        wide = (ends - heads)[over] > 1
        return bool(wide.all()) and len(set(over.tolist())) < len(below)

    def resolve(self, top: int, bottom: int) -> HeaderBlock:
        """What each column of the sheet means under the header rows given."""
        fields: dict[str, Field] = {}
        ignored: list[Field] = []
        unknown: list[UnknownHeader] = []
        paths = self.cells.paths(top, bottom)
        split = find_parts(self.cells.texts, self.cells.headers, paths, self._registry)
        shared = self._shared_groups(paths)
        parts: dict[str, dict[str, int]] = {}
        number = self.cells.grid.first_row + bottom + 1
        for position, path, groups in paths:
            text = text_of_path(tuple([self.cells.texts[code] for code in path]))
            letter = column_letter(position)
            whole, part = split.get(position, (None, ""))
            if whole is not None:
                is_whole = whole.name in fields and whole.name not in parts
                if is_whole or part in parts.get(whole.name, {}):
                    unknown.append(UnknownHeader(number, letter, text, whole.name))
                    continue
                fields.setdefault(whole.name, Field(whole, position, None, text))
                parts.setdefault(whole.name, {})[part] = position
                continue
            column, unit = resolve_path(
                tuple([self.cells.headers[code] for code in path]),
                self._registry.kind,
                tuple([self.cells.headers[code] for code in groups]),
                shared[position],
            )
            if column is None:
                unknown.append(UnknownHeader(number, letter, text, unit=unit))
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

    def _shared_groups(self, paths: list[HeaderPath]) -> dict[int, tuple[str, ...]]:
        """Keys of the groups of each column that stand over others as well."""
        over = {position: (*path[-2::-1], *groups) for position, path, groups in paths}
        counts = Counter(code for codes in over.values() for code in set(codes))
        return {
            position: tuple(
                key
                for code in codes
                if counts[code] > 1 and (key := self.cells.headers[code].key)
            )
            for position, codes in over.items()
        }


@cache
def _answers() -> frozenset[str]:
    """Keys of words that stand below a header, whatever column they name as well."""
    choices = [choice for each in COLUMNS for choice in each.choices]
    words = [word for each in choices for word in (each.label, *each.aliases)]
    return frozenset(normalise_header(word).key for word in (*words, *YES, *NO))


def _others(groups: list[int], path: list[int]) -> tuple[int, ...]:
    return tuple(code for code in groups if code not in path)
