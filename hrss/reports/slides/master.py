"""An empty deck of our own: 16:9, one master, layouts for the cover and the rest.

Comes in: nothing. Goes out: a `Presentation` without slides.
"""

from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from hrss.figures.theme.palette import SECONDARY
from hrss.reports.slides.places import (
    CONTENT,
    COVER_BAND,
    COVER_SUBTITLE,
    COVER_TITLE,
    FOOTER,
    HEIGHT,
    NUMBER,
    TITLE,
    WIDTH,
    Box,
)

COVER, PAGE = "封面", "标题和内容"
FOOTER_INDEX, NUMBER_INDEX = 11, 12
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_EMPTY_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_GREY = f'<a:srgbClr val="{SECONDARY[1:]}"/>'
_WHITE, _PALE = '<a:schemeClr val="bg1"/>', '<a:srgbClr val="D5E3F2"/>'
_DARK, _ACCENT = '<a:schemeClr val="tx1"/>', '<a:schemeClr val="accent1"/>'


def empty_deck() -> Any:
    """A presentation with this house's master and without a slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(int(Pt(WIDTH))), Emu(int(Pt(HEIGHT)))
    master = deck.slide_masters[0]
    layouts = list(deck.slide_layouts)
    cover, page = layouts[0], layouts[5]
    for layout in layouts:
        if layout not in (cover, page):
            deck.slide_layouts.remove(layout)
    title = _placeholder(
        2, "标题", 'type="title"', TITLE, size=26, ink=_DARK, bold=True
    )
    footer, number = _feet()
    body = _placeholder(6, "正文", 'type="body" idx="1"', CONTENT, size=20, ink=_DARK)
    _fill(master, [title, body, footer, number])
    _set_styles(master)
    _fill(page, [_rule(), title, footer, number], name=PAGE)
    _fill(cover, [_band(), *_cover_titles(), footer, number], name=COVER)
    _forget_sample_parts(deck)
    return deck


def layout_named(deck: Any, name: str) -> Any:
    """The layout of that name."""
    return deck.slide_layouts.get_by_name(name)


def _cover_titles() -> list[str]:
    return [
        _placeholder(
            2,
            "标题",
            'type="ctrTitle"',
            COVER_TITLE,
            size=36,
            ink=_WHITE,
            bold=True,
            anchor="b",
        ),
        _placeholder(
            3, "副标题", 'type="subTitle" idx="1"', COVER_SUBTITLE, size=16, ink=_PALE
        ),
    ]


def _feet() -> tuple[str, str]:
    footer = f'type="ftr" sz="quarter" idx="{FOOTER_INDEX}"'
    number = f'type="sldNum" sz="quarter" idx="{NUMBER_INDEX}"'
    return (
        _placeholder(4, "来源", footer, FOOTER, size=10, ink=_GREY, anchor="ctr"),
        _placeholder(
            5,
            "页码",
            number,
            NUMBER,
            size=11,
            ink=_GREY,
            anchor="ctr",
            align="r",
            inner=page_number("‹#›"),
        ),
    )


def page_number(shown: str) -> str:
    """The field of the page's number, as it is shown until it is counted."""
    return (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="zh-CN"/><a:t>{shown}</a:t></a:fld>'
    )


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: Box,
    *,
    size: int,
    ink: str,
    bold: bool = False,
    anchor: str = "t",
    align: str = "l",
    inner: str = "",
) -> str:
    weight = ' b="1"' if bold else ""
    text = inner or f'<a:r><a:rPr lang="zh-CN"/><a:t>{escape(name)}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f"<p:spPr>{_transform(box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}"{weight}><a:solidFill>{ink}</a:solidFill>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _band() -> str:
    return _rectangle(7, "封面底色", COVER_BAND)


def _rule() -> str:
    return _rectangle(7, "标题竖线", Box(22, TITLE.top + 2, 6, TITLE.height - 4))


def _rectangle(number: int, name: str, box: Box) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:solidFill>{_ACCENT}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p>'
        "</p:txBody></p:sp>"
    )


def _transform(box: Box) -> str:
    left, top, width, height = box.emu()
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    )


def _fill(holder: Any, shapes: list[str], *, name: str = "") -> None:
    """Put these shapes in place of all that a master or layout has."""
    label = f' name="{name}"' if name else ""
    ground = (
        ""
        if name
        else '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    )
    content = parse_xml(
        f"<p:cSld {_SPACES}{label}>{ground}<p:spTree>{_EMPTY_GROUP}"
        f"{''.join(shapes)}</p:spTree></p:cSld>"
    )
    old = holder._element.cSld
    old.getparent().replace(old, content)


def _set_styles(master: Any) -> None:
    def level(size: int, font: str, *, is_bold: bool = False) -> str:
        weight = ' b="1"' if is_bold else ""
        return (
            '<a:lvl1pPr marL="0" indent="0" algn="l" eaLnBrk="1" hangingPunct="1">'
            f'<a:buNone/><a:defRPr sz="{size * 100}"{weight} kern="1200">'
            f"<a:solidFill>{_DARK}</a:solidFill>"
            f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
            f'<a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl1pPr>'
        )

    title, body, other = level(26, "mj", is_bold=True), level(20, "mn"), level(18, "mn")
    styles = parse_xml(
        f"<p:txStyles {_SPACES}><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle>"
        "</p:txStyles>"
    )
    old = master._element.find(qn("p:txStyles"))
    old.getparent().replace(old, styles)


def _forget_sample_parts(deck: Any) -> None:
    """Drop the sample's thumbnail and printer settings."""
    for part, ending in (
        (deck.part.package, "thumbnail"),
        (deck.part, "printerSettings"),
    ):
        rels = part._rels
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(ending)]:
            rels.pop(key)
