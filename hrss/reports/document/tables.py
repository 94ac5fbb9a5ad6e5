"""Tables that a page holds: heads repeated, rows whole, numbers flush right.

Comes in: a table of the brief. Goes out: a table of the document, on a page that stands
if it fits there and else on one that lies.
"""

from typing import Any

from hrss.figures.theme import LIGHTS
from hrss.reports.cell_texts import cell_text, is_right_aligned
from hrss.reports.content import Cell, Column, Table
from hrss.reports.document.marks import clean, make, paragraph, run
from hrss.reports.document.paper import Paper
from hrss.reports.document.styles import TABLE
from hrss.reports.document.table_widths import (
    Fit,
    broken_at,
    fit_of,
    room_for,
    table_height,
)

NO_ROWS = "没有符合条件的记录"

_KEPT_WHOLE = 14
_TWIPS = 20


def turn_for(paper: Paper, table: Table) -> None:
    """Turn the page to how the table is set."""
    paper.turn(is_lying=fit_of(paper, table).is_lying)


def write_table(paper: Paper, table: Table, *, is_whole: bool = False) -> None:
    """Add the table, without its title and note.

    Parameters
    ----------
    is_whole : a table that a page can hold is not torn apart, however long.
    """
    fit = fit_of(paper, table)
    room = paper.height(is_lying=fit.is_lying)
    is_short = len(table.rows) <= _KEPT_WHOLE
    is_kept_whole = is_short or (is_whole and table_height(table, fit.size) <= room)
    drawn = _frame(paper, table, fit)
    drawn.append(_head(paper, table, fit))
    if not table.rows:
        drawn.append(_empty(paper, table, fit))
    first_total = len(table.rows) - table.total_rows
    # A long table breaks between rows, though not after the first of them.
    kept = len(table.rows) if is_kept_whole else 3
    for at, cells in enumerate(table.rows):
        drawn.append(
            _row(
                paper,
                table.columns,
                cells,
                fit=fit,
                is_total=at >= first_total,
                # The last row too: its note stands on the same page.
                is_kept=at < kept or at >= first_total - 1,
            )
        )
    paper.add(drawn)


def _frame(paper: Paper, table: Table, fit: Fit) -> Any:
    twips = [int(width * _TWIPS) for width in fit.widths]
    properties = make(
        "tblPr",
        make("tblStyle", val=paper.styles[TABLE]),
        make("tblW", w=sum(twips), type="dxa"),
        make("jc", val="center"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1),
        make("tblCaption", val=clean(table.title)),
        make("tblDescription", val=clean(table.note or table.title)),
    )
    return make(
        "tbl", properties, make("tblGrid", *[make("gridCol", w=w) for w in twips])
    )


def _head(paper: Paper, table: Table, fit: Fit) -> Any:
    style = paper.styles[f"通报表头{fit.suffix}"]
    cells = [
        _cell(width, paragraph(style, *_label(column.label, width, fit)))
        for column, width in zip(table.columns, fit.widths, strict=True)
    ]
    return make("tr", make("trPr", make("cantSplit"), make("tblHeader")), *cells)


def _cell(width: float, text: Any) -> Any:
    room = make("tcW", w=int(width * _TWIPS), type="dxa")
    return make("tc", make("tcPr", room), text)


def _label(label: str, width: float, fit: Fit) -> list[Any]:
    """The heading of a column, on two even lines where it needs two."""
    if room_for(label, fit.size) <= width + 0.01:
        return [run(label)]
    at = broken_at(label)
    return [run(label[:at]), make("r", make("br")), run(label[at:])]


def _empty(paper: Paper, table: Table, fit: Fit) -> Any:
    style = paper.styles[f"通报表文{fit.suffix}"]
    span = make("tcPr", make("gridSpan", val=len(table.columns)))
    cell = make("tc", span, paragraph(style, run(NO_ROWS)))
    return make("tr", make("trPr", make("cantSplit")), cell)


def _row(
    paper: Paper,
    columns: tuple[Column, ...],
    cells: tuple[Cell, ...],
    *,
    fit: Fit,
    is_total: bool,
    is_kept: bool,
) -> Any:
    row = make("tr", make("trPr", make("cantSplit")))
    for column, value, width in zip(columns, cells, fit.widths, strict=True):
        form = "数" if is_right_aligned(column.kind) else "文"
        ink = "通报合计" if is_total else _light_style(column, value)
        words = run(cell_text(value, column.kind), paper.styles[ink] if ink else None)
        text = paragraph(paper.styles[f"通报表{form}{fit.suffix}"], words)
        if is_kept:
            text.get_or_add_pPr().append(make("keepNext"))
        row.append(_cell(width, text))
    return row


def _light_style(column: Column, value: Cell) -> str:
    words = {light.word for light in LIGHTS.values()}
    return f"亮灯·{value}" if column.kind == "light" and value in words else ""
