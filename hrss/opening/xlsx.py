"""What the file library does not say of an .xlsx: its sheets, read once more.

The parts are searched, not parsed: a sheet has tens of thousands of cells, and those
looked for are few.
"""

import posixpath
import re
from collections.abc import Iterator
from html import unescape

from hrss.opening.cells import LAST_COLUMN, UNCOMPUTED, Marks, cell_name
from hrss.opening.packages import Package
from hrss.opening.unreadable import UnreadableError

_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})\Z")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>"""
    rb"""(?:[^<]|<(?!/?(?:\w+:)?[vc]\b))*(?:<(?:\w+:)?v>([^<]*))?"""
)
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_STRING = re.compile(rb"""\bt=["']str["']""")
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?(row|col)\b([^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*)>"""
)
_FILTER_SIGNS = (b"autoFilter ref", b'filterMode="1"', b'filterMode="true"')
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>\s*<"""
)


def relations(package: Package, part: str) -> dict[str, str]:
    """Name of the part that each relation of `part` points to."""
    folder, name = posixpath.split(part)
    targets: dict[str, str] = {}
    for match in _RELATION.finditer(package.read(f"{folder}/_rels/{name}.rels")):
        found = _attributes(match[1])
        target = found.get("Target", "").replace("\\", "/")
        joined = posixpath.normpath(posixpath.join("/", folder, target))
        targets[found.get("Id", "")] = joined.lstrip("/")
    return targets


def read_marks(package: Package, *, limit: int) -> list[Marks]:
    """Marks of each sheet, in the order of the workbook."""
    targets = relations(package, "xl/workbook.xml")
    parts = []
    for match in _SHEET.finditer(package.read("xl/workbook.xml")):
        found = _attributes(match[1])
        key = next((found[name] for name in found if name.endswith(":id")), "")
        parts.append(targets.get(key, ""))
    return [_read_sheet(package.read(part), limit=limit) for part in parts]


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        match[1].decode("latin-1"): unescape(
            (match[2] or match[3] or b"").decode("utf-8", "replace")
        )
        for match in _ATTRIBUTE.finditer(tag)
    }


def _read_sheet(part: bytes, *, limit: int) -> Marks:
    _refuse_far_cells(part, limit=limit)
    marks = Marks()
    marks.is_filtered = any(sign in part for sign in _FILTER_SIGNS)
    for row, column, text in _texts(part):
        marks.put(row, column, text)
    if b"hidden" in part:
        for match in _HIDDEN.finditer(part):
            _hide(marks, match[1], _attributes(match[2]))
    return marks


def _texts(part: bytes) -> Iterator[tuple[int, int, str]]:
    """Failed and uncomputed formulas with their places."""
    found: list[tuple[int, bytes, str]] = []
    if b't="e"' in part or b"t='e'" in part:
        for match in _ERROR.finditer(part):
            text = unescape((match[2] or b"#VALUE!").decode("utf-8", "replace"))
            found.append((match.start(), match[1], text))
    # An empty text is a result: such a cell says t="str".
    if b"<f" in part or b":f" in part:
        found.extend(
            (match.start(), match[1], UNCOMPUTED)
            for match in _FORMULA.finditer(part)
            if not _STRING.search(match[1])
        )
    places: dict[int, tuple[int, int]] | None = None
    for start, tag, text in found:
        place = _place(_attributes(tag).get("r", "").encode())
        if place is None:
            places = _count_places(part) if places is None else places
            place = places.get(start, (-1, -1))
        yield *place, text


def _place(name: bytes) -> tuple[int, int] | None:
    match = _PLACE.match(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + letter - 64
    return int(match[2]) - 1, column - 1


def _count_places(part: bytes) -> dict[int, tuple[int, int]]:
    """Where each cell stands, by its position in the part, when cells do not say."""
    places: dict[int, tuple[int, int]] = {}
    row = column = -1
    for match in _ROW_OR_CELL.finditer(part):
        said = _attributes(match[2]).get("r", "")
        if match[1] == b"row":
            row = int(said) - 1 if said.isdecimal() else row + 1
            column = -1
            continue
        place = _place(said.encode())
        row, column = (row, column + 1) if place is None else place
        places[match.start()] = (row, column)
    return places


def _hide(marks: Marks, kind: bytes, found: dict[str, str]) -> None:
    if kind == b"row":
        number = found.get("r", "")
        if number.isdecimal():
            marks.hidden_rows.append(int(number) - 1)
        return
    first, last = found.get("min", ""), found.get("max", "")
    if first.isdecimal() and last.isdecimal():
        marks.hidden_columns.extend(range(int(first) - 1, min(int(last), LAST_COLUMN)))


def _refuse_far_cells(part: bytes, *, limit: int) -> None:
    """Refuse cells so far apart that what lies between them exceeds the limit.

    The file library lays out all that lies between. Styles may reach to the last
    row and column: only cells with something in them count.
    """
    last = part.rfind(b"<row") if b"<row" in part else part.rfind(b":row ")
    number = re.search(rb"""\br\s*=\s*["'](\d{1,8})""", part[last : last + 200])
    height = int(number[1]) if number else part.count(b"row")
    if height * LAST_COLUMN <= limit or not _reaches(limit // max(height, 1), part):
        return
    height = width = 0
    for letters, digits in _FILLED.findall(part):
        row, column = _place(letters + digits) or (0, 0)
        height, width = max(height, row + 1), max(width, column + 1)
    if height * width > limit:
        raise UnreadableError("too_many_cells", found=cell_name(height - 1, width - 1))


def _reaches(width: int, part: bytes) -> bool:
    """Whether a cell may stand further right than so many columns."""
    if width >= 702:
        letters = rb"[A-Z]{3}"
    elif width >= 26:
        letters = rb"(?:[A-Z]{3}|[%c-Z][A-Z])" % (64 + width // 26)
    else:
        return True
    return re.search(rb' r="' + letters + rb"\d", part) is not None
