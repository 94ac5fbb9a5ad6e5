"""Files as offices send them, in every format, built byte by byte where need be."""

import datetime
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

import msoffcrypto
import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from xlwt.CompoundDoc import XlsDoc

Cell = str | float | datetime.date | None
Edit = Callable[[bytes], bytes]

ERROR_CODES = {"#REF!": 0x17, "#DIV/0!": 0x07, "#N/A": 0x2A}
SHEET = "xl/worksheets/sheet1.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin"
 ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Override PartName="/xl/worksheets/sheet1.bin"
 ContentType="application/vnd.ms-excel.worksheet"/></Types>"""


def edit_zip(
    content: bytes,
    edits: Mapping[str, Edit] | None = None,
    *,
    added: Mapping[str, bytes] | None = None,
    renamed: Callable[[str], str] = str,
) -> bytes:
    """A package with some parts changed, added, or all of them renamed."""
    edits = edits or {}
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as read,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in read.namelist():
            part = edits.get(name, bytes)(read.read(name))
            # Set afterwards, because a ZipInfo turns backslashes around.
            info = zipfile.ZipInfo("x")
            info.filename = renamed(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part)
        for name, part in (added or {}).items():
            archive.writestr(name, part)
    return written.getvalue()


def edit_sheet(content: bytes, old: str, new: str) -> bytes:
    """An .xlsx whose first sheet has a piece of its XML replaced."""
    part = zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    assert old.encode() in part
    return edit_zip(
        content, {SHEET: lambda part: part.replace(old.encode(), new.encode())}
    )


def make_zip(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of the parts given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def make_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """An .xlsx as office software writes it: shared strings, no inline text."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet("进度表")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def lock_xlsx(content: bytes, password: str) -> bytes:
    """The .xlsx as Excel stores it with a password to open."""
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, locked)
    assert msoffcrypto.OfficeFile(locked).is_encrypted()
    return locked.getvalue()


def make_xls(
    rows: Sequence[Sequence[Cell]], *, prepare: Callable[..., None] | None = None
) -> bytes:
    """An .xls (BIFF8) of one sheet; `prepare` gets the workbook and the sheet."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("进度表")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str) and value in ERROR_CODES:
                sheet.row(row).set_cell_error(column, ERROR_CODES[value])
            elif value is not None:
                sheet.write(row, column, value)
    if prepare is not None:
        prepare(workbook, sheet)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def make_container(name: str, stream: bytes) -> bytes:
    """A compound file with one stream."""
    content = io.BytesIO()
    XlsDoc().save(content, stream)
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    renamed = name.encode("utf-16-le")
    length = struct.pack("<H", len(renamed) + 2)
    return content.getvalue().replace(entry, renamed.ljust(64, b"\0") + length)


def record(kind: int, body: bytes = b"") -> bytes:
    """A BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def make_biff5(
    rows: Sequence[Sequence[Cell]],
    *,
    is_1904: bool = False,
    name: str = "进度表",
    more: bytes = b"",
) -> bytes:
    """An .xls of Excel 5 and 95: text in the code page of Chinese Windows.

    `more` are records after those of the cells.
    """
    encoded = name.encode("gb18030")
    first = datetime.date(1904, 1, 1) if is_1904 else datetime.date(1899, 12, 30)
    cells = b"".join(
        _biff5_cell(row, column, value, first=first)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    )
    size = struct.pack("<HHHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    sheet = (
        record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
        + record(0x200, size)
        + cells
        + more
        + record(0x0A)
    )
    styles = [record(0xE0, struct.pack("<HH", 0, each) + bytes(12)) for each in (0, 14)]
    head = (
        record(0x809, struct.pack("<HHHH", 0x500, 0x05, 0, 0))
        + record(0x42, struct.pack("<H", 936))
        + record(0x22, struct.pack("<H", is_1904))
        + b"".join(styles)
    )
    boundsheet_size = 4 + 7 + len(encoded)
    start = len(head) + boundsheet_size + 4
    boundsheet = struct.pack("<IBBB", start, 0, 0, len(encoded)) + encoded
    stream = head + record(0x85, boundsheet) + record(0x0A) + sheet
    return make_container("Book", stream.ljust(4096, b"\0"))


