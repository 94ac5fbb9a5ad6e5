"""What a brief says, once: every document lays this out and none computes.

Comes in: nothing; these are the forms that the brief's builder fills. Goes out: frozen
values that a writer of Word, slides, Excel, PDF or pictures reads from top to bottom.
Knows no format of any file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import plotly.graph_objects as go

from hrss.metrics import Kind
from hrss.reports.sentences import Span

Cell = str | int | float | date | None
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of the second level, with its number: （一）珠三角."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text.

    Parameters
    ----------
    spans : the text; tone ``figure`` is a number that matters, ``alarm`` what is
        behind, ``good`` what is done or ahead.
    is_item : one of a list (a laggard, a step), not a paragraph of prose.
    """

    spans: tuple[Span, ...]
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that is read from the back of the room.

    Parameters
    ----------
    label : what it is: 2011年批次上报建成.
    value : as it is printed: 862 / 1,003.
    detail : the line beneath, or "".
    tone : ``plain``, ``alarm`` or ``good``.
    """

    label: str
    value: str
    detail: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Two to five numbers side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name : identifier, that of `metrics.MEASURES` where it has one.
    label : its heading in Chinese.
    kind : how its cells are printed and aligned: text and lights left, rest right.
    width : share of the table's width, relative to the other columns' (text of four
        characters is about 4).
    """

    name: str
    label: str
    kind: Kind
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table of values.

    Parameters
    ----------
    key : names it within the brief, in ASCII; the name of the Excel table.
    title : 各市进展情况（珠三角）; without 附表 and number, which `appendices` give.
    rows : one tuple a row, one cell a column. A ``rate`` is a fraction, ``pp`` are
        percentage points, a ``light`` is its word (红灯, 未上报), a ``date`` a date, a
        ``flag`` 是 or 否; None is 未填报 or not applicable.
    note : day and source, and what the reader must know; may be "".
    total_rows : so many of the last rows are sums of those above.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total_rows: int = 0


class ChartKind(StrEnum):
    """Form of a chart that every office program can draw and edit."""

    BARS = "bars"
    STACKED_BARS = "stacked_bars"
    COLUMNS = "columns"
    STACKED_COLUMNS = "stacked_columns"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart.

    Parameters
    ----------
    values : one per category; None leaves a gap.
    colour : ``#RRGGBB``.
    is_hatched : reported and not verified; hatched wherever it is drawn.
    is_dashed : a line that is a plan, not what happened.
    has_labels : each bar (a line: its last point) carries its number.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    is_hatched: bool = False
    is_dashed: bool = False
    has_labels: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, as numbers.

    Parameters
    ----------
    key : names it within the brief, in ASCII.
    title : a sentence that says what is seen.
    categories : from top to bottom (bars) or left to right.
    number_format : Excel's, of values and axis: ``0``, ``#,##0``, ``0%``.
    value_title : what the values are, with their unit: 机构数（个）.
    maximum : end of the axis of values; None leaves it to the program. It starts at 0.
    note : day and source.
    alt : what a reader who cannot see it is told.
    draw : the figure of the screen with the same numbers, made when a picture of it is
        asked for.
    """

    key: str
    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    value_title: str
    note: str
    alt: str
    draw: Callable[[], go.Figure]
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class MapShape:
    """One prefecture of a map.

    Parameters
    ----------
    code, name : the prefecture's.
    value : what is printed in it: 93%, or 未上报.
    word : its light's word, or "".
    fill, ink : ``#RRGGBB`` of the ground and of the text on it.
    rings : outer rings of its parts, islands too, in the map's units, x to the right
        and y downwards, closed.
    label_at : where its name is centred.
    label_from : where a leader line starts when the name stands outside; else None.
    """

    code: str
    name: str
    value: str
    word: str
    fill: str
    ink: str
    rings: tuple[tuple[Point, ...], ...]
    label_at: Point
    label_from: Point | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """A map, as shapes.

    Parameters
    ----------
    width, height : of the area that all shapes and labels lie in, in the map's units.
    legend : word and fill of each tone, in their order.
    mark : 示意图 or the 审图号, printed on it wherever it stands.
    draw : the figure of the screen, made when a picture of it is asked for.
    """

    key: str
    title: str
    shapes: tuple[MapShape, ...]
    width: float
    height: float
    legend: tuple[tuple[str, str], ...]
    mark: str
    note: str
    alt: str
    draw: Callable[[], go.Figure]


_Keyed = TypeVar("_Keyed", Table, Chart, Map)

Block = Heading | Paragraph | KeyFigures | Table | Chart | Map


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; `title` has its number: 一、总体进展."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a sentence as title, one main thing, notes for who speaks.

    Parameters
    ----------
    blocks : at most three; of a table as many rows as a slide holds.
    notes : sources and what to say.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a brief says, for one day, one state of knowledge and one area.

    Parameters
    ----------
    title : of the document, as an official would write it.
    short_title : for file names and running heads, without characters that a file
        name may not have.
    organisation : who issues it.
    edition : its number, 第N期; None for one that is not published.
    prepared_on : date of the document.
    as_of, known_at : the day described, and what was known then (UTC).
    area : 全省 or a prefecture's name.
    is_simulated : any figure rests on simulated reports; every page says 模拟数据.
    summary : the sentence that answers first.
    source : the line that stands under every chart.
    sections : in order; the last one is 数据说明.
    appendices : 附表1, 附表2 ... in order.
    definitions : what each figure means; a sheet of the workbook.
    slides : 8 to 12.
    """

    title: str
    short_title: str
    organisation: str
    edition: int | None
    prepared_on: date
    as_of: date
    known_at: datetime
    area: str
    is_simulated: bool
    summary: tuple[Span, ...]
    source: str
    sections: tuple[Section, ...]
    appendices: tuple[Table, ...]
    definitions: Table
    slides: tuple[Slide, ...]

    def tables(self) -> tuple[Table, ...]:
        """All tables of the text and the appendices, each once, in order."""
        return self._blocks(Table) + self.appendices

    def charts(self) -> tuple[Chart, ...]:
        """All charts of the text, each once, in order."""
        return self._blocks(Chart)

    def maps(self) -> tuple[Map, ...]:
        """All maps of the text, each once, in order."""
        return self._blocks(Map)

    def _blocks(self, form: type[_Keyed]) -> tuple[_Keyed, ...]:
        found = {
            block.key: block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, form)
        }
        return tuple(found.values())
