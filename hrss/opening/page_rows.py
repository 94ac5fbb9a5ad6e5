"""The rows of a web page, collected while its elements go by.

Comes in: elements in the order of the page. Goes out: a `Sheet`. Knows how cells
lie beside those that reach down from the rows above.
"""

import re
from dataclasses import dataclass, field

from hrss.opening.cells import LAST_COLUMN, LAST_ROW, Sheet, cell_name
from hrss.opening.markup import Element
from hrss.opening.unreadable import UnreadableError

_BLOCK_TAGS = """
address article blockquote body caption center dd div dl dt fieldset footer form h1 h2
h3 h4 h5 h6 header hr html legend li main ol p pre section ul
"""
_UNSEEN_TAGS = """
applet comment head iframe noscript object script select style template textarea title
xml
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_TYPED_KINDS = ("text", "number")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)


@dataclass(slots=True)
class _Table:
    """A table that is open: how many more rows each column is taken for."""

    taken: dict[int, int] = field(default_factory=dict)
    is_in_cell: bool = False


class PageRows:
    """Takes the elements of a page one by one; `sheet` is what came of them."""

    def __init__(self, *, limit: int) -> None:
        self._rows: list[list[str | None] | int] = []
        self.sheet = Sheet("", rows=self._rows)
        self._limit = limit
        self._cells = 0
        self._row: list[str | None] | None = None
        self._column = 0
        self._text: list[str] = []
        self._tables: list[_Table] = []
        self._unseen: Element | None = None

    def see(self, event: str, element: Element) -> None:
        """The start or end of an element, or a comment."""
        if self._unseen is not None:
            if event == "end" and element is self._unseen:
                self._unseen = None
                self._text.append(element.tail or "")
            return
        if event == "start":
            self._start(element)
        elif event == "end":
            self._end(element)
            self._text.append(element.tail or "")
        else:
            self._text.append(element.tail or "")

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag in _UNSEEN:
            self._unseen = element
            self._text.append(_typed(element))
            return
        if tag == "table":
            self._close_cell()
            self.end_row()
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self.end_row()
            self._begin_row(element)
        elif tag in ("td", "th") and self._tables:
            self._begin_cell(element)
        elif tag in _BLOCKS:
            self._break()
        elif tag == "br":
            self._text.append("\v")
        elif tag == "input":
            self._text.append(_typed(element))
        self._text.append(element.text or "")

    def _end(self, element: Element) -> None:
        if element.tag == "table" and self._tables:
            self._close_cell()
            self.end_row()
            self._tables.pop()
        elif element.tag == "tr":
            self._close_cell()
            self.end_row()
        elif element.tag in ("td", "th"):
            self._close_cell()
        elif element.tag in _BLOCKS:
            self._break()

    def _break(self) -> None:
        """A new line in a cell; outside tables a new row."""
        if self._tables and self._tables[-1].is_in_cell:
            self._text.append("\v")
        else:
            self.end_row()

    def _take_text(self) -> str | None:
        """What was collected, its lines trimmed; a page's own line ends are blanks."""
        lines = _BLANKS.sub(" ", "".join(self._text)).split("\v")
        self._text.clear()
        return "\n".join(line.strip() for line in lines if line.strip()) or None

    def _begin_row(self, element: Element) -> None:
        self._row = []
        self._column = 0
        if _HIDDEN.search(element.get("style", "")):
            self.sheet.marks.hidden_rows.append(len(self._rows))

    def _begin_cell(self, element: Element) -> None:
        self._close_cell()
        # What stands between cells belongs to none.
        self._text.clear()
        if self._row is None:
            self._begin_row(element)
        table = self._tables[-1]
        while self._column in table.taken:
            self._column += 1
        if self._column >= LAST_COLUMN:
            raise UnreadableError(
                "too_many_cells", found=cell_name(len(self._rows), self._column)
            )
        across = _span(element, "colspan", LAST_COLUMN - self._column)
        down = _span(element, "rowspan", LAST_ROW)
        table.is_in_cell = True
        if (across, down) != (1, 1):
            top, left = len(self._rows), self._column
            self.sheet.marks.merged.append(
                (top, left, top + down - 1, left + across - 1)
            )
            if down > 1:
                for column in range(left, left + across):
                    # The row at hand counts too: it is taken off at its end.
                    table.taken[column] = down
        self._row = self._row or []
        self._row.extend([None] * (self._column - len(self._row)))
        self._row.append(None)
        self._column += across

    def _close_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or not table.is_in_cell or not self._row:
            return
        self._row[-1] = self._take_text()
        table.is_in_cell = False

    def end_row(self) -> None:
        """Put down the row at hand, or the text outside tables as a row of its own."""
        text = self._take_text()
        row, self._row = self._row, None
        if row is None:
            if text is not None:
                self._put([text])
            return
        self._put(row)
        if self._tables:
            taken = self._tables[-1].taken
            self._tables[-1].taken = {
                column: left - 1 for column, left in taken.items() if left > 1
            }

    def _put(self, row: list[str | None]) -> None:
        self._rows.append(row)
        self._cells += len(row)
        if self._cells > self._limit or len(self._rows) > LAST_ROW:
            raise UnreadableError(
                "too_many_cells", found=cell_name(len(self._rows) - 1, len(row) - 1)
            )


def _span(element: Element, name: str, most: int) -> int:
    said = element.get(name, "1").strip()
    return min(max(int(said), 1), most) if said.isdecimal() and len(said) < 9 else 1


def _typed(element: Element) -> str:
    """What was typed into a form's field or chosen from a list."""
    typed: str | None = None
    if element.tag == "input" and element.get("type", "text").lower() in _TYPED_KINDS:
        typed = element.get("value")
    elif element.tag == "textarea":
        typed = element.text
    elif element.tag == "select":
        chosen = element.find(".//option[@selected]")
        typed = None if chosen is None else chosen.text
    return typed or ""
