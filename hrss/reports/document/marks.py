"""Small pieces of WordprocessingML, made so that no text is ever taken for markup.

Comes in: text and names of styles. Goes out: elements that belong into a document.
"""

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile(r"[\t\n\r]+")


def clean(text: str) -> str:
    """The text without what a document cannot hold: control signs, broken lines."""
    return _SPACE.sub(" ", _NOT_XML.sub("", text))


def make(tag: str, *children: Any, **attributes: object) -> Any:
    """An element of the ``w`` namespace; its attributes are of it too."""
    made: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    for child in children:
        made.append(child)
    return made


def run(text: str, style: str | None = None) -> Any:
    """A run of text in a character style, given by its id."""
    made = make("r")
    if style:
        made.append(make("rPr", make("rStyle", val=style)))
    words = make("t")
    words.text = clean(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def paragraph(style: str, *children: Any) -> Any:
    """A paragraph in a style, given by its id."""
    return make("p", make("pPr", make("pStyle", val=style)), *children)


def section_of(element: Any) -> Any:
    """Properties of the section that an element of the body lies in."""
    tag = qn("w:sectPr")
    for later in (element, *element.itersiblings()):
        found = later if later.tag == tag else later.find(f"{qn('w:pPr')}/{tag}")
        if found is not None:
            return found
    return None
