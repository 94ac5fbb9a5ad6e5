"""Decks opened again, and what tests look for in them."""

import io
import zipfile
from functools import cache

from lxml import etree
from pptx import Presentation

from hrss.reports.slides import write_slides

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@cache
def content_of(brief):
    return write_slides(brief)


def opened(brief):
    return Presentation(io.BytesIO(content_of(brief)))


def parts(brief, *beginnings):
    """XML parts of the file by name, read without python-pptx."""
    with zipfile.ZipFile(io.BytesIO(content_of(brief))) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.startswith(beginnings) and name.endswith(".xml")
        }


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from every_shape(shape.shapes)


def named(slide, name):
    return [shape for shape in every_shape(slide.shapes) if shape.name == name]


def texts(slide):
    return [
        shape.text_frame.text
        for shape in every_shape(slide.shapes)
        if shape.has_text_frame and shape.text_frame.text
    ]


def tables(deck):
    return [
        shape.table
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def outside(deck):
    """Names of shapes that reach over the edge of their slide."""
    return [
        (number, shape.name)
        for number, slide in enumerate(deck.slides, start=1)
        for shape in every_shape(slide.shapes)
        if shape.left < 0
        or shape.top < 0
        or shape.left + shape.width > deck.slide_width
        or shape.top + shape.height > deck.slide_height
    ]


def below_content(deck):
    """Names of shapes that reach down into the line of source and number."""
    feet = min(
        shape.top
        for layout in deck.slide_layouts
        for shape in layout.placeholders
        if shape.name in ("来源", "页码")
    )
    return [
        (number, shape.name)
        for number, slide in enumerate(deck.slides, start=1)
        for shape in every_shape(slide.shapes)
        if shape.top < feet < shape.top + shape.height
    ]
