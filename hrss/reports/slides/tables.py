"""Native tables: as large as they fit, and on to a next slide when they do not."""

from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from hrss.figures.theme.palette import INK, LIGHTS, LINE, PANEL, WHITE, LightStyle
from hrss.reports.cell_texts import cell_text, is_right_aligned
from hrss.reports.content import Cell, Column, Table
from hrss.reports.sentences import Span
from hrss.reports.slides.places import Box
from hrss.reports.slides.table_plans import (
    ABOVE,
    LEADING,
    SIDE,
    Plan,
    inner_width,
    plan_of,
)
from hrss.reports.slides.text import ACCENT, colour, fill_paragraph, lines_in, plain

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_LIGHTS = {light.word: light for light in LIGHTS.values()}


def add_table(
    shapes: Any, table: Table, box: Box, *, is_continued: bool = False
) -> Table | None:
    """Draw as many rows as the box holds; returns a table of the others, or None."""
    plan, count = plan_of(table, box, is_continued=is_continued)
    left_over = table.rows[count:]
    totals = max(table.total_rows - len(left_over), 0)
    drawn = replace(table, rows=table.rows[:count], total_rows=totals)
    _draw(shapes, drawn, box, plan)
    if not left_over:
        return None
    totals = min(table.total_rows, len(left_over))
    return replace(table, rows=left_over, total_rows=totals)


def _draw(shapes: Any, table: Table, box: Box, plan: Plan) -> None:
    rows, columns = len(table.rows) + 1, len(table.columns)
    height = sum(plan.heights[:rows])
    place = Box(box.left, box.top, sum(plan.widths), height)
    frame = shapes.add_table(rows, columns, *place.emu())
    frame.name = plain(table.title)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(table.title))
    native = frame.table
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    native.horz_banding = False
    for at, width in enumerate(plan.widths):
        native.columns[at].width = Emu(int(Pt(1) * width))
    for at in range(rows):
        native.rows[at].height = Emu(int(Pt(1) * plan.heights[at]))
    for at, column in enumerate(table.columns):
        _fill_heading(native.cell(0, at), column, plan.widths[at], plan.size)
    totals_from = rows - table.total_rows
    for row, cells in enumerate(table.rows, start=1):
        for at, (value, column) in enumerate(zip(cells, table.columns, strict=True)):
            is_total = row >= totals_from
            _fill_cell(native.cell(row, at), value, column, plan.size, is_total)


def _fill_heading(cell: Any, column: Column, width: float, size: float) -> None:
    text = _broken(column.label, width=width, size=size)
    _write(cell, text, column, size, ink=WHITE, is_bold=True)
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(ACCENT)


def _broken(label: str, *, width: float, size: float) -> str:
    """A heading that needs two lines, broken in its middle and not near its end."""
    lines = lines_in(label, size=size, width=inner_width(width, size))
    half = (len(label) + 1) // 2
    return f"{label[:half]}\n{label[half:]}" if lines == 2 else label


def _fill_cell(
    cell: Any, value: Cell, column: Column, size: float, is_total: bool
) -> None:
    light: LightStyle | None = None
    if column.kind == "light" and isinstance(value, str):
        light = _LIGHTS.get(value)
    ink = INK
    if light is not None:
        ink = WHITE if light.ink == light.fill else light.ink
    text = cell_text(value, column.kind)
    _write(cell, text, column, size, ink=ink, is_bold=is_total)
    _underline(cell)
    ground = light.fill if light is not None else PANEL if is_total else ""
    if ground:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(ground)


def _write(
    cell: Any, text: str, column: Column, size: float, *, ink: str, is_bold: bool
) -> None:
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    align = PP_ALIGN.RIGHT if is_right_aligned(column.kind) else PP_ALIGN.LEFT
    fill_paragraph(
        cell.text_frame.paragraphs[0],
        (Span(text),),
        size=size,
        ink=ink,
        is_bold=is_bold,
        align=align,
        leading=LEADING,
    )


def _underline(cell: Any) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = (
        f'<a:lnB {_A} w="9525"><a:solidFill><a:srgbClr val="{LINE[1:]}"/>'
        "</a:solidFill></a:lnB>"
    )
    properties.insert(0, parse_xml(line))
