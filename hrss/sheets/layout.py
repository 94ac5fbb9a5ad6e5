"""Where the table is: its header block, and what each column means.

Comes in: a `Grid`. Goes out: the `HeaderBlock` with most evidence: the rows
whose cells, merged ones filled and groups joined, name most columns of the
registry. Knows nothing of values; rows below the header are told apart in
`hrss.sheets.rows`.
"""

from hrss.sheets.grid import Grid
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.header_bounds import HeaderBounds
from hrss.sheets.header_texts import HeaderCells, HeaderTexts
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import registry_of

HEADER_HEIGHT = 4
_FEWEST_HEADERS = 3


def find_header(grid: Grid) -> HeaderBlock | None:
    """The header block with most evidence, or None when the sheet has no table.

    Blocks of one to four rows among the first rows compete by the number of
    registry columns they name; of equals the lower and then the first wins, so
    that neither a title nor a row of data joins the header. A row of groups
    above (设备, 人员 …) and one of units below are then taken in. The kind of sheet
    is the one whose columns explain most of the header; of equals the one that has a
    column for what its rows are about, and then the office's.
    """
    cells = HeaderCells.of(grid)
    best: HeaderBlock | None = None
    for kind in SheetKind:
        texts = HeaderTexts(cells, registry_of(kind))
        block = _best_block(grid, texts, least=best.evidence if best else 0)
        if block is not None and (best is None or _rank(block) > _rank(best)):
            best = block
    return best


def _rank(block: HeaderBlock) -> tuple[int, bool]:
    return block.evidence, _is_named(block)


def likeliest_header(grid: Grid) -> HeaderBlock | None:
    """The row that looks most like a header where none is known, or None.

    Of the first rows the one with most short texts, with something below it: for a
    person to explain (`hrss.sheets.mapping`), never to be read as it is.
    """
    cells = HeaderCells.of(grid)
    counts = [cells.count_texts(row) for row in range(cells.height)]
    counts = counts[: max(grid.height - 1, 0)]
    best = max(range(len(counts)), key=counts.__getitem__, default=0)
    if not counts or counts[best] < _FEWEST_HEADERS:
        return None
    return HeaderTexts(cells, registry_of(SheetKind.OFFICE)).resolve(best, best)


def _best_block(grid: Grid, texts: HeaderTexts, *, least: int) -> HeaderBlock | None:
    """The block with most evidence, None where none could have the least wanted."""
    best: HeaderBlock | None = None
    first = 0
    blocks = _bounded_blocks(texts)
    if blocks and blocks[0][0] < least:
        return None
    for bound, number, top, height in blocks:
        if best is not None and (bound, -number) < (best.evidence, -first):
            break
        if height > HEADER_HEIGHT:
            continue
        block = texts.resolve(top, top + height - 1)
        if best is None or (block.evidence, -number) > (best.evidence, -first):
            best, first = block, number
    if best is None or not is_table(best):
        return None
    return _take_in_groups(best, grid, texts)


def _bounded_blocks(texts: HeaderTexts) -> list[tuple[int, int, int, int]]:
    """Blocks with the most they may name, most first; of equals low ones, then first.

    Their order among all blocks comes next, then their top row and their height,
    which may be one more than a header's: a row of groups may still be taken in.
    """
    heights = range(1, HEADER_HEIGHT + 2)
    bounds = HeaderBounds(texts.cells, texts.kind)
    found = sorted(
        (height, top, bound)
        for top in range(texts.cells.height)
        if texts.could_head(top)
        for height, bound in bounds.of(top, heights)
    )
    blocks = [
        (bound, number, top, height)
        for number, (height, top, bound) in enumerate(found)
    ]
    return sorted(blocks, key=lambda each: (-each[0], each[1]))


def is_table(block: HeaderBlock) -> bool:
    """Whether enough of a header is known to read what stands below it."""
    known = block.fields.keys()
    is_named = _is_named(block)
    if block.kind is SheetKind.OFFICE:
        return len(known) >= 4 or (len(known) >= 2 and is_named)
    # A list of places alone may be of any kind; a column of its own settles it.
    is_own = any(field.column.kinds == {block.kind} for field in block.fields.values())
    return len(known) >= 2 and is_named and is_own


def _is_named(block: HeaderBlock) -> bool:
    """Whether the table says which office, station or area a row is about."""
    return not registry_of(block.kind).identifying.isdisjoint(block.fields)


def _take_in_groups(block: HeaderBlock, grid: Grid, texts: HeaderTexts) -> HeaderBlock:
    top = block.top
    while top > 0 and block.bottom - top < HEADER_HEIGHT:
        tall = any(
            each.top < top <= each.bottom and each.left < grid.width
            for each in grid.merged
        )
        if not tall and not texts.is_group_row(top - 1, block):
            break
        top -= 1
    bottom = block.bottom
    while bottom - top < HEADER_HEIGHT and bottom + 1 < texts.cells.height:
        tall = any(top <= each.top <= bottom < each.bottom for each in grid.merged)
        if not tall and not texts.is_lower_row(bottom + 1):
            break
        bottom += 1
    if (top, bottom) == (block.top, block.bottom):
        return block
    return texts.resolve(top, bottom)
