"""The deck from its cover to its last slide."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from hrss.figures.theme.palette import SECONDARY
from hrss.reports.content import (
    Block,
    Brief,
    Chart,
    KeyFigures,
    Map,
    Paragraph,
    Slide,
    Table,
)
from hrss.reports.native_charts import ChartLook, add_chart, is_drawable
from hrss.reports.packages import rewritten
from hrss.reports.sentences import Span, date_in_words, plain_text
from hrss.reports.slides.arrange import Placed, arranged
from hrss.reports.slides.finish import EAST_ASIAN, LATIN, finished
from hrss.reports.slides.key_figures import add_key_figures
from hrss.reports.slides.maps import add_map
from hrss.reports.slides.master import empty_deck
from hrss.reports.slides.pages import MARK_TEXT, add_cover, add_page, complete_page
from hrss.reports.slides.places import CONTENT, COVER_CONTENT, Box
from hrss.reports.slides.prose import add_prose
from hrss.reports.slides.tables import add_table
from hrss.reports.slides.text import CAPTION_SIZE, add_text_box, lines_in

_CAPTION_SIZE, _CAPTION_HEIGHT = 14.0, 24.0
_NOTE_LEADING = 1.4
_CONTINUED = "（续）"
_NOTHING = "没有可以绘图的数据。"


def write_slides(brief: Brief) -> bytes:
    """The brief as a ``.pptx`` of 16:9, one or more slides for each of its slides.

    What does not fit goes on to a further slide of the same title with （续）: rows of
    a table, paragraphs of a text. The same brief gives the same bytes.
    """
    deck = empty_deck()
    _set_properties(deck, brief)
    for position, slide in enumerate(brief.slides):
        if position == 0:
            _add_cover(deck, brief, slide)
        else:
            _add_slides(deck, brief, slide, slide.blocks, title=slide.title)
    buffer = BytesIO()
    deck.save(buffer)
    return rewritten(buffer.getvalue(), finished)


def _add_cover(deck: Any, brief: Brief, slide: Slide) -> None:
    """The first slide; a paragraph that names who issues it is its subtitle."""
    edition = "" if brief.edition is None else f"第{brief.edition}期"
    day = date_in_words(brief.prepared_on)
    issued = "　".join(filter(None, (brief.organisation, edition, day)))
    blocks = list(slide.blocks)
    for block in slide.blocks:
        text = plain_text(block.spans) if isinstance(block, Paragraph) else ""
        if brief.organisation and text.startswith(brief.organisation):
            issued = f"{text}　{edition}" if edition not in text else text
            blocks.remove(block)
    page = add_cover(deck, title=slide.title, issued=issued)
    rest = _fill(page, brief, blocks, COVER_CONTENT, title=slide.title)
    complete_page(deck, page, brief, notes=slide.notes)
    if rest:
        _add_slides(deck, brief, slide, rest, title=f"{slide.title}{_CONTINUED}")


def _add_slides(
    deck: Any, brief: Brief, slide: Slide, blocks: Sequence[Block], *, title: str
) -> None:
    while True:
        page = add_page(deck, title=title)
        blocks = _fill(page, brief, blocks, CONTENT, title=title)
        complete_page(deck, page, brief, notes=slide.notes)
        if not blocks:
            return
        title = f"{slide.title}{_CONTINUED}"


def _fill(
    page: Any, brief: Brief, blocks: Sequence[Block], box: Box, *, title: str
) -> list[Block]:
    rest: list[Block] = []
    for placed in arranged(blocks, box):
        rest += _draw(page.shapes, placed, title=title, source=brief.source)
    return rest


def _draw(shapes: Any, placed: Placed, *, title: str, source: str) -> list[Block]:
    """Draw what is placed; returns what did not fit."""
    content, box = placed.content, placed.box
    if isinstance(content, KeyFigures):
        add_key_figures(shapes, content, box)
        return []
    if isinstance(content, tuple):
        return list(add_prose(shapes, content, box))
    inner = _with_words(shapes, content, box, title=title, source=source)
    if isinstance(content, Table):
        is_continued = title.endswith(_CONTINUED)
        rest = add_table(shapes, content, inner, is_continued=is_continued)
        return [] if rest is None else [rest]
    if isinstance(content, Map):
        add_map(shapes, content, inner)
    elif is_drawable(content):
        left, top, width, height = inner.emu()
        look = ChartLook(font_size=13, latin=LATIN, east_asian=EAST_ASIAN)
        add_chart(shapes, content, left, top, width, height, look=look)
    else:
        add_text_box(shapes, (Span(_NOTHING),), inner, size=16, ink=SECONDARY)
    return []


def _with_words(
    shapes: Any, block: Table | Chart | Map, box: Box, *, title: str, source: str
) -> Box:
    """Its title above and its note below, where the slide does not say them already."""
    if block.title and not title.startswith(block.title):
        place = Box(box.left, box.top, box.width, _CAPTION_HEIGHT)
        add_text_box(
            shapes, (Span(block.title),), place, size=_CAPTION_SIZE, is_bold=True
        )
        box = box.cut_top(_CAPTION_HEIGHT)
    if block.note and block.note != source:
        lines = lines_in(block.note, size=CAPTION_SIZE, width=box.width)
        height = lines * CAPTION_SIZE * _NOTE_LEADING
        place = Box(box.left, box.top + box.height - height, box.width, height)
        add_text_box(
            shapes, (Span(block.note),), place, size=CAPTION_SIZE, ink=SECONDARY
        )
        box = box.cut_bottom(height + 4)
    return box


def _set_properties(deck: Any, brief: Brief) -> None:
    day = brief.prepared_on
    moment = datetime(day.year, day.month, day.day)
    properties = deck.core_properties
    properties.title = brief.title
    properties.subject = brief.area
    properties.author = properties.last_modified_by = brief.organisation
    properties.comments = brief.source
    properties.keywords = MARK_TEXT if brief.is_simulated else ""
    properties.created = properties.modified = moment
    properties.language = "zh-CN"
    properties.revision = 1
