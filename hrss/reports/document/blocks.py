"""Sections, sentences and numbers of a brief, one after the other.

Comes in: blocks. Goes out: paragraphs, tables and drawings at a place in a document.
"""

from collections.abc import Callable, Sequence

from hrss.figures.theme import text_width
from hrss.reports.content import (
    Block,
    Chart,
    Heading,
    KeyFigures,
    Map,
    Paragraph,
    Section,
    Table,
)
from hrss.reports.document.drawings import write_chart, write_picture
from hrss.reports.document.marks import make, paragraph, run
from hrss.reports.document.paper import Paper
from hrss.reports.document.styles import KEY_TABLE
from hrss.reports.document.tables import turn_for, write_table
from hrss.reports.native_charts import is_drawable
from hrss.reports.sentences import Span

# A map's PNG; or in Chinese, without a full stop, why there is none.
Pictures = Callable[[Map], bytes | str | None]
NO_NUMBERS = "（没有可画的数据。）"

_VALUE_FORMS = ((20, "通报要点数"), (16, "通报要点数（中）"), (13, "通报要点数（小）"))
_CELL_PADDING = 7.0
# Digits of a serif type are narrower than those that the screen's margins allow for.
_DIGITS = 0.76
_TONES = {"figure": "通报数字", "alarm": "通报预警", "good": "通报良好"}


def write_sections(
    paper: Paper, sections: Sequence[Section], pictures: Pictures
) -> None:
    """Add the sections with their headings."""
    for section in sections:
        paper.turn(is_lying=False)
        paper.say("通报一级标题", run(section.title))
        for block in section.blocks:
            _write_block(paper, block, pictures)
    paper.turn(is_lying=False)


def write_appendices(paper: Paper, tables: Sequence[Table]) -> None:
    """Add the appended tables, numbered; the first one begins a page."""
    for number, table in enumerate(tables, start=1):
        was_lying = paper.is_lying
        turn_for(paper, table)
        mark = f"附表{number}" if len(tables) > 1 else "附表"
        title = paper.say("通报附表标题", run(f"{mark}　{table.title}"))
        if number == 1 and paper.is_lying == was_lying:
            title.get_or_add_pPr().append(make("pageBreakBefore"))
        write_table(paper, table, is_whole=True)
        _say_note(paper, table.note)


def spans_of(paper: Paper, spans: Sequence[Span]) -> list[object]:
    """Runs of the spans, in their tones."""
    return [
        run(span.text, paper.styles[_TONES[span.tone]] if span.tone in _TONES else None)
        for span in spans
    ]


def _write_block(paper: Paper, block: Block, pictures: Pictures) -> None:
    if isinstance(block, Table):
        turn_for(paper, block)
        paper.say("通报图表标题", run(block.title))
        write_table(paper, block)
        _say_note(paper, block.note)
        return
    paper.turn(is_lying=False)
    match block:
        case Heading():
            paper.say("通报二级标题", run(block.text))
        case Paragraph():
            style = "通报条目" if block.is_item else "通报正文"
            paper.say(style, *spans_of(paper, block.spans))
        case KeyFigures():
            _write_key_figures(paper, block)
        case Chart():
            _write_chart(paper, block)
        case Map():
            _write_map(paper, block, pictures)


def _write_chart(paper: Paper, chart: Chart) -> None:
    paper.say("通报图表标题", run(chart.title))
    if is_drawable(chart):
        write_chart(paper, chart)
    else:
        paper.say("通报正文", run(NO_NUMBERS))
    _say_note(paper, chart.note)


def _write_map(paper: Paper, drawn: Map, pictures: Pictures) -> None:
    paper.say("通报图表标题", run(drawn.title))
    picture = pictures(drawn)
    if isinstance(picture, bytes):
        write_picture(paper, picture, drawn)
    else:
        reason = f"：{picture}" if picture else ""
        paper.say("通报正文", run(f"（此处的地图未能生成图片{reason}。{drawn.alt}）"))
    _say_note(paper, drawn.note)


def _say_note(paper: Paper, note: str) -> None:
    # Without a note too there is a paragraph: a document may not end with a table.
    if note:
        paper.say("通报图表说明", run(note))
    else:
        paper.say("通报间隔")


def _write_key_figures(paper: Paper, block: KeyFigures) -> None:
    room = round(paper.width(is_lying=False) * 20)
    width = room // len(block.figures)
    form = _value_form(block, width / 20)
    cells = []
    for figure in block.figures:
        tone = paper.styles[_TONES[figure.tone]] if figure.tone in _TONES else None
        lines = [
            paragraph(paper.styles["通报要点名"], run(figure.label)),
            paragraph(paper.styles[form], run(figure.value, tone)),
            paragraph(paper.styles["通报要点注"], run(figure.detail)),
        ]
        cells.append(make("tc", make("tcPr", make("tcW", w=width, type="dxa")), *lines))
    properties = make(
        "tblPr",
        make("tblStyle", val=paper.styles[KEY_TABLE]),
        make("tblW", w=room, type="dxa"),
        make("jc", val="center"),
        make("tblLayout", type="fixed"),
        make("tblCaption", val="主要数字"),
    )
    grid = make("tblGrid", *[make("gridCol", w=width) for _ in block.figures])
    row = make("tr", make("trPr", make("cantSplit")), *cells)
    paper.say("通报间隔")
    paper.add(make("tbl", properties, grid, row))
    paper.say("通报间隔")


def _value_form(block: KeyFigures, room: float) -> str:
    """Style of the largest type in which every number stays on one line."""
    for size, form in _VALUE_FORMS:
        widths = [text_width(figure.value, size=size) for figure in block.figures]
        if max(widths) * _DIGITS + _CELL_PADDING <= room:
            return form
    return _VALUE_FORMS[-1][1]
