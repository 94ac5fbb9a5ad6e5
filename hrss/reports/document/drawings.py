"""Charts and pictures in the text, each with words for who does not see it.

Comes in: a chart as numbers, or a picture's bytes. Goes out: a drawing in a paragraph;
a chart with its own part, its workbook and their relationships.
"""

from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu, Pt

from hrss.reports.content import Chart, ChartKind, Map
from hrss.reports.document.marks import clean, make
from hrss.reports.document.paper import Paper
from hrss.reports.native_charts import ChartLook, chart_parts

_CHART_TYPE = CONTENT_TYPE.DML_CHART
_LOOK = ChartLook(font_size=9, latin="Arial", east_asian="黑体")
_TALLEST = 560.0
_MAP_HEIGHT = 290.0


def write_chart(paper: Paper, chart: Chart) -> None:
    """Add a chart as wide as the text, that can be edited in place."""
    width = Pt(paper.width(is_lying=paper.is_lying))
    height = Pt(_height(chart))
    relation = _add_chart_part(paper, chart, width=width, height=height)
    graphic = parse_xml(
        f"<a:graphic {nsdecls('a')}><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'{nsdecls("r")} r:id="{relation}"/></a:graphicData></a:graphic>'
    )
    _add_inline(paper, graphic, chart, width=width, height=height)


def write_picture(paper: Paper, picture: bytes, drawn: Map) -> None:
    """Add a picture of a map, as large as the page allows without a page of its own."""
    room = paper.width(is_lying=paper.is_lying)
    scale = min(room / drawn.width, _MAP_HEIGHT / drawn.height)
    _, image = paper.document.part.get_or_add_image(BytesIO(picture))
    share = image.px_height / image.px_width
    width = Pt(min(drawn.width * scale, _MAP_HEIGHT / share))
    inline = paper.document.part.new_pic_inline(
        BytesIO(picture), width, Emu(round(width * share))
    )
    _add_inline(
        paper, inline.graphic, drawn, width=width, height=Emu(round(width * share))
    )


def _height(chart: Chart) -> float:
    if chart.kind in (ChartKind.LINES, ChartKind.COLUMNS, ChartKind.STACKED_COLUMNS):
        return 188.0
    side_by_side = len(chart.series) if chart.kind is ChartKind.BARS else 1
    bar = 15.5 if side_by_side == 1 else 12.0 * side_by_side + 6
    return min(max(54.0 + bar * len(chart.categories), 110.0), _TALLEST)


def _add_chart_part(paper: Paper, chart: Chart, *, width: int, height: int) -> str:
    package = paper.document.part.package
    xml, workbook = chart_parts(chart, width=width, height=height, look=_LOOK)
    number = 1
    taken = {str(part.partname) for part in package.iter_parts()}
    while f"/word/charts/chart{number}.xml" in taken:
        number += 1
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, xml, package)
    cells = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        workbook,
        package,
    )
    part.relate_to(cells, RELATIONSHIP_TYPE.PACKAGE)
    return paper.document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def _add_inline(
    paper: Paper, graphic: object, drawn: Chart | Map, *, width: int, height: int
) -> None:
    number = next(paper.numbers)
    inline = parse_xml(
        f'<wp:inline {nsdecls("wp", "a")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name=""/><wp:cNvGraphicFramePr/></wp:inline>'
    )
    described = inline[2]
    described.set("name", clean(drawn.title))
    described.set("descr", clean(drawn.alt))
    inline.append(graphic)
    paper.say("通报图", make("r", make("drawing", inline)))
