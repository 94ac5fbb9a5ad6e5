"""Where the next block of a brief goes: a place in the body, and its section.

Comes in: a document and the paragraph that marks the place. Goes out: blocks in front
of it, on pages that stand or lie.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from hrss.reports.document.marks import make, paragraph, section_of

_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
_TWIPS_A_POINT = 20
# Beyond the numbers that a template's own drawings have.
_FIRST_DRAWING = 5001


@dataclass(slots=True)
class Paper:
    """A document that is being written.

    Parameters
    ----------
    styles : ids of styles by name.
    at : the paragraph in front of which all goes.
    numbers : of drawings, each once in a document.
    """

    document: Document
    styles: dict[str, str]
    at: Any
    numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST_DRAWING))
    is_lying: bool = False
    is_first_section: bool = True

    def add(self, element: Any) -> None:
        """Put an element of the body in its place."""
        self.at.addprevious(element)

    def say(self, style: str, *children: Any) -> Any:
        """Add a paragraph in a style, given by its name."""
        added = paragraph(self.styles[style], *children)
        self.add(added)
        return added

    def width(self, *, is_lying: bool) -> float:
        """Width of the text in points, on a page that stands or lies."""
        return self._room("h" if is_lying else "w")

    def height(self, *, is_lying: bool) -> float:
        """Height of the text in points, on a page that stands or lies."""
        return self._room("w" if is_lying else "h")

    def _room(self, side: str) -> float:
        # The section at the place still stands: a part that lies is turned when closed.
        section = section_of(self.at)
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        ends = ("top", "bottom") if side == "h" else ("left", "right")
        edges = sum(abs(int(margins.get(qn(f"w:{end}")))) for end in ends)
        return (int(size.get(qn(f"w:{side}"))) - edges) / _TWIPS_A_POINT

    def turn(self, *, is_lying: bool) -> None:
        """Go on on pages that stand or lie; what is before keeps its own."""
        if is_lying == self.is_lying:
            return
        self._close()
        self.is_lying = is_lying

    def finish(self) -> None:
        """Take the mark away; what follows it stands again."""
        following = self.at.getnext()
        if self.is_lying and following.tag == qn("w:sectPr"):
            # Nothing follows: a section of its own would be an empty page.
            _turn(following)
        elif self.is_lying:
            self._close()
        self.is_lying = False
        self.at.getparent().remove(self.at)

    def _close(self) -> None:
        """End the section in the paragraph before the place."""
        properties = deepcopy(section_of(self.at))
        if self.is_lying:
            _turn(properties)
        self._strip(properties)
        before = self.at.getprevious()
        if before is None or before.tag != qn("w:p"):
            before = make("p")
            self.add(before)
        before.get_or_add_pPr().append(properties)

    def _strip(self, properties: Any) -> None:
        """Number pages on, and keep a first page's own look to the first section."""
        if self.is_first_section:
            self.is_first_section = False
            later = section_of(self.at)
            for tag in ("pgNumType", "titlePg"):
                for old in later.findall(qn(f"w:{tag}")):
                    later.remove(old)
        for kind in properties.findall(qn("w:type")):
            kind.set(qn("w:val"), "nextPage")


def _turn(properties: Any) -> None:
    size, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    standing = {end: margins.get(qn(f"w:{end}")) for end in _TURNED}
    for end, source in _TURNED.items():
        margins.set(qn(f"w:{end}"), standing[source])
