"""The old container (OLE2, compound file) of .xls, .et and locked .xlsx files.

Comes in: the content of the file. Goes out: the bytes of a stream by its name.
Chains of sectors are followed with a count, so that one that bites its tail ends.
"""

import struct

from hrss.opening.unreadable import UnreadableError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOOK_NAMES = ("workbook", "book")
"""Streams of BIFF8 and of BIFF5, in lower case."""

_END = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, table."""
_TABLE_SIZES = (44, 64, 72)
"""Where the header says how many sectors its three tables take."""
_STRANGERS = (
    ("worddocument", "word"),
    ("powerpoint document", "slides"),
    ("__properties_version1.0", "mail"),
)
_FILEPASS = 0x2F
_END_OF_SUBSTREAM = 0x0A


class Container:
    """A compound file; its streams are read when asked for.

    Raises
    ------
    UnreadableError
        ``truncated``, when the directory itself lies beyond the end of the file;
        ``damaged``, when its tables cannot be.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise UnreadableError("truncated")
        self._content = content
        (self._shift,) = struct.unpack_from("<H", content, 30)
        if self._shift not in (9, 12):
            raise UnreadableError("damaged")
        self._count = len(content) >> self._shift
        # The file library takes as much memory as the tables claim to need.
        if any(
            struct.unpack_from("<I", content, at)[0] > self._count
            for at in _TABLE_SIZES
        ):
            raise UnreadableError("damaged")
        self._fat = self._read_fat()
        (directory,) = struct.unpack_from("<I", content, 48)
        self.entries = _read_entries(self._chain(directory))
        if not self.entries:
            raise UnreadableError("truncated")

    def stream(self, name: str) -> bytes:
        """Content of a stream; what is missing of it at the file's end is left out."""
        start, size = self.entries[name]
        (cutoff,) = struct.unpack_from("<I", self._content, 56)
        if size < cutoff and "root entry" in self.entries:
            return self._small_chain(start)[:size]
        return self._chain(start)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._content[start : start + (1 << self._shift)]

    def _read_fat(self) -> list[int]:
        """Number of the sector that follows each sector."""
        numbers = list(struct.unpack_from("<109I", self._content, 76))
        (following,) = struct.unpack_from("<I", self._content, 68)
        while following < _END and len(numbers) <= self._count + 109:
            block = _integers(self._sector(following))
            if not block:
                break
            numbers.extend(block[:-1])
            following = block[-1]
        fat: list[int] = []
        for number in numbers[: self._count + 109]:
            if number < _END and len(fat) <= self._count:
                fat.extend(_integers(self._sector(number)))
        return fat

    def _chain(self, number: int) -> bytes:
        sectors: list[bytes] = []
        while number < len(self._fat):
            sector = self._sector(number)
            if not sector:
                break
            sectors.append(sector)
            if len(sectors) > self._count:
                raise UnreadableError("damaged")
            number = self._fat[number]
        return b"".join(sectors)

    def _small_chain(self, number: int) -> bytes:
        """A stream of less than 4 KB: pieces of 64 bytes inside the root's stream."""
        (start,) = struct.unpack_from("<I", self._content, 60)
        following = _integers(self._chain(start))
        pool = self._chain(self.entries["root entry"][0])
        pieces: list[bytes] = []
        while number < len(following) and len(pieces) <= len(following):
            pieces.append(pool[number * 64 : number * 64 + 64])
            number = following[number]
        return b"".join(pieces)


def _integers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))


def _read_entries(directory: bytes) -> dict[str, tuple[int, int]]:
    entries: dict[str, tuple[int, int]] = {}
    for start in range(0, len(directory) - 127, 128):
        (length,) = struct.unpack_from("<H", directory, start + 64)
        kind = directory[start + 66]
        if kind not in (1, 2, 5) or not 2 <= length <= 64:
            continue
        raw = directory[start : start + length - 2]
        name = raw.decode("utf-16-le", "replace").lower()
        first, size = struct.unpack_from("<II", directory, start + 116)
        entries.setdefault(name, (first, size))
    return entries


def refuse_other_documents(content: bytes) -> None:
    """Refuse a container that holds a secret or another document than a workbook."""
    container = Container(content)
    if "encryptedpackage" in container.entries:
        raise UnreadableError("encrypted")
    for name, reason in _STRANGERS:
        if name in container.entries:
            raise UnreadableError(reason)
    for name in BOOK_NAMES:
        if name in container.entries:
            if _is_encrypted(container.stream(name)):
                raise UnreadableError("encrypted")
            return
    raise UnreadableError("unknown_type")


def _is_encrypted(stream: bytes) -> bool:
    """Whether a FILEPASS record stands among the workbook's own records."""
    position = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        if kind == _FILEPASS:
            return True
        if kind == _END_OF_SUBSTREAM:
            return False
        position += 4 + size
    return False
