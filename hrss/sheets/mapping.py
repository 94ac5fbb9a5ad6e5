"""What a person says of headers that the registry does not know, layout by layout.

Comes in: a header block, and what was said of its layout before. Goes out: the block
with those columns understood; and for what is still unknown the likeliest column, for
a person to confirm. Nothing is guessed without being asked.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from hrss.sheets.columns import column
from hrss.sheets.header_block import Field, HeaderBlock, column_position
from hrss.sheets.headers import normalise_header
from hrss.sheets.kinds import SheetKind
from hrss.sheets.measures import unit_fits
from hrss.sheets.registry import registry_of

Mappings = Mapping[str, Mapping[str, str]]
"""By layout: the header as written, and the column that it names; "" for none."""

_LIKELY = 50.0


@dataclass(frozen=True, slots=True)
class OpenHeader:
    """A header that nobody has explained yet, with the likeliest column or None."""

    letter: str
    text: str
    guess: str | None


@dataclass(frozen=True, slots=True)
class OpenLayout:
    """A sheet with headers to be explained.

    `choices` are the columns of its kind that the sheet does not have yet.
    """

    sheet: str
    kind: SheetKind
    key: str
    headers: tuple[OpenHeader, ...]
    choices: tuple[str, ...]


def layout_key(texts: Iterable[str]) -> str:
    """The same for the same headers, however they are ordered and spaced."""
    keys = sorted({normalise_header(text).key for text in texts} - {""})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def block_key(block: HeaderBlock) -> str:
    """`layout_key` of all headers of a block."""
    known = [each.text for each in (*block.fields.values(), *block.ignored)]
    return layout_key([*known, *(each.text for each in block.unknown)])


def apply_mapping(block: HeaderBlock, said: Mapping[str, str]) -> HeaderBlock:
    """The block with the headers understood that somebody has explained.

    A column that the sheet has already is not taken a second time, and one whose
    unit cannot be turned into the column's stays unknown.
    """
    fields = dict(block.fields)
    unknown, left_out = [], []
    for header in block.unknown:
        name = said.get(header.text)
        if name == "":
            left_out.append(header)
            continue
        known = column(name) if name is not None else None
        if known is None or known.name in fields or not unit_fits(header.unit, known):
            unknown.append(header)
            continue
        position = column_position(header.letter)
        fields[known.name] = Field(known, position, header.unit, header.text)
    return replace(
        block, fields=fields, unknown=tuple(unknown), left_out=tuple(left_out)
    )


def open_layout(sheet: str, block: HeaderBlock, key: str) -> OpenLayout | None:
    """What is still to be explained of a header block, or None.

    Parameters
    ----------
    key : the block's `block_key` before anything was explained.
    """
    strange = [header for header in block.unknown if header.repeats is None]
    if not strange:
        return None
    taken = set(block.fields)
    registry = registry_of(block.kind)
    choices = [
        each
        for each in registry.columns
        if not each.is_ignored and each.name not in taken
    ]
    names = {
        (each.name, text): normalise_header(text).key
        for each in choices
        for text in (each.header, *each.aliases)
    }
    return OpenLayout(
        sheet=sheet,
        kind=block.kind,
        key=key,
        headers=tuple(
            OpenHeader(header.letter, header.text, _guess(header.text, names))
            for header in strange
        ),
        choices=tuple(each.name for each in choices),
    )


def _guess(text: str, names: Mapping[tuple[str, str], str]) -> str | None:
    leaf = text.rsplit(" > ", 1)[-1]
    found = process.extractOne(
        normalise_header(leaf).key, names, scorer=fuzz.ratio, score_cutoff=_LIKELY
    )
    return found[2][0] if found else None
