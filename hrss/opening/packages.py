"""Zip packages: .xlsx, .xlsb and .ods, and what else is a zip.

Comes in: the content of the file. Goes out: its parts, unpacked with a count of the
bytes that really come out, because the sizes a zip claims are only claims.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from hrss.opening.unreadable import UnreadableError

_MOST_RATIO = 300
"""Honest sheets pack to a tenth or a thirtieth; only a bomb packs to this."""
_SMALL = 64 * 2**20
_READ = re.compile(r"(?:xml|rels|bin)\Z", re.I)
_SHEETS = re.compile(r"\.(?:xlsx?|xlsm|xlsb|et|ods|csv)\Z", re.I)
_STRANGERS = (
    ("word/", "word"),
    ("ppt/", "slides"),
    ("OFD.xml", "ofd"),
    ("Index/Document.iwa", "numbers"),
    ("Index.zip", "numbers"),
    ("uof.xml", "uof"),
)
_ODF_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "word",
    b"application/vnd.oasis.opendocument.presentation": "slides",
}


class Package:
    """The parts of a zip by their names, in lower case and with forward slashes.

    Raises
    ------
    UnreadableError
        If the zip is broken, larger than `limit` unpacked, or names a part twice,
        so that two readers may see two workbooks.
    """

    def __init__(self, content: bytes, *, limit: int | None = None) -> None:
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError):
            raise UnreadableError("truncated") from None
        self.is_locked = any(entry.flag_bits & 1 for entry in entries)
        self._entries = {
            entry.filename.replace("\\", "/").lower(): entry for entry in entries
        }
        if len(self._entries) < len(entries):
            raise UnreadableError("damaged")
        if limit is not None:
            self._refuse_bomb(limit)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def names(self) -> Iterator[str]:
        """Names of the parts as written, in the order of the zip."""
        for entry in self._entries.values():
            yield _name(entry)

    def read(self, name: str) -> bytes:
        """A part unpacked; b"" when there is none of the name."""
        entry = self._entries.get(name.lower())
        return b"" if entry is None else self._unpack(entry)

    def _refuse_bomb(self, limit: int) -> None:
        claimed = sum(entry.file_size for entry in self._entries.values())
        packed = max(len(self._content), 1)
        if claimed > limit or (claimed > _SMALL and claimed / packed > _MOST_RATIO):
            raise UnreadableError("too_large_unpacked")
        for name, entry in self._entries.items():
            # Sheets are unpacked anyway before the file library reads them.
            if _READ.search(name) and "worksheets/" not in name:
                self._unpack(entry)

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        """At most as many bytes as the entry claims; more or fewer are a lie."""
        header = self._content[entry.header_offset : entry.header_offset + 30]
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise UnreadableError("truncated")
        name_length, extra_length = struct.unpack_from("<HH", header, 26)
        start = entry.header_offset + 30 + name_length + extra_length
        packed = self._content[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            unpacked = packed
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            unpacked = _inflate(packed, entry.file_size)
        else:
            raise UnreadableError("damaged")
        if len(unpacked) != entry.file_size:
            raise UnreadableError("damaged")
        return unpacked


def _name(entry: zipfile.ZipInfo) -> str:
    """The name; Chinese Windows writes it in GBK without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/")


def _inflate(packed: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj(-15).decompress(packed, size + 1)
    except zlib.error:
        raise UnreadableError("damaged") from None


def kind_of(content: bytes) -> str:
    """Name of the format of a package: ``xlsx``, ``xlsb`` or ``ods``."""
    package = Package(content)
    names = [name.lower() for name in package.names()]
    kind = "xlsb" if "xl/workbook.bin" in package else ""
    if not kind and any(name.startswith("xl/") for name in names):
        kind = "xlsx"
    if not kind and ("meta-inf/manifest.xml" in package or "content.xml" in package):
        kind = _open_document_kind(package)
    if not kind:
        raise _stranger(package)
    if package.is_locked:
        raise UnreadableError("encrypted")
    return kind


def _open_document_kind(package: Package) -> str:
    """ods, or nothing for a program packed the same way (.jar has a manifest too)."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableError("encrypted")
    mimetype = package.read("mimetype")
    for stranger, reason in _ODF_MIMETYPES.items():
        if mimetype.startswith(stranger):
            raise UnreadableError(reason)
    return "ods" if "content.xml" in package else ""


def _stranger(package: Package) -> UnreadableError:
    names = list(package.names())
    for part, reason in _STRANGERS:
        if any(name.startswith(part) for name in names):
            return UnreadableError(reason)
    sheets = [name.rsplit("/", 1)[-1] for name in names if _SHEETS.search(name)]
    return UnreadableError("archive", found="、".join(sheets[:3]))