def _biff5_cell(row: int, column: int, value: Cell, *, first: datetime.date) -> bytes:
    is_date = isinstance(value, datetime.date)
    place = struct.pack("<HHH", row, column, is_date)
    if isinstance(value, datetime.date):
        value = (value - first).days
    if isinstance(value, str) and value in ERROR_CODES:
        return record(0x205, place + bytes([ERROR_CODES[value], 1]))
    if isinstance(value, str):
        text = value.encode("gb18030")
        return record(0x204, place + struct.pack("<H", len(text)) + text)
    return record(0x203, place + struct.pack("<d", value))


def with_filepass(content: bytes) -> bytes:
    """An .xls with the record that says that what follows is encrypted."""
    stream = content[512:]
    (size,) = struct.unpack_from("<H", stream, 2)
    filepass = record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    end = 4 + size
    return make_container("Workbook", stream[:end] + filepass + stream[end:])


def make_xlsb(
    rows: Sequence[Sequence[Cell]],
    *,
    merged: Iterable[tuple[int, int, int, int]] = (),
    hidden_rows: Iterable[int] = (),
) -> bytes:
    """An .xlsb of one sheet; merged cells as rows and columns, first and last."""
    hidden = frozenset(hidden_rows)
    body = b"".join(
        _xlsb_row(number, row, is_hidden=number in hidden)
        for number, row in enumerate(rows)
    )
    ranges = [bxlsb(176, struct.pack("<IIII", *each)) for each in merged]
    merges = bxlsb(177, struct.pack("<I", len(ranges))) + b"".join(ranges) + bxlsb(178)
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = (
        bxlsb(129) + bxlsb(148, size) + bxlsb(145) + body + bxlsb(146)
        + (merges if ranges else b"") + bxlsb(130)
    )  # fmt: skip
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("进度表")
    book = bxlsb(131) + bxlsb(143) + bxlsb(156, bundle) + bxlsb(144) + bxlsb(132)
    return make_zip(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _relations("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _relations(
                "worksheet", "worksheets/sheet1.bin"
            ),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def bxlsb(kind: int, body: bytes = b"") -> bytes:
    """A record of an .xlsb."""
    kinds = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(body), bytearray()
    while True:
        size, low = size >> 7, size & 0x7F
        sizes.append(low | (0x80 if size else 0))
        if not size:
            return kinds + bytes(sizes) + body


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _xlsb_row(number: int, row: Sequence[Cell], *, is_hidden: bool) -> bytes:
    flags = bytes([0, 0x10 if is_hidden else 0, 0])
    head = struct.pack("<IIH", number, 0, 300) + flags + struct.pack("<I", 0)
    cells = b""
    for column, value in enumerate(row):
        place = struct.pack("<II", column, 0)
        if isinstance(value, str) and value in ERROR_CODES:
            cells += bxlsb(3, place + bytes([ERROR_CODES[value]]))
        elif isinstance(value, str):
            cells += bxlsb(6, place + _wide(value))
        elif value is not None:
            cells += bxlsb(5, place + struct.pack("<d", value))
    return bxlsb(0, head) + cells


def make_ods(tables: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An .ods around the XML of its tables."""
    names = ("office", "table", "text", "style")
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in names
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces}'
        f' xmlns:calcext="{calc}"><office:automatic-styles>{styles}'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": content,
        }
    )


def make_spreadsheetml(worksheets: str, *, encoding: str = "UTF-8") -> bytes:
    """The XML of Excel 2003 around its worksheets."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\r\n'
        '<?mso-application progid="Excel.Sheet"?>\r\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"{worksheets}</Workbook>"
    )
    return text.encode({"gb2312": "gb18030"}.get(encoding, encoding))


def claim_size(content: bytes, name: str, size: int) -> bytes:
    """A zip whose directory and header claim another unpacked size for a part."""
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo(name)
    changed = bytearray(content)
    struct.pack_into("<I", changed, info.header_offset + 22, size)
    entry = content.rindex(name.encode()) - 46
    struct.pack_into("<I", changed, entry + 24, size)
    return bytes(changed)


def without_references(part: bytes) -> bytes:
    """A sheet whose rows and cells do not say where they stand."""
    return re.sub(rb' r="[A-Z]*\d+"', b"", part)
