"""The last hand on every part of the deck: fonts, language, colours, properties."""

from lxml import etree

from hrss.figures.theme.palette import (
    BATCH_TONES,
    INK,
    LIGHTS,
    PANEL,
    REGION_TONES,
    SECONDARY,
    WHITE,
)

LATIN, EAST_ASIAN = "Arial", "微软雅黑"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SPOKEN = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notes")
# What may stand after the East Asian font of a run, in the order of the schema.
_AFTER_FONT = ("cs", "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><PresentationFormat>宽屏</PresentationFormat></Properties>'
)
_COLOURS = {
    "dk1": INK,
    "lt1": WHITE,
    "dk2": REGION_TONES["delta"],
    "lt2": PANEL,
    "accent1": REGION_TONES["delta"],
    "accent2": REGION_TONES["central"],
    "accent3": BATCH_TONES["2012"],
    "accent4": LIGHTS["yellow"].fill,
    "accent5": LIGHTS["red"].fill,
    "accent6": SECONDARY,
    "hlink": REGION_TONES["delta"],
    "folHlink": SECONDARY,
}


def finished(name: str, part: bytes) -> bytes:
    """A part as it goes out; of the package's parts, `name` tells which it is."""
    if name == "docProps/app.xml":
        return _APP.encode()
    if name.startswith("ppt/theme/") and name.endswith(".xml"):
        return _themed(part)
    if name.endswith(".xml") and (
        name.startswith(_SPOKEN) or name == "ppt/presentation.xml"
    ):
        return _in_chinese(part)
    return part


def _themed(part: bytes) -> bytes:
    theme = etree.fromstring(part)
    theme.set("name", "通报")
    colours = theme.find(f".//{{{_A}}}clrScheme")
    colours.set("name", "通报")
    for entry in colours:
        value = _COLOURS[etree.QName(entry).localname]
        entry[:] = [etree.Element(f"{{{_A}}}srgbClr", val=value.lstrip("#"))]
    fonts = theme.find(f".//{{{_A}}}fontScheme")
    fonts.set("name", "通报")
    for font in fonts.iter(f"{{{_A}}}majorFont", f"{{{_A}}}minorFont"):
        font[:] = [
            etree.Element(f"{{{_A}}}latin", typeface=LATIN),
            etree.Element(f"{{{_A}}}ea", typeface=EAST_ASIAN),
            etree.Element(f"{{{_A}}}cs", typeface=""),
        ]
    return _bytes(theme)


def _in_chinese(part: bytes) -> bytes:
    """Every run with its language and both its fonts, those of the theme."""
    root = etree.fromstring(part)
    for run in root.iter(f"{{{_A}}}r", f"{{{_A}}}fld"):
        if run.find(f"{{{_A}}}rPr") is None:
            run.insert(0, etree.Element(f"{{{_A}}}rPr"))
    for look in root.iter(f"{{{_A}}}rPr", f"{{{_A}}}endParaRPr", f"{{{_A}}}defRPr"):
        look.set("lang", "zh-CN")
        look.set("altLang", "en-US")
        if etree.QName(look).localname != "defRPr":
            _name_fonts(look)
    return _bytes(root)


def _name_fonts(look: etree._Element) -> None:
    is_title = _is_in_title(look)
    family = "mj" if is_title else "mn"
    for tag in ("latin", "ea"):
        old = look.find(f"{{{_A}}}{tag}")
        if old is not None:
            look.remove(old)
    names = [etree.QName(child).localname for child in look]
    at = next((i for i, name in enumerate(names) if name in _AFTER_FONT), len(names))
    latin = etree.Element(f"{{{_A}}}latin", typeface=f"+{family}-lt")
    look.insert(at, latin)
    look.insert(at + 1, etree.Element(f"{{{_A}}}ea", typeface=f"+{family}-ea"))


def _is_in_title(look: etree._Element) -> bool:
    for holder in look.iterancestors():
        if etree.QName(holder).localname == "sp":
            kinds = [
                mark.get("type", "")
                for mark in holder.iter()
                if etree.QName(mark).localname == "ph"
            ]
            return any(kind in ("title", "ctrTitle") for kind in kinds)
    return False


def _bytes(root: etree._Element) -> bytes:
    text: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return text
