"""A shape of any outline, of as many parts as it has.

python-pptx builds such shapes too, but measures the whole outline again at each of its
points: a map took seconds.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu

from hrss.reports.slides.text import unstyled

EmuPoint = tuple[int, int]
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def add_freeform(shapes: Any, rings: Sequence[Sequence[EmuPoint]]) -> Any:
    """One shape of closed rings, in EMU of the slide; islands are rings too."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    left, top = min(xs), min(ys)
    width, height = max(xs) - left, max(ys) - top
    place = (Emu(side) for side in (left, top, width, height))
    shape = unstyled(shapes.add_shape(MSO_SHAPE.RECTANGLE, *place))
    paths = "".join(_ring(ring, left, top) for ring in rings)
    geometry = parse_xml(
        f"<a:custGeom {_A}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst>'
        "</a:custGeom>"
    )
    old = shape._element.spPr.find(qn("a:prstGeom"))
    shape._element.spPr.replace(old, geometry)
    return shape


def _ring(ring: Sequence[EmuPoint], left: int, top: int) -> str:
    # Points nearer than a slide can tell apart would make edges of no length.
    kept = [ring[0], *(new for old, new in pairwise(ring) if new != old)]
    points = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in kept]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"
