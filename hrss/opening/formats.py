"""What a file really is, told by its bytes and never by its name.

Comes in: the content. Goes out: a `Format` that can be read, or an
`UnreadableError` that says what the file is instead: a picture, a letter, a
shortcut. Opens nothing that is not needed to tell.
"""

import codecs
import re
from enum import StrEnum

from hrss.opening import ole, packages
from hrss.opening.unreadable import UnreadableError

_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\xd7\xcd\xc6\x9a", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MSCF", "archive"),
    (b"{\\rtf", "word"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
    (b"\x00\x01\x00\x00Standard ", "database"),
    (b"SQLite format 3\x00", "database"),
    (b"ID;P", "unknown_type"),
    (b"\x09\x00\x04\x00", "old_excel"),
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
    (b"\x09\x08\x08\x00", "old_excel"),
    (b"\x09\x08\x10\x00", "old_excel"),
)
"""First bytes, and what begins with them. The last five are the sheets of Excel
2 to 8 without the container that Excel itself puts around them since version 5."""
_MAIL = re.compile(rb"^(?:Received|Return-Path|Delivered-To|To):", re.I | re.M)
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type|Message-ID):", re.I | re.M)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|meta|style|title|table|tr|td|div|p|form|center"
    r"|font|span|script)\b",
    re.I,
)
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)([^<>]*)")
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
_LOCK_SIZE = 165
"""Size of the file ``~$name.xlsx`` that Excel and WPS keep beside an open one."""


class Format(StrEnum):
    """A format that is read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FLAT_ODS = "fods"
    SPREADSHEETML = "spreadsheetml"
    HTML = "html"
    WEB_ARCHIVE = "mht"
    TEXT = "text"


def recognise(content: bytes) -> Format:
    """The format of a file.

    .xlsm is an .xlsx, .et is an .xls or an .xlsx; what does not begin like anything
    known is taken for text, whose reader refuses what is none.

    Raises
    ------
    UnreadableError
        If the content is empty, locked, or something else than a workbook.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("empty")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Format(packages.kind_of(content))
    if content.startswith(ole.MAGIC[:4]) and not content.startswith(ole.MAGIC):
        raise UnreadableError("damaged")
    if content.startswith(ole.MAGIC):
        ole.refuse_other_documents(content)
        return Format.XLS
    _refuse_strangers(content)
    if _MIME.search(content[:2000]):
        if _MAIL.search(content[:2000]) or b"text/html" not in content:
            raise UnreadableError("mail")
        return Format.WEB_ARCHIVE
    return _markup_or_text(content)


def _refuse_strangers(content: bytes) -> None:
    # The software that many bureaus encrypt every document with leaves its name in
    # the first bytes; the office's own computer shows such a file as readable.
    if b"E-SafeNet" in content[:512]:
        raise UnreadableError("locked_by_software")
    for first_bytes, reason in _STRANGERS:
        if content.startswith(first_bytes):
            raise UnreadableError(reason)
    if content[257:262] == b"ustar":
        raise UnreadableError("archive")
    if content[:2] == b"BM" and content[6:10] == bytes(4):
        raise UnreadableError("picture")
    if content[:4] == b"RIFF" or content[4:12] in (b"ftypheic", b"ftypmif1"):
        raise UnreadableError("picture")
    if len(content) == _LOCK_SIZE and content[0] <= 54 and content[-1:] in b" \x00":
        raise UnreadableError("lock_file")


def _markup_or_text(content: bytes) -> Format:
    head = opening_text(content)
    if not head.startswith("<"):
        return Format.TEXT
    root = _ROOT.search(head)
    name, attributes = (root[1].lower(), root[2]) if root else ("", "")
    if name == "workbook" and _SPREADSHEETML in attributes:
        return Format.SPREADSHEETML
    if name == "document" and "opendocument" in attributes:
        if "opendocument.spreadsheet" in attributes:
            return Format.FLAT_ODS
        raise UnreadableError("word")
    if name == "worddocument":
        raise UnreadableError("word")
    if name == "uof" or "/uof" in attributes.lower():
        raise UnreadableError("uof")
    if _HTML.search(head):
        return Format.HTML
    if head.startswith("<?xml"):
        raise UnreadableError("markup")
    return Format.TEXT


def opening_text(content: bytes) -> str:
    """The first characters, without marks of encoding and blanks before them."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[:8000].decode("utf-16", "replace").lstrip()
    if content[:4] == b"<\x00?\x00":
        return content[:8000].decode("utf-16-le", "replace")
    return content[:8000].decode("latin-1").lstrip("\xef\xbb\xbf \t\r\n")
