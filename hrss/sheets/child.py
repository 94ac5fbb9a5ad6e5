"""Run as a file in a child process: bytes of a workbook in, its cells out.

Knows the standard library and the file library, nothing of ours: it starts in
a few hundredths of a second, and whatever a hostile file does to it, it does to
this process alone. The content comes over stdin, the limits as JSON in the
first argument. The answer on stdout is an 8-byte length, a JSON head and the
raw int32 codes of the sheets one after the other: nothing that could run.
"""

import csv
import datetime
import io
import json
import re
import struct
import sys
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE_MAGICS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF",
    b"%PDF",
)  # fmt: skip
ARCHIVE_MAGICS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
DELIMITERS = ",;\t"
ERROR_CELL = re.compile(rb'(<c [^>]*?)t="e"')


class UnreadableError(Exception):
    """The content cannot be read; the argument is a reason's code."""


class Codes(dict[Any, int]):
    """Each distinct cell value with its number; 0 is the blank cell.

    A number is the same whether the library gives it as 1 or 1.0, for a sheet
    has only one kind of number. True is not 1: see `code_row`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uniques: list[Any] = []

    def __missing__(self, value: Any) -> int:
        if isinstance(value, str) and not value.strip():
            self[value] = 0
            return 0
        self.uniques.append(encode(value))
        self[value] = len(self.uniques)
        return len(self.uniques)


def encode(value: Any) -> Any:
    """A cell value as JSON; a tuple marks a boolean's key in `Codes`."""
    if isinstance(value, tuple):
        return value[1]
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (datetime.datetime, datetime.date)):
        return ["d", value.isoformat()]
    return ["o", str(value)]


def code_row(row: list[Any], codes: Codes) -> list[int]:
    """The codes of a row's values; True and 1 hash alike, so they are told apart."""
    if bool in set(map(type, row)):
        row = [(bool, value) if isinstance(value, bool) else value for value in row]
    return list(map(codes.__getitem__, row))


def factorise(
    rows: Iterable[list[Any]], *, width: int, left: int, limit: int
) -> tuple[list[Any], int, int, "array[int]"]:
    """Uniques, height, width and codes; blank rows at the end are left out."""
    codes, matrix = Codes(), array("i")
    margin, pending, height = [0] * left, 0, 0
    for row in rows:
        coded = code_row(row, codes)
        if not any(coded):
            pending += 1
            continue
        height += pending + 1
        if height * (width + left) > limit:
            raise UnreadableError("too_many_cells")
        matrix.frombytes(bytes(matrix.itemsize * pending * (width + left)))
        matrix.extend(margin + coded)
        pending = 0
    return codes.uniques, height, width + left, matrix


def clip(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None,
    *,
    height: int,
    width: int,
    limit: int,
) -> list[tuple[int, int, int, int]]:
    """Merged ranges inside the used cells: first row, first column, last, last."""
    clipped = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for (top, left), (bottom, right) in ranges or ()
        if top < height and left < width and (bottom, right) > (top, left)
    ]
    # Ranges of an honest sheet do not overlap; a hostile one's would be filled
    # over and over.
    if sum((b - t + 1) * (r - c + 1) for t, c, b, r in clipped) > limit:
        raise UnreadableError("too_many_cells")
    return clipped


