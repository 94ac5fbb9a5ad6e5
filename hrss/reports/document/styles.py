"""Styles written into a document, and found in one that the office has changed.

Comes in: a document. Goes out: the same with every style that a brief needs, and their
ids by name. A style that a template has is the office's and stays as it is.
"""

from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from hrss.reports.document.marks import make
from hrss.reports.document.style_forms import BUILT_IN, HOUSE, LATIN, StyleForm

TABLE = "通报表格"
KEY_TABLE = "通报要点表"

_RULE, _GRID, _GROUND = "5B6875", "A9B3BD", "F1F3F6"
_KEPT = {"Default Paragraph Font", "Normal Table", "No List"}
_FONTS = ("ascii", "hAnsi", "cs")


def style_ids(document: Document) -> dict[str, str]:
    """Ids of the document's styles by their names."""
    return {
        style.find(qn("w:name")).get(qn("w:val")): style.get(qn("w:styleId"))
        for style in _styles(document)
        if style.find(qn("w:name")) is not None
    }


def reset_styles(document: Document) -> None:
    """Leave of a new document's styles only the house's, and what all rest upon."""
    element: Any = document.styles.element
    for style in _styles(document):
        if style.find(qn("w:name")).get(qn("w:val")) not in _KEPT:
            element.remove(style)
    for fonts in element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        _name_fonts(fonts, BUILT_IN[0].font)
    for language in element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    ensure_styles(document)


def ensure_styles(document: Document) -> None:
    """Add the styles that the document lacks, and touch none that it has."""
    element: Any = document.styles.element
    known = style_ids(document)
    for form in (*BUILT_IN, *HOUSE):
        if form.name not in known:
            key = _free_key(form.key, known)
            element.append(_style(form, key, known))
            known[form.name] = key
    for name, key, xml in (
        (TABLE, "HrssTable", _TABLE_LOOK),
        (KEY_TABLE, "HrssKeyTable", _KEY_LOOK),
    ):
        if name not in known:
            element.append(_table_style(name, _free_key(key, known), xml))


def _styles(document: Document) -> list[Any]:
    element: Any = document.styles.element
    return list(element.iterchildren(qn("w:style")))


def _free_key(key: str, known: dict[str, str]) -> str:
    """An id that no style has: a renamed style keeps the one it had."""
    while key in known.values():
        key += "A"
    return key


def _style(form: StyleForm, key: str, known: dict[str, str]) -> Any:
    style = make("style", type=form.kind, styleId=key)
    if form.name == "Normal":
        style.set(qn("w:default"), "1")
    if form in HOUSE:
        style.set(qn("w:customStyle"), "1")
    style.append(make("name", val=form.name))
    if form.base:
        style.append(make("basedOn", val=known[form.base]))
    style.append(make("uiPriority", val="1"))
    style.append(make("qFormat"))
    if form.kind == "paragraph":
        style.append(_paragraph_look(form))
    style.append(_character_look(form))
    return style


def _paragraph_look(form: StyleForm) -> Any:
    look = make("pPr")
    if form.is_kept_with_next:
        look.append(make("keepNext"))
    if form.is_kept_together:
        look.append(make("keepLines"))
    if form.name == "Normal":
        look.append(make("widowControl", val="0"))
    spacing = {
        "before": round(form.before * 20),
        "after": round(form.after * 20),
    }
    if form.is_single_spaced:
        spacing |= {"line": 240}
    elif form.line:
        spacing |= {"line": round(form.line * 20)}
    rule = "auto" if form.is_single_spaced else "exact" if form.line else None
    extra = {"lineRule": rule} if rule else {}
    look.append(make("spacing", **spacing, **extra))
    if form.indent is not None or form.right:
        look.append(_indent(form))
    if form.align:
        look.append(make("jc", val=form.align))
    if form.outline is not None:
        look.append(make("outlineLvl", val=form.outline))
    return look


def _indent(form: StyleForm) -> Any:
    size = form.size or 16
    ends: dict[str, object] = {}
    if form.right:
        ends |= {"rightChars": form.right * 100, "right": round(form.right * size * 20)}
    if form.indent is not None:
        first = round(form.indent * size * 20)
        ends |= {"firstLineChars": form.indent * 100, "firstLine": first}
    return make("ind", **ends)


def _character_look(form: StyleForm) -> Any:
    look = make("rPr")
    if form.font:
        fonts = make("rFonts")
        _name_fonts(fonts, form.font)
        look.append(fonts)
    if form.is_bold is not None:
        look.append(make("b", val=int(form.is_bold)))
    if form.ink:
        look.append(make("color", val=form.ink.lstrip("#")))
    if form.size:
        look.append(make("sz", val=round(form.size * 2)))
        look.append(make("szCs", val=round(form.size * 2)))
    return look


def _name_fonts(fonts: Any, east_asian: str) -> None:
    for script in _FONTS:
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)


def _table_style(name: str, key: str, look: str) -> Any:
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{key}">'
        f'<w:name w:val="{name}"/><w:uiPriority w:val="1"/><w:qFormat/>{look}</w:style>'
    )


def _edge(side: str, points: float, ink: str) -> str:
    width = round(points * 8)
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{ink}"/>'


_MARGINS = (
    '<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="15" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
_TABLE_LOOK = (
    f"<w:tblPr><w:tblBorders>{_edge('top', 1, _RULE)}{_edge('left', 0.5, _GRID)}"
    f"{_edge('bottom', 1, _RULE)}{_edge('right', 0.5, _GRID)}"
    f"{_edge('insideH', 0.5, _GRID)}{_edge('insideV', 0.5, _GRID)}</w:tblBorders>"
    f'{_MARGINS}</w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" '
    f'w:fill="{_GROUND}"/><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>'
)
_KEY_LOOK = (
    f"<w:tblPr><w:tblBorders>{_edge('top', 1, _RULE)}{_edge('bottom', 1, _RULE)}"
    f"{_edge('insideV', 0.5, _GRID)}</w:tblBorders>{_MARGINS}</w:tblPr>"
)
