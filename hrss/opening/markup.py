"""XML of a file that somebody sent, walked through without trusting it.

Entities of its own, outside files and the network are off; the depth and the length
of a text are bounded by libxml2, which is not told otherwise.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from hrss.opening.unreadable import UnreadableError

Element = Any
"""An element of lxml, which has no types."""

_ENTITY = re.compile(rb"\0?".join(bytes([byte]) for byte in b"<!ENTITY"))
_CHINESE = re.compile(
    rb"""\s*<\?xml[^>]*\bencoding\s*=\s*["']gb[\w-]*["'][^>]*\?>""", re.I
)


def walk(content: bytes, tags: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    """``start`` and ``end`` of the elements of these tags, in the order of the file.

    Raises
    ------
    UnreadableError
        ``entities``, if the file defines entities, which no office program does;
        ``truncated``, if it ends inside an element; ``damaged`` for other faults.
    """
    if _ENTITY.search(content):
        raise UnreadableError("entities")
    events = etree.iterparse(
        io.BytesIO(_without_chinese_encoding(content)),
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        yield from events
    except etree.XMLSyntaxError as error:
        is_cut = b"</" not in content[-200:] or "Premature end" in str(error)
        raise UnreadableError("truncated" if is_cut else "damaged") from None


def _without_chinese_encoding(content: bytes) -> bytes:
    """UTF-8 instead of what says gb2312: most of it is the larger GB18030."""
    declared = _CHINESE.match(content)
    if declared is None:
        return content
    try:
        return content[declared.end() :].decode("gb18030").encode()
    except UnicodeDecodeError:
        raise UnreadableError("damaged") from None


def forget(element: Element) -> None:
    """Free an element that is done with, and its elder siblings."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
