"""Tables of web pages that are named .xls, and of web archives (.mht).

A page is one sheet: what stands outside tables is a row each, and tables follow one
another, as Excel shows them. Web systems write pages that no standard allows; the
parser mends them as a browser does.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from lxml import etree

from hrss.opening.cells import Sheet
from hrss.opening.page_rows import PageRows
from hrss.opening.text import is_surely_utf8
from hrss.opening.unreadable import UnreadableError

_SHEET_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
_SOURCE = re.compile(
    r"<x:Name>([^<]*)</x:Name>.*?<x:WorksheetSource\s+HRef=[\"']([^\"']*)", re.S
)


def read_page(content: bytes, *, limits: dict[str, int]) -> Iterator[Sheet]:
    """The page as a workbook of one sheet.

    Raises
    ------
    UnreadableError
        ``web_page``, if it has no table.
    """
    text = _decode(content)
    name = _SHEET_NAME.search(text)
    sheet = _read_tables(text, limit=limits["cells"])
    if sheet is None:
        raise UnreadableError("web_page")
    sheet.name = name[1] if name else ""
    yield sheet


def read_archive(content: bytes, *, limits: dict[str, int]) -> Iterator[Sheet]:
    """The pages of an archive that have tables, each a sheet."""
    pages = list(
        _pages(email.message_from_bytes(content, policy=email.policy.compat32))
    )
    names = {place: name for _, text in pages for name, place in _SOURCE.findall(text)}
    has_table = False
    for place, text in pages:
        sheet = _read_tables(text, limit=limits["cells"])
        if sheet is None:
            continue
        has_table = True
        known = [names[each] for each in names if place.endswith(each)]
        own = _SHEET_NAME.search(text)
        sheet.name = known[0] if known else own[1] if own else ""
        yield sheet
    if not has_table:
        raise UnreadableError("web_page")


def _pages(message: Message) -> Iterator[tuple[str, str]]:
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            place = str(part.get("Content-Location", ""))
            yield place, _decode(payload)


def _decode(content: bytes) -> str:
    """Text of a page by what its bytes are, for what it says of them is often wrong.

    UTF-8 with a few broken bytes is still UTF-8; all else is GB18030.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = "utf-8" if is_surely_utf8(content[: error.start]) else "gb18030"
        return content.decode(encoding, "replace")


def _read_tables(text: str, *, limit: int) -> Sheet | None:
    """The tables of a page as a sheet, or None when it has none."""
    if "<table" not in text.lower():
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, huge_tree=False
    )
    try:
        tree = etree.fromstring(
            text.replace("\0", "").encode("utf-8", "replace"), parser
        )
    except etree.XMLSyntaxError:
        raise UnreadableError("damaged") from None
    if tree is None:
        return None
    page = PageRows(limit=limit)
    for event, element in etree.iterwalk(
        tree, events=("start", "end", "comment", "pi")
    ):
        page.see(event, element)
    page.end_row()
    return page.sheet
