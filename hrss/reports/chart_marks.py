"""XML of what native charts carry: fonts, fills, lines, labels, places.

Comes in: colours, sizes and names. Goes out: DrawingML as text, ready to be parsed.
Knows no chart.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from hrss.reports.chart_layout import Area

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_DARK_BELOW = 0.48
_LEGIBLE = 4.5
WHITE = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Type of a chart.

    Parameters
    ----------
    font_size : of all its words, in points.
    latin, east_asian : names of fonts, for digits and for Chinese; neither is shipped.
    """

    font_size: float = 10.5
    latin: str = "Arial"
    east_asian: str = "微软雅黑"


def element(tag: str, inner: str, attributes: str = "") -> str:
    """An element that can be parsed by itself."""
    return f"<{tag} {_NAMESPACES} {attributes}>{inner}</{tag}>"


def colour(value: str) -> str:
    """A colour given as ``#RRGGBB``."""
    return f'<a:srgbClr val="{value.lstrip("#")}"/>'


def solid(value: str) -> str:
    """A plain fill."""
    return f"<a:solidFill>{colour(value)}</a:solidFill>"


def hatched(value: str) -> str:
    """A fill of slanting strokes on white."""
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{colour(value)}</a:fgClr>'
        f"<a:bgClr>{colour(WHITE)}</a:bgClr></a:pattFill>"
    )


def stroke(value: str, *, points: float, is_dashed: bool = False) -> str:
    """A line."""
    dash = '<a:prstDash val="dash"/>' if is_dashed else ""
    return f'<a:ln w="{points * 12700:.0f}">{solid(value)}{dash}<a:round/></a:ln>'


def text_properties(
    look: ChartLook, *, ink: str, is_bold: bool = False, body: str = ""
) -> str:
    """Inside of ``c:txPr``: size, ink and both fonts.

    Parameters
    ----------
    body : attributes of the text's box, such as its rotation.
    """
    return (
        f"<a:bodyPr {body}/><a:lstStyle/><a:p><a:pPr>"
        f"{_run_properties('a:defRPr', look, ink=ink, is_bold=is_bold)}"
        '</a:pPr><a:endParaRPr lang="zh-CN"/></a:p>'
    )


def title_text(text: str, look: ChartLook, *, ink: str) -> str:
    """Inside of ``c:tx``: a title that lies, whatever its axis does."""
    run = _run_properties("a:rPr", look, ink=ink, is_bold=False)
    return (
        '<c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f"{_run_properties('a:defRPr', look, ink=ink, is_bold=False)}</a:pPr>"
        f"<a:r>{run}<a:t>{escape(text)}</a:t></a:r></a:p></c:rich>"
    )


def placed(area: Area, *, is_inner: bool = False) -> str:
    """A place that the program may not choose itself."""
    target = '<c:layoutTarget val="inner"/>' if is_inner else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{area.left:.4f}"/><c:y val="{area.top:.4f}"/>'
        f'<c:w val="{area.width:.4f}"/><c:h val="{area.height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def shifted(down: float) -> str:
    """A place so much lower than the usual one, as a fraction of the height."""
    return (
        '<c:layout><c:manualLayout><c:x val="0"/>'
        f'<c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    )


def shown(*, value: bool, name: bool = False) -> str:
    """What a label says: the number, the series' name, both or nothing."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value:d}"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{name:d}"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        "<c:separator> </c:separator>"
    )


def number_format(code: str) -> str:
    """Excel's format of a number."""
    return f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>'


def ink_on(fill: str, *, dark: str) -> str:
    """Ink that is read on this fill: white on a dark one."""
    red, green, blue = (int(fill.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    brightness = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return WHITE if brightness < _DARK_BELOW else dark


def ink_of(tone: str) -> str:
    """The same hue, dark enough for words on white."""
    parts = [int(tone.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4)]
    while _contrast_on_white(parts) < _LEGIBLE:
        parts = [round(part * 0.94) for part in parts]
    return "#" + "".join(f"{part:02X}" for part in parts)


def _contrast_on_white(parts: list[int]) -> float:
    shares = [part / 255 for part in parts]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    ]
    red, green, blue = linear
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _run_properties(tag: str, look: ChartLook, *, ink: str, is_bold: bool) -> str:
    return (
        f'<{tag} lang="zh-CN" sz="{look.font_size * 100:.0f}" b="{is_bold:d}">'
        f"{solid(ink)}<a:latin typeface={quoteattr(look.latin)}/>"
        f"<a:ea typeface={quoteattr(look.east_asian)}/></{tag}>"
    )