def read_sheets(content: bytes, limit: int) -> Iterator[tuple[dict[str, Any], Any]]:
    """Head and codes of each worksheet; a hidden one has no cells."""
    from python_calamine import (
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, metadata in enumerate(workbook.sheets_metadata):
        visible = metadata.visible == SheetVisibleEnum.Visible
        empty = {"name": metadata.name, "visible": visible, "height": 0, "width": 0}
        if not visible or metadata.typ != SheetTypeEnum.WorkSheet:
            yield empty, b""
            continue
        sheet = workbook.get_sheet_by_index(number)
        if sheet.start is None or not sheet.width:
            yield empty, b""
            continue
        # The library's rows begin at row 1, but at the first used column.
        uniques, height, width, matrix = factorise(
            sheet.iter_rows(), width=sheet.width, left=sheet.start[1], limit=limit
        )
        limit -= height * width
        merged = clip(
            sheet.merged_cell_ranges, height=height, width=width, limit=20_000_000
        )
        yield (
            {
                "name": metadata.name,
                "visible": True,
                "height": height,
                "width": width,
                "uniques": uniques,
                "merged": merged,
            },
            matrix.tobytes(),
        )


def decode(content: bytes) -> str:
    """Text of a .csv: BOM, strict UTF-8, then the GB18030 of Chinese Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(
            text.count(chr(code)) for code in range(32) if code not in (9, 10, 13)
        )
        if not odd and "\x7f" not in text:
            return text
    raise UnreadableError("unknown_type")


def find_delimiter(text: str) -> str:
    """The delimiter that most of the first lines hold most of."""
    lines = text[:20_000].splitlines()[:40]
    return max(
        DELIMITERS,
        key=lambda mark: (
            sum(mark in line for line in lines),
            sum(line.count(mark) for line in lines),
        ),
    )


def read_text(content: bytes, limit: int) -> Iterator[tuple[dict[str, Any], Any]]:
    """Head and codes of a .csv or .tsv, as a workbook of one sheet."""
    text = decode(content)
    csv.field_size_limit(len(text) + 1)
    try:
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text))
        )
    except csv.Error:
        raise UnreadableError("unknown_type") from None
    width = max(map(len, rows), default=0)
    if not width:
        raise UnreadableError("empty")
    if width * len(rows) > limit:
        raise UnreadableError("too_many_cells")
    uniques, height, width, matrix = factorise(
        (row + [""] * (width - len(row)) for row in rows),
        width=width,
        left=0,
        limit=limit,
    )
    head = {"name": "", "visible": True, "height": height, "width": width}
    yield head | {"uniques": uniques, "merged": []}, matrix.tobytes()


def check_zip(content: bytes, limit: int) -> None:
    """Refuse a zip that is broken, too large unpacked, or not a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError):
        raise UnreadableError("truncated") from None
    if sum(entry.file_size for entry in entries) > limit:
        raise UnreadableError("too_large_unpacked")
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("encrypted")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise UnreadableError("unknown_type")


def keep_formula_errors(content: bytes) -> bytes:
    """The same workbook with results such as #REF! as texts.

    The library gives them as blank cells, and a broken formula would pass for
    a value that was not reported. A part that cannot be unpacked is left to the
    library, which says what is wrong.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.filename.startswith("xl/worksheets/sheet"):
                    continue
                part = archive.read(entry)
                if b't="e"' in part:
                    parts[entry.filename] = ERROR_CELL.sub(rb'\1t="str"', part)
            if not parts:
                return content
            return rewrite(archive, parts)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, KeyError):
        return content


def rewrite(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """A copy of a zip with some of its parts replaced."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as written:
        for name in archive.namelist():
            written.writestr(name, parts.get(name) or archive.read(name))
    return copy.getvalue()


def check_ole(content: bytes) -> None:
    """Refuse the old container when it holds a secret or another document."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableError("encrypted")
    if not any(
        name.encode("utf-16-le") in content for name in ("Workbook", "Book", "ET")
    ):
        raise UnreadableError("unknown_type")


def read(
    content: bytes, limits: dict[str, int]
) -> Iterator[tuple[dict[str, Any], Any]]:
    """Heads and codes of the sheets, the format told by the content."""
    if not content.strip():
        raise UnreadableError("empty")
    if content.startswith(PICTURE_MAGICS):
        raise UnreadableError("picture")
    if content.startswith(ARCHIVE_MAGICS):
        raise UnreadableError("archive")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        check_zip(content, limits["unpacked_bytes"])
        return read_sheets(keep_formula_errors(content), limits["cells"])
    if content.startswith(OLE_MAGIC):
        check_ole(content)
        return read_sheets(content, limits["cells"])
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UnreadableError("markup")
    return read_text(content, limits["cells"])


def limit_resources(limits: dict[str, int]) -> None:
    """Bound memory and processor time where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    seconds = limits["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(limits: dict[str, int], content: bytes) -> tuple[dict[str, Any], bytes]:
    """Head and codes of the whole workbook, or the reason it cannot be read."""
    heads, matrices = [], []
    try:
        for head, matrix in read(content, limits):
            heads.append(head)
            matrices.append(matrix)
    except UnreadableError as error:
        return {"failure": str(error)}, b""
    except MemoryError:
        return {"failure": "memory"}, b""
    except BaseException as error:  # Rust panics are no Exception
        encrypted = type(error).__name__ == "PasswordError" or "ncrypt" in str(error)
        return {"failure": "encrypted" if encrypted else "damaged"}, b""
    return {"sheets": heads}, b"".join(matrices)


def main() -> None:
    """Answer once."""
    limits = json.loads(sys.argv[1])
    content = sys.stdin.buffer.read()
    limit_resources(limits)
    head, codes = answer(limits, content)
    encoded = json.dumps(head, separators=(",", ":")).encode("ascii")
    sys.stdout.buffer.write(struct.pack("<Q", len(encoded)) + encoded + codes)


if __name__ == "__main__":
    main()
