"""Where the table is: its header block, and what each column means.

Comes in: a `Grid`. Goes out: the `HeaderBlock` with most evidence: the rows
whose cells, merged ones filled and groups joined, name most columns of the
registry. Knows nothing of values; rows below the header are told apart in
`hrss.sheets.rows`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from hrss.sheets.columns import Column
from hrss.sheets.grid import Codes, Grid, MergedRange, column_letter, text_of
from hrss.sheets.headers import Header, normalise_header
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import Registry, registry_of
from hrss.sheets.titles import is_title_text
from hrss.sheets.values import unit_fits

SEARCHED_ROWS = 40
"""How far down a header is looked for."""
HEADER_HEIGHT = 3
_LONGEST_HEADER = 60
_FEWEST_HEADERS = 3


@dataclass(frozen=True, slots=True)
class UnknownHeader:
    """A header that names no column of the registry, or one named before."""

    row: int
    letter: str
    text: str
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the sheet that was understood: its place and its unit."""

    column: Column
    position: int
    unit: str | None
    text: str

    @property
    def letter(self) -> str:
        """Letter of the column in the sheet."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The header of a table: rows from 0, and what its columns mean."""

    kind: SheetKind
    top: int
    bottom: int
    fields: Mapping[str, Field]
    ignored: tuple[Field, ...]
    unknown: tuple[UnknownHeader, ...]

    @property
    def evidence(self) -> int:
        """Number of columns that were understood."""
        return len(self.fields) + len(self.ignored)


def fill_merged(codes: Codes, merged: tuple[MergedRange, ...]) -> Codes:
    """A copy in which every merged cell shows its value in its whole range."""
    filled = codes.copy()
    for each in merged:
        rows = slice(each.top, each.bottom + 1)
        filled[rows, each.left : each.right + 1] = codes[each.top, each.left]
    return filled


def find_header(grid: Grid) -> HeaderBlock | None:
    """The header block with most evidence, or None when the sheet has no table.

    Blocks of one to three rows among the first rows compete by the number of
    registry columns they name; of equals the lower and then the first wins, so
    that neither a title nor a row of data joins the header. A row of groups
    above (设备, 人员 …) and one of units below are then taken in. The kind of sheet
    is the one whose columns explain most of the header; of equals the office's.
    """
    cells = _HeaderCells.of(grid)
    blocks = [_best_block(grid, _Texts(cells, registry_of(kind))) for kind in SheetKind]
    found = [block for block in blocks if block is not None]
    return max(found, key=lambda block: block.evidence, default=None)


def likeliest_header(grid: Grid) -> HeaderBlock | None:
    """The row that looks most like a header where none is known, or None.

    Of the first rows the one with most short texts, with something below it: for a
    person to explain (`hrss.sheets.mapping`), never to be read as it is.
    """
    cells = _HeaderCells.of(grid)
    counts = [cells.count_texts(row) for row in range(cells.height)]
    counts = counts[: max(grid.height - 1, 0)]
    best = max(range(len(counts)), key=counts.__getitem__, default=0)
    if not counts or counts[best] < _FEWEST_HEADERS:
        return None
    return _Texts(cells, registry_of(SheetKind.OFFICE)).resolve(best, best)


def _best_block(grid: Grid, texts: "_Texts") -> HeaderBlock | None:
    best: HeaderBlock | None = None
    rows = range(texts.cells.height)
    heads = [top for top in rows if texts.could_head(top)]
    for height in range(1, HEADER_HEIGHT + 1):
        for top in heads:
            if top + height > texts.cells.height:
                continue
            block = texts.resolve(top, top + height - 1)
            if best is None or block.evidence > best.evidence:
                best = block
    if best is None or not is_table(best):
        return None
    return _take_in_groups(best, grid, texts)


def is_table(block: HeaderBlock) -> bool:
    """Whether enough of a header is known to read what stands below it."""
    known = block.fields.keys()
    is_named = not registry_of(block.kind).identifying.isdisjoint(known)
    if block.kind is SheetKind.OFFICE:
        return len(known) >= 4 or (len(known) >= 2 and is_named)
    # A list of places alone may be of any kind; a column of its own settles it.
    is_own = any(field.column.kinds == {block.kind} for field in block.fields.values())
    return len(known) >= 2 and is_named and is_own


def _take_in_groups(block: HeaderBlock, grid: Grid, texts: "_Texts") -> HeaderBlock:
    top = block.top
    while top > 0 and block.bottom - top < HEADER_HEIGHT:
        tall = any(
            each.top < top <= each.bottom and each.left < grid.width
            for each in grid.merged
        )
        if not tall and not texts.is_group_row(top - 1):
            break
        top -= 1
    bottom = block.bottom
    while bottom - top < HEADER_HEIGHT and texts.is_unit_row(bottom + 1):
        bottom += 1
    if (top, bottom) == (block.top, block.bottom):
        return block
    return texts.resolve(top, bottom)


class _HeaderCells:
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


class _Texts:
    """What the header cells mean in one kind of sheet."""

    def __init__(self, cells: _HeaderCells, registry: Registry) -> None:
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
        for position in range(self.cells.filled.shape[1]):
            path = self._path(top, bottom, position)
            if not path:
                continue
            text = text_of_path([self.cells.texts[code] for code in path])
            column, unit = resolve_path(
                [self.cells.headers[code] for code in path],
                registry=self._registry,
                group=self.cells.headers[groups[position]] if groups else None,
            )
            letter = column_letter(position)
            if column is None:
                unknown.append(UnknownHeader(bottom + 1, letter, text))
            elif column.is_ignored:
                ignored.append(Field(column, position, unit, text))
            elif column.name in fields:
                unknown.append(UnknownHeader(bottom + 1, letter, text, column.name))
            else:
                fields[column.name] = Field(column, position, unit, text)
        return HeaderBlock(
            self._registry.kind, top, bottom, fields, tuple(ignored), tuple(unknown)
        )

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
